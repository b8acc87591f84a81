"""The public check."""
