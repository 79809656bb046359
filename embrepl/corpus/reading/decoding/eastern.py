"""Which of the encodings of East Asia some bytes are in, judged by the commonest characters of the languages.

The bytes of one decode in the others too, but to characters that hardly anybody writes. For each encoding we decode,
and count how much of the text beyond ASCII is among the commonest characters of its language: about half of a true
text, a few per cent of a false one. Measured on windows of 100 characters, see docs/dependencies.md.
"""

from __future__ import annotations

import re

EASTERN_SAMPLE = 1 << 14
LEAST = 0.14  # share of common characters; the best of the false ones reach 0.1
MOST_WRONG = 0.03  # of the characters may be damaged
ENOUGH_GOOD = 0.6  # of the bytes beyond ASCII are in lines that are not damaged, to judge by these alone
_CHINESE = """
的一是不了在人有我他这中大来上个们到说，。“”！？：；、《》（）…—　国地为子时道也你得里以生要就下天家出过自可之后
会多没小那看起发然事心学于都好想样所如去能用面日而着年成方又前只作手月头心老身问什么儿三十二两曰其见人吾公今知
此无与者此等将何走听叫笑话正太气长把给开回些吃山王水门马军书金高白当向同还已住打坐便是因此第才分外四五
這來個們說國為時後會沒裡發學於樣著頭問麼兒無與將聽話氣長給開門馬軍書當還過見東車電點動現實業產區經關體對從應
「」『』機應該總種號員樂義處讓間題進運選戰萬歲親愛觀覺認識記許設計調論變讀術權難歡陽陳電頁項須願風飛飯餘
"""
_JAPANESE = """
ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべ
ぺほぼぽまみむめもゃやゅゆょよらりるれろわをんァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチ
ッツテデトドナニネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワンー、。「」『』！？・
日一人年大国本中事者会社分行出見自生私時間方気手上前後今何言思来彼女子地合場学小下長高的家名物入
"""
_KOREAN = """
이다는에의을가고하지기로한도리은어를서사자인그나대해아시있것수일라정스보들부제과들만게었습니까여주전신상장원구으동
성안와면거러무우유조소선오세비요았없때로생내음말년마문화않던더네당또미경된방공간위적계모든발관된입터려였연교처
"""
COMMON = {
    "gb18030": frozenset(_CHINESE) - {"\n"},
    "big5": frozenset(_CHINESE) - {"\n"},
    "cp932": frozenset(_JAPANESE) - {"\n"},
    "euc_jp": frozenset(_JAPANESE) - {"\n"},
    "cp949": frozenset(_KOREAN) - {"\n"},
}
COMMON_IN_UTF16 = {name: frozenset().union(*COMMON.values()) for name in ("utf-16-le", "utf-16-be")}
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
IN_A_WORD = re.compile(
    r"(?<![^\x00-\x7f])(?:(?<=[a-z])[^\x00-\x7f]|[^\x00-\x7f](?=[a-z]))(?![^\x00-\x7f])"  # chフeau
)
EXTENSIONS = {"big5": ("cp950", "big5hkscs")}  # with some characters more


def eastern(sample: bytes) -> str | None:
    """Return the encoding of the sample, or None when it looks like none of them. The sample may end anywhere."""
    sample = without_utf8(sample[:EASTERN_SAMPLE])
    known = COMMON_IN_UTF16 if b"\0" in sample else {**COMMON, **COMMON_IN_UTF16}
    scores = {encoding: score(sample, encoding) for encoding in known}
    best = max(scores, key=lambda encoding: scores[encoding])
    text = sample.decode(best, "replace")
    if scores[best] < LEAST or not any(map(str.isalpha, BEYOND_ASCII.findall(text))) or is_latin(text):
        return None
    wider = [best, *EXTENSIONS.get(best, ())]
    wrong = [sample.decode(encoding, "replace").count("\ufffd") for encoding in wider]
    return str(wider[wrong.index(min(wrong))])


def is_latin(text: str) -> bool:
    """Return whether most characters beyond ASCII stand alone in words of small letters: they were accented ones."""
    return 2 * len(IN_A_WORD.findall(text)) > len(BEYOND_ASCII.findall(text))


def score(sample: bytes, encoding: str) -> float:
    """Return the share of common characters among those beyond ASCII, 0 to 1; 0 when much of it is damaged."""
    text = _good_lines(sample, encoding).decode(encoding, "replace")
    beyond = [character for character in text if character > "\x7f"]
    wrong = beyond.count("\ufffd")
    if not beyond or wrong - 1 > MOST_WRONG * len(beyond):  # the one at the end may be cut
        return 0.0
    half = sum("\uff61" <= character <= "\uff9f" for character in beyond)  # what Chinese gives in Shift-JIS
    common = COMMON.get(encoding) or COMMON_IN_UTF16[encoding]
    return (sum(character in common for character in beyond) - half) / len(beyond)


def _good_lines(sample: bytes, encoding: str) -> bytes:
    """Leave out the lines that do not decode, where the others are enough to judge by."""
    if encoding in COMMON_IN_UTF16:
        return sample
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    good = [line for line in lines if _decodes(line, encoding)]
    return b"\n".join(good) if sum(map(len, good)) >= ENOUGH_GOOD * sum(map(len, lines)) else sample


def without_utf8(sample: bytes) -> bytes:
    """Leave out lines in UTF-8, unless there are no others."""
    if b"\0" in sample:
        return sample
    lines = sample.split(b"\n")
    others = [line for line in lines if line.isascii() or not _decodes(line, "utf-8")]
    return sample if all(map(bytes.isascii, others)) else b"\n".join(others)


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def chinese(data: bytes) -> str:
    """Return GB18030 or Big5 for a list of Chinese words: the one in which more of the characters are usual ones."""
    gb = sum(_has(character, "gb2312") for character in data.decode("gb18030", "replace"))
    leads = [character.encode("big5", "ignore")[:1] for character in data.decode("big5", "replace")]
    return "big5" if sum(b"\xa4" <= lead <= b"\xc6" for lead in leads) > gb else "gb18030"


def _has(character: str, encoding: str) -> bool:
    return character > "\x7f" and bool(character.encode(encoding, "ignore"))
