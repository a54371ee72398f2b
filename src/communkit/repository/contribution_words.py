"""The words in which repositories speak of contributions, in English, French and Dutch. Words only: `contributions`
reads sentences with them."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Exempt: TypeAlias = Literal["bots", "accounts", "employees", "public-agents", "small-changes"]
"""Who need not sign: programs, accounts that are listed, a body's own people, agents of the State, small changes."""


def _any(*ways: str) -> re.Pattern[str]:
    """Any of several ways to say it, in capitals or small letters."""
    return re.compile("|".join(ways), re.IGNORECASE)


# Which files speak, by their whole paths

LIKELY = _any(
    "contrib|bijdra|hacking|guide|readme|lisez|leesmij|request_template|dco|certif|cla|agreement|legal|juridique",
    r"\.github|\.gitea|\.forgejo|gitlab|gitlint|commitlint|mergify|woodpecker|pre-commit",
)
"""A part of every path that any of the others can match."""

_TEXT = r"(?:\.(?:md|markdown|rst|txt|adoc|org))?\Z"
_FORGE = r"\.(?:github|gitlab|gitea|forgejo)/"

GUIDE = re.compile(
    rf"(?:{_FORGE}|docs?/(?:[\w-]+/){{0,2}}|documentation/)?"
    r"(?:contribut(?:ing|iing|e|ions?)|contribuer|bijdragen?|hacking|how-?to-?contribute|guide[-_]de[-_]contribution"
    r"|contribut(?:ion|ing|ors?)[-_ ]guide(?:lines)?)(?:[-_.][\w-]+)?" + _TEXT,
    re.IGNORECASE,
)
README = re.compile(r"(?:readme|lisez-?moi|leesmij)(?:[-_.]\w+)?" + _TEXT, re.IGNORECASE)
TEMPLATE = re.compile(
    rf"(?:{_FORGE}|docs/)?(?:pull|merge)_request_template(?:s?/[^/]+|)(?:\.(?:md|txt))?\Z", re.IGNORECASE
)
DCO_FILE = re.compile(
    rf"(?:{_FORGE}|docs?/(?:[\w-]+/)?|legal/)?(?:dco|developer[-_]certificate[-_]of[-_]origin|certificat[-_]d.?origine)"
    r"(?:[-_.]\w+)?" + _TEXT,
    re.IGNORECASE,
)
CLA_FILE = _any(
    r"(?:\A|/)(?:[ic]?cla|(?:individual|corporate|entity)[-_ ]?cla|contributors?[-_ ](?:licen[sc]e[-_ ])?agreement)"
    r"(?:[-_.][\w.-]*)?\.(?:md|txt|rst|pdf|html?|docx?|odt|adoc)\Z",
    r"(?:\A|/)\.clabot\Z",
)
LEGAL_PAPER = re.compile(r"(?:docs?/)?(?:legal|juridique)/[\w-]+\.(?:md|txt|rst)\Z", re.IGNORECASE)
CHECK = _any(
    r"\.(?:github|gitea|forgejo)/(?:workflows/[^/]+|dco|settings|mergify)\.ya?ml\Z",
    r"\.gitlab-ci\.yml\Z",
    r"\.gitlab/ci/[^/]+\.yml\Z",
    r"\.gitlint\Z",
    r"\.?commitlint[\w.]*\Z",
    r"\.mergify\.yml\Z",
    r"\.woodpecker(?:/[^/]+)?\.ya?ml\Z",
    r"\.pre-commit-config\.yaml\Z",
)

# What a sentence speaks of

