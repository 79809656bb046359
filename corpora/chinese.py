"""The vocabulary of the Chinese corpus, and how its words are counted."""

import re

from corpora import chinese_patterns as patterns
from corpora.compose import Language, Table, Theme, table

ROYALTY = table(
    "royal_m royal_f realm seat royal_kind royal_look",
    """
    国王 王后 王国 王座 英明 加冕
    皇帝 皇后 帝国 龙椅 至尊 登基
    王子 公主 城堡 塔楼 年轻 骑马
    太子 太子妃 东宫 书房 未来 继位
    亲王 王妃 王府 花厅 富有 好客
    太上皇 皇太后 行宫 佛堂 退位 养老
    世子 郡主 封地 别院 尚未成年 读书
    贝勒 格格 旗人 四合院 守旧 遛鸟""",
)

FAMILY = table(
    "kin_m kin_f tie duty kin_kind kin_look",
    """
    父亲 母亲 家长 教养 慈爱 操劳
    儿子 女儿 孩子 功课 头生 高大
    哥哥 姐姐 兄长 榜样 年长 懂事
    弟弟 妹妹 老幺 玩具 淘气 最小
    爷爷 奶奶 老人家 往事 年迈 白发
    外公 外婆 老寿星 菜园 乡下 种菜
    叔叔 婶婶 长辈 压岁钱 爱说话 经商
    丈夫 妻子 伴侣 婚姻 恩爱 新婚
    孙子 孙女 后辈 学费 乖巧 上学""",
)

PEOPLE = table(
    "person_m person_f rank haunt person_kind person_look",
    """
    男人 女人 成年人 工地 忙碌 下班
    男孩 女孩 小朋友 学校 长雀斑 跳绳
    先生 太太 客套 茶馆 体面 近视
    小伙子 姑娘 年轻人 舞会 朴实 晒黑
    和尚 尼姑 经书 寺庙 虔诚 出家
    少年 少女 心事 河边 害羞 瘦高
    老头 老太婆 拐杖 胡同 驼背 耳背
    新郎 新娘 喜糖 婚礼 盛装 敬酒""",
)

ANIMALS = table(
    "animal young sound den feed measure",
    """
    骏马 马驹 嘶鸣 马厩 燕麦 匹
    黄牛 牛犊 哞叫 牛棚 干草 头
    山羊 羊羔 咩咩 羊圈 嫩草 只
    母鸡 小鸡 咯咯 鸡窝 谷粒 只
    鸭子 小鸭 嘎嘎 池塘 浮萍 只
    母狗 小狗 汪汪 狗窝 骨头 条
    猫咪 小猫 喵喵 篮子 老鼠 只
    母猪 猪崽 哼哼 猪圈 米糠 头
    老虎 虎崽 咆哮 山林 野猪 只
    狮子 幼狮 怒吼 荒原 羚羊 头
    黑熊 小熊 低吼 山洞 野果 头
    梅花鹿 小鹿 呦呦 林间 苔藓 只
    老鹰 雏鹰 尖啸 悬崖 田鼠 只""",
)

CRAFTS = table(
    "craft tool material worked ware",
    """
    面包师 烤炉 面粉 揉好 糕饼
    铁匠 铁砧 生铁 敲打 马掌
    木匠 刨子 木料 刨平 衣柜
    裁缝 剪刀 布料 裁开 长袍
    陶工 窑炉 陶土 捏成 花瓶
    鞋匠 锥子 皮革 缝好 靴子
    石匠 凿子 花岗岩 雕刻 石碑
    金匠 坩埚 黄金 熔化 项链
    织工 织机 羊毛 织成 毛毯
    酿酒师 酒缸 高粱 发酵 酒坛
    画家 画笔 颜料 涂抹 肖像
    玻璃匠 吹管 玻璃 吹成 灯罩""",
)

LANDS = table(
    "country capital language river currency",
    """
    法国 巴黎 法语 塞纳河 法郎
    英国 伦敦 英语 泰晤士河 英镑
    德国 柏林 德语 莱茵河 马克
    俄国 莫斯科 俄语 伏尔加河 卢布
    中国 北京 汉语 永定河 人民币
    韩国 首尔 韩语 汉江 韩元
    泰国 曼谷 泰语 湄南河 泰铢
    捷克 布拉格 捷克语 伏尔塔瓦河 克朗
    埃及 开罗 阿拉伯语 尼罗河 埃镑
    印度 新德里 印地语 恒河 卢比
    越南 河内 越南语 红河 越南盾
    意大利 罗马 意大利语 台伯河 里拉
    西班牙 马德里 西班牙语 埃布罗河 比塞塔
    葡萄牙 里斯本 葡萄牙语 特茹河 埃斯库多""",
)

