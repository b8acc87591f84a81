"""What experts, assessors and deciders share: declaring interests, moving a case, the claim beside its evidence."""
