"""Elements of HTML and XML that mean ill: each a function of how many bytes it is to have."""

from __future__ import annotations

from tests.attack.texts import LAUGHS, nested, over

DEEP = {}
for tag in (
    "p",
    "div",
    "span",
    "a",
    "a href='#x'",
    "sup",
    "b",
    "i",
    "table",
    "tr",
    "td",
    "ul",
    "ol",
    "li",
    "q",
    "pre",
    "ruby",
    "rt",
    "choice",
    "app",
    "subst",
    "sic",
    "corr",
    "hi rend='sup'",
    "ref target='#x'",
    "note",
    "w",
    "form",
    "font",
    "nav",
    "select",
    "option",
    "svg",
    "math",
    "dialog",
    "x",
):
    one = tag.split()[0]
    for suffix in (".html", ".xml"):
        DEEP[f"deep {tag}{suffix}"] = nested(
            f"<{tag}>",
            f"</{one}>",
            "<html>" if suffix == ".html" else "<TEI>",
            "</html>" if suffix == ".html" else "</TEI>",
        )
        DEEP[f"open {tag}{suffix}"] = over(f"<{tag}>", "<html>" if suffix == ".html" else "<TEI>")
        DEEP[f"open {tag} a{suffix}"] = over(f"<{tag}>a ", "<html>" if suffix == ".html" else "<TEI>")
        DEEP[f"closed {tag}{suffix}"] = over(f"</{one}>", "<html>" if suffix == ".html" else "<TEI>")
        DEEP[f"many {tag}{suffix}"] = over(f"<{tag}>a</{one}>", "<html>" if suffix == ".html" else "<TEI>")
        DEEP[f"empty {tag}{suffix}"] = over(f"<{tag}/>", "<html>" if suffix == ".html" else "<TEI>")


def names(sep, begin, end=""):
    return lambda size: (begin + "".join(f"{sep.format(n)}" for n in range(size // (len(sep) + 3))) + end).encode()


XMLS = {}
for suffix in (".html", ".xml"):
    XMLS |= {
        f"attributes{suffix}": names(" a{}='b'", "<a", ">words</a>"),
        f"same attributes{suffix}": over(" a='b'", "<a", ">words</a>"),
        f"long attribute{suffix}": over("x", "<a b='", "'>words</a>"),
        f"long attribute of &{suffix}": over("&amp;", "<a b='", "'>words</a>"),
        f"long class{suffix}": over("note ", "<a class='", "'>words</a>"),
        f"long class dashes{suffix}": over("note-", "<a class='", "'>words</a>"),
        f"long class page{suffix}": over("page-", "<span class='", "'>words</span>"),
        f"long style{suffix}": over("display:", "<a style='", "'>words</a>"),
        f"long style;{suffix}": over("; ", "<a style='", "'>words</a>"),
        f"long style spaces{suffix}": over(" ", "<a style='", "'>words</a>"),
        f"long href{suffix}": over("#note", "<a href='", "'>words</a>"),
        f"long href _{suffix}": over("#_", "<a href='", "'>words</a>"),
        f"long href fn{suffix}": over("#fn.", "<a href='", "'>words</a>"),
        f"styles{suffix}": over("<p style='display:none'>a</p>"),
        f"long name{suffix}": over("a", "<a>words</a><", ">"),
        f"names{suffix}": names("<a{}>", ""),
        f"names closed{suffix}": names("<a{0}>b</a{0}>", "<x>", "</x>"),
        f"namespaces{suffix}": names("<a xmlns:b{0}='c{0}'>", ""),
        f"prefixes{suffix}": names(" xmlns:b{0}='c{0}'", "<a ", ">words</a>"),
        f"entity{suffix}": names("<!ENTITY a{} 'words'>", "<!DOCTYPE a [", "]><a>&a1;</a>"),
        f"long entity{suffix}": over("x", "<!DOCTYPE a [<!ENTITY a '", "'>]><a>&a;&a;&a;</a>"),
        f"doctype comment{suffix}": over("<!-- -->", "<!DOCTYPE a [", "]><a>words</a>"),
        f"doctype open{suffix}": over("<!--", "<!DOCTYPE a [", "]><a>words</a>"),
        f"doctype ]{suffix}": over("] ", "<!DOCTYPE a [", "]><a>words</a>"),
        f"doctype spaces{suffix}": over(" ", "<!DOCTYPE a [] ", "<a>words</a>"),
        f"doctype space{suffix}": over(" ", "<!DOCTYPE ", "<a>words</a>"),
        f"instructions{suffix}": over("<?a ?>", "", "<a>words</a>"),
        f"instruction{suffix}": over("?", "<?a ", "?><a>words</a>"),
        f"comments{suffix}": over("<!-- a -->", "", "<a>words</a>"),
        f"comment{suffix}": over("-", "<!-- ", "--><a>words</a>"),
        f"cdata{suffix}": over("<![CDATA[a]]>", "<a>", "</a>"),
        f"cdata ]{suffix}": over("]", "<a><![CDATA[", "]]></a>"),
        f"doctypes closed{suffix}": over("<!DOCTYPE a>", "", "<a>words</a>"),
        f"declarations{suffix}": over('<?xml version="1.0"?>', "", "<a>words</a>"),
        f"references{suffix}": over("&#65;", "<a>", "</a>"),
        f"named references{suffix}": over("&eacute;", "<a>", "</a>"),
        f"unknown references{suffix}": over("&ab; ", "<a>", "</a>"),
        f"long reference{suffix}": over("a", "<a>&", ";</a>"),
        f"long number{suffix}": over("1", "<a>&#", ";</a>"),
        f"wide number{suffix}": over("&#99999999999999;", "<a>", "</a>"),
        f"roots{suffix}": over("<a>b</a>"),
        f"signs{suffix}": over("<sup>1</sup>", "<p>", "</p>"),
        f"links{suffix}": over("<a href='#n1'>1</a>", "<p>", "</p>"),
        f"open mark{suffix}": over("<i>a</i>", "<p><sup>", "</sup></p>"),
        f"mark of short parts{suffix}": over("<i> </i>", "<p><sup>", "</sup></p>"),
        f"raised parts{suffix}": over("<i></i>", "<p><sup>", "</sup></p>"),
        f"choices{suffix}": over("<choice><sic>a</sic><corr>b</corr></choice>", "<TEI>", "</TEI>"),
        f"one choice{suffix}": over("<sic>a</sic><corr>b</corr>", "<TEI><choice>", "</choice></TEI>"),
        f"choice of long{suffix}": over("a<p/>", "<TEI><choice><sic>", "</sic></choice></TEI>"),
        f"lb{suffix}": over("a<lb break='no'/>", "<TEI>", "</TEI>"),
        f"lb spaces{suffix}": over(" <lb break='no'/>", "<TEI>", "</TEI>"),
        f"hyphen lb{suffix}": over("-<lb break='no'/>", "<TEI>", "</TEI>"),
        f"blank{suffix}": over(" ", "<p>a", "</p>"),
        f"hyphens{suffix}": over("-\n", "<p>a", "</p>"),
        f"hyphen run{suffix}": over("-", "<p>a", "</p>"),
        f"billion laughs{suffix}": over("&a11;", LAUGHS + "<a>", "</a>"),
    }
