"""`./ciss content preview`: the real application on a throw-away database, for whoever writes the modules."""
