"""Charts as pixels in the terminals that show them: by the protocols of Kitty and iTerm2, and as Sixel."""
