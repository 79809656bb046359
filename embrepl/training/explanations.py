"""What `explain` tells of each objective: what it is, where it comes from, when to use it and what it cannot do.

In the equations u and v are vectors of words, w a word, c a word in its context, n a random word, σ the logistic
function, #(w, c) how often two words stand together.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Explanation:
    """An objective in a person's words; `recipes`: what each recipe's name stands for, `default` apart."""

    what: str
    equation: str
    papers: tuple[str, ...]
    differs: str
    use: str
    limits: str
    recipes: dict[str, str] = field(default_factory=dict)


SGNS = (
    "Mikolov, Sutskever, Chen, Corrado & Dean 2013, Distributed representations of words and phrases, arXiv:1310.4546"
)
WORD2VEC = "Mikolov, Chen, Corrado & Dean 2013, Efficient estimation of word representations, arXiv:1301.3781"
FACTORS = "Levy & Goldberg 2014, Neural word embedding as implicit matrix factorization, equation 7"
LESSONS = "Levy, Goldberg & Dagan 2015, Improving distributional similarity with lessons learned from word embeddings"

EXPLANATIONS = {
    "zero": Explanation(
        what="One embedding is shared by two words that stand near each other, and their distance is trained towards "
        "zero. Alone that has a trivial answer, all words at one point, so random words are pushed apart at the same "
        "time: a pair that stands in the text is to be near, a random one is not.",
        equation="log(1 + exp(b − cos(u, v)/t)) for a true pair, log(1 + exp(cos(u, n)/t − b)) for random words n; "
        "between unit vectors the squared distance is 2 − 2 cos(u, v)",
        papers=(
            "the question and answer this tool grew from: two inputs, one Embedding, a mean difference, target zero",
            "Wang & Isola 2020, Alignment and uniformity on the hypersphere, arXiv:2005.10242 (guard repel)",
            "Bardes, Ponce & LeCun 2022, VICReg, arXiv:2105.04906 (guard spread)",
        ),
        differs="The distance is between vectors of length 1; it starts from the spectral solution where the text is "
        "large enough, and else mirrors half of the second word's numbers, so that words with like neighbours meet. "
        "The random words are shared by a stretch of text. `--recipe seed` is the original, to the letter.",
        use="The default. Use it to see what a distance alone can learn, and with `--guard none` why it needs a guard.",
        limits="Without a guard it learns nothing: the mean of a signed difference moves all vectors alike, and a true "
        "distance ends with all words at one point. It has one vector a word, so *bank* is one place for two meanings.",
        recipes={
            "random": "begun from random vectors, several passes",
            "seed": "the original to the letter: signed mean difference, no guard, adjacent words, Adam; learns "
            "nothing",
        },
    ),
    "spectral": Explanation(
        what="The zero distance solved instead of trained. How often words stand together is counted once; pairs weigh "
        "by how much more often that is than chance; the leading directions of that table are the vectors.",
        equation="M(w, c) = max(0, log(#(w, c) N / (#(w) #(c))) − shift) · #(w, c) / (#(w, c) + discount), "
        "M ≈ U S Vᵀ, vectors U S^power",
        papers=(
            FACTORS,
            LESSONS,
            "Belkin & Niyogi 2003, Laplacian eigenmaps (the closed form of a distance under whitening)",
            "Halko, Martinsson & Tropp 2011, Finding structure with randomness, algorithm 4.4",
        ),
        differs="Contexts are not smoothed; only the most frequent words count as contexts; rare pairs are discounted "
        "(after Pantel & Lin 2002); singular values to the power of 1/4.",
        use="First, on any text: it takes seconds, has no learning rate, and the same text gives the same answer. "
        "Often the best vectors of texts with less than some ten million words.",
        limits="A new text means counting anew. Memory grows with the number of distinct pairs. Stopped in the middle "
        "it cannot go on: it keeps what was counted or solved so far.",
    ),
    "skipgram": Explanation(
        what="A word is to tell the words around it from random words. Each word has two vectors, one as a word and "
        "one as a context; the first are kept.",
        equation="−log σ(u_w · v_c) − Σ log σ(−u_w · v_n) over K random words n, drawn by count^0.75",
        papers=(SGNS + ", equation 4", FACTORS + ": what it factorises"),
        differs="The random words are shared by a batch of pairs, so that scoring them is a matrix product.",
        use="To compare with what everybody knows as word2vec, and on texts of many millions of words, where its "
        "passes pay. It treats rare words better than `cbow`.",
        limits="It needs text: below about a million words `spectral` is the better choice. It knows nothing of how a "
        "word is spelt, and has no vector for one that it never saw.",
    ),
    "cbow": Explanation(
        what="The mean of the words around a gap is to tell the word in the gap from random words.",
        equation="−log σ(h · v_w) − Σ log σ(−h · v_n), h the mean of the contexts' vectors",
        papers=(WORD2VEC + ", section 3.1", SGNS),
        differs="The random words are shared by a batch of gaps.",
        use="Where speed counts on a large text: one step for a whole window, and good vectors of frequent words.",
        limits="The mean blurs a window, so rare words come out worse than by `skipgram`; the order of words is lost.",
    ),
    "subword": Explanation(
        what="Skip-gram in which a word's vector is the mean of a vector for the word itself and those of its "
        "character n-grams, so that *walked* and *walking* share what they are made of.",
        equation="u_w = mean of the vectors of w and of its n-grams, minn ≤ n ≤ maxn; then as in skipgram",
        papers=(
            "Bojanowski, Grave, Joulin & Mikolov 2017, Word vectors with subword information, arXiv:1607.04606",
        ),
        differs="The random words are shared by a batch of pairs. The n-grams share rows by fastText's own hash.",
        use="Languages with many forms of a word, texts with misspellings, and wherever a vector is wanted for a word "
        "that the text does not have.",
        limits="Words that look alike come near each other whether or not they mean the like. Slower and larger than "
        "`skipgram`. Of little use for Chinese, where a word has one or two characters: try `--minn 1 --maxn 2`.",
    ),
    "glove": Explanation(
        what="How often words stand together is counted once; then two vectors and two biases of each word are fitted "
        "to the logarithms of the counts, frequent pairs weighing more up to a cutoff.",
        equation="Σ f(#(w, c)) (u_w · v_c + b_w + b_c − log #(w, c))², f(x) = min(1, (x / cutoff)^weight-power)",
        papers=("Pennington, Socher & Manning 2014, GloVe: Global vectors for word representation, equation 8",),
        differs="Pairs are stepped through in batches. As in the paper, a word's two vectors are added.",
        use="To have vectors of the kind that many published ones are, from your own text; to compare weighted least "
        "squares on log counts with the mutual information of `spectral`.",
        limits="Pairs that never stand together say nothing, which costs it rare words. Needs many passes over the "
        "pairs, and text: below some millions of words expect little.",
    ),
    "onehot": Explanation(
        what="No training: each word is its own dimension, 1 there and 0 elsewhere, as in the answer that this tool "
        "grew from before it comes to embeddings. It is the baseline that shows what an embedding adds.",
        equation="u_w has a 1 at the place of w; cos(u_w, u_c) = 0 for any two words",
        papers=("the question and answer this tool grew from",),
        differs="No V × V numbers are kept: every command gets what it asks for, as if they were there.",
        use="As a zero point for other objectives: whatever they score above it, they learnt from the text.",
        limits="Any two words are equally far apart, so its neighbours are in no order that means anything, and no "
        "analogy can be solved.",
    ),
    "pretrained": Explanation(
        what="No training: vectors from a file that somebody else made, for the words of your text. As they are, or, "
        "by `--init FILE` of another objective, as the place where its training starts.",
        equation="u_w is the row of w in the file",
        papers=("GloVe's text, word2vec's text and binary, fastText's .vec and .bin formats",),
        differs="Only words of your text are kept; one that is spelt in capitals there is found in small letters.",
        use="Small texts: what a few thousand words cannot teach, a file made from billions can. And to see where your "
        "text uses a word otherwise than the world does.",
        limits="They tell what words mean in somebody else's text, with its age and its prejudices. Words that the "
        "file does not have get no vector.",
    ),
    "classifier": Explanation(
        what="Documents with labels: the words of a document are looked up in an embedding, flattened or pooled, and "
        "a dense layer tells the label. The embedding learns what the labels need.",
        equation="−log p(label), p = softmax(W · pool(u_w of the document's words) + b)",
        papers=(
            "the question that this tool grew from: Embedding, Flatten, Dense",
            "Joulin, Grave, Bojanowski & Mikolov 2017, Bag of tricks for efficient text classification (mean as pool)",
        ),
        differs="A share of the documents is held out, and the accuracy told is theirs.",
        use="When you have labels (`load … --label COLUMN`) and want to know which words make the difference.",
        limits="Its vectors tell labels apart, and nothing else: words that no label needs stay where they began, and "
        "neighbours are words that speak for the same label, not words that mean the same. Flattened, every place of "
        "a document has weights of its own, which takes many documents.",
        recipes={
            "seed": "the model of the question: every place of a document flattened, 32 units in between, RMSprop",
        },
    ),
}  # fmt: skip
