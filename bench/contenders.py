"""What `bench/corpus.py` runs, each as a script in a process of its own.

A script prints the seconds that it took, its words and types, the seconds of its imports, and those of all processors.
"""

from __future__ import annotations

START = """
import time
start = time.perf_counter()
"""
READ = """
import csv, gzip, io, sys
csv.field_size_limit(1 << 30)
def texts(path):
    if path.endswith(".gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            place = next(rows).index("text")
            return [row[place] for row in rows]
    with open(path, encoding="utf-8", newline="") as file:
        return [file.read()]
def done(words, types):
    print(time.perf_counter() - began, words, types, began - start, time.process_time() - cpu)
"""
PLAIN = """
import re, time
from collections import Counter
import numpy as np
began, cpu = time.perf_counter(), time.process_time()
text = "\\n".join(texts(sys.argv[1])).lower().replace("\\u2019", "'")
words = re.findall(r"[^\\W_]+(?:['-][^\\W_]+)*", text)
counts = Counter(words)
ids = {word: number for number, (word, _) in enumerate(counts.most_common())}
array = np.fromiter(map(ids.__getitem__, words), np.int32, len(words))
done(len(words), len(counts))
"""
JIEBA = """
import time
from collections import Counter
import numpy as np, rjieba
began, cpu = time.perf_counter(), time.process_time()
words = [word for text in texts(sys.argv[1]) for word in rjieba.cut(text) if word.isalnum()]
counts = Counter(words)
ids = {word: number for number, (word, _) in enumerate(counts.most_common())}
array = np.fromiter(map(ids.__getitem__, words), np.int32, len(words))
done(len(words), len(counts))
"""
KERAS = """
import os, time
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras, tensorflow as tf
began, cpu = time.perf_counter(), time.process_time()
lines = [line for text in texts(sys.argv[1]) for line in text.split("\\n")]
data = tf.data.Dataset.from_tensor_slices(lines).batch(1024)
layer = keras.layers.TextVectorization(ragged=True)
layer.adapt(data)
ids = [layer(batch).flat_values.numpy() for batch in data]
done(sum(each.size for each in ids), layer.vocabulary_size())
"""
OURS = """
import os, resource, shutil, sys
from pathlib import Path
from embrepl.corpus import options
from embrepl.corpus.building import build, helper_process
from embrepl.system import memory, python, threads
two = python.CAN_COPY and threads.available() > 1
template = python.Template(helper_process.serve) if two else None  # which the background process makes as it starts
began, cpu = time.perf_counter(), time.process_time()
store, most = Path(sys.argv[2]), int(sys.argv[3])
report = build.build([sys.argv[1]], options.ReadOptions(), store, lambda _: None, lambda: False, most, template)
took, cpu = time.perf_counter() - began, time.process_time() - cpu
if template:
    template.close()
ended = os.times()
cpu += ended.children_user + ended.children_system
peak = memory.peak() + 1024 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(took, report.tokens, report.types, began - start, cpu, peak)
shutil.rmtree(store)
"""
AGAIN = """
import sys, time
from pathlib import Path
from embrepl.corpus import options
from embrepl.corpus.building import build
from embrepl.corpus.store import cache
from embrepl.corpus.reading.locating import finding
from embrepl.corpus.store.store import Corpus
kept, chosen = cache.Cache(Path(sys.argv[2]), 1 << 40), options.ReadOptions()
for last in (False, True):
    began = time.perf_counter()
    found = finding.find([sys.argv[1]])
    key = cache.key(found, chosen)
    folder = kept.find(key)
    if folder is None:
        store = Path(sys.argv[2]) / "new"
        build.read(found, chosen, store, lambda _: None, lambda: False)
        folder = kept.keep(store, key)
    Corpus.open(folder).words
print(time.perf_counter() - began)
"""
OURS_NAMED, OLDER, PEER = "embrepl", "embrepl without AVX-512", "re + Counter"
ENGLISH = {
    OURS_NAMED: START + OURS,
    OLDER: START + OURS,
    PEER: START + READ + PLAIN,
    "Keras TextVectorization": START + READ + KERAS,
}
CHINESE = {OURS_NAMED: START + OURS, OLDER: START + OURS, "rjieba + Counter": START + READ + JIEBA}
