"""What the commands that make corpora and models share: vectors named as text, how a job ended, the verdict."""
