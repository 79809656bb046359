"""Word vectors and questions about them, by NumPy alone: neighbours, distances, health, scores on tests."""