DCO = _any(
    r"\bDCO\b",
    r"certificates? of origin",
    r"certificat\b.{0,30}\borigine",
    r"certificaat van (?:oorsprong|herkomst)",
    r"signed-off-by",
    r"--sign-?off\b",
    r"\bcommit\b.{0,20} (?-i:-s)(?![\w-])",
    r"sign-?off (?:line|statement|trailer)s?",
    r"\bsign(?:ed|ing)?[- ]?off\b.{0,40}\bcommits?\b",
    r"\bcommits?\b.{0,60}\bsign(?:ed|ing)?[- ]?off\b",
)
_CLA = r"(?-i:(?<![\w.-])I?CLAs?(?![\w-]|\.\w))"  # in capitals, and no file's name
CLA = _any(
    r"\bcontributor(?:'s|’s|s'|s)? licen[sc](?:e|ing) agreements?\b",
    r"\bcla-?(?:assistant|bot)\b",
    r"/cla\b",
    rf"\b(?:sign|submit|accept|complete|agree to|terms of|covered by|have|need|require)\w*\b.{{0,40}}{_CLA}",
    rf"{_CLA}.{{0,40}}\b(?:sign|submit|accept|complete|agree|require|need)",
    rf"\b(?:no|without|an?|our|the|un|le|notre|een) {_CLA}",
    r"\b(?:accord|contrat|convention) de (?:licence|contribution)\b.{0,30}\bcontribut",
    r"\bbijdrageovereenkomst\b",
    r"\blicentieovereenkomst voor bijdrag",
)
ASSIGNMENT = _any(
    r"\bassign(?:s|ing|ment of)? (?:your |the |all |any )?copyrights?\b",
    r"\bcopyright assignments?\b",
    r"\bcontributor assignment\b",
    r"\bfiduciary licen[sc]e",
    r"\bcession (?:de|des|de vos|de leurs) (?:droits|copyright)",
    r"\boverdracht van (?:het )?auteursrecht",
)
ABOUT_CONTRIBUTING = _any("contribu", "bijdra", "participe", "pull request", "merge request")

# How it is asked for

DECLINED = _any(
    r"(?:\bnot|\bnever|\bno longer|n['’]t)\s+(?:currently |yet |actually |strictly )?"
    r"(?:requir|need|ask|necessary|have to|use)",
    r"\bno (?:DCO|CLA|contributor licen|sign-?off|copyright assign|need)",
    r"\bwithout (?:a |any )?(?:DCO|CLA|contributor licen)",
    r"\b(?:aucun|aucune|pas de|pas besoin|n['’]est pas|ne demand\w+ pas|n['’]exig\w+ pas)\b",
    r"\b(?:geen|niet nodig|niet vereist)\b",
)
OFFERED = _any(
    r"\b(?:optional(?:ly)?|consider|encouraged?|recommend\w*|may|might|could|if you (?:want|like|wish)|feel free)\b",
    r"\bmany (?:open source )?projects\b",
    r"\b(?:facultati\w+|vous pouvez|recommand\w+|souhait\w+)\b",
    r"\b(?:optioneel|mag|aanbevolen)\b",
)
INSISTS = _any(r"\b(?:sign|submit|must|requir|provided that|need|doi(?:t|vent)|sign[eé]|moet)")
EXCEPT = _any(
    r"\b(?:not? (?:need|have|required|necessary)|need not|no need|exempt\w*|except\w*|unless|other than|excluding)\b",
    r"\bapart from\b",
    r"\b(?:dispens\w+|sauf|exonér\w+|n['’]étant pas|ne sont pas (?:tenus|concern)|hormis|à l['’]exception)",
    r"\b(?:uitgezonderd|behalve|niet nodig)\b",
)
WHO: tuple[tuple[Exempt, re.Pattern[str]], ...] = (
    (
        "public-agents",
        _any(
            r"\bagents? (?:de l['’]|d['’]|du |des )?(?:[ÉEé]tat|public|administration|collectivit)",
            r"\b(?:civil servants?|government (?:employees?|staff|works?)|ambtena(?:ar|ren)|fonctionnaires?)\b",
        ),
    ),
    ("bots", _any(r"\bbots?\b", r"\bautomat")),
    (
        "employees",
        _any(
            r"\b(?:employees?|staff|members? of|core team)\b",
            r"\b(?:salari[ée]s?|membres? de|collaborateurs?|medewerkers?)\b",
        ),
    ),
    (
        "small-changes",
        _any(
            r"\b(?:trivial|small|minor|tiny|obvious|typos?|spelling|documentation)\b",
            r"\b(?:mineur\w*|coquilles?|fautes? d|kleine)",
        ),
    ),
)

