"""The sign between the words of a joined phrase, and what may stand between two words that can be joined."""

from __future__ import annotations

import numpy as np

JOINT = "_"  # no word has one
NOT_SPACE = np.ones(0x3002, np.bool_)  # by code point, up to the first one after the ideographic space
NOT_SPACE[[0x09, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]] = False
