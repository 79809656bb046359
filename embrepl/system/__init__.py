"""The operating system's side: folders, files, packings, memory and processors; nothing here knows texts or vectors."""
