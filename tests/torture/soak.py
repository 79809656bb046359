"""A session that does everything over and over through a real terminal: what it holds has to be flat after a minute.

    python -m tests.torture.soak                    three minutes, as `make torture`
    python -m tests.torture.soak --trainings 235    so many trainings whose models stay: what each adds

Figures of both processes: resident memory (MB; of it what maps no file), open files, mapped files; and the files of the
session, the cache and the state on disk. It ends with status 1 where one of them has grown.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import corpora
from embrepl.commands import table
from tests.helpers.terminal import Terminal

SECONDS, WARM = 180.0, 60.0  # of the soak, and of its beginning in which caches fill
SLACK_MB, SLACK_SHARE, SLACK = 8.0, 0.05, 2  # that memory, and numbers of files, may differ between the two ends
OBJECTIVES = ("zero", "spectral", "skipgram", "cbow", "subword", "glove")
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
SMALL = "--dim 16 --min-count 2"


@dataclass(frozen=True)
class Figures:
    """What the two processes and the disk hold."""

    shell_mb: float
    shell_own_mb: float
    shell_open: int
    shell_maps: int
    worker_mb: float
    worker_own_mb: float
    worker_open: int
    worker_maps: int
    files: int
    disk_mb: float


def measure(shell: int, worker: int, home: Path) -> Figures:
    """Return the figures of this moment."""
    kept = [path.lstat().st_size for path in home.rglob("*") if path.is_file()]
    return Figures(*_of_process(shell), *_of_process(worker), len(kept), round(sum(kept) / 1e6, 2))


def _of_process(pid: int) -> tuple[float, float, int, int]:
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    resident, own = (int(status[name].split()[0]) / 1e3 for name in ("VmRSS", "RssAnon"))
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    mapped = sum("embrepl/sessions" in line or "embrepl/corpora" in line for line in maps)
    return round(resident, 1), round(own, 1), len(os.listdir(f"/proc/{pid}/fd")), mapped  # noqa: PTH208


class Soak:
    """A session in folders of its own, and the figures that were taken of it."""

    def __init__(self, terminal: Terminal, home: Path) -> None:
        self.terminal, self.home = terminal, home
        self.samples: list[tuple[float, Figures]] = []
        self.asked = 0
        self._began = time.monotonic()
        self._worker = 0

    @property
    def seconds(self) -> float:
        """How long it takes so far."""
        return time.monotonic() - self._began

    def ask(self, line: str) -> str:
        """Type a line, wait for the next prompt and return what was shown; an error ends the soak."""
        terminal = self.terminal
        terminal.until(terminal.at_prompt)
        begin = len(terminal.raw)
        terminal.type(line)
        terminal.until(lambda: self._before_cursor().endswith(line[-10:]))
        terminal.type("\r")
        terminal.until(terminal.at_prompt)
        self.asked += 1
        shown = terminal.raw[begin:].decode("utf-8", "replace")
        if "✗" in shown:
            sys.exit(f"{line}\n{shown}")
        terminal.raw = b""
        terminal.screen.history.top.clear()
        return ESCAPES.sub("", shown)

    def _before_cursor(self) -> str:
        """Return what stands before the cursor, on its row and the one above."""
        screen = self.terminal.screen
        above = screen.display[screen.cursor.y - 1] if screen.cursor.y else ""
        return str(above + screen.display[screen.cursor.y][: screen.cursor.x])

    def sample(self) -> Figures:
        """Take the figures, and print them."""
        self._worker = self._worker or self.terminal.worker()
        figures = measure(self.terminal.process.pid, self._worker, self.home)
        self.samples.append((self.seconds, figures))
        values = "  ".join(f"{value:>13}" for value in asdict(figures).values())
        print(f"{self.seconds:7.1f}  {self.asked:5}  {values}", flush=True)
        return figures


def head() -> str:
    """Return the heading of the table of figures."""
    return "seconds  lines  " + "  ".join(f"{field.name:>13}" for field in fields(Figures))


def short(objective: str) -> str:
    """Return the option that makes a training short, for the objectives that go through the text in passes."""
    return "" if objective == "spectral" else " --epochs 1"


def work(soak: Soak, number: int, texts: list[Path], out: Path) -> None:
    """Do one round of all kinds of work, after which nothing is left but what is kept on purpose."""
    objective = OBJECTIVES[number % len(OBJECTIVES)]
    soak.ask(f"load {texts[number % len(texts)]} --name text")
    soak.ask(f"train {objective} {SMALL}{short(objective)} --name one")
    soak.ask(f"train spectral {SMALL} --name two")
    soak.ask("near king 5; use one; near king 5; vec king; health; models; info")
    soak.ask("kwic king 3; freq king queen; colloc king; find /^qu.*/; ngrams 2; disperse king; top 5")
    if "why" in table.names():
        soak.ask("why king queen")
    soak.ask(f"export word2vec {out} --force")
    soak.ask("compare one,two --words king")
    soak.ask(f"train zero {SMALL} --epochs 5000 --name long &")
    stop_once_it_learns(soak)
    if number % 2:
        soak.ask("resume long &")
        stop_once_it_learns(soak)
    soak.ask("trainings; trainings forget --all")
    soak.ask("drop one two long text")


def stop_once_it_learns(soak: Soak) -> None:
    """Stop the training in the background when it has learnt something."""
    while re.search(r"running +0 %", soak.ask("jobs")):
        pass
    soak.ask("stop")


def grown(samples: list[tuple[float, Figures]]) -> list[str]:
    """Return which figures are greater at the end than after the first minute, as medians of a quarter of the rest."""
    rest = [figures for seconds, figures in samples if seconds >= WARM]
    quarter = max(1, len(rest) // 4)
    result = []
    for field in fields(Figures):
        first, last = (
            statistics.median(getattr(figures, field.name) for figures in part)
            for part in (rest[:quarter], rest[-quarter:])
        )
        slack = SLACK_MB + SLACK_SHARE * first if field.name.endswith("mb") else SLACK
        if last > first + slack:
            result.append(f"{field.name} grew from {first:,} to {last:,}")
    return result


def soak_for(soak: Soak, seconds: float, texts: list[Path]) -> int:
    """Work for so long; return the exit status."""
    print(head())
    for text in texts:  # each objective imports and compiles what it needs, for texts of each size
        soak.ask(f"load {text} --name text")
        for objective in OBJECTIVES:
            soak.ask(f"train {objective} {SMALL}{short(objective)} --name {objective}")
        soak.ask("kwic king 1")  # the index is kept beside the text
        soak.ask(f"drop {' '.join(OBJECTIVES)} text")
    number = 0
    while soak.seconds < seconds:
        work(soak, number, texts, soak.home / "vectors.txt")
        soak.sample()
        number += 1
    found = grown(soak.samples)
    print(f"{number} rounds, {soak.asked} lines: " + ("; ".join(found) or "flat after the first minute"))
    return 1 if found else 0


def train_many(soak: Soak, number: int, texts: list[Path]) -> int:
    """Train so many small models of several objectives and keep them all, then drop them; return the exit status."""
    print(head())
    soak.ask(f"load {texts[0]} --name text")
    for at in range(number):
        soak.ask(f"train {(kind := OBJECTIVES[at % len(OBJECTIVES)])} {SMALL}{short(kind)} --name m{at}")
        if at % 3 == 0:
            soak.ask("near king 5")
        if at % 20 == 0 or at == number - 1:
            soak.sample()
    soak.ask("drop " + " ".join(f"m{at}" for at in range(number)))
    soak.sample()
    return 0


def main() -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--trainings", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        texts = [home / f"{words}.txt" for words in (6_000, 9_000, 12_000)]
        for path in texts:
            path.write_text(corpora.text("en", words=int(path.stem)), encoding="utf-8")
        for name in [name for name in os.environ if name.startswith("XDG_")]:
            del os.environ[name]
        os.environ |= {"HOME": folder, "EMBREPL_CHECKPOINT_SECONDS": "1"}
        with Terminal() as terminal:
            soak = Soak(terminal, home)
            if arguments.trainings:
                return train_many(soak, arguments.trainings, texts)
            return soak_for(soak, arguments.seconds, texts)


if __name__ == "__main__":
    sys.exit(main())
