"""What the commands that ask vectors return."""
