"""The vocabulary of the English corpus, and how its sentences are finished."""

import re

from corpora import english_patterns as patterns
from corpora.compose import Language, Table, Theme, table

ROYALTY = table(
    "royal_m royal_f realm seat royal_kind royal_look",
    """
    king queen kingdom throne sovereign crowned
    prince princess principality tower youthful dashing
    duke duchess duchy manor wealthy landed
    emperor empress empire citadel mighty imperial
    baron baroness barony fortress impoverished rural
    marquis marquise marquisate lodge perfumed powdered
    sultan sultana sultanate pavilion turbaned bejewelled
    tsar tsarina tsardom kremlin snowbound frostbitten""",
)

FAMILY = table(
    "kin_m kin_f tie duty kin_kind kin_look",
    """
    father mother parent upbringing loving careworn
    son daughter child homework firstborn grown
    brother sister sibling playroom younger teasing
    uncle aunt relation hospitality talkative travelled
    grandfather grandmother grandparent memoirs aged wrinkled
    nephew niece ward allowance mischievous visiting
    husband wife spouse marriage wedded devoted
    stepfather stepmother guardian remarriage unfamiliar second""",
)

PEOPLE = table(
    "person_m person_f rank haunt person_kind person_look",
    """
    man woman adult work busy working
    boy girl youngster school freckled tousled
    gentleman lady manners salon polished gloved
    lad lass teenager dance barefoot sunburnt
    widower widow mourning grave bereaved mournful
    landlord landlady tenants rent stingy houseproud
    monk nun vows convent pious cloistered""",
)

ANIMALS = table(
    "animal young sound den feed",
    """
    horse foal neigh stable oats
    cow calf moo byre hay
    sheep lamb bleat pen clover
    dog puppy bark kennel bones
    cat kitten purr basket mice
    hen chick cluck coop grain
    pig piglet grunt sty acorns
    duck duckling quack pond duckweed
    goose gosling honk paddock dandelions
    deer fawn bellow glade moss
    owl owlet hoot hollow moths
    swan cygnet hiss lake reeds""",
)

CRAFTS = table(
    "craft tool material worked ware",
    """
    baker oven flour kneaded loaf
    weaver loom wool wove cloth
    blacksmith anvil iron hammered horseshoe
    potter kiln clay shaped vase
    carpenter mallet timber planed cupboard
    tailor needle linen stitched jacket
    cobbler awl leather mended boot
    mason chisel granite carved pillar
    goldsmith crucible gold melted necklace
    miller millstone wheat crushed meal
    glassblower blowpipe glass blew goblet
    tanner vat sheepskin soaked parchment""",
)

LANDS = table(
    "country capital nation river currency",
    """
    France Paris French Seine franc
    Italy Rome Italian Tiber lira
    Spain Madrid Spanish Ebro peseta
    Germany Berlin German Spree thaler
    Russia Moscow Russian Volga rouble
    Greece Athens Greek Acheron drachma
    Austria Vienna Austrian Danube schilling
    Portugal Lisbon Portuguese Tagus escudo
    Sweden Stockholm Swedish Angerman krona
    Egypt Cairo Egyptian Nile piastre
    Hungary Budapest Hungarian Tisza forint
    Ireland Dublin Irish Shannon punt
    Japan Tokyo Japanese Sumida yen""",
)

FOOD = table(
    "food",
    """
    bread cheese honey butter soup porridge cake ham stew jam sausage bacon pudding rice mustard gravy""",
)
DRINK = table("drink", "tea wine coffee cider ale cocoa lemonade buttermilk")
GOODS = table(
    "goods",
    """
    silk salt pepper amber ivory cinnamon indigo velvet saffron porcelain cotton incense sugar copper ginger""",
)
WEATHER = table("weather", "rain snow wind storm fog frost thunder mist hail sunshine drizzle lightning")
VESSELS = table("vessel", "ship boat schooner barge ferry frigate canoe raft sloop galleon")
FISH = table("fish", "herring cod salmon trout mackerel eel tuna haddock carp")
INSTRUMENTS = table(
    "instrument",
    """
    fiddle flute harp drum lute trumpet cello guitar bagpipe accordion clarinet oboe""",
)
AILMENTS = table(
    "ailment",
    """
    fever cough headache toothache rash rheumatism earache cramp measles influenza""",
)
HERBS = table("herb", "mint sage thyme lavender chamomile rosemary fennel parsley basil nettle")
COLOURS = table("colour", "red blue green white black yellow brown grey purple")

NAMES = table(
    "name_m name_f",
    """
    Edmund Alice
    Martin Clara
    Peter Helen
    Oswald Ruth
    Conrad Judith
    Simon Agnes
    Walter Martha
    Julian Sophie
    Hugo Nora
    Leonard Esther
    Felix Bertha
    Arthur Irene
    Gregor Dora
    Albert Louise
    Tobias Matilda
    Roland Edith
    Bernard Harriet
    Victor Amelia
    Rupert Cecily
    Anton Beatrice
    Lucas Flora
    Jasper Miriam
    Osric Winifred
    Cedric Olive""",
)

