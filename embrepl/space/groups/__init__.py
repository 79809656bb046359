"""Words by how they lie to each other: groups, trees of neighbours, doubtful words, near-duplicates."""
