"""How answers look, one module for each family of commands."""
