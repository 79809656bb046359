"""What words are to each other: analogies, odd ones out, words between, places, axes of meaning, associations."""
