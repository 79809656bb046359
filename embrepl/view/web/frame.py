"""The frame of every page: one file, that loads nothing, and runs no script but the one it was made with.

A strict Content-Security-Policy names the script and the styles of the page by their hashes, so that no markup that a
text might bring along could load, run or look like anything. A text comes in as data: escaped in the body, or packed
in a block that the script reads.
"""

from __future__ import annotations

import base64
import hashlib
import html

_POLICY = "default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'"


def text(value: str) -> str:
    """Return a text as what stands for it in a body or between the quotation marks of an attribute."""
    return html.escape(value, quote=True)


def page(title: str, body: str, style: str, script: str = "") -> str:
    """Return a page; `body` is HTML in which every text is escaped, and has neither scripts nor style attributes."""
    policy = _POLICY.format(script=_hash(script) if script else "'none'", style=_hash(style))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{text(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n"
        + (f"<script>{script}</script>\n" if script else "")
        + "</body>\n</html>\n"
    )


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
