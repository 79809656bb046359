"""The prompt itself: its text, history, toolbar and keys.  It is shown before anything heavy is imported."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from prompt_toolkit import PromptSession
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import ThreadedCompleter
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.output import Output
from prompt_toolkit.utils import is_dumb_terminal

from embrepl.commands.arguments import YES
from embrepl.session.session import Session
from embrepl.shell.completion import ShellCompleter
from embrepl.shell.history import open_history


class HiddenLetters(Processor):
    """Shows what of the line cannot be seen, as the controls of direction in a completed name, as its escape."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """Return what is drawn of a line, and where each of its letters stands there."""
        fragments = transformation_input.fragments
        if all(fragment[1].isascii() for fragment in fragments):
            return Transformation(fragments)
        from embrepl.view.safe import is_hidden, visible

        letters = explode_text_fragments(fragments)
        shown = [visible(each[1]) if is_hidden(each[1]) else each[1] for each in letters]
        places = [0, *accumulate(map(len, shown))]
        return Transformation(
            [(each[0], text) for each, text in zip(letters, shown, strict=True)],
            source_to_display=lambda at: places[at] if at < len(places) else places[-1] + at - len(places) + 1,
            display_to_source=lambda at: bisect_right(places, at) - 1,
        )


class Prompt:
    """Asks for lines."""

    def __init__(self, session: Session, input: Input | None = None, output: Output | None = None) -> None:  # noqa: A002
        self._session, self._input, self._output = session, input, output
        self._prompt: PromptSession[str] = PromptSession(
            history=open_history(),
            completer=ThreadedCompleter(ShellCompleter(session)),
            complete_while_typing=False,
            input_processors=[HiddenLetters()],
            auto_suggest=AutoSuggestFromHistory(),
            input=input,
            output=output,
        )

    def ask(self, standing: Callable[[], None]) -> str:
        """Return the next line; `standing` is called once the prompt is on the screen.

        Raises KeyboardInterrupt for Ctrl-C and EOFError for Ctrl-D.
        """
        app = self._prompt.app

        def rendered(_: object) -> None:
            app.after_render -= rendered
            standing()

        if self.application_runs:
            app.after_render += rendered
        else:
            standing()
        busy = self._session.jobs.running is not None
        self._prompt.refresh_interval = 0.5 if busy else 0
        toolbar = self._toolbar if busy else None
        # Ctrl-C is a key here; as a signal it comes from outside or too late, and prompt_toolkit fails on a late one
        return self._prompt.prompt(self._text, bottom_toolbar=toolbar, handle_sigint=False)

    def confirm(self, question: str) -> bool:
        """Ask a question; return whether the answer is yes."""
        from embrepl.view.safe import printable

        asking: PromptSession[str] = PromptSession(input=self._input, output=self._output)
        try:
            answer = asking.prompt(f"{printable(question)} (y/N) ", handle_sigint=False)
        except (KeyboardInterrupt, EOFError):
            return False
        return answer.strip().lower() in {"y", *YES}

    def remember(self, command: str) -> None:
        """Put a command into the history behind what was typed, so that it can be edited."""
        self._prompt.history.append_string(command)

    def calm(self) -> None:
        """Remove the toolbar when nothing runs any more."""
        if self._session.jobs.running is None:
            self._prompt.bottom_toolbar = None

    @property
    def application_runs(self) -> bool:
        """Whether our application draws the prompt; on a dumb terminal prompt_toolkit runs a plainer one of its own."""
        return not is_dumb_terminal()

    def _text(self) -> FormattedText:
        session = self._session
        where = ":".join(filter(None, (session.current_corpus, session.current_model))) or "embrepl"
        if where != "embrepl":
            from embrepl.view.safe import printable

            where = printable(where)
        return FormattedText([("bold", where), ("", " ❯ ")])

    def _toolbar(self) -> FormattedText:
        from embrepl.view.progress.line import job_line

        job = self._session.jobs.running
        return FormattedText([("", job_line(job) if job else "")])
