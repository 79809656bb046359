"""One training by a peer of embrepl, gensim, from the reviews to a vector file, in a process of its own, timed.

    python bench/peers.py NAME OUTPUT

`gensim` is its skip-gram, trained by bench/peer_gensim.py of the shared data; `gensim FastText` and `gensim cbow` are
trained here, by the same settings and on the same words.  Prints the seconds in JSON.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from pathlib import Path

import processes
from shared import REVIEWS, SHARED

SCRIPT = SHARED / "bench" / "peer_gensim.py"


def peer(name: str, folder: Path, source: Path = REVIEWS) -> tuple[Path, dict[str, float]]:
    """Train a peer on the reviews, gensim's skip-gram on any part of them; return its file and how long it took."""
    out = folder / "peer.txt"
    if name == "gensim":
        printed = processes.python(SCRIPT, source, out)
        return out, {"total": float(re.findall(r"total ([\d.]+) s", printed)[0])}
    printed = processes.python(__file__, name, out, settings=processes.AS_IN_THE_PRODUCT)
    return out, json.loads(printed.splitlines()[-1])


def main(name: str, out: str) -> dict[str, float]:
    """Read, train and write; return the seconds, imports left out."""
    sys.path.insert(0, str(SCRIPT.parent))
    import peer_gensim
    from gensim.models.fasttext import FastText
    from gensim.models.word2vec import Word2Vec

    model, skip = {"gensim FastText": (FastText, 1), "gensim cbow": (Word2Vec, 0)}[name]
    began = time.perf_counter()
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as tokens:
        for text in peer_gensim.texts(str(REVIEWS)):
            tokens.write(" ".join(peer_gensim.WORD.findall(text.lower())) + "\n")
        tokens.flush()
        trained = model(
            corpus_file=tokens.name, vector_size=100, window=5, negative=5, sample=1e-4, min_count=5, workers=2,
            sg=skip, epochs=5,
        )  # fmt: skip
    trained.wv.save_word2vec_format(out)
    return {"total": time.perf_counter() - began}


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