# Under which licence it comes in

SAME = _any(
    r"\b(?:same|identical) (?:open[- ]source |free |software )?(?:licen[sc]es?|terms)\b",
    r"\b(?:project|repositor(?:y|ies)|our|its|their)(?:'s|’s|s'|s’)?\s"
    r"(?:own |existing |current |open[- ]source |software )*licen[sc]es?\b",
    r"\bLICEN[SC]E(?:\.md|\.txt)? (?:file|of|in|that covers)",
    r"\blicen[sc]ed? as above\b",
    r"\binbound\s*=\s*outbound\b",
    r"\blicen[sc]es? (?:of|indicated in|that covers?|covering|used by) (?:the|this)\b",
    r"\((?:\.{0,2}/)?licen[sc]e(?:\.\w+)?\)",
    r"\b(?:those terms|terms therein)\b",
    r"\bm[êe]mes? (?:termes|licence)",
    r"\blicence du (?:projet|d[ée]p[ôo]t)",
    r"\bdezelfde licentie|\blicentie van (?:het|dit) project",
)
COMING_IN = _any(
    r"\bby (?:contributing|submitting|participating|sending|opening|making)\b",
    r"\bin contributing\b|\bwhen you (?:contribute|submit)\b",
    r"\b(?:your|all|any|the|their|my) (?:code |intentional )?"
    r"(?:contributions?|patch(?:es)?|pull requests?|submissions?|merged code)\b",
    r"\bcontributions? (?:to|are|will|is|must|submitted|intentionally)\b",
    r"\bcontributors? (?:agree|license|release|grant|accept)\b",
    r"\bcode you (?:contribute|submit)\b",
    r"\b(?:any|the|all) (?:code|work) (?:you )?(?:contributed|submitted|merged)\b",
    r"\binbound\s*=\s*outbound\b",
    r"\ben (?:contribuant|soumettant)\b",
    r"\b(?:vos|les|toutes? les|toute|votre|la) contributions?\b",
    r"\bdoor bij te dragen\b|\b(?:je|uw|alle) bijdragen?\b",
)
GIVEN = _any(
    r"\blicen[sc](?:e[ds]?|ing)\b",
    r"\b(?:released?|made available|provided|published|offered|copyrighted|distributed|redistribute|covered"
    r"|contributed)\b.{0,60}\b(?:under|licen[sc]e|terms)",
    r"\b(?:publi|diffus|plac|distribu|mis|soumis|fourni)\w*\b.{0,60}\b(?:sous|licence)",
    r"\bsous (?:la |les |une )?(?:m[êe]me|licence|termes)",
    r"\bgelicen[cs]eerd|\bonder\b.{0,30}\blicentie",
)
OF_OTHERS = _any(r"\bthird[- ]part(?:y|ies)\b", r"\btiers\b", r"\bderden\b")

# What a check is configured for, line by line

CHECKS_DCO = _any(
    r"uses:\s*['\"]?[\w.-]+/[\w.-]*dco[\w.-]*[@/]",
    r"\b(?:dco-?check|check-?dco)\b",
    r"body-requires-signed-off-by",
    r"signed-off-by['\"]?\s*[:,]",
    r"\bname:\s*['\"]?DCO\b",
    r"\brequire_signed_off\b|\bstatus-success=DCO\b",
)
CHECKS_CLA = _any(
    r"uses:\s*['\"]?(?:contributor-assistant|cla-assistant)/",
    r"uses:\s*['\"]?[\w.-]+/(?:[\w.-]+-)?cla(?:-[\w.-]+)?@",
    r"\bcla-?(?:assistant|bot|check)\b",
)
ALLOWED = re.compile(r"\s*(?:allow-?list|exempt\w*)\s*:\s*(?P<who>.+)\Z", re.IGNORECASE)