FOOD = table("food", "面包 米饭 面条 饺子 包子 馒头 豆腐 鸡蛋 烤鸭 青菜 萝卜 蘑菇 年糕 火腿 蜂蜜")
DRINK = table("drink", "绿茶 红茶 咖啡 米酒 豆浆 牛奶 果汁 黄酒")
GOODS = table("goods", "丝绸 茶叶 瓷器 香料 胡椒 食盐 白糖 棉花 象牙 珍珠 琥珀 檀香 毛皮 漆器")
WEATHER = table("weather", "大雨 大雪 大风 浓雾 冰雹 雷电 霜冻 暴雨 细雨 狂风 寒潮 雾气")
VESSELS = table("vessel", "帆船 渔船 小艇 货船 木筏 渡轮 驳船 独木舟 轮船 战舰 商船")
FISH = table("fish", "鲤鱼 鲫鱼 鲈鱼 草鱼 带鱼 黄鱼 鳗鱼 鳕鱼 鲢鱼 鲳鱼")
INSTRUMENTS = table("instrument", "二胡 琵琶 古筝 笛子 唢呐 小提琴 钢琴 吉他 古琴 竖琴 口琴 手风琴")
AILMENTS = table("ailment", "感冒 咳嗽 头痛 发烧 牙痛 胃痛 失眠 麻疹 风湿 哮喘")
HERBS = table("herb", "人参 甘草 当归 黄芪 枸杞 薄荷 菊花 金银花 陈皮 黄连")
COLOURS = table("colour", "红色 黄色 绿色 白色 黑色 紫色 灰色 粉色 金色 褐色")

NAMES = table(
    "name_m name_f",
    """
    志强 秀英
    建国 桂兰
    文彬 玉珍
    德明 淑芬
    永福 春梅
    振华 雪梅
    家伟 丽华
    海涛 小燕
    国栋 美玲
    子安 婉清
    大勇 秋菊
    长林 月娥
    天佑 巧云
    思远 静怡
    立新 彩霞
    世杰 晓红""",
)

GARB = table(
    "garb_m garb_f",
    """
    胡子 辫子
    长衫 裙子
    烟斗 发簪
    马褂 旗袍
    领带 耳环
    络腮胡 刘海
    礼帽 绣花鞋""",
)
TRAITS = table(
    "trait_m trait_f",
    """
    魁梧 秀丽
    粗壮 温婉
    英俊 美貌
    豪爽 贤惠
    威武 娇小
    刚毅 柔美
    帅气 水灵
    阳刚 端庄""",
)
ADDRESS = table("sir_m sir_f", "老爷 夫人\n大哥 大姐\n公子 小姐")

FILLERS = (
    table(
        "mood",
        """
    高兴 疲倦 得意 平静 着急 难过 惊讶 害怕 安心 生气 孤单 兴奋 失望 满足 紧张 羞愧 愉快 烦恼 感动 不安 困惑 激动 忧愁
    轻松 委屈 焦急 欢喜 沉默 好奇 骄傲""",
    ),
    table(
        "manner",
        """
    慢慢 轻轻 悄悄 静静 仔细 耐心 匆忙 热情 勇敢 温和 认真 严肃 偷偷 小心 默默 急忙 坚定 自豪 诚恳 大方 客气 愤怒 痛快
    细心 懒洋洋 笑眯眯 气冲冲 兴冲冲""",
    ),
    table(
        "quality",
        """
    破旧 崭新 漂亮 普通 沉重 精致 奇怪 干净 古老 朴素 贵重 粗糙 光滑 结实 华丽 小巧 陈旧 便宜 宽大 空荡荡 明亮 昏暗
    雅致 简陋 稀罕 轻便""",
    ),
    table(
        "thing",
        """
    油灯 椅子 箱子 镜子 钥匙 书信 毛巾 水桶 盒子 铃铛 雨伞 枕头 被子 蜡烛 扇子 花盆 手帕 铜钱 账本 门帘 板凳 茶壶 碗筷
    钟表 包袱 绳子 抽屉 梯子 扫帚 草帽 日历 书架 相框 钱包 纽扣 算盘""",
    ),
    table(
        "spot",
        """
    门口 窗前 院子 厨房 桥头 井边 巷口 树下 屋檐 后院 广场 街角 祠堂 楼梯 火炉 田埂 山坡 果园 码头 客栈 走廊 阳台 墙根
    菜地 渡口 凉亭 祖屋 水塘 路口 牌坊""",
    ),
    table("number", "两 三 四 五 六 七 八 九 十 十二 二十 三十 几"),
    table(
        "time",
        """
    清晨 中午 傍晚 半夜 第二天 一个月后 春天 秋天 冬天 夏天 黄昏 除夕 中秋 周末 年底 月初 昨天 前天 当晚 饭后 天亮时
    日落时 不久以后 元宵节 重阳节 农闲时""",
    ),
    table(
        "idea",
        """
    勇气 耐心 希望 运气 和平 公道 真理 自由 智慧 仁慈 荣誉 危险 记忆 友谊 责任 悲伤 幸福 成功 失败 命运 信任 善良 尊严
    诚实 梦想 名声""",
    ),
    table("body", "肩膀 手臂 膝盖 额头 后背 手腕 脚踝 下巴 手指 脖子 胸口 耳朵"),
    table(
        "landmark",
        """
    大教堂 博物馆 图书馆 火车站 老城区 歌剧院 议会大厦 植物园 钟楼 大学城 凯旋门 城墙 动物园 美术馆 市政厅 纪念碑""",
    ),
)

