"""Whether a terminal shows pixels, found out by what the environment says of it, else by one question.

The question is the oldest one, "what are you?" (DA1), which every terminal answers and whose answer tells of Sixel. It
is asked on the terminal itself, never while keys wait there to be read, and for a moment; what comes is taken whole.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Mapping

KITTY, ITERM, SIXEL = "kitty", "iterm", "sixel"
PROTOCOLS = (KITTY, ITERM, SIXEL)
PATIENCE, FAR = 0.2, 1.0  # seconds that a terminal has for its answer, a near one and one over SSH
MOST = 4096  # bytes of an answer
_QUESTION = b"\x1b[c"
_ANSWER = re.compile(rb"\x1b\[\?([0-9;]*)c")
_PROGRAMS = {"iterm.app": ITERM, "wezterm": ITERM, "ghostty": KITTY, "mintty": ITERM}
_KITTY_TERMS = {"xterm-kitty", "xterm-ghostty"}


def protocol(environment: Mapping[str, str] = os.environ) -> str:
    """Return how this terminal shows pixels, "" where it does not or where that is not known."""
    said = environment.get("EMBREPL_PIXELS", "").lower()
    if said in PROTOCOLS:
        return said
    term = environment.get("TERM", "")
    inside = "TMUX" in environment or "STY" in environment or term.startswith(("tmux", "screen"))
    if said == "no" or not sys.stdout.isatty() or term in {"", "dumb"} or inside:
        return ""
    return _by_environment(environment, term) or (SIXEL if 4 in attributes() else "")


def _by_environment(environment: Mapping[str, str], term: str) -> str:
    if "KITTY_WINDOW_ID" in environment or term in _KITTY_TERMS:
        return KITTY
    program = environment.get("TERM_PROGRAM", "").lower()
    return _PROGRAMS.get(program) or (ITERM if environment.get("LC_TERMINAL") == "iTerm2" else "")


def attributes() -> frozenset[int]:
    """Return what the terminal says of itself in answer to DA1; nothing where it says nothing in time."""
    if sys.platform == "win32":
        return frozenset()
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return frozenset()
    try:
        found = _ANSWER.search(_asked(terminal))
    finally:
        os.close(terminal)
    return frozenset(int(each) for each in found[1].split(b";") if each) if found else frozenset()


def _asked(terminal: int) -> bytes:
    """Ask a terminal and return what it answers; its settings are afterwards those that they were."""
    import termios
    import tty

    try:
        before = termios.tcgetattr(terminal)
        if os.getpgrp() != os.tcgetpgrp(terminal):
            return b""  # in the background we would be stopped
        try:
            tty.setcbreak(terminal, termios.TCSANOW)  # without which keys of an unfinished line are not seen to wait
            if _waits(terminal, 0.0):
                return b""  # they belong to whoever reads next
            os.write(terminal, _QUESTION)
            return _answer(terminal)
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (OSError, termios.error):
        return b""


def _answer(terminal: int) -> bytes:
    answer, until = b"", time.monotonic() + (FAR if "SSH_CONNECTION" in os.environ else PATIENCE)
    while not _ANSWER.search(answer) and len(answer) < MOST:
        if not _waits(terminal, until - time.monotonic()):
            break
        answer += os.read(terminal, 256)
    return answer


def _waits(terminal: int, seconds: float) -> bool:
    import select

    return bool(select.select([terminal], [], [], max(0.0, seconds))[0])
