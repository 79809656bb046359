"""From bytes to text: which encoding a file has, and what to do with bytes that do not fit it."""
