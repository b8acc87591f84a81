"""The people of the journey, each with a browser of their own and the verbs of their work."""
