"""What the computer gives: opening, unpacking and replacing files, folders, sizes, memory, processors, progress."""
