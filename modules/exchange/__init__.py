"""Modules in the formats of the world: packages for other platforms, item banks, files for people without a network."""
