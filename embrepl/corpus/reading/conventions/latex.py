r"""What LaTeX commands mean for the text: which arguments are no words, which letters stand for which.

Of a command that is not listed its name goes and its arguments stay: `\emph{river}` is river.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = {
    1: (
        "documentclass documentstyle usepackage RequirePackage label ref eqref pageref autoref nameref cref Cref vref "
        "cite citep citet citealp citealt citeauthor citeyear citeyearpar Cite parencite textcite footcite autocite "
        "fullcite nocite bibliography bibliographystyle addbibresource input include includeonly subfile import "
        "includegraphics includepdf graphicspath vspace hspace pagestyle thispagestyle pagenumbering hypersetup "
        "geometry color textcolor colorbox pagecolor href url nolinkurl path index glossary gls bibitem hyphenation "
        "phantom hphantom vphantom ensuremath todo cline raisebox scalebox rotatebox parbox selectlanguage "
        "foreignlanguage usetikzlibrary theoremstyle setmainfont lstinputlisting verbatiminput lstset bibinfo orcid "
        "newcounter stepcounter refstepcounter arabic roman Roman alph Alph value newlength newcolumntype "
        "hypertarget hyperlink markright captionsetup tikzset pgfplotsset newif cmidrule"
    ),
    2: (
        "setlength addtolength setcounter addtocounter newcommand renewcommand providecommand DeclareRobustCommand "
        "newtheorem DeclareMathOperator rule resizebox multicolumn multirow fontsize markboth definecolor "
        "newglossaryentry newacronym setbeamertemplate setbeamercolor"
    ),
    3: "newenvironment renewenvironment addcontentsline",
}
HIDDEN = {name: many for many, names in _HIDDEN.items() for name in names.split()}
_APART = (
    "part chapter section subsection subsubsection paragraph subparagraph title subtitle author date caption "
    "subcaption frametitle framesubtitle epigraph abstract"
)
APART = frozenset(_APART.split())  # the argument is a line of its own
NOTES = frozenset({"footnote", "footnotetext", "endnote", "marginpar", "thanks", "sidenote", "marginnote"})
ENDS = frozenset({"par", "item", "newline", "linebreak", "newpage", "clearpage", "hline", "bigskip", "medskip"})
_MATHS = "equation align gather multline eqnarray displaymath math alignat flalign subequations array dmath"
_DRAWINGS = "tikzpicture picture pgfpicture comment filecontents forest circuitikz lstlisting minted algorithmic"
LEFT_OUT = frozenset(f"{_MATHS} {_DRAWINGS}".split())  # environments, also with a star
VERBATIM = frozenset({"verbatim", "Verbatim", "alltt"})
ENVIRONMENT_ARGUMENTS = {
    "tabular": 1, "longtable": 1, "tabularx": 2, "tabulary": 2, "minipage": 1, "multicols": 1, "wrapfigure": 2,
    "thebibliography": 1, "adjustwidth": 2, "list": 2, "otherlanguage": 1, "supertabular": 1, "tabular*": 2,
    "subfigure": 1, "spacing": 1, "textblock": 1, "column": 1,
}  # fmt: skip
LETTERS = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ", "S": "§", "P": "¶", "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—",
    "pounds": "£",
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”", "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "copyright": "©", "texteuro": "€", "euro": "€", "quad": " ",
    "qquad": " ", "space": " ", "textbackslash": "\\", "guillemotleft": "«", "guillemotright": "»", "glqq": "„",
    "grqq": "“", "flqq": "«", "frqq": "»", "textregistered": "®", "texttrademark": "™", "textasciitilde": "~",
    "textunderscore": "_", "textbar": "|", "og": "« ", "fg": " »", "slash": "/",
}  # fmt: skip
SIGNS = {
    "\\": "\n", "-": "", "/": "", "@": "", "!": "", ",": "\u2009", ";": " ", ":": " ", " ": " ", "\t": " ", ">": " ",
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}",
}  # fmt: skip
MARKS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b",
    "r": "\u030a", "k": "\u0328", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
ACCENT = re.compile(
    r"\\(?:(['`^\"~=.])[ \t]*+|([cvuHrkdb])(?=[ \t{\\]))"
    r"(?:[ \t]*\{[ \t]*(?:\\([ij])[ \t]*|([^\W\d_]))\}|\\([ij])(?![A-Za-z])[ \t]*|[ \t]*([^\W\d_]))"
)
GERMAN = re.compile(r"\\(?:usepackage|documentclass)\b.{0,1000}\b(?:n?german|n?austrian|german[bo]?|nswissgerman)\b")
SHORTHAND = re.compile(r"(?<!\\)\"(.)")  # of German: "a is ä
SHORTHANDS = dict(zip("aouAOUeEiIsz", "äöüÄÖÜëËïÏßß", strict=True)) | {
    "S": "SS", "Z": "SZ", "-": "", "|": "", '"': "", "=": "-", "~": "-", "`": "„", "'": "“", "<": "«", ">": "»",
}  # fmt: skip
DASHES = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", "\u00a0"))


def with_accents(line: str) -> str:
    r"""Return a line of LaTeX with the letters that its accents stand for: `\'e`, `\'{e}` and `\c c`."""
    return ACCENT.sub(_accented, line) if "\\" in line else line


def _accented(match: re.Match[str]) -> str:
    letter = next(filter(None, match.groups()[2:]))
    return unicodedata.normalize("NFC", letter + MARKS[match[1] or match[2]])


def with_shorthands(line: str) -> str:
    """Return a line with what the German shorthands of babel in it stand for; it has no other straight quotes."""
    return SHORTHAND.sub(lambda found: SHORTHANDS.get(found[1], found[0]), line)
