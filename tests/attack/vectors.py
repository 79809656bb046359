"""Files of vectors, tests of words and lists that mean ill: each a function of how many bytes it is to have."""

from __future__ import annotations

import gzip
import struct

from tests.attack.texts import PATTERNS, Attack, over

BEGIN, SIZES, ENTRY, MATRIX = (
    struct.Struct("<14id"),
    struct.Struct("<3i2q"),
    struct.Struct("<qb"),
    struct.Struct("<?2q"),
)


def fasttext(
    size: int,
    *,
    dim=10,
    buckets=0,
    least=3,
    most=6,
    words=None,
    claimed=None,
    labels=0,
    tokens=100,
    pruned=-1,
    rows=None,
    columns=None,
    count=5,
    word=b"word",
    number=1.0,
) -> bytes:
    """A .bin file whose figures may lie."""
    words = max(1, size // (4 * dim + 30)) if words is None else words
    rows = words + buckets if rows is None else rows
    entries = b"".join(b"%b%x\0" % (word, n) + ENTRY.pack(count, 0) for n in range(words))
    own = struct.pack("<f", number) * ((words + min(buckets, size)) * dim)
    return (
        BEGIN.pack(793712314, 12, dim, 5, 5, 1, 5, 1, 2, 2, buckets, least, most, 100, 1e-4)
        + SIZES.pack(
            words if claimed is None else claimed, words if claimed is None else claimed, labels, tokens, pruned
        )
        + entries
        + MATRIX.pack(False, rows, dim if columns is None else columns)
        + own
        + MATRIX.pack(False, words, dim)
        + own[: 4 * dim * words]
    )


def word2vec(size: int, header: bytes, dim: int = 10, number: float = 1.0, word: bytes = b"word") -> bytes:
    one = struct.pack(f"<{dim}f", *[number] * dim)
    return header + b"\n" + b"".join(b"%b%x " % (word, n) + one + b"\n" for n in range(size // (len(one) + 10)))


def text(size: int, header: bytes = b"", row: bytes = b" 0.5" * 10, word: bytes = b"word") -> bytes:
    return header + b"".join(b"%b%x%b\n" % (word, n, row) for n in range(size // (len(row) + 10)))


HUGE = [
    b"99999999999999999",
    b"999999999999999999999999999999",
    b"-1",
    b"-9223372036854775808",
    b"0",
    b"9223372036854775807",
    b"1e400",
    b"nan",
]
VECTORS: dict[str, Attack] = {
    "plain.bin": fasttext,
    "ngrams.bin": lambda size: fasttext(size, word=b"w" * 100, most=100, least=1, buckets=10),
    "long words.bin": lambda size: (
        fasttext(size, words=1, word=b"w" * (size // 2), most=100, least=1, buckets=10)
        if size < 60000
        else fasttext(size, words=size // 60000 + 1, word=b"w" * 60000, most=100, least=1, buckets=10)
    ),
    "one long word.bin": lambda size: fasttext(
        size, words=1, word=b"w" * min(65000, size), most=100, least=1, buckets=10
    ),
    "one long word dim.bin": lambda size: fasttext(
        size, dim=100, words=1, word=b"w" * min(65000, size), most=100, least=1, buckets=10
    ),
    "buckets.bin": lambda size: fasttext(size, buckets=2147483647, rows=10),
    "buckets negative.bin": lambda size: fasttext(size, buckets=-1),
    "most.bin": lambda size: fasttext(size, most=2147483647),
    "least.bin": lambda size: fasttext(size, least=2147483647),
    "dim.bin": lambda size: fasttext(size)[:8] + struct.pack("<i", 2147483647) + fasttext(size)[12:],
    "dim 0.bin": lambda size: fasttext(size)[:8] + struct.pack("<i", 0) + fasttext(size)[12:],
    "rows.bin": lambda size: fasttext(size, rows=1 << 62),
    "rows -.bin": lambda size: fasttext(size, rows=-(1 << 63)),
    "columns.bin": lambda size: fasttext(size, columns=1 << 62),
    "columns -.bin": lambda size: fasttext(size, columns=-(1 << 63)),
    "rows columns.bin": lambda size: fasttext(size, rows=1 << 32, columns=1 << 32),
    "claimed.bin": lambda size: fasttext(size, claimed=2147483647),
    "claimed -.bin": lambda size: fasttext(size, claimed=-2147483648),
    "labels.bin": lambda size: fasttext(size, labels=2147483647),
    "tokens.bin": lambda size: fasttext(size, tokens=-(1 << 63)),
    "pruned.bin": lambda size: fasttext(size, pruned=1 << 62),
    "pruned -.bin": lambda size: fasttext(size, pruned=-(1 << 63)),
    "count -.bin": lambda size: fasttext(size, count=-(1 << 63)),
    "count.bin": lambda size: fasttext(size, count=(1 << 63) - 1),
    "nan.bin": lambda size: fasttext(size, number=float("nan")),
    "inf.bin": lambda size: fasttext(size, number=float("inf")),
    "big.bin": lambda size: fasttext(size, number=3e38),
    "bad words.bin": lambda size: fasttext(size, word=b"\xff"),
    "empty words.bin": lambda size: fasttext(size, word=b""),
    "many words.bin": lambda size: fasttext(size, dim=1, word=b""),
    **{
        f"header {one.decode()} {two.decode()} {kind}": (
            lambda size, one=one, two=two, kind=kind: (word2vec if kind.endswith("bin") else text)(
                size, one + b" " + two + b"\n" * kind.endswith("txt")
            )
        )
        for one in HUGE
        for two in (*HUGE, b"10")
        for kind in ("w.bin", "v.txt")
    },
    "w2v nan.bin": lambda size: word2vec(size, b"100 10", number=float("nan")),
    "w2v.bin": lambda size: word2vec(size, b"%d 10" % (size // 60)),
    "w2v wide.bin": lambda size: word2vec(size, b"1 %d" % (size // 4), dim=size // 8),
    "w2v word.bin": lambda size: word2vec(size, b"10 10", word=b"w" * size),
    "w2v dim1.bin": lambda size: word2vec(size, b"%d 1" % (size // 10), dim=1),
    "plain.txt": text,
    "wide.txt": lambda size: text(size, row=b" 0.5" * (size // 8)),
    "wide long.txt": lambda size: text(size, row=b" 1" * (size // 2 - 20)),
    "ragged.txt": lambda size: b"".join(b"w%d" % n + b" 1" * n + b"\n" for n in range(int(size**0.5))),
    "digits.txt": lambda size: text(size, row=b" " + b"1" * 5000),
    "digit.txt": lambda size: text(size, row=b" 0.5" * 9 + b" " + b"1" * size),
    "exponents.txt": lambda size: text(size, row=b" 1e999999" * 10),
    "long exponent.txt": lambda size: text(size, row=b" 1e" + b"9" * 5000),
    "nans.txt": lambda size: text(size, row=b" nan" * 10),
    "same.txt": lambda size: b"word 1 2 3\n" * (size // 11),
    "no numbers.txt": over("word "),
    "numbers.txt": over("1 "),
    "lines.txt": over("\n"),
    "spaces.txt": over(" "),
    "word.txt": lambda size: b"w" * size + b" 1 2 3\n",
    "sparse.txt": over("word 1:0.5 2:0.5\n"),
    "sparse far.txt": over("word 999999999:0.5\n"),
    "sparse far 2.txt": over("word 1:1 99999:0.5\n"),
    "commas.txt": over("word,1,2,3\n"),
    "decimal commas.txt": over("word 0,5 1,5\n"),
    "quotes.csv": over('"', "a,1,2\n"),
    "csv.csv": over('"a",1,2\n'),
    "tabs.txt": over("\t"),
    "nul.txt": over("\0"),
    "brackets.txt": over("["),
    "[.txt": over("word [1, 2, 3]\n"),
    "multi.txt": over("a b c d 1 2 3\n"),
    "bad.txt": over(b"\xff 1 2 3\n"),
    "utf16.txt": over("a 1 2\n".encode("utf-16-le"), b"\xff\xfe"),
    "utf16 bad.txt": over(b"\xd8", b"\xff\xfe"),
    "header wide.txt": lambda size: b"3 1000000\n" + text(size),
    "json.json": over('{"a": [1, 2]}'),
    "[[.json": over("["),
    "pickle.pkl": over("\x80\x04"),
    "npy.npy": over("\x93NUMPY"),
    "bomb.gz": lambda size: gzip.compress(b"word 1 2 3\n" * (size * 6)),
    "bomb zeros.gz": lambda size: gzip.compress(b"3 10\n" + b"\0" * (size * 60)),
    "bomb header.bin.gz": lambda size: gzip.compress(b"%d 100\n" % (size * 60 // 402) + b"\0" * (size * 60)),
}
PAIRS: dict[str, Attack] = (
    {f"{name}.txt": over(pattern) for name, pattern in PATTERNS.items() if len(pattern) < 4}
    | {
        f"lines {name}.txt": over(f"{pattern}{pattern} {pattern} 1\n")
        for name, pattern in PATTERNS.items()
        if isinstance(pattern, str) and "\n" not in pattern
    }
    | {
        "good.txt": over("a b 1.5\n"),
        "digits.txt": over("1", "a b 1.5\nc d ", "\n"),
        "digit lines.txt": over("1" * 5000 + " a b\n"),
        "exponents.txt": over("a b 1e99999\n"),
        "columns.txt": over("\ta", "a\tb\t1"),
        "wide.csv": over(",1", "a,b"),
        "relations.txt": over("a b/c\n"),
        "relations 2.txt": lambda size: "".join(f"a{n} b{n}/c\n" for n in range(size // 12)).encode(),
        "answers.txt": over("/b", "a b\nc d\na b", "\ne f\n"),
        "relations long.txt": lambda size: b"".join(b"a%d " % n + b"b/" * (size // 800) + b"\n" for n in range(400)),
        "analogies.txt": over("a b c d\n"),
        "sections.txt": over(": a\n"),
        "NaN.txt": over("a b nan\n"),
        "open quote.csv": over("a,b,1\n", '"'),
        "odd quotes.csv": over('"a",b",1\n'),
        "counts.txt": lambda size: "".join(f"{n} a b\n" for n in range(size // 9)).encode(),
    }
)
NAMES: dict[str, Attack] = (
    {f"{name}.txt": over(pattern) for name, pattern in PATTERNS.items()}
    | {f"lines {name}.txt": over(pattern + "\n") for name, pattern in PATTERNS.items() if isinstance(pattern, str)}
    | {
        "names.txt": lambda size: "".join(
            chr(0x4E00 + n % 20000) + chr(0x4E00 + n // 7 % 20000) + "\n" for n in range(size // 7)
        ).encode(),
        "aliases.txt": over("=一", "一"),
        "alias chain.txt": lambda size: "".join(f"名{n}号 = 名{n + 1}号\n" for n in range(size // 24)).encode(),
        "alias back.txt": lambda size: "".join(f"名{n + 1}号 = 名{n}号\n" for n in range(size // 24)).encode(),
        "alias one.txt": lambda size: "".join(f"一个 = 名{n + 1}号\n" for n in range(size // 24)).encode(),
        "long.txt": over("一"),
        "prefixes.txt": lambda size: "\n".join("天" * n for n in range(1, int((size // 2) ** 0.5))).encode(),
        "digits.txt": over("1", "林黛玉 "),
    }
)

ATTACKS = {"vectors": VECTORS, "pairs": PAIRS, "names": NAMES}
