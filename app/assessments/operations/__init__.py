"""What assessors and deciders do. Each function writes one audit record, tells who is concerned, commits nothing."""
