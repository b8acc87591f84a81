"""Reads of a country programme: every function a constant number of SQL queries."""
