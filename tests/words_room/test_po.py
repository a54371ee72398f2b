"""Reading and writing `.po` files; Babel is the judge of both."""

from __future__ import annotations

import gettext
import io

import babel.messages.pofile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communkit.words.po import Entry, Po, PoError, compiled, parse, write

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n"

SAMPLE = """\
# Un catalogue.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

# Du métier.
#: src/a.py
#: src/b.py
#, python-brace-format
msgid "{count} finding"
msgid_plural "{count} findings"
msgstr[0] "{count} constat"
msgstr[1] "{count} constats"

#: src/b.py
msgid ""
"two\\n"
"lines with \\"quotes\\", \\\\ and \\t"
msgstr "deux\\nlignes"
"""


def test_reading_and_writing_back() -> None:
    po = parse(SAMPLE)
    assert po.forms == 2
    assert po.entries == (
        Entry(
            "{count} finding",
            "{count} findings",
            ("{count} constat", "{count} constats"),
            ("Du métier.",),
            ("src/a.py", "src/b.py"),
            brace_format=True,
        ),
        Entry('two\nlines with "quotes", \\ and \t', None, ("deux\nlignes",), (), ("src/b.py",)),
    )
    assert parse(write(po)) == po
    assert write(parse(write(po))) == write(po)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no header"),
        ('msgid "a"\nmsgstr "b"\n', "no header"),
        (SAMPLE + '\nmsgid "{count} finding"\nmsgstr "x"\n', "stands twice"),
        (SAMPLE + '\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', "cat:22: flags"),
        (SAMPLE + '\n#~ msgid "a"\n', "a kind of comment"),
        (SAMPLE + '\nmsgctxt "x"\nmsgid "a"\nmsgstr "b"\n', "cat:22: not understood"),
        (SAMPLE + '\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\n', "wants 2 forms, has 1"),
        (SAMPLE + '\nmsgid "a"\nmsgid_plural "as"\nmsgstr "x"\n', "wrong msgstr lines"),
        (SAMPLE + '\nmsgid "a"\nmsgstr[0] "x"\n', "wrong msgstr lines"),
        (SAMPLE + '\nmsgid "a"\n', "wrong msgstr lines"),
        (SAMPLE + '\nmsgid "a\nmsgstr "b"\n', "cat:22: not a quoted text"),
        (SAMPLE + '\nmsgid "a\\q"\nmsgstr "b"\n', "unknown escape"),
        (SAMPLE + '\nmsgid "a"\nmsgstr "b"\nmsgstr "c"\n', "not expected here"),
        (SAMPLE + "\n# alone\n", "comments without an entry"),
        (SAMPLE + '\nmsgid ""\nmsgstr "again"\n', "once"),
        ('msgid ""\nmsgstr "x"\n\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', "no Plural-Forms"),
    ],
)
def test_what_we_do_not_use_is_an_error_with_its_line(text: str, fault: str) -> None:
    with pytest.raises(PoError, match=fault):
        parse(text, "cat")


characters = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from('\n\t"\\{}')
texts = st.text(characters, min_size=1, max_size=12)
singulars = st.builds(lambda msgid, string: Entry(msgid, None, (string,)), texts, texts)
plurals = st.builds(lambda a, b, c, d: Entry(a, b, (c, d)), texts, texts, texts, texts)
catalogues = st.lists(singulars | plurals, max_size=5, unique_by=lambda entry: entry.msgid).map(
    lambda entries: Po(HEADER, tuple(entries))
)


@given(po=catalogues)
def test_a_catalogue_comes_back_and_others_read_it_alike(po: Po) -> None:
    text = write(po)
    assert parse(text) == po
    read = babel.messages.pofile.read_po(io.BytesIO(text.encode()), locale="fr", abort_invalid=True)
    for entry in po.entries:
        message = read.get(entry.msgid)
        assert message is not None
        wanted = entry.strings if entry.plural is not None else entry.strings[0]
        assert message.string == wanted


@given(po=catalogues)
def test_the_compiled_catalogue_says_the_same(po: Po) -> None:
    translations = gettext.GNUTranslations(io.BytesIO(compiled(po)))
    for entry in po.entries:
        if entry.plural is None:
            assert translations.gettext(entry.msgid) == entry.strings[0]
        else:
            said = [translations.ngettext(entry.msgid, entry.plural, count) for count in (0, 1, 2)]
            assert said == [entry.strings[0], entry.strings[0], entry.strings[1]]


def test_an_entry_that_is_not_wholly_translated_is_left_out() -> None:
    po = Po(HEADER, (Entry("a"), Entry("b", "bs", ("x", ""))))
    translations = gettext.GNUTranslations(io.BytesIO(compiled(po)))
    assert translations.gettext("a") == "a"
    assert translations.ngettext("b", "bs", 1) == "b"
