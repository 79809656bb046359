"""How answers of the commands that survey a model and its text look."""
