"""A corpus on disk: its arrays and manifest, where each word stands, and the cache of earlier corpora."""
