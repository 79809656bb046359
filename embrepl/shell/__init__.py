"""The prompt, and the same commands without one: scripts, `-c`, standard input."""
