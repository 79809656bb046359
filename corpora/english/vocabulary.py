"""The vocabulary of the English corpus: words that belong together are columns of one table."""

from corpora.schema import Table, table

TABLES: tuple[Table, ...] = (
    table(
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
    ),
    table(
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
    ),
    table(
        "person_m person_f rank haunt person_kind person_look",
        """
    man woman adult work busy working
    boy girl youngster school freckled tousled
    gentleman lady manners salon polished gloved
    lad lass teenager dance barefoot sunburnt
    widower widow mourning grave bereaved mournful
    landlord landlady tenants rent stingy houseproud
    monk nun vows convent pious cloistered""",
    ),
    table(
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
    ),
    table(
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
    ),
    table(
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
    ),
    table(
        "food",
        """
    bread cheese honey butter soup porridge cake ham stew jam sausage bacon pudding rice mustard gravy""",
    ),
    table("drink", "tea wine coffee cider ale cocoa lemonade buttermilk"),
    table(
        "goods",
        """
    silk salt pepper amber ivory cinnamon indigo velvet saffron porcelain cotton incense sugar copper ginger""",
    ),
    table("weather", "rain snow wind storm fog frost thunder mist hail sunshine drizzle lightning"),
    table("vessel", "ship boat schooner barge ferry frigate canoe raft sloop galleon"),
    table("fish", "herring cod salmon trout mackerel eel tuna haddock carp"),
    table(
        "instrument",
        """
    fiddle flute harp drum lute trumpet cello guitar bagpipe accordion clarinet oboe""",
    ),
    table(
        "ailment",
        """
    fever cough headache toothache rash rheumatism earache cramp measles influenza""",
    ),
    table("herb", "mint sage thyme lavender chamomile rosemary fennel parsley basil nettle"),
    table("colour", "red blue green white black yellow brown grey purple"),
    table(
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
    ),
    table(
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
    ),
    table(
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
    ),
    table("sir_m sir_f", "sir madam\nmaster mistress"),
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
