"""How sure neighbours are: the vectors that the same recipe gives on resampled texts, kept beside a model."""
