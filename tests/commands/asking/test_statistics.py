"""`colloc`, `ngrams` and `disperse`."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from embrepl.commands.answers.dispersion import Dispersion, PartRow, PlacesInText
from embrepl.view.console import make_console
from embrepl.view.drawings import draw
from tests.helpers.sessions import Screen, Talk, shown
from tests.helpers.texts import asking, corpus_of


def test_windows_of_two_sides(talk: Talk) -> None:
    def sides(window: str) -> list[tuple[str, int, int]]:
        rows = talk(f"colloc queen --window {window} --min-count 1 --measure T-Score").rows
        return sorted((row.word, row.left, row.right) for row in rows)

    assert sides("1,0") == [("a", 5, 0)]
    assert sides("0,1") == [("the", 0, 5)]
    assert sides("1,1") == sides("1") == [("a", 5, 0), ("the", 0, 5)]
    assert "within 1 to the left and 0 to the right" in shown(talk("colloc queen --window 1,0 --min-count 1"))


def test_collocates_of_a_phrase_and_of_an_expression(talk: Talk) -> None:
    answer = talk('colloc "a queen" --window 1 --min-count 5')
    assert (answer.word, answer.count) == ("a queen", 5)
    assert {(row.word, row.left, row.right) for row in answer.rows} == {("and", 5, 0), ("the", 0, 5)}
    assert talk("colloc /^queens?$/ --window 1 --min-count 5").count == 5


def test_measures_have_the_names_of_other_programs(talk: Talk) -> None:
    assert talk("colloc king --measure LogLikelihood") == talk("colloc king --measure llr")
    assert talk("keyness letters --measure log-likelihood") == talk("keyness letters --measure g2")
    assert talk("keyness letters --measure logratio") == talk("keyness letters --measure ratio")


def test_runs_with_a_word(talk: Talk) -> None:
    answer = talk("ngrams 2 --with end --min-count 1")
    assert [(row.words, row.count) for row in answer.rows] == [("the end", 5), ("end of", 5)]
    assert talk("ngrams 2 --with /^end$/ --min-count 1").rows == answer.rows
    both = {row.words: row.per_million for row in talk("ngrams 2 --top 99 --min-count 1").rows}
    assert all(both[row.words] == row.per_million for row in answer.rows)
    assert talk.error('ngrams 2 --with "the end"').code == "wrong-usage"
    assert talk.error("ngrams 2 --with endd").code == "unknown-word"


def test_colloc(talk: Talk) -> None:
    answer = talk("colloc queen 2 --window 1 --min-count 5 --measure t")
    assert [(row.word, row.together, row.left, row.right) for row in answer.rows] == [("a", 5, 5, 0), ("the", 5, 0, 5)]
    assert shown(answer, width=60).split("\n")[2].split()[:4] == ["word", "t", "together", "left"]
    assert "a lower `--min-count` shows rarer ones" in shown(talk("colloc queen --min-count 99"))


def test_ngrams(talk: Talk) -> None:
    talk("use letters")
    answer = talk("ngrams 2 --top 2 --min-count 2")
    assert [(row.words, row.count) for row in answer.rows] == [("the king", 6), ("a queen", 6)]
    assert answer.total == 3 * (5 + 3 + 3 + 1)
    assert "no run is that frequent" in shown(talk("ngrams 2 --min-count 99"))


def test_disperse(talk: Talk) -> None:
    answer = talk("disperse king")
    assert [(Path(row.name).name, row.count) for row in answer.rows] == [("one.txt", 25), ("two.txt", 1)]
    assert (answer.by, answer.range) == ("files", 2)
    parts = talk("disperse king --by parts --parts 3").rows
    assert (len(parts), sum(row.count for row in parts)) == (3, 26)
    talk("use letters")
    assert talk('disperse "the king"').by == "parts"
    documents = talk("disperse queen --by documents")
    assert [row.count for row in documents.rows] == [1, 0, 2, 0] * 3
    assert documents.rows[2].name.endswith("letters.csv#3")


def test_empty_files_have_no_number(tmp_path: Path) -> None:
    talk = asking(three=corpus_of(tmp_path, {"a.txt": "king", "b.txt": " ", "c.txt": "king"}))
    assert [(row.part, Path(row.name).name) for row in talk("disperse king").rows] == [(1, "a.txt"), (2, "c.txt")]


def test_figures_of_the_whole_stand_beside_every_row(talk: Talk) -> None:
    """So that a table for programs has all that the drawing has."""
    for line, names in (("disperse king", ("juilland_d", "dp", "dp_norm")), ("zipf", ("exponent", "hapax_share"))):
        answer = talk(line)
        rows = list(csv.DictReader(io.StringIO(shown(answer, "csv"))))
        assert len(rows) == len(answer.rows)
        for name in names:
            assert {float(row[name]) for row in rows} == {getattr(answer, name)}


def test_many_parts_are_a_strip() -> None:
    rows = tuple(PartRow(at + 1, f"/x/{at}.txt", 100, at % 2 * at, at % 2 * at * 1e4) for at in range(60))
    output = shown(Dispersion("w", "c", 9, "files", 3, 0.5, 0.2, None, rows), width=60)
    strip = next(line for line in output.split("\n") if "█" in line)
    assert len(strip) == 60
    assert strip[::2] == " " * 30
    assert strip[-1] == "█"
    assert "59.txt" in output
    assert "with the highest counts" in output


def test_the_number_of_parts_is_obeyed_or_refused(talk: Talk) -> None:
    assert len(talk("disperse king --parts 3").rows) == len(talk("disperse king --by parts --parts 3").rows) == 3
    for by in ("files", "documents"):
        error = talk.error(f"disperse king --by {by} --parts 3")
        assert (error.code, "--by parts --parts 3" in error.hint) == ("wrong-usage", True)


def test_attracted_and_repelled_words_are_apart(tmp_path: Path) -> None:
    text = "the king sat on the hill . " * 20 + "a boat ran by a river a boat ran a river . " * 20 + "king boat "
    talk = asking(text=corpus_of(tmp_path, {"a.txt": text}))
    near = {row.word for row in talk("colloc king --window 2 --min-count 1").rows}
    far = [row.word for row in talk("colloc king --window 2 --min-count 1 --repelled").rows]
    assert {"the", "sat", "on"} <= near
    assert {"a", "river"} <= set(far)
    assert not near & set(far)
    assert all(row.llr > 0 for row in talk("colloc king --window 2 --min-count 1").rows)
    repelled = talk("colloc king --window 2 --min-count 1 --repelled")
    assert all(row.llr < 0 for row in repelled.rows)
    assert [row.llr for row in repelled.rows] == sorted(row.llr for row in repelled.rows)
    assert (repelled.measure, talk("colloc king --repelled --measure mi --min-count 1").measure) == ("llr", "mi")
    assert "less often than by chance" in shown(repelled)


def test_documents_without_words_count_everywhere(tmp_path: Path) -> None:
    talk = asking(text=corpus_of(tmp_path, {"a.csv": 'text\nking\n""\n!\nqueen\n'}))
    row = talk("freq king").rows[0]
    answer = talk("disperse king --by documents")
    assert talk("freq king").documents == answer.parts == talk("corpus").documents == 4
    assert row.documents == answer.range == 1
    assert "in 1 of 4 documents" in " ".join(shown(answer).split())


def test_places_are_shares_of_their_text(talk: Talk) -> None:
    """`disperse --plot`: each hit at its place among the words of its file, as `kwic` finds them."""
    answer = talk("disperse king, queen --plot")
    assert isinstance(answer, PlacesInText)
    assert [row.target for row in answer.targets] == ["king", "queen"]
    for spread in answer.targets:
        alone = talk(f"disperse {spread.target} --by files")
        assert (spread.count, spread.range, spread.dp) == (alone.count, alone.range, alone.dp)
        words = [part.tokens for part in answer.parts]
        assert words == [row.tokens for row in alone.rows]
        counts = [
            sum(row.count for row in answer.rows if (row.target, row.part) == (spread.target, part.part))
            for part in answer.parts
        ]
        assert counts == [row.count for row in alone.rows]
    assert all(0 <= row.place < 1 for row in answer.rows)
    lines = csv.DictReader(io.StringIO(shown(answer, "csv")))
    assert [float(line["place"]) for line in lines] == [row.place for row in answer.rows]


def test_the_stripe_beside_a_part_has_all_its_places(talk: Talk) -> None:
    answer = talk("disperse king --by files")
    assert [sum(stripe) for stripe in answer.stripes] == [row.count for row in answer.rows]
    stretches = len(answer.stripes[0])
    found: Counter[tuple[int, int]] = Counter()
    for row in talk("disperse king --plot").rows:
        found[row.part, int(row.place * stretches)] += row.count
    for part, stripe in enumerate(answer.stripes, 1):
        assert sum(abs(number - found[part, at]) for at, number in enumerate(stripe)) <= 2  # at the edges of steps
    assert "from begin to end" in shown(answer, stream=Screen())
    plain = io.StringIO()
    make_console(plain, plain=True).print(draw(answer))
    assert "per million" in plain.getvalue()
    assert "from begin to end" not in plain.getvalue()
    assert "stripes" not in shown(answer, "csv")
    assert talk("disperse king --by documents").stripes or talk("corpus").documents > 40


def test_what_is_drawn_of_the_places_and_what_is_not(talk: Talk) -> None:
    assert "queen" in shown(talk("disperse king, queen --plot"), width=60)
    assert len(talk("disperse king --plot --by documents").parts) == talk("corpus").documents
    assert len(talk("disperse king --plot --parts 3").parts) == 3
    assert talk.error("disperse zzz --plot").code == "unknown-word"
    for typed, targets in (("king,queen", ["king", "queen"]), ("a queen, king", ["a queen", "king"]),
                           ('"a queen", /^kings?$/', ["a queen", "/^kings?$/"])):  # fmt: skip
        assert [row.target for row in talk(f"disperse {typed} --plot").targets] == targets
    assert talk("disperse king --plot").rows == talk("disperse king --plot --by file").rows
