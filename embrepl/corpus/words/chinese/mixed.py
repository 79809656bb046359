"""Words of Han and of letters or digits: T恤, 卡拉OK, 3D打印, 哆啦A梦.

The segmenter's dictionary has them, or a list here.

Where the Han characters could as well begin another word, as in A股东 (股东) or B超过 (超过), the way with fewer words
is taken, and of two equal ones the word without letters.
"""

from __future__ import annotations

import numpy as np

from embrepl.corpus.words.chinese.han_text import HanText
from embrepl.corpus.words.chinese.segmenter import Segmenter
from embrepl.corpus.words.edges import Spans

MOST_LETTERS, MOST_HAN = 6, 4  # characters of either kind
LOOKED_AT = 8  # Han characters behind the word
_COMMON = """
卡拉ok 三k党 4g网络 5g网络 6g网络 4g手机 5g手机 5g基站 3d打印 3d打印机 3d电影 2d动画 3d动画 x光片 x光机 x染色体
y染色体 k线 k线图 b站 a站 p站 c位 a片 p图 z世代 a4纸 a3纸 ab型 ab型血 o型血 a型血 b型血 t细胞 b细胞 l型 v型 u型 v字
s型 s弯 k粉 u形 v形 ct机 usb口 qq群 q版 q弹 app端 pc端 h5页面 wifi密码 g20峰会 e时代 n倍 n次 维生素a 维生素b 维生素c
维生素d 维生素e 维生素k α粒子 β粒子 γ射线 β射线 α射线 ip属地 ip地址 n95口罩 ai绘画 k歌 q币 c盘 d盘 e盘 f盘 g盘 v领 t形
l形 y形 z字 x型 o型腿 x型腿 o形 s形 p档 n档 r档 d档 a柱 b柱 t型台 a货 a咖 b咖 b型 t淋巴细胞 b淋巴细胞 led灯 led屏
oled屏 lcd屏 ic卡 id卡 sim卡 sd卡 tf卡 vip卡 ip卡 rna病毒 x射线 α波 β波 α星 β星 γ星 24k金 18k金 14k金 24k纯金 双11
双12 三c认证 3c认证 4s店 4a景区 5a景区 5a级 4a级 3a级 3d电视 3d眼镜 3d模型 4d电影 5d电影 3g手机 3g网络 6g手机 5g时代
4g时代 5g信号 4g信号 4k高清 8k电视 2k屏 4k屏 f1赛车 h7n9禽流感 h1n1流感 b超 b超室 老k 大s 小s 小k 维c 维b 维e 维他命c
维他命b 维他命e 维他命a 维他命d 维生素pp 辅酶q10 打call x光 x光室 x光检查 n次方 γ刀 x刀 s级 ss级 sss级 y轴 x轴 z轴
y坐标 x坐标 k值 p值 t检验 f检验 q值 ph值 j联赛 k联赛 cd机 dvd机 vcd机 atm机 pos机 bb机 bp机 pc机 b格 t恤衫 polo衫 t台
t台秀 t台步 t字裤 t裤 c罩杯 b罩杯 a罩杯 e罩杯 a字裙 a字 vr眼镜 ktv包厢 p2p网贷 c语言 r语言 go语言 b2b平台 o2o平台
d罩杯 2b铅笔 4k电视
"""
COMMON = frozenset(_COMMON.split())
_INNER = """
哆啦a梦 多啦a梦 阿q正传 阿q精神 阿q式 甲a联赛 甲b联赛 中甲a组 钙d片 三k党人 非a即b 乙肝e抗原
打e机 周k线图 日k线图 月k线图 年k线图 抗a抗体 抗b抗体 抗d抗体

"""
_VITAMINS = ("a", "b", "b1", "b2", "b6", "b12", "c", "d", "d3", "e", "k", "k1", "k2")
_TAKEN_AS = ("片", "丸", "粉", "针", "胶囊", "软胶囊", "含片", "泡腾片", "咀嚼片", "注射液", "滴剂")
INNER = frozenset(  # with letters or digits between Han
    [
        *_INNER.split(),
        *(f"{kind}{letter}{form}" for kind in ("维生素", "维他命") for letter in _VITAMINS for form in _TAKEN_AS),
    ]
)
MOST_BESIDE = 4  # Han characters on either side of these


def mixed(text: HanText, segmenter: Segmenter) -> Spans:
    """Return where such words stand."""
    return [*_between(text), *_letters_first(text, segmenter), *_han_first(text, segmenter)]


def _between(text: HanText) -> Spans:
    """Return where words stand that have letters or digits between their Han characters: 哆啦A梦."""
    spans: Spans = []
    runs_behind = dict(text.runs_behind_others())
    for start, first in text.runs_before_others():
        stop = text.other_behind(first)
        if stop not in runs_behind or stop - first > MOST_LETTERS:
            continue
        latest, letters = min(runs_behind[stop], stop + MOST_BESIDE), text.text[first:stop].lower()
        for begin in range(max(start, first - MOST_BESIDE), first):
            before = text.text[begin:first] + letters
            end = next((end for end in range(latest, stop, -1) if before + text.text[stop:end] in INNER), None)
            if end is not None:
                spans.append((begin, end))
                break
    return spans


def _letters_first(text: HanText, segmenter: Segmenter) -> Spans:
    spans: Spans = []
    for start, stop in text.runs_behind_others():
        begin = text.other_before(start)
        if begin < 0 or start - begin > MOST_LETTERS:
            continue
        for end in range(min(stop, start + MOST_HAN), start, -1):
            if segmenter.has(text.text[begin:end], COMMON):
                if _better(text.text[start : min(stop, start + LOOKED_AT)], end - start, segmenter):
                    spans.append((begin, end))
                break
    return spans


def _better(han: str, length: int, segmenter: Segmenter) -> bool:
    """Return whether it is better that the first `length` Han characters belong to the letters before them."""
    other = segmenter.words(han)
    ends = np.cumsum([len(word) for word in other]).tolist()
    if length in ends:
        return True
    crossing = other[int(np.searchsorted(ends, length))]
    mine = len(segmenter.words(han[length:]))
    return mine < len(other) or (mine == len(other) and not segmenter.has(crossing))


def _han_first(text: HanText, segmenter: Segmenter) -> Spans:
    spans: Spans = []
    for begin, stop in text.runs_before_others():
        end = text.other_behind(stop)
        if 0 <= end <= stop + MOST_LETTERS:
            for start in range(max(begin, stop - MOST_HAN), stop):
                if segmenter.has(text.text[start:end], COMMON):
                    spans.append((start, end))
                    break
    return spans
