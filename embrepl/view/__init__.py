"""What a person sees: answers, errors and progress as text; rich is used here and nowhere else."""
