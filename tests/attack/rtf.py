"""Rich text that means ill: each a function of how many bytes it is to have."""

from __future__ import annotations

from tests.attack.texts import nested, over

RTFS = {
    name + ".rtf": over(pattern, "{\\rtf1\\ansi words ", "}")
    for name, pattern in {
        "{": "{",
        "}": "}",
        "groups": "{a}",
        "bin": "\\bin99999999999 ",
        "bin-": "\\bin-1 ",
        "bin9": "\\bin9999",
        "back": "\\",
        "\\'": "\\'",
        "\\'e9": "\\'e9",
        "\\u": "\\u233?",
        "\\u-": "\\u-9999999999 ",
        "\\uc": "\\uc99999999 ",
        "uc u": "\\uc9999\\u1 ",
        "word": "\\a",
        "numbers": "\\a1",
        "digits": "1",
        "star": "{\\*\\a b}",
        "stars": "{\\*",
        "fonttbl": "{\\fonttbl",
        "fonts": "{\\fonttbl{\\f1\\fcharset134 a;}}",
        "f": "\\f1 ",
        "par": "\\par ",
        "tab": "\\tab",
        "field": "{\\field{\\*\\fldinst a}{\\fldrslt b}}",
        "open field": "{\\field{\\*\\fldinst ",
        "pict": "{\\pict 00}",
        "open pict": "{\\pict ",
        "~": "\\~",
        "footnote": "{\\footnote a}",
        "super": "{\\super 1}",
        "open super": "{\\super 1",
        "v": "{\\v a}",
        "upr": "{\\upr{a}{\\*\\ud b}}",
        "cell": "\\cell",
        "lf": "\n",
        "long word": "\\" + "a" * 5000,
        "dbch": "\\'81",
    }.items()
}
RTFS |= {
    "deep.rtf": nested("{", "}", "{\\rtf1 "),
    "number.rtf": over("1", "{\\rtf1 \\u", " words}"),
    "name.rtf": over("a", "{\\rtf1 \\", " words}"),
    "digits bin.rtf": over("9", "{\\rtf1 \\bin", " words}"),
    "digits f.rtf": over("9", "{\\rtf1 \\f", " words}"),
    "digits uc.rtf": over("9", "{\\rtf1 \\uc", " words}"),
    "fcharset.rtf": over("9", "{\\rtf1 {\\fonttbl{\\f1\\fcharset", " a;}} words}"),
    "ansicpg.rtf": over("9", "{\\rtf1\\ansicpg", " words}"),
}
