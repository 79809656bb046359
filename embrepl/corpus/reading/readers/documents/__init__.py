"""Readers of what was set in type: pages, books and documents, without their markup; a file is a document."""
