"""Charts in a terminal: a canvas of dots, labels that do not collide, axes; without colour and in ASCII too."""
