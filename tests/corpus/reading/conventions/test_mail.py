"""Of mails the text that their writers wrote is read, each mail as a document."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embrepl.corpus.options import ReadOptions
from embrepl.corpus.reading.locating.finding import find
from tests.corpus.reading.test_readers import read


def mail(text: str, charset: str = "utf-8", transfer: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Ann <ann@example.org>", "bob@example.org"
    for name, value in {"Subject": "Grüße aus Köln", **headers}.items():
        message[name] = value
    message.set_content(text, charset=charset, cte=transfer)
    return message


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", "windows-1252"])
def test_a_mail_is_its_text(tmp_path: Path, charset: str, transfer: str) -> None:
    text = "The café by the river is open until late in the evening when all of the boats return: 5 €.\nœuvre = é\n"
    text = text if charset != "windows-1252" else text + "“quoted” – so\n"
    documents, reading = read(tmp_path / "a.eml", mail(text, charset, transfer).as_bytes())
    assert documents == [text.strip()]
    assert reading.notes() == []


def test_chinese_and_mails_without_an_encoding(tmp_path: Path) -> None:
    chinese = mail("人民的生活。\n", "gb2312", "base64").as_bytes()
    assert read(tmp_path / "a.eml", chinese)[0] == ["人民的生活。"]
    bare = b"From: a@example.org\r\nSubject: no\r\n\r\nna\xefve caf\xe9 \xe0 la carte, d\xe9j\xe0 vu\r\n"
    assert read(tmp_path / "b.eml", bare)[0] == ["naïve café à la carte, déjà vu"]
    wrong = b"From: a@example.org\nContent-Type: text/plain; charset=unknown-8bit\n\nna\xc3\xafve\n"
    assert read(tmp_path / "c.eml", wrong)[0] == ["naïve"]


def test_parts_and_attachments(tmp_path: Path) -> None:
    message = mail("Plain words\n")
    message.add_alternative("<html><body><p>Rich <b>wor</b>ds</p></body></html>", subtype="html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    message.add_attachment("attached words", filename="a.txt")
    documents, reading = read(tmp_path / "a.eml", message.as_bytes())
    assert documents == ["Plain words"]
    assert reading.left_out == {"attachment of mails": 2}
    only = EmailMessage()
    only["From"] = "a@example.org"
    only.set_content("<p>Rich <b>wor</b>ds</p><p>more &amp; more</p>", subtype="html")
    assert read(tmp_path / "b.eml", only.as_bytes())[0] == ["Rich words\nmore & more"]


REPLY = (
    "Yes, I do.\n\nOn Mon, 1 Jan 2024 at 10:00, Bob Miller <bob@example.org>\nwrote:\n\n> Do you?\n>> Who?\n> Bob\n\n"
    "And more:\n> really\nI do not say what Bob wrote: nothing.\n\n-- \nAnn\n+49 221\n"
)


def test_what_is_quoted_and_signed_is_left_out_and_counted(tmp_path: Path) -> None:
    documents, reading = read(tmp_path / "a.eml", mail(REPLY).as_bytes())
    assert documents == ["Yes, I do.\nAnd more:\nI do not say what Bob wrote: nothing."]
    assert reading.left_out == {"quoted line of mails": 7, "signature line of mails": 3}
    whole = read(tmp_path / "a.eml", mail(REPLY).as_bytes(), boilerplate="keep")[0]
    assert whole == ["\n".join(line.strip() for line in REPLY.split("\n") if line.strip())]
    outlook = "Fine.\n\n-----Original Message-----\nFrom: Bob\nSent: Monday\n\nIs it?\n"
    assert read(tmp_path / "b.eml", mail(outlook).as_bytes())[0] == ["Fine."]


def test_each_mail_of_a_mailbox_is_a_document(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "made.mbox")
    texts = ["First\n\nFrom here on all is well.\n", "Second\n\n>From the mill\n", "", "Fourth é\n"]
    for text in texts:
        box.add(mail(text))
    box.close()
    data = (tmp_path / "made.mbox").read_bytes()
    documents, reading = read(tmp_path / "a.mbox", data)
    assert documents == ["First\nFrom here on all is well.", "Second\nFrom the mill", "", "Fourth é"]
    assert reading.notes() == []


def test_mails_are_known_without_a_suffix(tmp_path: Path) -> None:
    headers = b"Message-ID: <1@example.org>\nDate: Mon, 1 Jan 2024\nFrom: a@example.org\nSubject: x\n\nText\n"
    for data, kind in {
        headers: "mail",
        b"From a@example.org Mon Jan  1 00:00:00 2024\nA: b\n\nText\n": "mail",
        b"From the beginning of 2024 on 10:00 was the time.\n": "text",
        b"Title: A book\nAuthor: Ann\nDate: 2024\n\nText\n": "text",
    }.items():
        (tmp_path / "Inbox").write_bytes(data)
        assert find([str(tmp_path / "Inbox")], ReadOptions()).files[0].kind == kind


@settings(max_examples=50, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"From a@b 1 00:00 2024\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n"]),
)
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, data: bytes, begin: bytes) -> None:
    documents, _ = read(tmp_path_factory.mktemp("mail") / "a.eml", begin + data)
    assert isinstance(documents, list)


@pytest.mark.parametrize(
    "original",
    [
        "________________________________\nFrom: Bob <b@example.org>\nSent: Monday\nTo: Ann\nSubject: so\n\ntheirs\n",
        "Von: Bob\nGesendet: Montag\nAn: Ann\nBetreff: so\n\ntheirs\n",
        "---------- Forwarded message ---------\nFrom: Bob <b@example.org>\nDate: Mon\nSubject: so\n\ntheirs\n",
        "Am Mo., 1. Jan. 2024 um 10:00 Uhr schrieb Bob Miller <\nbob@example.org>:\n\n> theirs\n",
        "ma 1. tammik. 2024 klo 10.00 Bob (b@example.org) kirjoitti:\n> theirs\n",
        "2024年1月1日(月) 10:00 Bob <b@example.org>:\n\n> theirs\n",
        "_______________________________________________\nThe-list mailing list\nhttps://lists.example.org\n",
    ],
)
def test_what_programs_write_around_an_original_is_none_of_the_writer(tmp_path: Path, original: str) -> None:
    documents, reading = read(tmp_path / "a.eml", mail(f"From: the river we came.\n\n{original}").as_bytes())
    assert documents == ["From: the river we came."]
    assert reading.left_out


def test_quotes_in_html(tmp_path: Path) -> None:
    only = EmailMessage()
    only["From"] = "a@example.org"
    only.set_content(
        '<p>Mine</p><div class="gmail_quote"><div class="gmail_attr">On Monday Bob wrote:</div><blockquote '
        'class="gmail_quote">theirs</blockquote><p>below</p></div><blockquote type="cite">theirs</blockquote>'
        '<div class="gmail_signature">Ann</div>',
        subtype="html",
    )
    documents, reading = read(tmp_path / "a.eml", only.as_bytes())
    assert documents == ["Mine\nbelow"]
    assert reading.left_out == {"quoted passage of mails": 3, "signature of mails": 1}
