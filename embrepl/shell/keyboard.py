"""The keyboard while no prompt stands: nothing that is typed then is lost or ends the program."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def quiet_terminal() -> Iterator[None]:
    r"""Keep keys typed while no prompt stands from scribbling over the display; they are kept for the next prompt.

    Ctrl-C leaves them, and Ctrl-\, which is next to it on no few keyboards and would end all, does nothing.
    """
    try:
        import termios

        descriptor = sys.stdin.fileno()
        before = termios.tcgetattr(descriptor)
    except (ImportError, OSError, ValueError, AttributeError):
        yield
        return
    except termios.error:
        yield
        return
    quiet = [*before[:6], list(before[6])]
    quiet[3] &= ~(termios.ECHO | termios.ICANON)  # keys stay as typed: Ctrl-D is still Ctrl-D afterwards
    quiet[3] |= termios.NOFLSH
    quiet[6][termios.VQUIT] = os.fpathconf(descriptor, "PC_VDISABLE")
    termios.tcsetattr(descriptor, termios.TCSADRAIN, quiet)
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):  # the terminal has gone
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
