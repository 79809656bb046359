"""The session: corpora, models, the jobs of the background process, and what is current."""
