"""Answers for programs and for files: JSON, CSV, TSV and Markdown; pages and pictures."""
