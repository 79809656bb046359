"""What the commands that survey a model and its text return."""
