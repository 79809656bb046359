"""GloVe's text format (Pennington et al. 2014): a line for each word: `word x1 x2 … xD`, and nothing before them."""

from __future__ import annotations

from embrepl.space.formats.text import blocks

__all__ = ["blocks"]
