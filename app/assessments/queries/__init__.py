"""What assessors, deciders and the school's leads see of an assessment."""
