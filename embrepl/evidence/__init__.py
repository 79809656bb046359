"""What needs both the vectors and the text: why two words are near, the uses of a word in parts of the text, how sure.

It stands on `space` and `corpus`, which do not know each other, and on NumPy alone; commands, the session and a Python
front may use it, the rooms below never do.
"""
