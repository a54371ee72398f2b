"""What people write about a licence in their own words, found where it is meant and left alone where it is not."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communkit.steps.charter.clauses import clauses, forbids_trade, plain, says_free, sets_conditions

FORBIDS = [
    # French
    "Le logiciel est à la disposition du secteur privé, qui ne peut pas le commercialiser.",
    "Les entreprises ne pourront pas vendre l'outil.",
    "Aucune entreprise ne peut revendre le logiciel.",
    "Nul ne peut en faire une exploitation commerciale.",
    "Pas d'usage commercial.",
    "Libre, mais pas d'utilisation commerciale",
    "Tout le monde peut s'en servir, sans usage commercial.",
    "L'usage commercial est interdit.",
    "L’utilisation à des fins commerciales est strictement interdite.",
    "La revente du code est exclue",
    "L'usage commercial n'est pas autorisé.",
    "Nous voulons interdire toute exploitation commerciale.",
    "Nous refusons que des sociétés le vendent.",
    "Réservé à un usage non commercial.",
    "Uniquement pour un usage strictement non lucratif",
    "La licence sera CC BY-NC-SA.",
    "Les contenus sont sous CC-BY-NC",
    "Nous ne voulons pas que quelqu'un commercialise notre travail.",
    "On ne souhaite pas que le code soit vendu.",
    "Le code ne doit jamais être revendu.",
    "Les collectivités en disposent librement ; la vente de l'application est interdite.",
    "Les prestataires n'ont pas le droit de revendre l'outil.",
    "Personne ne peut vendre l'application sans l'accord du comité.",
    "L'exploitation commerciale est interdite sauf autorisation de l'association.",
    "ni usage commercial, ni publicité",
    "Pas de revente.",
    "La commercialisation du logiciel par des tiers est proscrite.",
    "Les données ne peuvent être vendues.",
    "Usage\ncommercial interdit.",
    # English
    "Firms may not sell the tool.",
    "Nobody may resell it.",
    "No company can commercialise the software.",
    "No commercial use.",
    "Everybody may use it, but not for commercial purposes.",
    "Commercial use is forbidden.",
    "Commercial use is not allowed.",
    "For non-commercial use only.",
    "The software cannot be sold.",
    "We do not want companies to sell our work.",
    "We want to prevent firms from selling it.",
    "Any commercial exploitation of the platform is prohibited without our agreement.",
    "Reuse is limited to non-profit organisations.",
    "The code must not be commercialized.",
    "Free for all, without commercial use.",
]

LEAVES_ALONE = [
    # what a free licence says of itself
    "Une licence libre ne peut pas interdire l'usage commercial.",
    "L'usage commercial n'est pas interdit.",
    "Rien n'interdit l'usage commercial.",
    "Nous n'excluons pas l'utilisation commerciale.",
    "Chacun peut l'utiliser, le modifier et le vendre.",
    "L'usage commercial est permis.",
    "Tout usage est permis, commercial ou non.",
    "Pour un usage commercial et non commercial.",
    "Sans restriction d'usage, y compris commercial.",
    "Aucune restriction à l'exploitation commerciale.",
    "Nous ne voulons pas empêcher la vente de services.",
    "A free licence cannot forbid commercial use.",
    "Commercial use is not excluded.",
    "There is no restriction on commercial use.",
    "Anybody may sell it.",
    "Open to commercial and non-commercial users.",
    "We never prevent anyone from selling support.",
    # conditions that a free licence can make
    "Une entreprise ne peut pas le vendre sans partager ses améliorations.",
    "On ne peut le commercialiser sans publier les sources.",
    "Firms may not sell it unless they share their changes.",
    "Les prestataires ne peuvent le vendre que s'ils reversent leurs corrections.",
    # questions
    "Une entreprise peut-elle le vendre ? Ou ne peut-elle pas le vendre ?",
    "Faut-il interdire l'usage commercial ?",
    "Should commercial use be forbidden?",
    # something else
    "L'association est à but non lucratif.",
    "Nous ne poursuivons aucun but commercial.",
    "L'usage commercial du nom et du logo est interdit.",
    "Nobody may sell goods under the name.",
    "Commercial use of the trademark is not allowed.",
    "Le prestataire ne peut pas vendre les données.",
    "The provider may not sell the data of its clients.",
    "L'hébergeur n'exploite pas les données et ne peut les commercialiser.",
    "Les données personnelles ne sont jamais vendues et leur usage commercial est interdit.",
    "Les parts sociales ne peuvent être vendues.",
    "Aucun prestataire ne peut vendre l'outil en exclusivité.",
    "Les prestataires vendent de l'accompagnement et de l'hébergement.",
    "Un service public, gratuit pour les habitants.",
    "Nous ne vendons pas de prestations.",
    "Firms sell support and hosting.",
    "We are not a commercial company.",
    "Une licence qui ne restreint pas la revente.",
    "Ne pas dépendre d'une offre commerciale.",
    "Remplacer l'outil commercial, qui ne peut plus être maintenu.",
    "Nous n'avons pas les moyens d'acheter un logiciel commercial.",
    "",
    "…",
]


@pytest.mark.parametrize("text", FORBIDS)
def test_selling_is_forbidden(text: str) -> None:
    assert forbids_trade(text)


@pytest.mark.parametrize("text", LEAVES_ALONE)
def test_selling_is_not_forbidden(text: str) -> None:
    assert forbids_trade(text) is None


CONDITIONS = [
    "Using the platform and developing it requires full acceptance of this charter.",
    "Use and development of the platform, by institutions or groups of any kind, implies agreement with this contract.",
    "Toute utilisation de la plateforme suppose l'adhésion à l'association.",
    "L'installation du logiciel vaut acceptation de la présente charte.",
    "Seuls les membres peuvent utiliser le code.",
    "Seules les collectivités adhérentes pourront déployer l'application.",
    "Le code est réservé aux membres.",
    "L'usage du logiciel est réservé aux seules collectivités.",
    "Only members may use the software.",
    "The software is restricted to members of the association.",
    "Il faut adhérer pour utiliser l'outil.",
    "One must sign the charter to install it.",
]
NO_CONDITIONS = [
    "Chacun peut l'utiliser, membre ou non.",
    "L'utilisation du logiciel n'implique aucune adhésion.",
    "Using the software does not require membership.",
    "L'utilisation suppose l'acceptation de la licence EUPL.",
    "Use implies acceptance of the licence.",
    "Le support est réservé aux membres.",
    "Le vote est réservé aux adhérents.",
    "L'usage du nom et du logo est réservé aux signataires.",
    "The hosted service is reserved for members.",
    "Seuls les membres peuvent voter.",
    "Only members may vote on the roadmap.",
    "Les collectivités membres peuvent utiliser l'outil et le modifier.",
    "Faut-il adhérer pour utiliser l'outil ?",
    "L'adhésion donne droit à l'assistance.",
]


@pytest.mark.parametrize("text", CONDITIONS)
def test_use_is_for_some(text: str) -> None:
    assert sets_conditions(text)


@pytest.mark.parametrize("text", NO_CONDITIONS)
def test_use_is_for_all(text: str) -> None:
    assert sets_conditions(text) is None


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("Libre, mais pas d'usage commercial.", True),
        ("Un logiciel libre.", True),
        ("Le code sera sous licence libre.", True),
        ("Tout sera open source.", True),
        ("Licence EUPL pour le code", True),
        ("Free software, for everybody.", True),
        ("Des ressources éducatives libres", True),
        ("Ce n'est pas un logiciel libre.", False),
        ("Not free software.", False),
        ("Pas de licence libre pour les photos", False),
        ("Un logiciel propriétaire", False),
        ("L'accès est libre de 9 h à 17 h.", False),
        ("Les contenus restent chez nous, sous CC BY-NC.", False),
        ("Faut-il un logiciel libre ?", False),
    ],
)
def test_free_is_said(text: str, free: bool) -> None:
    assert (says_free(text) is not None) == free


def test_the_clause_that_is_found_is_quoted_as_it_was_written() -> None:
    text = "Un outil pour tous. Les entreprises l’enrichissent, mais ne peuvent pas le commercialiser. Merci !"
    assert forbids_trade(text) == "mais ne peuvent pas le commercialiser."


def test_what_is_turned_against_another_clause_is_judged_alone() -> None:
    assert forbids_trade("L'usage commercial n'est pas interdit, mais la revente des sources est exclue.")
    assert forbids_trade("On ne peut rien interdire, mais chacun peut vendre ses services.") is None


LETTERS = st.text(st.characters(codec="utf-8"))


@given(LETTERS)
def test_plain_keeps_places(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def without_accents(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))


@given(st.sampled_from(FORBIDS), st.sampled_from([str.upper, str.title, without_accents]))
def test_case_and_accents_change_nothing(text: str, change: Callable[[str], str]) -> None:
    assert forbids_trade(change(text))


@given(LETTERS)
def test_strangers_words_are_read_without_fault(text: str) -> None:
    for look in (forbids_trade, says_free, sets_conditions):
        found = look(text)
        assert found is None or found in text.replace("\n", " ") or found in text
    assert all(clause.strip() == clause for clause in clauses(text))
