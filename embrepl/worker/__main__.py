"""The entry point of the background process: `python -m embrepl.worker`, started by the shell."""

from __future__ import annotations

import os
import sys

from embrepl.corpus.building import helper_process
from embrepl.system import python, threads
from embrepl.system.python import Template
from embrepl.worker.loop import Server


def main() -> None:
    """Keep standard output for messages only, then serve until standard input closes."""
    if sys.stdin.isatty():
        sys.exit("embrepl.worker is started by embrepl itself, not by hand")
    os.umask(0o077)  # all that it writes is for the user alone
    if hasattr(os, "nice"):
        os.nice(5)  # the prompt comes first when every core is busy
    template = Template(helper_process.serve) if python.CAN_COPY and threads.available() > 1 else None
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints goes to the log
    Server(sys.stdin.buffer, replies, template).run()


if __name__ == "__main__":
    main()
