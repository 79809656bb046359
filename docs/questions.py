"""Writes docs/questions.md from the forms of plain questions, so that the two cannot differ.

python -m docs.questions            write it
python -m docs.questions --check    exit with 1 when it is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

from docs.generated import main
from embrepl.commands.questions.meaning import command_of
from embrepl.commands.questions.tables import LANGUAGES, Form, language

PAGE = Path(__file__).with_name("questions.md")
INTRODUCTION = """# Plain questions

Written from the table of forms by `python -m docs.questions`.

A line that begins with no command's name may be a question in English or Chinese. embrepl shows the command that it
understood, runs it, and puts it into the history, so that the arrow keys bring it back to be edited:

```text
novels:zero ❯ what is close to king?
❯ near king
```

- Politeness and noise (please, can you tell me, 请问, 呢, 吗), case, traditional or simplified characters, and the
  sign at the end do not matter. Chinese needs no spaces.
- A word in a question may be whatever the command takes: a phrase of several words, an expression (`what is close to
  king - man + woman?`), a pattern (`how often does immigr* occur?`). Put into quotation marks what belongs together or
  is itself a word of the question: `how close is "salt and pepper" to sugar?`, 和「和平」相近的词.
- `and`, `or` and commas separate several words; so do 和, 与, 跟 and 、. Where 和 may belong to a word (大和尚), spaces
  around it or quotation marks say so; else the words that the text has decide.
- Articles are left out where vectors are asked (`what is close to the king?` is `near king`), and kept where the text
  is searched (`where does the king appear?` is `kwic "the king"`).
- Options and `> FILE` stand behind a question as behind a command: `how often does king occur? --format csv`.
- Nothing is guessed. A question that can be understood in two ways is refused with both; one that has no form below, or
  whose words are a phrase that is nowhere (`what is close to king honestly speaking?`), is answered by the three
  commands nearest to it.
- A line that begins with a command's name is that command. A question that begins so (`why are king and queen near?`,
  `show me words like king`, `find words like king`) is a question where the command takes no such words; to ask `show`,
  `why`, `find`, `between`, `odd` or `compare` about words that make a question, put them into quotation marks.
- Off a terminal, in scripts and with `-c` it is the same; the command is shown on standard error.
"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [INTRODUCTION]
    for name in LANGUAGES:
        rows = [_row(form) for form in language(name).forms]
        parts.append("\n".join([f"## {name.capitalize()}\n", "| question | command |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _row(form: Form) -> str:
    return f"| {form.example} | `{command_of(form)}` |"


if __name__ == "__main__":
    sys.exit(main(PAGE, page, "docs.questions", sys.argv[1:]))
