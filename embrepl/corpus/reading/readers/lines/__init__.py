"""Readers of plain lines: text as it is, subtitles; a file is a document."""
