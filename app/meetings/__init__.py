"""Meetings: a module on the wall for the staff of a school, and the record of who was there."""
