"""Tables as programs write them and as people damage them: all text is read, and what is doubtful is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.reading import failure, read

WRITTEN: dict[str, tuple[str, bytes | str, list[str]]] = {
    "pandas, .tsv, marks and line feeds": (
        "a.tsv",
        'id\ttext\n1\t"She said ""stay"", then\nshut the door"\n2\tplain words\n3\t"a ""b"""\n4\t"line\n\nend"\n5\tx\n',
        ['She said "stay", then\nshut the door', "plain words", 'a "b"', "line\n\nend", "x"],
    ),
    "pandas with its index": (
        "a.csv", ',review\n0,the soup was hot\n1,"nice, really"\n', ["the soup was hot", "nice, really"],
    ),
    "pandas without quoting": ("a.tsv", 'text\tn\nhe said "go\\\tnow"\t1\nplain\t2\n', ['he said "go\tnow"', "plain"]),
    "R, write.table": (
        "a.tsv",
        '"id"\t"text"\n"1"\t7\t"he said \\"go\\" now, fine"\n"2"\t8\t"plain"\n',
        ['he said "go" now, fine', "plain"],
    ),
    "R, write.csv": ("a.csv", '"","id","text"\n"1",7,"he said ""go"""\n"2",8,"x, y"\n', ['he said "go"', "x, y"]),
    "R, names of rows": ("a.tsv", "text\tlang\n1\tthe red kettle\ten\n2\ta boat\ten\n", ["the red kettle", "a boat"]),
    "R, one column": ("a.csv", '"text"\n"1","hello, world"\n"2","two"\n', ["hello, world", "two"]),
    "Excel, German": (
        "a.csv",
        'Nr;Text;Datum\r\n1;"Größe; schön";01.02.2020\r\n2;Übung, macht;02.02.2020\r\n'.encode("cp1252"),
        ["Größe; schön", "Übung, macht"],
    ),
    "Excel, Unicode text": (
        "a.csv",
        'id\ttext\r\n1\tcafé crème\r\n2\t"two ""q"" x"\r\n'.encode("utf-16"),
        ["café crème", 'two "q" x'],
    ),
    "Excel, sep=": ("a.csv", "\ufeffsep=;\r\nid;text\r\n1;one, two\r\n", ["one, two"]),
    "sep= and an empty line": ("a.csv", "sep=;\r\n\r\nid;text\r\n1;one, two\r\n", ["one, two"]),
    "sep= a tab": ("a.csv", '"sep=\t"\nid\ttext\n1\tone, two\n', ["one, two"]),
    "Macintosh": ("a.csv", 'id,text\r1,one two\r2,"three, four"\r', ["one two", "three, four"]),
    "LibreOffice": ("a.csv", 'id,text\r\n1,"one\r\ntwo"\r\n2,"x ""y"""\r\n', ["one\r\ntwo", 'x "y"']),
    "MySQL": ("a.csv", 'id,text\n"1","he said \\"go, now\\""\n"2",\\N\n', ['he said "go, now"', ""]),
    "a space before a quoted field": (
        "a.csv", 'id, text\n1, "red, green\nand blue"\n2, "plain"\n', ["red, green\nand blue", "plain"],
    ),
    "empty columns at the end": ("a.csv", "id,text,,\n1,one two,,\n2,three,,\n", ["one two", "three"]),
    "an empty field after the last": ("a.csv", "id,text\n1,one two,\n2,three,\n", ["one two", "three"]),
    "one column with commas": ("a.csv", "text\nhello, world\nfoo, bar, baz,\n", ["hello, world", "foo, bar, baz,"]),
    "one column with an empty line": (
        "a.csv", 'text\n"line\n\nend"\nfoo\nx\n', ["line\n\nend", "foo", "x"],
    ),
    "bars": ("a.csv", "\n\nid|text\n1|one, two; three\n", ["one, two; three"]),
    "no rows": ("a.csv", "id,text\n", []),
}  # fmt: skip


@pytest.mark.parametrize("program", WRITTEN)
def test_what_a_program_writes_is_read(tmp_path: Path, program: str) -> None:
    name, data, texts = WRITTEN[program]
    documents, notes = read(tmp_path / name, data)
    assert documents == texts
    assert not [note for note in notes if "NULL" not in note]


