"""The vectorised tokeniser equals one that anybody can read, for every choice of options."""

import itertools

from hypothesis import example, given, settings
from hypothesis import strategies as st

from embrepl.corpus.options import ACCENTS, CASES, HAN, HYPHEN_CHOICES, NUMBERS, UNITS, ReadOptions
from tests.helpers.plain.words import reference, vectorised

ALL = [
    ReadOptions(case=case, hyphens=hyphens, numbers=numbers, accents=accents, han=han, units=units, addresses="keep")
    for case, hyphens, numbers, accents, han, units in itertools.product(
        CASES, HYPHEN_CHOICES, NUMBERS, ACCENTS, HAN, UNITS
    )
]
SCRIPTS = st.sampled_from(
    "abAÉéßİΣйЁ019٣½ \n.,'’-‐_·\u00ad\u200d\u200b\u0301\u0304\ufe0f的國国髮頭葛々カァんのーｰ゙ﾟกำ่מ״"
    "e\u0302\u0323\u0308ﬁＫ７Å\u212b\u0958क\u093c한\u1112\u1161\u11abか樂ﻻשׁ"
    'σςϲiIıİ\u0307ſĳŀŉʼʻ`\u0640\u064e\u0654\u05b8ա՞"א•・ﷲ'
)
CHINESE = st.sampled_from("\n第二〇十年月日万回章5.3T恤卡拉OK盘股东国國乾隆餅我在aの ,")
WORDS = (
    *("แม่น้ำไหล", "ພາສາລາວ", "ភាសាខ្មែរ", "မြန်မာစကား", "ᥖᥭᥰ"),
    *("New-York", "3.14", "1,000", "1939-1945", "don’t", "l'été", "co\u00adop", "７", "mp3", "می\u200cروم", "เด็ก"),
    *("東京都は", "カレーライス", "らーめん", "孙悟空", "頭髮", "贾宝玉和林黛玉", "葛\U000e0100城"),
    *("co\u00ad\n", "co-\r\n  "),
    *("cafe\u0301", "vie\u0323\u0302t", "ﬁrst", "ＫＩＮＧ", "\u1112\u1161\u11ab\u1100\u1173\u11af", "が\u304b\u3099"),
    *("。", " ", "\n", "-", ".", ","),
)
PROSE = st.lists(st.sampled_from(WORDS)).map("".join)


@settings(max_examples=400, deadline=None)
@example("Ｋ\u0323", ReadOptions(addresses="keep"))  # a wide letter and a mark that it is composed with
@given(
    st.text(SCRIPTS, max_size=40) | st.text(CHINESE, max_size=30) | PROSE | st.text(max_size=20), st.sampled_from(ALL)
)
def test_words_and_places_equal_the_reference(text: str, options: ReadOptions) -> None:
    assert vectorised(text, options) == reference(text, options)
