"""Characters in one form, sign for sign: lower case, plain width, and the simplified characters that forms are made of.

The words that are asked for are taken from the line as it was typed.
"""

from __future__ import annotations

from embrepl.space.expression.marks import plain
from embrepl.space.expression.widths import narrow

_TRADITIONAL = (
    "並佈來係個優兒內兩別則勻匯區問單嗎國圍圖場夠學寫寶將尋對導屬帶幫幹幾庫彙後復應換據數於時書會東標樣檔"
    "歸沒況減準為煩爲猶現異當眾確稱穩節紹組結給統經練總繫羣義習聯與舉處虛衆裏裝裡複見計訓訴詞話該語說説誰"
    "談請謂講謝譜讀賈質較載輸這連進過遠適還邊鄰釋釵長閉開間關離頭頻題類顯餘體麼麽點"
)
_SIMPLIFIED = (
    "并布来系个优儿内两别则匀汇区问单吗国围图场够学写宝将寻对导属带帮干几库汇后复应换据数于时书会东标样档"
    "归没况减准为烦为犹现异当众确称稳节绍组结给统经练总系群义习联与举处虚众里装里复见计训诉词话该语说说谁"
    "谈请谓讲谢谱读贾质较载输这连进过远适还边邻释钗长闭开间关离头频题类显余体么么点"
)
_FORMS = dict(zip(map(ord, _TRADITIONAL), _SIMPLIFIED, strict=True))
_MARKS = {ord("、"): ",", ord("。"): ".", ord("．"): ".", ord("…"): "."}


def plain_characters(line: str) -> str:
    """Return a line with each character in its plain form, so that places stay."""
    text = plain(narrow(line))
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return lower if lower.isascii() else lower.translate(_FORMS).translate(_MARKS)
