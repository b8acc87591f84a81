"""A school's own policy, read for what is missing and what harms. Nothing of it is kept."""
