"""What people write about a licence in their own words: that it is free, that it forbids selling, that it is for some.

Words are looked for, in French and English, one clause at a time; a clause that negates itself, asks a question or
speaks of something else (a mark, personal data, what a provider does with data) is left alone. Where in doubt nothing
is found: a false alarm costs more trust than a missed clause.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from communkit.model.types import Text

_SELL = (
    r"(?:commercialis\w*|commercializ\w*|revend\w+|resell\w*|resold|vend(?:re|us?|ues?|ent|e)?\b|sell(?:s|ing)?\b"
    r"|sold\b|monetis\w+|monetiz\w+|commercially exploit\w*|exploit\w* commercialement)"
)
_TRADE = (
    r"(?:(?:usage|utilisation|exploitation|reutilisation|diffusion|distribution|reprise)s?"
    r"(?: a des fins| a but)? (?:commercia\w+|lucrati\w+)|fins commerciales|(?:re)?ventes?\b|commercialisation"
    r"|(?:commercial|for-profit) (?:use|usage|exploitation|re-?use|distribution|purposes?)|resale|sale of|selling)"
)
_FEW = r"(?:\S+ ){0,5}?"
_NOT_PEOPLE = r"(?:aucune?|nulle?|nobody|no one|no \w+|personne) "
_FORBIDS = (
    # may not sell
    rf"\bn(?:e |')(?:peu\w*|pourr\w+|doi\w+|devr\w+|saurai\w*|veu\w+|voul\w+|souhait\w+|(?:est|sont) pas autoris\w+)"
    rf" {_FEW}(?:{_SELL}|{_TRADE})",
    rf"\bn'(?:a|ont|aura|auront) (?:pas|aucun) {_FEW}droit d\S+ ?{_FEW}{_SELL}",
    rf"\b(?:(?:may|can|must|shall|should|could) not|cannot|can't|mustn't|(?:is|are) not (?:allowed|permitted) to"
    rf"|do(?:es)? not want) {_FEW}(?:{_SELL}|{_TRADE})",
    rf"\b(?:nobody|no one|no \w+) (?:may|can|shall|should|is allowed to) {_FEW}{_SELL}",
    # no commercial use
    r"\b(?:sans|pas d'|pas de|aucune?|jamais d'|ni|ni d'|hors|sauf)\s?(?:usage|utilisation|exploitation|reutilisation|"
    r"diffusion|distribution|vente|revente|commercialisation)s?\b(?: (?:commercia\w+|lucrati\w+))",
    r"\b(?:pas de|aucune|ni) (?:re)?vente\b|\bpas de commercialisation",
    r"\b(?:no|not for|without(?: any)?|never for|except) (?:\w+ )?(?:commercial|for-profit) "
    r"(?:use|usage|exploitation|re-?use|distribution|purposes?|gain)",
    # commercial use is forbidden
    rf"{_TRADE} (?:\S+ ){{0,6}}?(?:interdit|exclu[est]?|proscrit|prohib|refus|banni|forbidden|prohibited|excluded"
    rf"|banned|ruled out|disallowed|not (?:be )?(?:allowed|permitted))",
    rf"{_TRADE} (?:\S+ ){{0,4}}?(?:n'est|ne sont|ne sera|ne seront|n'etant) (?:pas|jamais|plus) "
    r"(?:\S+ )?(?:permis|autoris|possible|accept|admis|souhait)",
    rf"\b(?:interdi\w+|exclu\w*|proscri\w+|prohib\w+|bannir|refus\w+|empech\w+|forbid\w*|exclud\w+|bans?\b|banning"
    rf"|rul\w+ out|prevent\w*|disallow\w*) {_FEW}(?:{_TRADE}|(?:de |d'|que |from )?{_FEW}{_SELL})",
    # for non-commercial use
    r"\b(?:usage|utilisation|exploitation|reutilisation|fins|projets?|use|usage|purposes?) "
    r"(?:strictement |purement |exclusivement )?non[- ]?(?:commercia|lucrati)\w*",
    r"\b(?:uniquement|seulement|exclusivement|reserve\w*|limite\w*|only|solely|limited|restricted|reserved)\b "
    rf"{_FEW}(?:non[- ]?(?:commercia|lucrati|profit)\w*)",
    r"\bnon-?commercial (?:use|usage|purposes?|re-?use|only)",
    r"\bcc[- ]by(?:[- ](?:sa|nd))?[- ]nc\b|\bclause nc\b",
)
_NEGATED = (
    r"\bn(?:e |')(?:\S+ ){0,3}?(?:pas |jamais |point |plus |rien |nullement )?(?:\S+ ){0,2}?"
    r"(?:interdi|exclu|proscri|prohib|refus|empech|restrei|limit)",
    r"\b(?:sans|ni|impossible d'|impossible de|rien n'|aucune?) ?(?:interdi|exclu|empech|restrei|restri|limit|proscri)",
    r"\b(?:not|n't|never|cannot|without|nothing|neither|nor) (?:\S+ ){0,3}?"
    r"(?:forbid|prohibit|exclud|ban\b|banned|prevent|disallow|restrict|rul\w+ out|limit)",
    r"\bno (?:ban|prohibition|restriction|limit)",
    r"commercia\w* (?:et|ou|comme|and|or|as well as|et/ou|and/or) (?:a des fins )?non|non[- ]?commercia\w* "
    r"(?:et|ou|comme|and|or|as well as|et/ou|and/or)",
    r"\bne (?:peu\w+|pourr\w+|doi\w+) que\b",
    r"\ben exclusivite|exclusif|exclusiv(?:e|ely)\b(?! non)|a (?:lui|elle) seule?\b|\balone\b",
)
_OF_ELSE = (
    r"\b(?:la|les|le|des|du|l'|the|our|nos|notre)? ?(?:marques?|logos?|noms?|trademarks?|brands?|marks?|names?)\b",
    r"\bdonnees (?:personnelles|nominatives)|personal data|coordonnees|parts sociales|shares\b",
    r"\b(?:prestataires?|fournisseurs?|hebergeurs?|editeurs?|providers?|suppliers?|hosts?|vendors?)\b.{0,200}"
    r"\b(?:donnees|data)\b",
)
_OF_IT = (
    r"\b(?:codes?|logiciels?|softwares?|applications?|outils?|tools?|communs?|commons|ressources?|resources?|"
    r"plateformes?|platforms?|programmes?|contenus?|contents?)\b"
)
_BUT_SHARING = (
    r"\b(?:sans|without|unless|a moins|sauf|except|s'ils? ne|if they do not|que si|que s'|only if|pourvu|provided)\b"
)
_BY_LEAVE = (
    r"\b(?:accord|autoris\w+|permission|consent\w*|agreement|approval|avis|pay\w*|redevance|royalt\w+|fees?|licence "
    r"payante|convention)\b"
)

_FREE = (
    r"^\W*libre\b",
    r"\b(?:licences?|logiciels?|codes?|projets?|communs?|contenus?|outils?|ressources?) (?:\S+ ){0,2}?"
    r"(?:libres?|ouverte?s?)\b",
    r"\bopen[ -]?source\b",
    r"\bfree(?:/libre)?(?: and open[ -]source)? (?:software|licen[cs]es?|culture)\b",
    r"\blibre (?:software|licen[cs]e)",
    r"\b(?:a|l)?gpl\w*|\beupl\b|\bcecill\b|\bodbl\b|\betalab\b|\blicence ouverte\b|\bcc[- ]by(?:[- ]sa)?(?![- ]n)\b",
)
_NOT_FREE = r"\b(?:pas|non|not|no|sans|ni|jamais|never|aucune?|plutot que|rather than)\W+(?:\S+\W+){0,2}$"

_USING = (
    r"\b(?:usages?|utilisations?|utiliser|reutilisations?|installations?|installer|deploiements?|deployer|"
    r"telechargements?|telecharger|using|use|reuse|installing|installation|deploying|deployment|downloading)\b"
)
_JOINING = (
    r"(?:adhe\w+|accept\w+|sign(?:e|er|ature|ing|s)?\b|membres?|members?|membership|joining|adherents?|cotis\w+"
    r"|agreement|agreeing|commitment|engagement|s'engager)"
)
_SOME = (
    r"(?:membres|adherents|signataires|cotisants|partenaires|collectivites|parties|members|signatories|partners"
    r"|subscribers)"
)
_ACTS = r"(?:utiliser|reutiliser|installer|deployer|modifier|redistribuer|use|reuse|install|deploy|modify|redistribute)"
_CONDITIONS = (
    rf"{_USING}[^.;]{{0,140}}?\b(?:impliqu\w+|suppos\w+|necessit\w+|exig\w+|requi\w+|vaut|vaudra|entrain\w+"
    rf"|impl(?:y|ies)|involv\w+|requir\w+|means?|entails?|presuppos\w+|"
    rf"(?:est|sont|is|are) (?:subordonnee?s?|conditionnee?s?|soumise?s?|conditional|subject))\b"
    rf"[^.;]{{0,60}}?{_JOINING}",
    rf"(?:{_USING}|\b(?:le|du|au|the) (?:code|logiciel|software|application)\b)[^.;,]{{0,30}}?"
    rf" (?:est|sont|reste|restent|is|are|remains?) (?:strictement |exclusivement |strictly )?"
    r"(?:reserve\w*|limite\w*|limited|restricted)"
    rf" (?:aux|a|a ses|a nos|a la|to|for) (?:\S+ ){{0,2}}?{_SOME}",
    rf"\bseule?s? (?:les |des |nos |ses )?(?:\S+ )?{_SOME} (?:\S+ ){{0,2}}?"
    rf"(?:peu\w+|pourr\w+|ont le droit d\S+) {_FEW}{_ACTS}",
    rf"\bonly (?:the |our )?(?:\S+ )?{_SOME} (?:may|can|shall) {_FEW}{_ACTS}",
    rf"\b(?:faut|doit|doivent|devr\w+|must) (?:\S+ ){{0,4}}?"
    rf"(?:adherer|signer|etre membres?|join|sign|be (?:a )?members?)"
    rf"[^.;]{{0,40}}?\b(?:pour|avant d'|to|before) ?(?:l'|le |la )?{_ACTS}",
)
_CONDITION_VETO = (
    r"\bn'(?:impliqu|entrain|exig)|\bne (?:suppos|requi|necessit|vaut)|\b(?:not|never) (?:imply|involve|require|mean)",
    r"\blicen[cs]e|\b(?:a|l)?gpl\b|\beupl\b",
    r"\b(?:support|assistance|hebergement|hebergee?s?|hosted|hosting|service|instance|votes?|forums?|ateliers?|"
    r"formations?|salons?|workshops?|training|marque|logo|nom|name|trademark|brand|donnees personnelles"
    r"|personal data)\b",
)


def plain(text: str) -> str:
    """`text` in small letters without accents, its length kept, so that a place in one is a place in the other."""
    return "".join(_plain(letter) for letter in text)


@cache
def _plain(letter: str) -> str:
    if letter in "\u2019\u02bc`\u00b4":
        return "'"
    if letter in "\u2010\u2011\u2012\u2013\u2014":
        return "-"
    if letter.isspace():
        return "\n" if letter == "\n" else " "
    base = unicodedata.normalize("NFKD", letter)[:1]
    return unicodedata.normalize("NFKD", base.lower())[:1] or letter


_CLAUSE = re.compile(
    r"[^.;!?:\n]+(?:[.;!?:\n]+|$)"
    r"|\n"
)
_LONGEST = 2000
"""A clause is read so far: nobody writes a longer one, and patterns take their time over what a machine made."""
_TURNS = re.compile(r",? (?=(?:mais|toutefois|cependant|but|however|yet)\b)")


def clauses(text: str) -> Iterator[str]:
    """The clauses of `text` as they are written; questions, which claim nothing, are left out."""
    # a paragraph is one line: a break inside a sentence ends nothing
    flowing = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    for found in _CLAUSE.finditer(flowing):
        if "?" in found[0]:
            continue
        start = 0
        for turn in _TURNS.finditer(plain(found[0])):
            yield found[0][start : turn.start()][:_LONGEST].strip()
            start = turn.end()
        yield found[0][start:][:_LONGEST].strip()


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one) for one in patterns)


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((found for one in patterns if (found := one.search(text))), None)


def forbids_trade(text: str) -> str | None:
    """The clause of `text` that forbids to sell or use commercially what is shared; None where there is none.

    Conditions that a free licence can make (to share improvements, to mention authors) forbid nothing; having to ask
    for leave or to pay does.
    """
    for clause in clauses(text):
        said = plain(clause)
        found = _first(_compiled(_FORBIDS), said)
        if found is None or _first(_compiled(_NEGATED), said):
            continue
        if _first(_compiled(_OF_ELSE), said) and not re.search(_OF_IT, said):
            continue
        after = said[found.end() :]
        if re.search(_BUT_SHARING, after) and not re.search(_BY_LEAVE, after):
            continue
        return clause
    return None


def says_free(text: str) -> str | None:
    """The clause of `text` that says that the commons is free, or under a free licence; None without one."""
    for clause in clauses(text):
        said = plain(clause)
        for pattern in _compiled(_FREE):
            found = pattern.search(said)
            if found and not re.search(_NOT_FREE, said[: found.start()]):
                return clause
    return None


def sets_conditions(text: str) -> str | None:
    """The clause of `text` that lets only some use what is shared: members, signatories; None where there is none."""
    for clause in clauses(text):
        said = plain(clause)
        if _first(_compiled(_CONDITIONS), said) and not _first(_compiled(_CONDITION_VETO), said):
            return clause
    return None


def languages(text: Text | None) -> tuple[str, ...]:
    """What `text` says, once a language."""
    return tuple(text.by_language.values()) if text else ()
