"""Where the time goes while a text becomes a corpus: the processor seconds of each step, without those of steps in it.

    python bench/stages.py FILE

Prints the steps and their seconds as JSON. Every function is wrapped by hand, which costs little, as each is called a
few times for a quarter of a million characters; rows of a table are the exception, and take a little more here than
they do.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from embrepl.corpus import options
from embrepl.corpus.building import analysis, build, indexing
from embrepl.corpus.building.examining import findings
from embrepl.corpus.reading import documents, streams
from embrepl.corpus.store import writing
from embrepl.corpus.words import tokeniser, vocabulary
from embrepl.system import threads

STEPS: tuple[tuple[str, Any, str], ...] = (  # in the order of the table; several functions may be one step
    ("unpacking", streams, "unpack"),
    ("bytes to text", documents.Reading, "text"),
    ("rows, markup, licence", documents.Reading, "pieces"),
    ("rows, markup, licence", indexing, "joined"),
    ("words found", analysis, "tokenise"),
    ("addresses", tokeniser, "without_addresses"),
    ("Chinese cut into words", tokeniser, "han_words"),
    ("words hashed", analysis.Hasher, "__call__"),
    ("known words looked up", vocabulary.Vocabulary, "find"),
    ("new words added, all counted", analysis, "new_words"),
    ("new words added, all counted", vocabulary.Vocabulary, "number"),
    ("new words added, all counted", vocabulary.Vocabulary, "count"),
    ("places in bytes", analysis, "byte_places"),
    ("observations for the report", analysis.Analyser, "_observe"),
    ("observations for the report", findings.Findings, "add"),
    ("headings of chapters", analysis, "_headings"),
    ("arrays written", writing.StoreWriter, "append"),
    ("order of the words, ids renumbered", indexing.Indexer, "finish"),
)
REST = "everything else"


class Clock:
    """Adds up seconds by step; what a step calls counts for itself."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._running = threading.local()

    def wrap(self, step: str, owner: Any, name: str) -> None:
        """Measure a function, or every step of a generator."""
        function = getattr(owner, name)

        def measured(*given: Any, **named: Any) -> Any:
            result = self._run(step, lambda: function(*given, **named))
            return self._each(step, result) if isinstance(result, Iterator) else result

        setattr(owner, name, measured)

    def _each(self, step: str, items: Iterator[Any]) -> Iterator[Any]:
        end = object()
        try:
            while (item := self._run(step, lambda: next(items, end))) is not end:
                yield item
        finally:
            items.close()  # type: ignore[attr-defined]  # all of them are generators

    def _run(self, step: str, work: Callable[[], Any]) -> Any:
        outer = getattr(self._running, "inner", 0.0)
        self._running.inner = 0.0
        began = time.thread_time()
        try:
            return work()
        finally:
            taken = time.thread_time() - began
            self.seconds[step] += taken - self._running.inner
            self._running.inner = outer + taken


def main() -> None:
    """Read one file and print the seconds."""
    clock = Clock()
    for step in STEPS:
        clock.wrap(*step)
    threads.MOST_BESIDE_READING = 0  # all of it here, where it is measured
    began = time.process_time()
    with tempfile.TemporaryDirectory(prefix="embrepl-bench-") as folder:
        build.build([sys.argv[1]], options.ReadOptions(), Path(folder) / "store", lambda _: None, lambda: False)
    total = time.process_time() - began
    steps = dict.fromkeys(step for step, *_ in STEPS)
    table = {step: clock.seconds[step] for step in steps}
    print(json.dumps({**table, REST: total - sum(table.values())}))


if __name__ == "__main__":
    main()