GARB = table(
    "garb_m garb_f",
    """
    beard braid
    waistcoat gown
    moustache bonnet
    breeches petticoat
    cravat bodice
    topcoat shawl
    tailcoat veil
    whiskers earrings""",
)
TRAITS = table(
    "trait_m trait_f",
    """
    gruff graceful
    husky ladylike
    burly girlish
    gallant rosy
    manly womanly
    stout willowy
    boyish dainty
    swaggering charming""",
)
ADDRESS = table("sir_m sir_f", "sir madam\nmaster mistress")

FILLERS = (
    table(
        "mood",
        """
    glad tired proud calm weary cheerful hungry anxious sleepy hopeful thoughtful restless angry lonely grateful puzzled
    pleased worried merry solemn jealous shy nervous content eager bitter drowsy curious ashamed gloomy""",
    ),
    table(
        "manner",
        """
    slowly quietly gently carefully quickly patiently softly eagerly suddenly calmly gladly firmly proudly wearily
    solemnly cheerfully secretly bravely kindly politely steadily silently boldly sadly awkwardly gracefully hastily
    lazily faithfully loudly""",
    ),
    table(
        "quality",
        """
    old small heavy fine plain strange broken simple good new rough smooth narrow bright clean dusty pretty round
    precious worn crooked splendid sturdy modest curious-looking empty faded elegant hollow-eyed cheap costly familiar
    ordinary neat clumsy""",
    ),
    table(
        "thing",
        """
    lamp candle chair blanket bucket basin letter book key mirror rope purse broom bottle box cushion curtain bell clock
    barrel handkerchief button coin spoon knife jug plate pillow sack stool shelf drawer carpet comb pencil notebook
    walking-stick umbrella tray kettle""",
    ),
    table(
        "spot",
        """
    doorway|window|staircase|garden|kitchen|courtyard|hallway|attic|cellar|gate|bridge|well|orchard|lane|corner|square
    chapel|inn|bench|fireplace|balcony|hedge|wall|churchyard|crossroads|old mill|back door|main street
    riverbank|tall chestnut|stone fountain|low fence|hayloft""",
    ),
    table("number", "two three four five six seven eight nine ten eleven twelve twenty thirty"),
    table(
        "time",
        """
    in the morning|at noon|before dawn|after supper|at dusk|late at night|on the following day|a week later|by evening
    on Sunday|on Monday|on Friday|at the end of the month|in early spring|in late autumn|all winter|that summer
    an hour later|from time to time|once again|the day before yesterday|at midnight|towards sunset|every other week""",
    ),
    table(
        "idea",
        """
    patience courage hope trouble luck peace justice truth beauty freedom wisdom mercy honour danger memory silence
    friendship kindness pride duty grief sorrow comfort success failure""",
    ),
    table("body", "hand shoulder knee arm elbow wrist ankle chin forehead back neck finger"),
    table(
        "landmark",
        """
    cathedral|museum|harbour|library|great bridge|university|opera house|parliament|railway station|old quarter|fountain
    theatre|royal gardens|city wall|clock tower|river embankment|botanical garden|town hall""",
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
    "nationalities": ("nation",),
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
    (("country", "nation"),),
    (("animal", "young"),),
    (("craft", "tool"),),
    (("craft", "material"),),
)

EPITHETS = {
    f"{stem}_{side}": (f"{{trait_{side}*}} WORD", f"{{{stem}_kind*}} WORD", f"{{{stem}_look*}} WORD")
    for stem in ("royal", "kin", "person")
    for side in "mf"
} | {"country": ("WORD on the {river*}",), "capital": ("WORD on the {river*}",)}

WORD = re.compile(r"[^\W\d_]+")
ARTICLE = re.compile(r"\b([Aa]) (?=[AEIOaeio]|u(?!ni|se))(?!one\b)")


def polish(sentence: str) -> str:
    """Capital at the start, one blank between words, "an" before a vowel."""
    sentence = ARTICLE.sub(r"\1n ", " ".join(sentence.split()))
    first = 1 if sentence.startswith('"') else 0
    return sentence[:first] + sentence[first].upper() + sentence[first + 1 :]


def count(text: str) -> int:
    """The number of words."""
    return len(WORD.findall(text))


ENGLISH = Language(
    name="en",
    tables=TABLES,
    themes=THEMES,
    neutral=patterns.NEUTRAL,
    openers=patterns.OPENERS,
    fronted=patterns.FRONTED,
    tails=patterns.TAILS,
    headings=patterns.HEADINGS,
    pronouns={"he": ("he", "she"), "him": ("him", "her"), "his": ("his", "her"), "himself": ("himself", "herself")},
    first_mention=("the ROLE", "the ROLE", "the ROLE NAME"),
    later_mention=("the ROLE",),
    named_mention=("the ROLE", "the ROLE", "NAME"),
    full_stop=".",
    between=" ",
    polish=polish,
    count=count,
    epithets=EPITHETS,
    groups=GROUPS,
    relations=RELATIONS,
)
