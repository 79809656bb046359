"""Words in a plane: projections, maps turned onto each other, and how far a map is to be trusted."""