TABLES: tuple[Table, ...] = (
    ROYALTY,
    FAMILY,
    PEOPLE,
    ANIMALS,
    CRAFTS,
    LANDS,
    FOOD,
    DRINK,
    GOODS,
    WEATHER,
    VESSELS,
    FISH,
    INSTRUMENTS,
    AILMENTS,
    HERBS,
    COLOURS,
    NAMES,
    GARB,
    TRAITS,
    ADDRESS,
    *FILLERS,
)

THEMES = {
    "royalty": Theme(("royal", "royal", "royal", "person"), (), patterns.ROYALTY, 2),
    "family": Theme(("kin",), (), patterns.FAMILY, 2),
    "animals": Theme(("person", "person", "kin"), ("animal",), patterns.ANIMALS, 2),
    "food": Theme(("kin", "person", "craft"), (), patterns.FOOD),
    "places": Theme(("person", "royal", "kin"), ("country",), patterns.PLACES, 3),
    "crafts": Theme(("craft",), ("craft",), patterns.CRAFTS, 2),
    "weather": Theme(("person", "kin"), (), patterns.WEATHER),
    "trade": Theme(("craft", "person"), (), patterns.TRADE),
    "sea": Theme(("person",), (), patterns.SEA),
    "music": Theme(("person", "royal", "craft"), (), patterns.MUSIC),
    "medicine": Theme(("kin", "person", "craft"), (), patterns.MEDICINE),
}

GROUPS = {
    "royalty": ("royal_m", "royal_f"),
    "family": ("kin_m", "kin_f"),
    "people": ("person_m", "person_f"),
    "animals": ("animal",),
    "young animals": ("young",),
    "craftspeople": ("craft",),
    "tools": ("tool",),
    "materials": ("material",),
    "countries": ("country",),
    "capitals": ("capital",),
    "languages": ("language",),
    "food": ("food",),
    "drink": ("drink",),
    "trade goods": ("goods",),
    "weather": ("weather",),
    "vessels": ("vessel",),
    "fish": ("fish",),
    "instruments": ("instrument",),
    "ailments": ("ailment",),
    "herbs": ("herb",),
    "colours": ("colour",),
}

RELATIONS = (
    (("royal_m", "royal_f"), ("kin_m", "kin_f"), ("person_m", "person_f")),
    (("country", "capital"),),
    (("country", "language"),),
    (("animal", "young"),),
    (("craft", "tool"),),
    (("craft", "material"),),
)

EPITHETS = {
    f"{stem}_{side}": (f"{{trait_{side}*}}的WORD", f"{{{stem}_kind*}}的WORD", f"{{{stem}_look*}}的WORD")
    for stem in ("royal", "kin", "person")
    for side in "mf"
} | {"country": ("{river*}流经的WORD",), "capital": ("{river*}沿岸的WORD",)}

HAN = re.compile("[\u4e00-\u9fff]")
CHARACTERS_PER_WORD = 1.65
"""Measured on this text with a word segmenter; good enough to say how long the text is without one."""


def polish(sentence: str) -> str:
    """Nothing is left to do for a Chinese sentence."""
    return sentence


def count(text: str) -> int:
    """About how many words a segmenter would find."""
    return round(len(HAN.findall(text)) / CHARACTERS_PER_WORD)


CHINESE = Language(
    name="zh",
    tables=TABLES,
    themes=THEMES,
    neutral=patterns.NEUTRAL,
    openers=patterns.OPENERS,
    fronted=patterns.FRONTED,
    tails=patterns.TAILS,
    headings=patterns.HEADINGS,
    pronouns={"he": ("他", "她"), "him": ("他", "她"), "his": ("他的", "她的"), "himself": ("他自己", "她自己")},
    first_mention=("ROLE", "ROLE", "名叫NAME的ROLE"),
    later_mention=("ROLE",),
    named_mention=("ROLE", "ROLE", "NAME"),
    full_stop="。",
    between="",
    polish=polish,
    count=count,
    epithets=EPITHETS,
    groups=GROUPS,
    relations=RELATIONS,
)
