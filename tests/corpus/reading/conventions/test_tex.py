"""Of LaTeX the words that are set are read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embrepl.corpus.reading.readers.lines.tex import _Source
from tests.corpus.reading.test_readers import read

ARTICLE = r"""% a comment
\documentclass[12pt]{article}
\usepackage[T1]{fontenc}
\newcommand{\mill}[1]{the mill of #1}
\title{On Mills}
\begin{document}
\maketitle
\section*{The old mill}\label{sec:old}
The old mill\footnote{A \emph{weir}, see \cite[p.~3]{ann}.} stands by % not here
the \textbf{\emph{river}}~Rhine---so
it is 50\% of $x = \frac{1}{2}$ and more, see Section~\ref{sec:old}.

\begin{figure}[ht]
  \centering
  \includegraphics[width=0.5\textwidth]{mill.png}
  \caption[short]{A mill \& a weir}
\end{figure}
\begin{equation}\label{e}
  a = b
\end{equation}
\[ c = d \]
\begin{itemize}
  \item[First] One
  \item Two \verb|x_y| \url{https://example.org}
\end{itemize}
\begin{tabular}{l|c}
  left & right \\[2pt]
  \multicolumn{2}{c}{both}
\end{tabular}
\begin{verbatim}
\emph{as it stands} % too
\end{verbatim}
\begin{lstlisting}
x = 1
\end{lstlisting}
\vspace{1cm}\noindent\hskip 2pt plus 1pt Last \textcolor{red}{words}.
\input{chapters/one}
\end{document}
not this
"""


def test_an_article(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.tex", ARTICLE)
    assert documents[0].split("\n") == [
        "The old mill",
        "The old mill stands by the river\xa0Rhine—so",
        "it is 50% of   and more, see Section\xa0.",
        "A weir, see .",
        "A mill & a weir",
        "[First] One",
        "Two x_y",
        "left   right",
        "both",
        r"\emph{as it stands} % too",
        "Last words.",
    ]
    assert reading.notes() == ["1 file that it includes not read: chapters/one"]
    assert read(tmp_path / "b.tex", ARTICLE.replace("\n", "\r\n"))[0] == documents


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\'e \'{e} \`a \^{\i} \"o \~n \c{c} \c c \v{s} \H{o} \=a \.z \r{a} \k{a}", "é é à î ö ñ ç ç š ő ā ż å ą"),
        (r"caf\'e na\"{\i}ve Erd\H{o}s Stra\ss e Stra{\ss}e \oe uvre \O{}", "café naïve Erdős Straße Straße œuvre Ø"),
        (r"``quoted'' --- 1--2 z.\,B. co\-op\-er\-ate \LaTeX\ is", "“quoted” — 1–2 z.\u2009B. cooperate LaTeX is"),
        (r"a \unknown{b} {\bf c} {\it d\/}e \$5 \#1 \_ \{f\}", "a b  c  de $5 #1 _ {f}"),
        ("one%\n  two three % four\nfive", "one  two three five"),
        (r"\textbf{a}[b] c [d]", "a c [d]"),
        (r"\def\x#1{hidden #1} \let\y=z \renewcommand\y[1]{hidden} a", "a"),
        (r"\href{https://example.org}{the page}\index{page} \footcite{x}\,", "the page"),
        (r"\(x\) a \begin{align*} x \\ y \end{align*} b", "a\nb"),
        (r"\item<1-> First \alert<2>{point} \item<beamer:2|3-4>[b] Second", "First point\n[b] Second"),
        (r"\iffalse hidden {x} \fi shown", "shown"),
        ("100\\% a\n\n$x$ b", "100% a\nb"),
    ],
)  # fmt: skip
def test_commands_and_signs(tmp_path: Path, source: str, expected: str) -> None:
    documents, reading = read(tmp_path / "a.tex", source)
    assert "\n".join(" ".join(line.split(" ")) for line in documents[0].split("\n")).split() == expected.split()
    assert reading.notes() == []


def test_notes_follow_their_paragraph(tmp_path: Path) -> None:
    text = "One\\footnote{first\nnote} two\\thanks{second}\nthree.\n\nFour."
    assert read(tmp_path / "a.tex", text)[0] == ["One two\nthree.\nfirst\nnote\nsecond\nFour."]


def test_what_is_never_closed_is_said(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.tex", "one \\label{two three\n\nfour")
    assert documents == ["one"]
    assert reading.notes() == ["a brace or a $ is never closed: text after it may be missing"]
    assert read(tmp_path / "b.tex", "one $two\n\nthree")[0] == ["one\nthree"]


@given(st.text("ab \\{}[]$%~-'`\"&\n", max_size=80))
def test_any_source_is_read(text: str) -> None:
    source = _Source()
    for line in text.splitlines(keepends=True):
        source.line(line)
    assert isinstance(source.end(), str)


@given(st.lists(st.text("abc", min_size=1), min_size=1))
def test_words_in_groups_and_commands_all_stay(words: list[str]) -> None:
    source = _Source()
    source.line(" ".join(f"\\emph{{{word}}} {{\\it {word}}} {word}" for word in words))
    assert source.end().split() == [word for word in words for _ in range(3)]


def test_a_command_with_empty_braces_keeps_the_space_after_it(tmp_path: Path) -> None:
    assert read(tmp_path / "a.tex", r"With \LaTeX{} and \TeX\ so \ss{}o \o re")[0] == ["With LaTeX and TeX so ßo øre"]


def test_german_shorthands(tmp_path: Path) -> None:
    text = 'Die M"uhle steht am Flu"s, "`so"\' Ver"-such "Ol'
    german = "\\documentclass{article}\n\\usepackage[ngerman]{babel}\n\\begin{document}\n"
    assert read(tmp_path / "a.tex", german + text)[0] == ["Die Mühle steht am Fluß, „so“ Versuch Öl"]
    assert read(tmp_path / "b.tex", 'He said "so" and "a"')[0] == ['He said "so" and "a"']
