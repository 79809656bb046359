"""What the commands return that ask how something is used."""
