"""How answers of the commands look that ask how something is used."""
