"""What a person can do wrong: a code, a message and a hint for each."""

from __future__ import annotations

import pytest

from tests.commands.trained.checks import check
from tests.helpers.sessions import Talk


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("near kign", "unknown-word", "'kign' .* 1,944 words of small.*min-count 3.* in story", "king"),
        ("vec qeen", "unknown-word", "'qeen'", "queen"),
        ("dist king quene", "unknown-word", "'quene'", "queen"),
        ("near king - mna", "unknown-word", "'mna'", "man"),
        ("near zzzzqqq", "unknown-word", "'zzzzqqq'", "No word here is spelt like it"),
        ("near king-man", "unknown-word", "'king-man'", "king - man"),
        ("near king queen", "unknown-word", "as a phrase", "`near king + queen`"),
        ("near king @negative", "unknown-word", "as a phrase", "without a space: `near king@negative`"),
        ("near (king", "bad-expression", "not closed", "Join words"),
        ("near king - king", "no-direction", "no direction", "another word"),
        ("near king 0", "bad-option", "from 1 to 10,000, not 0", "1"),
        ("near king --k 100000000000000000000", "bad-option", "from 1 to 10,000", "1"),
        ("near king " + "9" * 5000, "bad-option", "from 1 to 10,000", "10,000"),
        ("near king >> file", "wrong-usage", "The prompt has no >>", "embrepl PATH -c"),
        ("near king --k 0", "bad-option", "from 1 to 10,000, not 0", "1"),
        ("near king --k -3", "bad-option", "from 1 to 10,000, not -3", "1"),
        ("nera king", "unknown-command", "'nera'", "near"),
        ("trian", "unknown-command", "'trian'", "train"),
        ("wordlist", "unknown-command", "'wordlist'", "`top`"),
        ("Concordance king", "unknown-command", "'Concordance'", "`kwic`"),
        ("collocates king", "unknown-command", "'collocates'", "`colloc`"),
        ("clusters 3", "unknown-command", "'clusters'", "`ngrams`"),
        ("xyzzy", "unknown-command", "'xyzzy'", "help"),
        ("help nera", "unknown-command", "'nera'", "near"),
        ("train --dmi 5", "unknown-option", "'--dmi'", "--dim"),
        ("near king --xyzzy 5", "unknown-option", "'--xyzzy'", "--k"),
        ("train zreo", "unknown-objective", "'zreo'", "zero"),
        ("train xyzzy", "unknown-objective", "'xyzzy'", "zero"),
        ("train --recipe sede", "bad-option", "default, random, original, not 'sede'", "original"),
        ("train --distance sqared", "bad-option", "signed, squared, absolute, not 'sqared'", "squared"),
        ("train --guard xyzzy", "bad-option", "none, spread, repel, not 'xyzzy'", "--guard"),
        ("near king --format jsn", "bad-option", "'jsn'", "json"),
        ("train --dim 0", "bad-option", "--dim is from 1 to 10,000, not 0", "."),
        ("train --dim -5", "bad-option", "--dim is from 1 to 10,000, not -5", "."),
        ("train --dim 99999999", "bad-option", "from 1 to 10,000, not 99,999,999", "."),
        ("train --dim many", "bad-option", "'many'", "whole number"),
        ("train --window 0", "bad-option", "--window is from 1 to 1,000", "."),
        ("train --epochs 0", "bad-option", "--epochs is from 1 to", "."),
        ("train --min-count 0", "bad-option", "--min-count is from 1 to", "."),
        ("train --learning-rate nan", "bad-option", "--learning-rate is greater than 0", "help train"),
        ("train --learning-rate 1e30", "bad-option", "greater than 0 and at most 1e.06", "--dry-run"),
        ("train --learning-rate 0", "bad-option", "--learning-rate is greater than 0", "help train"),
        ("train --seed -1", "bad-option", "--seed is from 0 to", "."),
        ("train --min-count 1000000", "empty-vocabulary", "No word is seen 1,000,000 times", "--min-count 5"),
        ("train --window 9999999", "bad-option", "--window is from 1 to 1,000, not 9,999,999", "."),
        ("train --loss logistic --unit no", "bad-option", "logistic", "--loss mae"),
        ("use smlal", "unknown-name", "'smlal'", "small"),
        ("health smlal", "unknown-name", "'smlal'", "small"),
        ("health xyzzy", "unknown-name", "'xyzzy'", "models"),
        ("wait 77", "no-job", "'77'", "jobs"),
        ("stop ²", "no-job", "'²'", "jobs"),
        ("stop " + "1" * 5000, "no-job", "111", "jobs"),
        ("watch", "no-job", "Nothing is running", "jobs"),
        ("stop", "no-job", "Nothing is running", "jobs"),
        ("near", "wrong-usage", "near TARGET", "help near"),
        ("vec king queen", "unknown-word", "as a phrase", "`near king + queen`"),
        ("near king &", "wrong-usage", "background", "&"),
        ("load x --case upper", "bad-option", "lower, keep, turkish, not 'upper'", "--case"),
    ],
    ids=lambda value: value[:40],
)
def test_what_a_person_can_do_wrong(talk: Talk, line: str, code: str, message: str, hint: str) -> None:
    check(talk.error(line), code, message, hint)


@pytest.mark.parametrize(
    ("line", "code", "message", "hint"),
    [
        ("near king", "nothing-trained", "nothing is loaded", "load PATH"),
        ("dist king queen", "nothing-trained", "nothing is loaded", "load PATH"),
        ("vec king", "nothing-trained", "nothing is loaded", "load PATH"),
        ("health", "nothing-trained", "nothing is loaded", "load PATH"),
        ("train", "nothing-loaded", "No text is loaded", "load PATH"),
        ("use x", "unknown-name", "'x'", "load PATH"),
        ("watch", "no-job", "Nothing is running", "jobs"),
        ("stop", "no-job", "Nothing is running", "jobs"),
    ],
)
def test_before_anything_is_loaded(fresh: Talk, line: str, code: str, message: str, hint: str) -> None:
    check(fresh.error(line), code, message, hint)
