"""What the commands return that give something to others."""
