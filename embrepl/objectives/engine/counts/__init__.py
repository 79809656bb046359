"""How often words stand near each other: counted in whole numbers, and weighed."""
