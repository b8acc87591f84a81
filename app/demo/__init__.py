"""The demonstration: three countries whose people, cases and awards show every screen of the product alive.

It stands above the slices and plays their own operations in the order of time; nobody but the command line imports it.
"""

from app.demo.guide import guide
from app.demo.seeding import seed_if_empty

__all__ = ["guide", "seed_if_empty"]
