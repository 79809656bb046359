"""The interactive loop: ask, run, show, and survive everything."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING

from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from embrepl.session.session import Session
from embrepl.shell.prompt import Prompt
from embrepl.shell.streams import OutputRefusedError
from embrepl.system import places

if TYPE_CHECKING:
    from embrepl.shell.manner import Manner
    from embrepl.shell.runner import Runner
    from embrepl.training.client import WorkerClient

PATIENCE = 1.0  # seconds that the prompt waits for an estimate
WATCH_EVERY = 0.2  # seconds between two looks at a background job


class Shell:
    """A session at a terminal."""

    def __init__(self, session: Session, input: Input | None = None, output: Output | None = None) -> None:  # noqa: A002
        self.session = session
        self._prompt = Prompt(session, input, output)
        self._runner: Runner | None = None
        self._manner: Manner | None = None
        session.confirm = self._prompt.confirm
        session.remember = self._prompt.remember

    def run(self, runner: Runner | None = None, manner: Manner | None = None) -> None:
        """Ask and run until the user leaves."""
        self._runner, self._manner = runner, manner
        self.session.patience = PATIENCE
        while True:
            self._announce()
            try:
                line = self._prompt.ask(self._standing)
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            self._run(line)
            if self._runner is not None and self._runner.finished:
                return

    def _run(self, line: str) -> None:
        try:
            self.runner.lines(line)
        except (BrokenPipeError, OutputRefusedError):
            raise
        except Exception as error:  # noqa: BLE001 - nothing that was typed may end the shell
            from embrepl.shell.runner import unexpected

            self.runner.show(unexpected(error))

    @property
    def runner(self) -> Runner:
        """The runner, made when the first line is to be run, since it imports what draws."""
        if self._runner is None:
            from embrepl.shell.runner import Runner

            self._runner = Runner(self.session, self._manner)
        return self._runner

    def _standing(self) -> None:
        """The prompt is on the screen: get ready for the first command, and watch what runs in the background."""
        self.session.interrupts.take()  # earlier presses are not meant for the next line
        if self._runner is None:
            threading.Thread(target=_get_ready, args=(self.session.jobs.client,), name="get-ready", daemon=True).start()
        if self._prompt.application_runs and self.session.jobs.unreported:
            self._watcher = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        """Show what came of background jobs as they end, above the prompt."""
        while self.session.jobs.unreported:
            self.session.jobs.pump()
            if any(not job.running for job in self.session.jobs.unreported):
                self._prompt.calm()
                await run_in_terminal(self._announce)
            await asyncio.sleep(WATCH_EVERY)

    def _announce(self) -> None:
        """Show the results of background jobs that have ended."""
        unreported = self.session.jobs.unreported
        if unreported:
            self.session.jobs.pump()
        for job in unreported:
            if not job.running:
                self.runner.announce(job)


def _get_ready(client: WorkerClient) -> None:
    """Start the background process and import what the first command will need, while the user reads and types."""
    places.clear_away()
    with contextlib.suppress(OSError, RuntimeError):  # shown when the process is needed; RuntimeError: already leaving
        client.start()
    import embrepl.shell.runner
    import embrepl.space.space  # noqa: F401
    from embrepl.commands.questions.meaning import forms

    forms()
