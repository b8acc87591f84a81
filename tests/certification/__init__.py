"""From an award to its certificate."""
