"""What is known of each language for recognising it and its encodings: letters beyond ASCII and function words.

`letters` are in the order of their frequency, in lower case; `words` are words that are frequent in running text. Both
are the commonest only, written from knowledge of the languages; no corpus stands behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

WEST = ("cp1252", "iso8859_15", "mac_roman", "cp850", "cp437")
NORTH = (*WEST, "cp865", "cp861", "mac_iceland", "iso8859_10")
CENTRE = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
BALTIC = ("cp1257", "iso8859_13", "iso8859_4", "cp775")
TURKISH = ("cp1254", "cp857", "mac_turkish")
SOUTH = ("iso8859_3",)
CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic", "cp855")
UKRAINIAN = ("cp1251", "koi8_u", "cp866", "cp1125", "iso8859_5", "mac_cyrillic", "cp855")
BALKAN = ("cp1251", "iso8859_5", "mac_cyrillic", "cp855")
GREEK = ("cp1253", "iso8859_7", "cp737", "cp869", "mac_greek")
HEBREW = ("cp1255", "iso8859_8", "cp862")
ARABIC = ("cp1256", "iso8859_6")
THAI = ("cp874",)
VIETNAMESE = ("cp1258",)


@dataclass(frozen=True)
class Language:
    """A language: its letters beyond ASCII, the encodings that it is written in, and some of its function words.

    `marked` says that letters beyond ASCII often stand side by side, as they do in languages of another script.
    """

    letters: str
    encodings: tuple[str, ...]
    words: str = ""
    marked: bool = False


LANGUAGES = {
    "English": Language(
        "éèïöüñçáêàíóîôäâœæëåøã", WEST,
        "the of and to that is it with as for his he be on by at had not are but from they which or have you were her "
        "she this we their been has would there what will if can who",
    ),
    "French": Language(
        "éèàêçôîâûùïœëüñæ", (*WEST, "cp863", "iso8859_3"),
        "de la le et les des en un une du dans que qui est pour par sur pas ne plus au il elle ce cette avec son sont "
        "mais se ses nous vous je sa aux leur ils ont comme fait tout même était être",
    ),
    "German": Language(
        "üäößéàèêç", (*WEST, *CENTRE, "cp1254"),
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an er hat "
        "aus wie bei "
        "wird sind einer einem einen nach noch aber wenn nur war sie ich wir über oder",
    ),
    "Spanish": Language(
        "óáíéñúüç", WEST,
        "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya o este sí "
        "porque esta "
        "entre cuando muy sin sobre también hay era fue ha son ser es",
    ),
    "Portuguese": Language(
        "ãáéçíóêõâúàôü", (*WEST, "cp860"),
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua "
        "ou ser quando muito há nos já está eu também só pelo pela até isso ela",
    ),
    "Italian": Language(
        "àèùòìéóîç", WEST,
        "di e il la che in un a per è una non sono con si da come le dei del della nel più ma al lo gli alla anche i "
        "se mi ha era questo io ci suo dal quando o",
    ),
    "Catalan": Language(
        "àéíóèòçúïü", WEST,
        "de la i que el en a els per les un del amb una no es va com al més dels però ha són hi si ser aquest aquesta "
        "seva ho també seu",
    ),
    "Dutch": Language(
        "ëéïöèüóêáç", WEST,
        "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar heeft hij "
        "ze wordt door over ik je deze hun was werd zo zich",
    ),
    "Danish": Language(
        "øåæéöäüÉ", NORTH,
        "og i at det er en til af på de den som med for ikke der et var han har fra jeg vi sig men om så kan hun ham "
        "efter blev også når hvad nu eller du hvor",
    ),
    "Norwegian": Language(
        "åøæéòôóö", NORTH,
        "og i det er en til av på de den som med for ikke et var han har fra jeg vi seg men om så kan hun etter ble "
        "også når hva nå eller du hvor ut være",
    ),
    "Swedish": Language(
        "äåöéüàæø", NORTH,
        "och i att det är en som på av för med den till inte de har om ett han men var jag sig från vi så kan hon där "
        "när man efter också eller hade vid nu skulle under",
    ),
    "Finnish": Language(
        "äöåéšž", (*NORTH, *BALTIC),
        "ja on ei se että hän oli ovat mutta kun niin myös kuin tai joka mitä ole hänen sen voi nyt sitten jos vain jo "
        "ne olla olen minä joita sekä", marked=True,
    ),
    "Icelandic": Language(
        "íðáéþúóæöý", ("cp1252", "iso8859_15", "cp850", "cp861", "mac_iceland", "iso8859_10"),
        "og að í á er sem það til við um en var með ekki af fyrir hann því ég hún svo þá eru frá hafa "
        "þetta", marked=True,
    ),
    "Irish": Language("áíéúó", (*WEST, "iso8859_14"), "agus an na ar go i is a le do sé bhí ag sí tá mar ní nach"),
    "Welsh": Language("âŵêôŷîûïöáë", ("iso8859_14",), "yn y i a o ac ar yr wedi am gan mae bod oedd"),
    "Estonian": Language(
        "äõüöšž", ("cp1257", "iso8859_13", "iso8859_15", "cp1252", "iso8859_4", "cp775"),
        "ja on ei et see oli kui ta ka mis oma seda aga nii siis ning või kes selle pole välja üks", marked=True,
    ),
    "Polish": Language(
        "łęąóżśćńź", (*CENTRE, "cp1257"),
        "i w nie na się z do to że jest o jak ale po za co tak od przez był czy dla już tylko jego może być jej ma pan "
        "przy tym jako", marked=True,
    ),
    "Czech": Language(
        "íáéěřýčšžůúťňďó", CENTRE,
        "a se v na je to že s z do o i ve si ale jako za by po k jsem tak které podle byl jsou od pro který jeho nebo "
        "jeho jen však už aby", marked=True,
    ),
    "Slovak": Language(
        "áíýčéšúžľťôňäóďĺŕ", CENTRE,
        "a sa v na je to že s z do o aj vo si ale ako za by po k som tak ktoré podľa bol sú od pre ktorý "
        "jeho alebo len "
        "však už aby", marked=True,
    ),
    "Hungarian": Language(
        "áéöóőíüúű", CENTRE,
        "a az és hogy nem is egy ez meg volt de csak azt mint már el ha vagy még ki azonban ezt van lehet "
        "sem akkor fel",
        marked=True,
    ),
    "Romanian": Language(
        "ăîşâţșțáéö", (*CENTRE, "iso8859_16"),
        "de și şi în a la nu cu o că pe un din să se ce care mai este pentru au lui era sunt dar ca al ai cel ei după",
        marked=True,
    ),
    "Croatian": Language(
        "šžčćđ", CENTRE,
        "i je u na da se za su od s kao ne o iz to bio ali koji što ili bi će sam nije samo po više kako ja "
        "već", marked=True
    ),
    "Slovenian": Language(
        "čšžćđ", CENTRE, "je in v na da se za so ki pa z tudi kot bi po ne bil iz od pri ali še do sem s ni bilo"
    ),
    "Albanian": Language("ëç", (*WEST, *CENTRE), "të e në i dhe për me se që një nga u më si është ka do nuk"),
    "Turkish": Language(
        "ışğüçöİâîû", (*TURKISH, "iso8859_3"),
        "ve bir bu da de için ile çok daha gibi olarak ne o kadar sonra olan ama var her ya en mi değil diye ki ben",
        marked=True,
    ),
    "Lithuanian": Language(
        "ėšųžįūčąę", BALTIC, "ir yra į kad su iš buvo tai ne o kaip apie bet jo po ar jis dar už jau nuo pat",
        marked=True,
    ),
    "Latvian": Language(
        "āīēšņūļķžčģ", BALTIC, "un ir ar no uz par kas ka tas bija vai pēc bet arī kā tā to viņš nav lai es",
        marked=True,
    ),
    "Esperanto": Language("ĝŭĉŝĵĥ", SOUTH, "la de kaj en estas al por ne mi ke kun li ĝi sed el vi oni"),
    "Maltese": Language("ħżġċàèòù", SOUTH, "ta li u il tal fil ma kien jew minn għal dan din", marked=True),
    "Vietnamese": Language(
        "\u0300\u0301đ\u0323ưôơêâă\u0309\u0303àáéóíúùéè", VIETNAMESE,
        "và của là có không một được cho các những người trong đã với này để khi đến như về", marked=True,
    ),
    "Russian": Language(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", CYRILLIC,
        "и в не на что с он я как это а по но все она так его за из у от к же бы ты мы вы то о был было для было когда",
        marked=True,
    ),
    "Ukrainian": Language(
        "оанивіертсклумдпязьгбчйхїжєшюцщфґ", UKRAINIAN,
        "і в не на що з у та до як це я він за а по але від про так його та й був було вона ми ви який коли ще для",
        marked=True,
    ),
    "Belarusian": Language(
        "анеіярсоктлцвудымзыпьгбчшйўжхюфёэ", UKRAINIAN, "і ў не на што з у як гэта да я ён за а але па яго быў",
        marked=True,
    ),
    "Bulgarian": Language(
        "аиоентрсвлкдпмзгъубчщцйяжхшюфь", CYRILLIC,
        "и на да се в не за от с че си са по го като е ще но беше ми ти това той които са при до един", marked=True,
    ),
    "Serbian": Language(
        "аиоенртсјувкдпмлзгбчшцњжћхђљфџ", BALKAN, "и је у на да се за су од са као не из то што који али био би га",
        marked=True,
    ),
    "Macedonian": Language(
        "аоиетнрсвкдлпмузјгбчшцњжќхѓљфџѕ", BALKAN, "и на да во се од за со е ги не го што како ќе но тоа беше",
        marked=True,
    ),
    "Greek": Language(
        "αοιετσνηυρπκμλςίόωάγέδήθχύφβώξζψϊϋΐΰ", GREEK,
        "και το να του η της με που την από για τα είναι των σε ο οι στο θα δεν τη τον τους στην μια αλλά "
        "αυτό", marked=True,
    ),
    "Hebrew": Language(
        "יולאהמתרבנשדעקחכפםטסצגןזךץף", HEBREW, "של את על לא הוא זה עם כי היא גם אני אל או אם כל מה בין יותר היה",
        marked=True,
    ),
    "Arabic": Language(
        "اليمنرتوبةعدفسهكقحجأصشىطخإضذزثئغءظؤآًٌٍَُِّْ،؟؛", ARABIC,
        "في من على إلى أن التي الذي عن مع هذا كان ما لا هذه أو كل بعد ذلك قد بين كما", marked=True,
    ),
    "Persian": Language(
        "ایرندهمتوبشسکگزلخفقپچعجحطصآژئغضذظثء،؟", ("cp1256",), "و در به از که این را با است برای آن تا بر هم یک",
        marked=True,
    ),
    "Thai": Language("านรอกเงมยลวดทส่้ตัะปิบคหีแจพชขใไโผุูึื็์ธถซ์ณศฐญษภ์ฟฮๆ", THAI, marked=True),
}  # fmt: skip
