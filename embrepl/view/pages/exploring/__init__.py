"""How answers of the commands that ask vectors look."""
