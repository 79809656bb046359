"""The report on a corpus: which of its files look broken, and the one thing that would spoil vectors trained on it.

Axes: F files, K columns of the observations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from embrepl.corpus.building.examining.mending import BETTER_COPY, MENDS, mended_letters, mended_utf8, of_another_script
from embrepl.corpus.building.examining.observations import COLUMNS
from embrepl.corpus.report import Report
from embrepl.system.sizes import counted

Numbers = NDArray[np.int64]
OddWords = Mapping[tuple[int, str], Sequence[str]]
GIANT = 100_000  # characters of a line
ENOUGH_STRAY = 10  # letters of another script
ENOUGH_BROKEN = 3  # uncertain signs of a broken encoding in a file, and their share of its characters, to speak of it
BROKEN_SHARE = 1 / 5_000
MANY_BROKEN = 500  # to speak of it in a text of any length
HYPHENATED = 0.05  # share of the lines
HYPHENATED_LINES = 20
SUSPICIOUS = 50  # files that are named

LITTLE_TEXT = 100_000  # words
LITTLE_KEPT = 0.75  # share of the text that --min-count keeps
ENOUGH_KEPT = 0.85
DOUBLED = 0.05  # share of the words


def suspicious(
    files: Sequence[str], table: Numbers, encodings: Sequence[str], lined: Sequence[bool], words: OddWords
) -> tuple[tuple[str, str], ...]:
    """Return the files that look broken and why. F, (F, K), F, F.

    `lined` says which are made of lines at all; `words`: odd words by the number of the file and the column.
    """
    broken = []
    for number, row in enumerate(table.tolist()):
        counts = dict(zip(COLUMNS, row, strict=True))
        odd = {name: words.get((number, name), []) for name in COLUMNS}
        reasons = [check(counts, lined[number]) for check in CHECKS]
        reasons += [check(counts, odd, encodings[number]) for check in CHECKS_OF_WORDS]
        if any(reasons):
            broken.append((files[number], "; ".join(filter(None, reasons))))
    more = [(f"… and {len(broken) - SUSPICIOUS:,} more", "")] if len(broken) > SUSPICIOUS else []
    return (*broken[:SUSPICIOUS], *more)


def _giant(counts: dict[str, int], has_lines: bool) -> str:
    if not has_lines or counts["characters"] <= GIANT * max(1, counts["lines"]):
        return ""
    return f"{counted(counts['characters'], 'character')} in {counted(max(1, counts['lines']), 'line')}"


def _garbled(counts: dict[str, int], odd: Mapping[str, Sequence[str]], encoding: str) -> str:
    many = counts["garbled"]
    if not _is_much(many, counts):
        return ""
    return f"{counted(many, 'letter')} decoded wrongly{mended_utf8(odd['garbled'], encoding)}"


def _misplaced(counts: dict[str, int], odd: Mapping[str, Sequence[str]], encoding: str) -> str:
    many = counts["misplaced"]
    if not _is_much(many, counts) or _is_much(counts["garbled"], counts):
        return ""
    return f"{counted(many, 'letter')} decoded wrongly{mended_letters(odd['misplaced'], encoding)}"


def _stray(counts: dict[str, int], odd: Mapping[str, Sequence[str]], _: str) -> str:
    many = counts["stray"]
    if many < ENOUGH_STRAY and not _is_much(many, counts, least=1):
        return ""
    return of_another_script(many, odd["stray"])


def _is_much(many: int, counts: dict[str, int], least: int = ENOUGH_BROKEN) -> bool:
    return many >= max(least, min(MANY_BROKEN, BROKEN_SHARE * counts["characters"]))


def _lost(counts: dict[str, int], _: bool) -> str:
    many = counts["lost"]
    return f"{counted(many, 'character')} lost (U+FFFD)" if _is_much(many, counts) else ""


def _broken_words(counts: dict[str, int], has_lines: bool) -> str:
    many = counts["hyphens"]  # 0 where the parts were joined
    broken = has_lines and many >= max(HYPHENATED_LINES, HYPHENATED * counts["lines"])
    return f"{100 * many / counts['lines']:.0f} % of the lines end in a hyphen" if broken else ""


CHECKS: tuple[Callable[[dict[str, int], bool], str], ...] = (_giant, _lost, _broken_words)
CHECKS_OF_WORDS: tuple[Callable[[dict[str, int], Mapping[str, Sequence[str]], str], str], ...] = (
    _garbled,
    _misplaced,
    _stray,
)


def advice(report: Report, min_count: int, kept_share: Callable[[int], float]) -> str:
    """Return the one thing to do before training, or "". `kept_share`: what a min-count keeps of the text."""
    for sentence in (_encoding(report), _rare(min_count, kept_share), _hyphens(report), _duplicates(report)):
        if sentence:
            return sentence
    if report.tokens < LITTLE_TEXT:
        return f"Too few words to train good vectors ({report.tokens:,}): a million is a good start, so load more text."
    return ""


def _encoding(report: Report) -> str:
    broken = [reason for _, reason in report.suspicious if "decoded wrongly" in reason or "U+FFFD" in reason]
    if not broken or len(broken) * 10 < report.files:
        return ""
    which = f"{len(broken):,} of {report.files:,} files seem" if report.files > 1 else "The file seems"
    mended = sum(MENDS in reason for reason in broken)
    lost_before = not report.replaced_bytes  # the file itself has U+FFFD
    spoilt = sum(BETTER_COPY in reason or ("wrongly" not in reason and lost_before) for reason in broken)
    if spoilt == len(broken):
        return f"{which} to have been decoded wrongly before and saved so: only a better copy helps."
    if mended == len(broken):
        return f"{which} to be decoded wrongly: name the `--encoding` as the report says."
    if mended:
        return f"{which} to be decoded wrongly: name the `--encoding` where the report does, else find better copies."
    return f"{which} to be decoded wrongly, here or before: name the `--encoding`, or find a better copy."


def _rare(min_count: int, kept_share: Callable[[int], float]) -> str:
    kept = kept_share(min_count)
    if min_count < 2 or kept >= LITTLE_KEPT:
        return ""
    lower = next((count for count in range(min_count - 1, 1, -1) if kept_share(count) >= ENOUGH_KEPT), 2)
    lower = lower if lower < min_count and kept_share(lower) > kept + 0.05 else 1
    return f"min-count {min_count} keeps {100 * kept:.0f} % of the text: try `train --min-count {lower}`, or load more."


def _hyphens(report: Report) -> str:
    share = report.hyphenated_lines / max(1, report.lines)
    if report.hyphenated_lines < HYPHENATED_LINES or share < HYPHENATED or report.options.hyphens == "join":
        return ""
    return f"{100 * share:.0f} % of the lines end in a hyphen that cuts a word: `--hyphens join` joins the parts."


def _duplicates(report: Report) -> str:
    share = report.duplicate_tokens / max(1, report.tokens)
    if share < DOUBLED:
        return ""
    many = counted(report.duplicate_documents, "document")
    return f"{many} ({100 * share:.0f} % of the words) are duplicates, which count twice or more: keep one of each."
