"""How answers of the commands look that give something to others."""
