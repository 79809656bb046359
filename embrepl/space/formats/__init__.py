"""Vectors to and from the files of other tools: `table` lists the formats, `reading` and `writing` are the ways in."""
