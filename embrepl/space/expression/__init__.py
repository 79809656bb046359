"""Sums of words, as in `king - man + woman`: text → tokens → a query → a vector."""

from embrepl.space.expression.lexer import quote
from embrepl.space.expression.parser import parse
from embrepl.space.expression.query import Query, Term

__all__ = ["Query", "Term", "parse", "quote"]
