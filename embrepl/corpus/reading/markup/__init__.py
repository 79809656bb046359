"""From tags to text: what pages, books and documents of every kind share; streamed through lxml."""
