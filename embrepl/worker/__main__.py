"""The entry point of the background process: `python -m embrepl.worker`, started by the shell."""

from __future__ import annotations

import os
import sys

from embrepl.worker.loop import Server


def main() -> None:
    """Keep standard output for messages only, then serve until standard input closes."""
    if sys.stdin.isatty():
        sys.exit("embrepl.worker is started by embrepl itself, not by hand")
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints goes to the log
    os.umask(0o077)  # all that it writes is for the user alone
    if hasattr(os, "nice"):
        os.nice(5)  # the prompt comes first when every core is busy
    Server(sys.stdin.buffer, replies).run()


if __name__ == "__main__":
    main()
