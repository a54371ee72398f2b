"""The `DOC` rules: what can be wrong with a document as a document, in words.

Reading finds the problems (`documents`), the model finds mismatches (`shape`), both by slug; here stands what
each is called, what a finding says, why it matters and how to mend it; `telling` fits the words to the case. They
are always errors: what cannot be read cannot be checked.
"""

from __future__ import annotations

from collections.abc import Mapping

from communkit.marked import N_
from communkit.rules import Rule, Stage

_YAML = N_("YAML 1.2.2; communkit, rules of the dossier")


def _doc(id: str, slug: str, title: str, says: str, why: str, fix: str) -> Rule:
    return Rule(id, slug, title, says, why, fix, _YAML, error_from=Stage.IDEA)


_WHOLE = N_("Nothing in the document can be trusted until it can be read, so its rules were not run.")
_SAFETY = N_("Dossiers come from strangers: what could make a reader run away or run code is refused.")
_MEANING = N_("A value that is read in another sense than it was written is worse than a missing one.")
_LINKS = N_("Documents refer to each other by identifiers: one that leads nowhere leaves a claim unowned.")

MISSING = _doc(
    "DOC001", "missing", N_("The document does not exist"),
    N_("{file} does not exist."), _WHOLE,
    N_("Create it: the line “schema: {expected}”, then the project's name, its stage and its parties."),
)  # fmt: skip
UNREADABLE = _doc(
    "DOC002", "unreadable", N_("The document cannot be opened"),
    N_("The system refuses to open it ({code})."), _WHOLE,
    N_("Give yourself the right to read it; if you have it, look at the disk and at the links that lead here."),
)  # fmt: skip
NOT_A_FILE = _doc(
    "DOC003", "not-a-file", N_("Not a file"),
    N_("A file is expected here, and this is {found}."), _WHOLE,
    N_("Move it away, and put the document in its place."),
)  # fmt: skip
LINK_OUTSIDE = _doc(
    "DOC004", "link-outside", N_("A link leads out of the repository"),
    N_("This is a link to a place outside the repository; it is not followed."), _SAFETY,
    N_("Replace the link by the file itself."),
)  # fmt: skip
TOO_LARGE = _doc(
    "DOC005", "too-large", N_("The document is too large"),
    N_("The file is larger than {limit} bytes, the most that is read."), _SAFETY,
    N_("Keep data out of the dossier; name the file that holds them."),
)  # fmt: skip
NOT_UTF8 = _doc(
    "DOC006", "not-utf8", N_("The document is not in UTF-8"),
    N_("From here on this is not UTF-8; it looks like {looks_like}."), _WHOLE,
    N_("Save the file again in UTF-8: every editor offers it on saving."),
)  # fmt: skip
CONTROL_CHARACTER = _doc(
    "DOC007", "control-character", N_("An invisible character that YAML forbids"),
    N_("The invisible character {character} is not allowed in YAML."), _MEANING,
    N_("Delete it; it often comes with a copy from another program."),
)  # fmt: skip
EMPTY = _doc(
    "DOC008", "empty", N_("The document is empty"),
    N_("This document is empty, or holds nothing but comments."), _WHOLE,
    N_("Begin it with: schema: {expected}"),
)  # fmt: skip
SYNTAX = _doc(
    "DOC009", "syntax", N_("YAML that cannot be read"),
    N_("This cannot be read as YAML: {cause}."), _WHOLE,
    N_("Mend this place first: what follows can only be read afterwards."),
)  # fmt: skip
TAB = _doc(
    "DOC010", "tab", N_("A tab where YAML wants spaces"),
    N_("A tab stands where YAML wants spaces."), _WHOLE,
    N_("Replace it by spaces, two for each level."),
)  # fmt: skip
TOO_DEEP = _doc(
    "DOC011", "too-deep", N_("Nested too deep"),
    N_("Values are nested deeper than {limit} levels."), _SAFETY,
    N_("No document of a dossier is that deep: look for an opened bracket that is never closed."),
)  # fmt: skip
TOO_MANY_NODES = _doc(
    "DOC012", "too-many-nodes", N_("Too many values"),
    N_("The document holds more than {limit} values."), _SAFETY,
    N_("Keep data out of the dossier; name the file that holds them."),
)  # fmt: skip
TOO_MANY_ALIASES = _doc(
    "DOC013", "too-many-aliases", N_("Aliases that multiply"),
    N_("The aliases of this document repeat more than {limit} values."), _SAFETY,
    N_("Write the values out where they belong."),
)  # fmt: skip
UNKNOWN_ALIAS = _doc(
    "DOC014", "unknown-alias", N_("An alias without anchor"),
    N_("*{name} repeats something called {name}, and nothing is called so."), _MEANING,
    N_("If an asterisk was meant, put the text in quotes: {suggestion}"),
)  # fmt: skip
RECURSIVE_ALIAS = _doc(
    "DOC015", "recursive-alias", N_("An alias inside what it repeats"),
    N_("*{name} stands inside what it repeats, without end."), _SAFETY,
    N_("Write the value out."),
)  # fmt: skip
DUPLICATE_KEY = _doc(
    "DOC016", "duplicate-key", N_("A key written twice"),
    N_("“{key}” already stands on line {first_line}."),
    N_("Most readers keep the last of two equal keys and lose the first without a word."),
    N_("Keep one of the two."),
)  # fmt: skip
NOT_A_MAPPING = _doc(
    "DOC017", "not-a-mapping", N_("The document is not a mapping"),
    N_("A document is made of lines “key: value”; this one is {found}."), _WHOLE,
    N_("Begin it with “schema: {expected}”, and put what stands here under its key."),
)  # fmt: skip
TAG_REFUSED = _doc(
    "DOC018", "tag-refused", N_("A tag is refused"),
    N_("The tag {tag} is not allowed: values say by themselves what they are."), _SAFETY,
    N_("Delete the tag; put a text in quotes if it must stay a text."),
)  # fmt: skip
SEVERAL_DOCUMENTS = _doc(
    "DOC019", "several-documents", N_("Two documents in one file"),
    N_("A second document begins here (---)."), _WHOLE,
    N_("Keep one document a file."),
)  # fmt: skip
COMPLEX_KEY = _doc(
    "DOC020", "complex-key", N_("A key that is not a word"),
    N_("A key is a word; this one is {form}."), _MEANING,
    N_("Write a word before the colon. If a bracket or a brace belongs to a text, put the text in quotes."),
)  # fmt: skip
MERGE_KEY = _doc(
    "DOC021", "merge-key", N_("Merge keys are not YAML 1.2"),
    N_("“<<” merges nothing in YAML 1.2."), _MEANING,
    N_("Write the keys out."),
)  # fmt: skip
NUMBER_OUT_OF_BOUNDS = _doc(
    "DOC022", "number-out-of-bounds", N_("A number beyond all measure"),
    N_("{number} is beyond what a dossier can count."), _SAFETY,
    N_("If it is a text, put it in quotes: {suggestion}"),
)  # fmt: skip
NO_SCHEMA = _doc(
    "DOC023", "no-schema", N_("The schema line is missing"),
    N_("The document does not say which shape it has."), _WHOLE,
    N_("Begin it with: schema: {expected}"),
)  # fmt: skip
MALFORMED_SCHEMA = _doc(
    "DOC024", "malformed-schema", N_("The schema line cannot be read"),
    N_("This is not the name of a shape: {found}."), _WHOLE,
    N_("Write: schema: {expected}"),
)  # fmt: skip
OTHER_SCHEMA = _doc(
    "DOC025", "other-schema", N_("Another document's schema"),
    N_("This file should announce {expected}, and it announces {found}."), _WHOLE,
    N_("Write “schema: {expected}”, or move the document to the file that bears its name."),
)  # fmt: skip
NEWER_SCHEMA = _doc(
    "DOC026", "newer-schema", N_("The document is newer than communkit"),
    N_("This document has shape {name}/{found}; this communkit knows {name}/{newest} at most."), _WHOLE,
    N_("Update communkit. Nothing in the document was looked at."),
)  # fmt: skip

