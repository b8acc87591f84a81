"""What several pages show of one case in the same way: claims, training, pictures, history, next step."""
