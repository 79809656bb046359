"""The documentation says what there is, and nothing of the machine that it was written on."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from embrepl.commands import table
from embrepl.commands.arguments import bind
from embrepl.commands.lexer import statements
from embrepl.commands.questions.meaning import question
from embrepl.space.expression.parser import parse_pieces
from tests.helpers.places import REPO

README = REPO / "README.md"
DEPENDENCIES = REPO / "docs" / "dependencies.md"
PRIVATE = re.compile(r"pyp[i]\.org|pythonhoste[d]|deb\.debia[n]|npmj[s]|/(?:wor[k]|far[m]|roo[t]|home/\w+|Users/\w+)/")
EXAMPLE = "/home/" + "me/"  # a place that no one has


def pages() -> list[Path]:
    return sorted(
        [*REPO.glob("*.md"), *REPO.glob("docs/**/*.md"), *REPO.glob("corpora/*.md"), *REPO.glob("bench/*.md")]
    )


def text_of(path: Path) -> str:
    if not path.exists():
        pytest.skip(f"{path.name} is not written yet")
    return path.read_text(encoding="utf-8")


def code(text: str) -> str:
    """Return what stands in backticks, as blocks or within lines."""
    blocks = re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`[^`\n]+`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return "\n".join([*blocks, *spans])


@pytest.mark.parametrize("name", table.names())
def test_the_readme_names_every_command(name: str) -> None:
    assert re.search(rf"\b{name}\b", code(text_of(README)))


def typed() -> list[tuple[str, str]]:
    """Return the lines that the pages show behind a prompt, each with its page."""
    return [
        (path.name, line.split("❯ ", 1)[1].strip())
        for path in pages()
        for block in re.findall(r"^```.*?^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
        if re.match(r"[\w:.-]+ ❯ \S", line)
    ]


def test_what_is_typed_in_the_docs_can_be_typed() -> None:
    for _, line in typed():
        for statement in statements(question(line) or line):
            if table.is_known(statement.tokens[0].text):
                bind(table.command(statement.tokens[0].text), statement)
            else:
                assert parse_pieces(statement.tokens, line).is_word  # whose card is shown


def test_every_dependency_has_its_line() -> None:
    text = text_of(DEPENDENCIES).lower().replace("-", "_")
    project = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [re.split(r"[<>=~ \[]", name)[0].lower().replace("-", "_") for name in wanted]
    assert [name for name in names if name not in text] == []


def test_links_between_pages_lead_somewhere() -> None:
    for path in pages():
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:"):
                assert (path.parent / target).exists(), f"{path.name}: {target}"


def anchors(path: Path) -> set[str]:
    """Return what a link can name in a page, by the rule of GitHub: a heading in lower case, its spaces as hyphens."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def test_links_to_headings_lead_to_one() -> None:
    for path in pages():
        for page, anchor in re.findall(r"\]\(([\w./-]*)#([^)\s]+)\)", path.read_text(encoding="utf-8")):
            there = path.parent / page if page else path
            assert anchor in anchors(there), f"{path.name}: {page}#{anchor}"


def test_the_contents_of_the_decisions_name_every_heading_once() -> None:
    contents, text = text_of(REPO / "docs" / "decisions.md").split("\n## ", 1)
    named = re.findall(r"^ *- \[(.+)\]\(#", contents, re.MULTILINE)
    assert named == re.findall(r"^#{2,3} (.+)$", f"## {text}", re.MULTILINE)
    assert len(set(named)) == len(named)


def test_no_registries_and_no_places_of_one_machine() -> None:
    result = [
        f"{path.relative_to(REPO)}:{number}: {match[0]}"
        for path in files()
        for number, line in enumerate(lines(path), 1)
        for match in PRIVATE.finditer(line.replace(EXAMPLE, ""))
    ]
    assert result == []


def files() -> list[Path]:
    """Return what is tracked, or would be; without git the pages."""
    try:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return pages()
    return [REPO / name for name in done.stdout.split("\0") if name and (REPO / name).is_file()]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()