UNKNOWN_KEY = _doc(
    "DOC040", "unknown-key", N_("A key that does not exist"),
    N_("“{key}” does not exist here."),
    N_("A misspelt key would be an answer that nobody reads."),
    N_("Correct the key, or delete it; communkit schema {document} shows those that exist."),
)  # fmt: skip
MISSING_KEY = _doc(
    "DOC041", "missing-key", N_("A row without its key"),
    N_("“{key}” is missing."),
    N_("Rows are told apart by their key fields, which are the only ones that must be there."),
    N_("Add the line “{key}: …” to this row."),
)  # fmt: skip
WRONG_TYPE = _doc(
    "DOC042", "wrong-type", N_("A value of another type"),
    N_("What is expected here is {expected}; this is {found}."), _MEANING,
    N_("Write the value in the form expected; communkit schema {document} shows it."),
)  # fmt: skip
EMPTY_TEXT = _doc(
    "DOC043", "empty-text", N_("A text without words"),
    N_("This text is empty."),
    N_("An empty text looks like an answer and is none."),
    N_("Delete the line if nobody has answered yet, or say why under not_applicable or unknown."),
)  # fmt: skip
UNKNOWN_WORD = _doc(
    "DOC044", "unknown-word", N_("A word outside the vocabulary"),
    N_("“{value}” is none of the words that can stand here."), _MEANING,
    N_("Take one of: {words}."),
)  # fmt: skip
BAD_IDENTIFIER = _doc(
    "DOC045", "bad-identifier", N_("An identifier that cannot serve"),
    N_("“{value}” cannot be an identifier: small letters without accents, digits and hyphens."), _LINKS,
    N_("Write it in small letters, for instance: {suggestion}"),
)  # fmt: skip
BAD_DATE = _doc(
    "DOC046", "bad-date", N_("A date that cannot be read"),
    N_("“{value}” is not a date."), _MEANING,
    N_("Write year, month and day: 2027-03-01."),
)  # fmt: skip
BAD_AMOUNT = _doc(
    "DOC047", "bad-amount", N_("An amount that cannot be paid"),
    N_("{value} is not an amount: not below zero, two decimals at most."), _MEANING,
    N_("Write the amount with a dot, without currency: 1250.50"),
)  # fmt: skip
BAD_SHARE = _doc(
    "DOC048", "bad-share", N_("A share beyond the whole"),
    N_("“{value}” is not a share."), _MEANING,
    N_("Write a percentage (38 %) or a number between 0 and 1 (0.38)."),
)  # fmt: skip
BAD_FTE = _doc(
    "DOC049", "bad-fte", N_("A working time below zero"),
    N_("{value} is not a working time."), _MEANING,
    N_("Write full-time equivalents: 0.5 is one person half the time."),
)  # fmt: skip
NUMBER_TOO_SMALL = _doc(
    "DOC050", "number-too-small", N_("A number too small"),
    N_("{value} is too small here."), _MEANING,
    N_("Write a whole number, {least} or more."),
)  # fmt: skip
BAD_YEAR = _doc(
    "DOC051", "bad-year", N_("A year that cannot be meant"),
    N_("{value} is not a year that a dossier speaks of."), _MEANING,
    N_("Write four digits, such as 2027."),
)  # fmt: skip
NOT_A_BOOLEAN = _doc(
    "DOC052", "not-a-boolean", N_("Neither true nor false"),
    N_("“{value}” is neither true nor false."), _MEANING,
    N_("Write true or false; YAML 1.2 knows no other words."),
)  # fmt: skip
BAD_LANGUAGE = _doc(
    "DOC053", "bad-language", N_("A language that cannot be read"),
    N_("“{value}” is not a language tag."), _MEANING,
    N_("Write the two letters of the language: fr, en, nl."),
)  # fmt: skip
BAD_URL = _doc(
    "DOC054", "bad-url", N_("An address that cannot be followed"),
    N_("“{value}” is not a web address."), _MEANING,
    N_("Write the whole address, beginning with https://"),
)  # fmt: skip
BAD_VERSION = _doc(
    "DOC055", "bad-version", N_("A version that cannot be read"),
    N_("“{value}” is not a version."), _MEANING,
    N_("Write numbers separated by dots: 0.3.0"),
)  # fmt: skip
BAD_PATH = _doc(
    "DOC056", "bad-path", N_("A path that leaves the repository"),
    N_("“{value}” does not stay inside the repository."), _SAFETY,
    N_("Write the path from the root of the repository: src/**"),
)  # fmt: skip
BAD_LICENCE = _doc(
    "DOC057", "bad-licence", N_("A licence expression that cannot be read"),
    N_("“{value}”: {reason}."), _MEANING,
    N_("Write SPDX identifiers, joined by AND or OR; terms of one's own are a LicenseRef-, such as LicenseRef-town."),
)  # fmt: skip
UNKNOWN_PARTY = _doc(
    "DOC058", "unknown-party", N_("A party that nobody declared"),
    N_("No party of project.yaml is called “{id}”."), _LINKS,
    N_("Add it under parties in project.yaml, or correct the identifier."),
)  # fmt: skip
UNKNOWN_REPOSITORY = _doc(
    "DOC059", "unknown-repository", N_("A repository that nobody declared"),
    N_("No repository of project.yaml is called “{id}”."), _LINKS,
    N_("Add it under repositories in project.yaml, or correct the identifier."),
)  # fmt: skip
DUPLICATE_ROW = _doc(
    "DOC060", "duplicate-row", N_("Two rows with the same key"),
    N_("Another row of this list has the same key: {key}."), _LINKS,
    N_("Merge the two rows, or change what tells them apart: {fields}."),
)  # fmt: skip
NOTE_NAMES_NO_FIELD = _doc(
    "DOC061", "note-names-no-field", N_("A note about a field that does not exist"),
    N_("“{note}” speaks of “{key}”, which is no field of this row."),
    N_("A misspelt note leaves its question open, and nobody sees why."),
    N_("Correct the name: that of a field, or “*” for the whole row. communkit schema {document} shows the fields."),
)  # fmt: skip
CONTRADICTORY_NOTES = _doc(
    "DOC062", "contradictory-notes", N_("Both unknown and not applicable"),
    N_("“{key}” is said to be unknown and not to apply."),
    N_("Empty, no, not applicable and unknown are different answers; two of them are none."),
    N_("Keep the note that is true."),
)  # fmt: skip
ANSWERED_AND_NOTED = _doc(
    "DOC063", "answered-and-noted", N_("Answered, and noted as not answered"),
    N_("“{key}” is answered, and the note “{note}” says that it is not."),
    N_("Empty, no, not applicable and unknown are different answers; two of them are none."),
    N_("Delete the note, or the answer."),
)  # fmt: skip
BAD_DURATION = _doc(
    "DOC064", "bad-duration", N_("A duration that cannot be read"),
    N_("“{value}” is not a duration."), _MEANING,
    N_("Write a number and its unit: 3 years, 18 months, 2 weeks, 10 days."),
)  # fmt: skip
BAD_QUORUM = _doc(
    "DOC065", "bad-quorum", N_("A quorum that cannot be read"),
    N_("“{value}” is not a quorum."), _MEANING,
    N_("Write a part of the members (1/2, 60 %, more than half) or a number of people (5)."),
)  # fmt: skip

RULES = tuple(value for value in vars().copy().values() if isinstance(value, Rule))
BY_SLUG: Mapping[str, Rule] = {one.slug: one for one in RULES}