NO_HEADER = "it has no header, its first line is read as any other"
DAMAGED: dict[str, tuple[str, list[str], str]] = {
    "a mark that is not closed": (
        'id,text\n1,a mill\n2,"a weir\n3,"a lock, a gate"\n4,a bridge\n',
        ["a mill", "a weir", "a lock, a gate", "a bridge"], "1 quotation mark (line 3) is not closed",
    ),
    "a mark that is not closed, one column": (
        'text\n"one two"\n"three four\n"five, six"\nseven\n',
        ["one two", "three four", "five, six", "seven"], "1 quotation mark (line 3) is not closed",
    ),
    "a mark that is not closed before the end": (
        'id,text\n1,one\n2,"three four\nfive six\nseven',
        ["one", "three four\nfive six\nseven"], "1 quotation mark (line 3) is not closed",
    ),
    "lines within marks that look like rows": (
        'id,text\n1,"one\n2,two inch 5"\n3,x\n',
        ["one\n2,two inch 5", "x"],
        "1 quoted text (line 2) holds lines that look like rows; is a quotation mark missing?",
    ),
    "stray marks": (
        'id,text\n1,"he said "hi" to me"\n2,"Yes," he said\n3,ok\n',
        ['he said "hi" to me', '"Yes," he said', "ok"],
        "2 rows (the first in line 2) have stray quotation marks, kept as text",
    ),
    "commas in the text": (
        "id,text,lang\n1,a kettle,en\n2,a lamp, a river, a bridge,en\n3,the mill, and the weir,en\n",
        ["a kettle", "a lamp, a river, a bridge", "the mill, and the weir"],
        "2 rows (the first in line 3) have more fields than the header; the surplus was read as part of the text",
    ),
    "rows too short": (
        "id,text,lang\n1,one two,en\n2,three four\n5\n6,seven,en\n",
        ["one two", "three four", "", "seven"], "2 rows (the first in line 3) have fewer fields than the header",
    ),
    "a row broken at a line end": (
        "id,text,lang\n1,one two,en\n2,three\nfour five,en\n6,seven,en\n",
        ["one two", "three\nfour five", "seven"], "1 row (line 3) was broken at line ends and is joined",
    ),
    "a header that comes again": (
        "id,text\n1,one\nid,text\n2,two\n", ["one", "two"], "1 row (line 3) repeats the header and is left out",
    ),
    "a title": (
        "A report of the year\nid,text,n\n1,one two,3\n2,three,4\n", ["one two", "three"],
        "1 line before the header left out",
    ),
    "no values": (
        "id,text\n1,NA\n2,nancy nan\n3,NULL\n", ["", "nancy nan", ""],
        "2 texts of nothing but NA, NULL or the like read as empty, the first in line 2",
    ),
    "no header, one column": (
        "the red kettle sings\na slow boat drifts\n", ["the red kettle sings", "a slow boat drifts"], NO_HEADER,
    ),
    "no header, a comma in the first line": (
        "Yes, I know the river\na slow boat drifts\nthe lamp burns, and burns, and burns\nit goes on\n",
        ["Yes, I know the river", "a slow boat drifts", "the lamp burns, and burns, and burns", "it goes on"],
        NO_HEADER,
    ),
    "no header, a semicolon in the first line": (
        "I know; the river\na slow boat\nhe said: \"go; now\"\n",
        ["I know; the river", "a slow boat", 'he said: "go; now"'], NO_HEADER,
    ),
    "no header, words": ("apple\npear\nplum\n", ["apple", "pear", "plum"], NO_HEADER),
    "no header, several columns": (
        '1,the red kettle sings,en\n2,a slow boat drifts away,en\n3,"a lamp, it burns here",en\n',
        ["the red kettle sings", "a slow boat drifts away", "a lamp, it burns here"],
        f"{NO_HEADER}; column 2 is read as the text, for its cells hold the most words; --column names another",
    ),
    "no header, labels": (
        "pos,a great film to see\nneg,not a good one at all\npos,loved it all the way\n",
        ["a great film to see", "not a good one at all", "loved it all the way"],
        f"{NO_HEADER}; column 2 is read as the text, for its cells hold the most words; --column names another",
    ),
    "no header, three rows": (
        "pos\tthe red kettle sings\nneg\ta slow boat drifts\npos\ta lamp burns\n",
        ["the red kettle sings", "a slow boat drifts", "a lamp burns"],
        f"{NO_HEADER}; column 2 is read as the text, for its cells hold the most words; --column names another",
    ),
    "no header, times": (
        "0,Mon Apr 06 22:19:45 PDT 2009,a red kettle\n4,Mon Apr 06 22:20:01 PDT 2009,the boat\n",
        ["a red kettle", "the boat"],
        f"{NO_HEADER}; column 3 is read as the text, for its cells hold the most words; --column names another",
    ),
    "a numbered header": (
        ",0\n0,the red kettle\n1,a boat\n", ["the red kettle", "a boat"], "its first line is taken for the header",
    ),
    "titles above damaged rows": (
        "A report\n\nid,text\n1,one, two\n2,three\n", ["one, two", "three"],
        "2 lines before the header left out",
    ),
    "a column without a telling name": (
        "id,remark,score\n1,the soup was very good,4\n2,it was bad and slow too,5\n3,we all liked it much,5\n",
        ["the soup was very good", "it was bad and slow too", "we all liked it much"],
        "column remark is read as the text, for its cells hold the most words; --column names another",
    ),
    "one column without a known name": (
        "impression\nthe soup was good\nit was bad, really\n", ["the soup was good", "it was bad, really"],
        "its first line is taken for the header",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGED)
def test_what_is_doubtful_is_kept_and_told(tmp_path: Path, what: str) -> None:
    data, texts, note = DAMAGED[what]
    documents, notes = read(tmp_path / "a.csv", data)
    assert (documents, notes[0]) == (texts, note)
    assert read(tmp_path / "a.csv", data.replace("\n", "\r\n"))[1] == notes


def test_a_column_may_be_named_by_its_number(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", "1,one two,a\n2,three,b\n", column="2")[0] == ["one two", "three"]
    assert read(tmp_path / "a.csv", "id,said\n1,one two\n2,three\n", column="2")[0] == ["one two", "three"]
    assert read(tmp_path / "a.csv", "3,a title,the red kettle\n4,b,a boat\n", column="3")[0] == [
        "the red kettle",
        "a boat",
    ]
    assert failure(tmp_path / "a.csv", "id,said\n1,one two\n", column="3").code == "no-such-column"


def test_a_table_may_be_called_a_text(tmp_path: Path) -> None:
    table = 'id\ttext\r\n1\tcafé crème\r\n2\t"two ""q"" x"\r\n'
    for data in (table.encode(), table.encode("utf-16")):
        assert read(tmp_path / "a.txt", data, column="text")[0] == ["café crème", 'two "q" x']
    assert read(tmp_path / "a.txt", "the text of a letter", column="text")[0] == ["the text of a letter"]


def test_damage_far_into_a_long_table(tmp_path: Path) -> None:
    rows = [f'{n},"text {n}, ""quoted""\nand more",en\n' for n in range(3000)]
    rows[1500] = '1500,"text 1500, not closed,en\n'
    rows[2000] = '2000,"text \\"2000\\", escaped",en\n'
    rows[2500] = '2500, "text 2500, after a space",en\n'
    documents, notes = read(tmp_path / "a.csv", "id,text,lang\n" + "".join(rows))
    assert len(documents) == 3000
    assert documents[1499:1502] == [
        'text 1499, "quoted"\nand more', "text 1500, not closed", 'text 1501, "quoted"\nand more',
    ]  # fmt: skip
    assert documents[2000] == 'text "2000", escaped'
    assert documents[2500] == "text 2500, after a space"
    assert notes == ["1 quotation mark (line 3,002) is not closed"]


def test_a_table_of_nothing_but_open_marks_takes_no_long_time(tmp_path: Path) -> None:
    documents, notes = read(tmp_path / "a.csv", "text,n\n" + 'x","y\n' * 20_000)
    assert len("".join(documents).split("x")) > 20_000 or notes
