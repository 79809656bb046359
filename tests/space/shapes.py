"""What a parsed target is made of, in plain values that tests compare."""

from __future__ import annotations

from embrepl.space.expression.query import Mean, Part, Sum, Word


def shape(part: Part) -> object:
    """Return a part as words, [weight, part] lists, tuples of means, and dicts of what is left out."""
    match part:
        case Word(text=text, model=model):
            return f"{text}@{model}" if model else text
        case Sum(terms=terms):
            return [(term.weight, shape(term.part)) for term in terms]
        case Mean(parts=parts):
            return tuple(map(shape, parts))
    return {"of": shape(part.part), "without": [shape(each) for each in part.removed]}
