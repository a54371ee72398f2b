"""The names and words of community files, in English, French and Dutch (names also in German, Italian, Spanish).

Words only: `community` finds and reads files with them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FOLDERS = (
    "",
    *(".github", ".gitlab", ".gitea", ".forgejo"),
    *("docs", "doc", "documentation", "governance", "gouvernance", "community", ".well-known"),
)
"""Where community files usually stand, the likeliest first; anywhere else a name means something else."""

_ENDINGS = ("md", "markdown", "rst", "adoc", "asciidoc", "org", "txt", "", "html", "pdf")
ENDINGS: Mapping[str, int] = {ending: rank for rank, ending in enumerate(_ENDINGS)}
"""The endings of a document, the most usual first."""

NAMES: Mapping[str, str] = {
    kind: rf"(?:{words})"
    for kind, words in {
        "readme": "readme|read-me|lisez-?moi|lees-?mij|liesmich|leggimi",
        "contributing": "contributing|contribute|contribution|contributions|contributing-guide(?:lines)?"
        "|contribution-guide(?:lines)?|contributor-guide|how-to-contribute|contribuer|guide-de-contribution"
        "|comment-contribuer|bijdragen|bijdrage|contribuir|beitragen",
        "governance": "governance|gouvernance|governance-model|project-governance|modele-de-gouvernance|bestuur"
        "|steering|steering-committee|governance-charter|charte-de-gouvernance|governanza",
        "code_of_conduct": "code-of-conduct|conduct|code-de-conduite|charte-de-conduite|gedragscode|verhaltenskodex"
        "|codigo-de-conducta|codice-di-condotta",
        "security": "security|security-policy|securite|politique-de-securite|beveiliging|beveiligingsbeleid|sicherheit",
        "changelog": "changelog|change-log|changes|history|news|release-notes|releasenotes|historique"
        "|journal-des-modifications|notes-de-version|wijzigingen|wijzigingslog",
        "publiccode": r"publiccode\.ya?ml",
        "citation": r"citation|citation\.cff|citations",
        "codemeta": r"codemeta\.json",
        "authors": "authors?|auteure?s|contributors|contributeurs|contributrices-et-contributeurs|credits"
        "|auteurs-et-contributeurs|bijdragers|autoren",
        "maintainers": "maintainers?|mainteneurs|mainteneuses-et-mainteneurs|committers|owners|codeowners|beheerders",
        "support": "support|aide|getting-help|assistance|ondersteuning|hulp",
        "roadmap": "roadmap|feuille-de-route|routekaart",
        "funding": r"funding\.ya?ml|funding\.json|funding",
        "trademark": "trademarks?|trademark-policy|marques?|charte-de-marque|politique-de-marque|merkbeleid",
        "dco": "dco|developer-certificate-of-origin",
        "notice": "notice",
        "adopters": "adopters|users|utilisateurs|reutilisateurs|reutilisations|gebruikers",
    }.items()
}

SECOND_BEST = frozenset({"codeowners", "owners", "credits", "steering", "steering-committee", "contributors"})
"""Names that give way to the others of their kind."""
ROOT_ONLY = frozenset({"notice", "publiccode", "codemeta", "adopters"})
"""Names that speak for the project at its root alone: a component called `notice` is no NOTICE."""
NOT_IN_DOCS = frozenset({"support", "authors", "maintainers", "funding"})
"""Names that a manual has too, about the product."""
WITHOUT_TEXT = frozenset({"publiccode", "codemeta", "funding", "citation"})
"""Kinds whose whole name, with its ending, is given above."""
UNFINISHED_IS_NORMAL = frozenset({"changelog", "roadmap", "publiccode", "codemeta", "notice", "authors", "adopters"})
"""Kinds in which a TODO or a placeholder is no sign of a text left unfinished."""

CANONICAL = (
    *("readme", "contributing", "governance", "code-of-conduct", "security", "changelog", "maintainers", "authors"),
    *("support", "roadmap", "citation", "publiccode"),
)
"""The names that programs look for, to recognise one that is misspelt."""


def _any(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(ways), re.IGNORECASE)


ROLES = _any(
    r"\b(?:core|project|lead|technical|current) maintainers?\b|\bmaintainers?\b|\bcommitters?\b|\bintegrators?\b",
    r"\b(?:steering|technical|executive|advisory|governing|governance) (?:committee|team|group|board|council)\b",
    r"\b(?:core|kern) ?(?:team|group|groep)\b|\bTSC\b|\bPMC\b|\bBDFL\b|\bbenevolent dictator\b",
    r"\bmaintained by\b|\bproduct (?:owner|manager)s?\b|\bmoderators?\b|\b(?:release|community) managers?\b",
    r"\bchair(?:person)?s?\b",
    r"\bworking groups?\b|\bproject (?:lead|leader|manager|owner)s?\b|\broles?\b(?= and |s\b|:)|\bboard of directors\b",
    r"\bmainteneu(?:rs?|ses?)\b|\bmod[ée]rat(?:eur|rice)s?\b|\br[ée]f[ée]rente?s?\b|\bcomit[ée]s?\b|\bcoll[èe]ges?\b",
    r"\bconseil d['’]administration\b|\bpropri[ée]taires?\b|\b[ée]quipe (?:c[oœ]eur|produit|de maintenance|projet)\b",
    r"\binstances?\b|\br[ôo]les?\b|\bcopil\b|\bcotech\b|\bbureau\b|\bmaintenu(?:e|s)? par\b|\bintendante?s?\b",
    r"\bbeheerders?\b|\bstuurgroep\b|\bkerngroep\b|\bbestuur\b|\brol(?:len)?\b|\bonderhouden door\b",
    r"\bwerkgroep(?:en)?\b",
)
"""Who has a part in it."""
DECISIONS = _any(
    r"\bvot(?:es?|ed|ing)\b|\bconsensus\b|\bmajorit(?:y|ies)\b|\bquorum\b|\bveto\b|\bunanim\w+\b|\btie-?break",
    r"\bdecision[- ]making\b|\bdecisions? (?:are|is|will be|shall be|may be|can be|must be|process)\b",
    r"\bdecided (?:by|together|through)\b|\b(?:final|ultimate) (?:say|decision|ruling|authority|word)\b|\bappeals?\b",
    r"\b(?:must|shall|should|to) be approved by\b|\bapproved by (?:at least|a|the|two|three)\b|\bcasting vote\b",
    r"\bmakes? (?:the |all |final )*decisions?\b|\bhow decisions\b",
    r"\bvot(?:er|ent|era|eront|ée?s?)\b|\bles votes\b|\bmajorit[ée]s?\b|\bconsentement\b|\bunanimit[ée]\b",
    r"\barbitr\w+\b",
    r"\bd[ée]cisions? (?:est|sont|se|prises?|finale)\b|\bprises? de d[ée]cision\b",
    r"\bd[ée]cide(?:nt|ra|ront)\b|\bdécid(?:e|ée?s?)\b",
    r"\bapprouv[ée]e?s? par\b|\bvalid[ée]e?s? par\b|\btranche(?:nt|r)?\b",
    r"\bstem(?:men|ming|t)\b|\bmeerderheid\b|\bbesluit(?:en|vorming)?\b|\bbeslis\w*\b|\bgoedgekeurd door\b",
)
"""How something is decided."""
REPORTS = _any(
    r"vulnerabilit|disclos|\breport\b|exploit|advisor(?:y|ies)|security@|\bPGP\b|hackerone|bug bounty",
    r"vuln[ée]rabilit|\bfaille|signal(?:er|ement)|divulgation|kwetsbaar|\bmeld(?:en|ing)",
)
"""What a policy on security speaks of, and a chapter of a manual on security may not."""

_HOLE = (
    r"INSERT|ADD|YOUR|TODO|TBD|FIXME|NAME|DATE|YEAR|E-?MAIL|CONTACT|PROJECT|COMMUNITY|ORGANI[SZ]ATION|COMPANY|LINK|URL"
    r"|MAINTAINER|TEAM|PLACE|ADDRESS|NOM|VOTRE|ADRESSE|ANN[ÉE]E|PROJET|[ÀA] COMPL[ÉE]TER|COMPL[ÉE]TER|NAAM|DATUM|UW|JE"
)
HOLES = re.compile(
    rf"\[(?:{_HOLE})(?:[ _/-][^\]\n]{{0,60}})?\](?![(:\[])"
    r"|\[(?i:insert|add|your|todo|votre|vul in|[àa] compl[ée]ter|[àa] remplir)[ _][^\]\n]{0,60}\](?![(:\[])"
    r"|<(?i:insert|your|votre|todo)[ _-][^>\n]{0,60}>"
    r"|\{\{\s*[\w -]{1,40}\s*\}\}"
    r"|(?:^|[\s(\[<])(?:TODO|FIXME|TBD)(?=\s*[:)\]>]|\s*$)"
    r"|\b(?i:lorem ipsum)\b"
)
"""What was to be filled in and was not."""
EXAMPLE_ADDRESS = re.compile(r"\b[\w.+-]+@(?:[\w-]+\.)*example\.(?:com|org|net)\b")
DRAFT = re.compile(
    r"(?:^|[\s\[(#*_-])DRAFT(?:$|[\s\])*_:.-])"
    r"|^\W*(?i:draft|brouillon|ébauche|concept(?:versie)?|ontwerp)\s*(?:[:\])–—-]|$)"
    r"|\b(?i:this (?:document|file|page|text|policy|charter) (?:is|contains|remains) (?:still )?(?:an? )?"
    r"(?:early |first )?draft)\b"
    r"|\b(?i:(?:ce|le présent) (?:document|texte) est (?:encore )?(?:un |en )?"
    r"(?:brouillon|projet|cours de rédaction))\b"
    r"|\b(?i:version provisoire|document de travail|work in progress|in bewerking|dit document is een concept)\b"
    r"|^(?i:status|statut|state|draft)\s*:\s*['\"]?(?i:draft|brouillon|concept|true)\b"
)
"""That a text is not final, in its first lines."""
