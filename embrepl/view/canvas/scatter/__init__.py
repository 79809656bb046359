"""The parts of a map in a terminal: scales, signs of groups, names of points, edges, legend, and the grid they fill."""
