"""A paragraph in each of many languages, and the encodings that people wrote it in."""

from __future__ import annotations

WEST = ("cp1252", "iso8859_15", "mac_roman", "cp850", "cp437")
NORTH = (*WEST, "cp865")
CENTRE = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
BALTIC = ("cp1257", "iso8859_13", "cp775")
CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")

PARAGRAPHS = {
    "English": (
        ("The café stood at the corner of the old square, and its owner, a naïve young man with a résumé full "
         "of odd jobs, "
        "served crème brûlée to anyone who asked. “It’s not my fault,” he said — “nobody told me about the "
        "façade.” The "
        "guests had come from all over the country, and they were happy to sit by the window."),
        ("cp1252", "mac_roman"),
    ),
    "French": (
        ("Le château était fermé depuis l'été dernier, et la forêt qui l'entoure paraissait plus sombre. Le "
         "garçon a mangé le "
        "gâteau à côté de la fenêtre dorée, puis il a demandé à sa mère où étaient passées les clés. Elle "
        "répondit qu'elle "
        "les avait déjà rangées, mais qu'il fallait bien chercher derrière la bibliothèque."),
        (*WEST, "cp863"),
    ),
    "German": (
        ("Der Bürgermeister eröffnete gestern die neue Brücke über den Fluß. Viele Menschen aus den "
         "umliegenden Dörfern kamen, "
        "um die Blaskapelle zu hören und Würstchen zu essen. Später fing es an zu regnen, doch die Gäste "
        "blieben fröhlich und "
        "tanzten bis spät in die Nacht. Ähnliche Feste gibt es hier höchstens alle zehn Jahre."),
        WEST,
    ),
    "Spanish": (
        ("El niño salió corriendo de la habitación porque había oído un ruido extraño en el jardín. Su "
         "abuela, que vivía en "
        "España desde hacía muchos años, le explicó que sólo era el viento. ¿Quién podía imaginar que mañana "
        "todo sería más "
        "fácil? La canción que escuchábamos en aquel café aún suena en mi corazón."),
        WEST,
    ),
    "Portuguese": (
        ("A educação não é apenas uma obrigação do Estado, é também um direito de todos os cidadãos. Amanhã "
         "as crianças vão à "
        "praia com os avós, e só voltam à noite. O coração da cidade está nas ruas estreitas, onde há sempre "
        "música e pão "
        "fresco. Então ele disse que não podia esperar mais, porque já eram três horas."),
        (*WEST[:4], "cp860"),
    ),
    "Italian": (
        ("La città era già sveglia quando Nicolò arrivò alla stazione. Perché mai avrebbe dovuto aspettare? "
         "Il caffè era più "
        "buono di quello che beveva a casa, e la verità è che non aveva fretta. Così decise di restare lì "
        "fino a lunedì, poi "
        "sarebbe tornato nella sua università per dare l'ultimo esame."),
        WEST,
    ),
    "Catalan": (
        ("El noi va sortir de casa perquè havia sentit una remor al jardí. Això no és cap problema, va dir la "
         "seva àvia, que "
        "vivia allà des de feia molts anys. Demà anirem a la plaça i comprarem taronges; després tornarem a "
        "Barcelona amb el "
        "tren de les onze. Quina és la raó d'aquesta tristesa?"),
        WEST,
    ),
    "Dutch": (
        ("De coöperatie heeft besloten om de financiën van het project opnieuw te bekijken. Zijn ideeën over "
         "de reünie waren "
        "niet erg populair, maar één van de leden vond ze wel geniaal. In België is het beëindigen van zulke "
        "contracten veel "
        "moeilijker dan in Nederland, en daarom blijft alles voorlopig bij het oude."),
        WEST,
    ),
    "Danish": (
        ("Jeg gik en tur langs åen, da jeg så en gammel mand på en bænk. Han spørgsmål lød, om jeg kunne "
         "hjælpe ham med at "
        "finde færgen til øen. Det er ikke så let, når det blæser, sagde jeg, men vi kan prøve sammen. "
        "Bagefter spiste vi "
        "smørrebrød og drak øl på en lille kro, og han fortalte om sine børn."),
        ("cp1252", "iso8859_15", "mac_roman", "cp850", "cp865"),
    ),
    "Swedish": (
        ("Det var en gång en gammal gubbe som bodde på en ö långt ute i skärgården. Varje morgon åkte han båt "
         "till affären för "
        "att köpa bröd och mjölk. När vintern kom frös havet till is, och då kunde han gå över till "
        "fastlandet. Där träffade "
        "han sina vänner, och de satt länge och pratade om förr i tiden."),
        NORTH,
    ),
    "Finnish": (
        ("Olipa kerran pieni mökki järven rannalla, ja siinä asui vanha mies koiransa kanssa. Hän keräsi "
         "syksyllä sieniä ja "
        "marjoja, ja talvella hän hiihti kylään ostamaan leipää ja maitoa. Ei se mitään, hän sanoi, kyllä "
        "täällä pärjää. Kesällä "
        "lapset tulivät käymään ja uivat järvessä myöhään yöhön."),
        NORTH,
    ),
    "Icelandic": (
        ("Það var einu sinni kóngur sem átti þrjár dætur. Sú yngsta var fegurst þeirra allra og hún átti "
         "lítinn hest sem hún "
        "reið á hverjum degi út með sjónum. Þegar veturinn kom fór hún inn í höllina og las sögur fyrir "
        "föður sinn. Hann sagði "
        "að ekkert væri betra en góð saga við eldinn."),
        ("cp1252", "mac_iceland", "cp861"),
    ),
    "Polish": (
        ("Wczoraj wieczorem poszliśmy na spacer wzdłuż rzeki, chociaż było już bardzo późno. Mój brat "
         "opowiadał o swojej pracy "
        "w szkole, gdzie uczy dzieci języka angielskiego. Powiedział, że nie może się doczekać wakacji, bo "
        "chciałby pojechać w "
        "góry. Księżyc świecił jasno, a gęś krzyczała gdzieś za mostem."),
        CENTRE,
    ),
    "Czech": (
        ("Starý dům na kraji vesnice měl červenou střechu a velkou zahradu, ve které rostly jabloně i "
         "švestky. Děti si tam "
        "chodily hrát každý den po škole, protože je stařenka vždycky pohostila buchtami. Když přišla zima, "
        "zůstávaly doma a "
        "učily se číst. Říkalo se, že nejlepší příběhy vyprávěl její muž."),
        CENTRE,
    ),
    "Hungarian": (
        ("A kislány minden reggel korán kelt, és elment az erdőbe, hogy virágot szedjen a nagymamájának. "
         "Útközben találkozott "
        "egy öreg emberrel, aki fűszeres teát ivott a híd mellett. Azt mondta neki, hogy ne féljen a "
        "sötéttől, mert a csillagok "
        "őrzik az útját. Este boldogan tért haza, és elmesélte az élményeit."),
        CENTRE,
    ),
    "Croatian": (
        ("Čovjek koji je živio na kraju sela imao je najljepši vrt u cijeloj županiji. Svake večeri sjedio je "
         "pred kućom i "
        "čekao da djeca dođu slušati priče. Rekao im je da će sljedeće godine posaditi još više cvijeća, jer "
        "ništa nije ljepše "
        "od proljeća. Kiša je često padala, ali to nikome nije smetalo."),
        CENTRE,
    ),
    "Turkish": (
        ("Küçük kız her sabah erkenden kalkıp bahçeye çıkıyordu. Annesi ona sıcak süt ve taze ekmek "
         "hazırlardı, sonra da birlikte "
        "okula giderlerdi. Yağmur yağdığı zaman şemsiyeyi unutmamak gerekiyordu, çünkü yol oldukça uzundu. "
        "Öğretmeni çok iyi "
        "bir insandı; öğrencilerine İstanbul hakkında güzel hikâyeler anlatırdı."),
        ("cp1254", "cp857", "mac_turkish"),
    ),
    "Lithuanian": (
        ("Senelis gyveno mažame namelyje prie ežero ir kiekvieną rytą eidavo žvejoti. Vakarais jis pasakodavo "
         "vaikams istorijas "
        "apie žmones, kurie kažkada čia gyveno. Mes visi labai mėgome jo klausytis, nes jis mokėjo juokauti. "
        "Šį rudenį lietus "
        "lijo beveik kas dieną, o laukai pasidarė šlapi ir tušti."),
        BALTIC,
    ),
    "Russian": (
        ("Старый дом стоял на краю деревни, и никто не помнил, кто его построил. Каждую весну вокруг него "
         "цвели яблони, а осенью "
        "дети приходили собирать листья. Говорили, что раньше здесь жил учитель, который знал все сказки "
        "мира. Однажды вечером в "
        "окне загорелся свет, и мы поняли, что он вернулся."),
        CYRILLIC,
    ),
    "Ukrainian": (
        ("Старий будинок стояв на краю села, і ніхто не пам'ятав, хто його збудував. Щовесни навколо нього "
         "цвіли яблуні, а "
        "восени діти приходили збирати листя. Казали, що раніше тут жив учитель, який знав усі казки світу. "
        "Одного вечора у "
        "вікні з'явилося світло, і ми зрозуміли, що він повернувся до своєї хати."),
        ("cp1251", "koi8_u", "mac_cyrillic", "iso8859_5"),
    ),
    "Bulgarian": (
        ("Старата къща стоеше в края на селото и никой не помнеше кой я е построил. Всяка пролет около нея "
         "цъфтяха ябълки, а през "
        "есента децата идваха да събират листа. Казваха, че преди тук е живял учител, който знаел всички "
        "приказки на света. Една "
        "вечер в прозореца светна лампа и разбрахме, че той се е върнал."),
        CYRILLIC,
    ),
    "Greek": (
        ("Το παλιό σπίτι στεκόταν στην άκρη του χωριού και κανείς δεν θυμόταν ποιος το είχε χτίσει. Κάθε "
         "άνοιξη γύρω του άνθιζαν "
        "οι μηλιές, ενώ το φθινόπωρο τα παιδιά έρχονταν να μαζέψουν φύλλα. Έλεγαν ότι παλιά εδώ ζούσε ένας "
        "δάσκαλος που ήξερε "
        "όλα τα παραμύθια του κόσμου. Ένα βράδυ άναψε φως στο παράθυρο."),
        ("cp1253", "iso8859_7", "cp737", "mac_greek"),
    ),
    "Hebrew": (
        ("הבית הישן עמד בקצה הכפר, ואיש לא זכר מי בנה אותו. בכל אביב פרחו סביבו עצי התפוח, ובסתיו היו הילדים "
         "באים לאסוף עלים. "
        "סיפרו שפעם גר כאן מורה שהכיר את כל האגדות שבעולם. ערב אחד נדלק אור בחלון, והבנו שהוא חזר הביתה."),
        ("cp1255", "cp862"),
    ),
    "Arabic": (
        ("كان البيت القديم يقع في طرف القرية، ولم يكن أحد يتذكر من بناه. وفي كل ربيع كانت أشجار التفاح تزهر "
         "حوله، وفي الخريف كان "
        "الأطفال يأتون لجمع الأوراق. قالوا إن معلما كان يعيش هنا ويعرف كل حكايات العالم. وفي إحدى الليالي "
        "أضاء نور في النافذة."),
        ("cp1256", "iso8859_6"),
    ),
    "Thai": (
        ("บ้านเก่าหลังนั้นตั้งอยู่ที่ชายหมู่บ้าน และไม่มีใครจำได้ว่าใครเป็นคนสร้าง ทุกฤดูใบไม้ผลิต้นไม้รอบบ้านจะออกดอก "
        "และในฤดูหนาวเด็กๆ จะมาเล่นกันที่สวนหลังบ้าน เขาเล่ากันว่าเมื่อก่อนมีครูคนหนึ่งอาศัยอยู่ที่นี่"),
        ("cp874",),
    ),
    "Romanian": (
        "Casa cea veche se afla la marginea satului ºi nimeni nu-ºi mai amintea cine a construit-o.".replace("º", "ş") +
        " În fiecare primăvară, merii înfloreau în jurul ei, iar toamna copiii veneau să strângă frunze. Se "
        "spunea că aici a "
        "trăit odată un învăţător care ştia toate poveştile lumii. Într-o seară s-a aprins lumina.",
        CENTRE,
    ),
    "Slovak": (
        ("Starý dom na kraji dediny mal červenú strechu a veľkú záhradu, v ktorej rástli jablone aj slivky. "
         "Deti sa tam chodili "
        "hrať každý deň po škole, pretože ich babička vždy pohostila koláčmi. Keď prišla zima, zostávali "
        "doma a učili sa čítať. "
        "Hovorilo sa, že najkrajšie príbehy rozprával jej muž."),
        CENTRE,
    ),
    "Latvian": (
        ("Vecā māja atradās ciema malā, un neviens vairs neatcerējās, kas to bija uzcēlis. Katru pavasari ap "
         "to ziedēja ābeles, "
        "bet rudenī bērni nāca vākt lapas. Stāstīja, ka kādreiz šeit dzīvojis skolotājs, kurš zinājis visas "
        "pasaules pasakas. "
        "Kādu vakaru logā iedegās gaisma, un mēs sapratām, ka viņš ir atgriezies."),
        BALTIC,
    ),
    "Estonian": (
        ("Vana maja seisis küla ääres ja keegi ei mäletanud, kes selle oli ehitanud. Igal kevadel õitsesid selle ümber "
        "õunapuud ja sügisel tulid lapsed lehti korjama. Räägiti, et varem elas siin õpetaja, kes teadis kõiki maailma "
        "muinasjutte. Ühel õhtul süttis aknas tuli ja me mõistsime, et ta on tagasi."),
        ("cp1257", "iso8859_15", "cp775"),
    ),
}  # fmt: skip
