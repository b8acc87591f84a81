"""Follow-ups: three questions on days 2, 7 and 30 after a pass, opened by a signed link without signing in."""
