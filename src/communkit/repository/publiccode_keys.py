"""The keys of publiccode.yml 0.7 and what they hold, as the standard and its reference parser ask for them.

Sources: publiccode.yml, "The Standard", version 0.7 (2026-06), and the behaviour of publiccode-parser-go 5. Versions
0, 0.2 to 0.5 and 0.7 are accepted, all read as 0.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Form: TypeAlias = Literal[
    "text",
    "texts",
    "text-or-texts",
    "url",
    "web",
    "urls",
    "date",
    "yes-no",
    "expression",
    "address",
    "languages",
    "countries",
    "uri",
    "media-types",
    "logo",
    "pictures",
    "part",
    "parts",
    "by-language",
]
"""What a value is. `url`: of a repository; `web`: http or https; `part`: keys of its own; `parts`: a list of these."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its form, whether it has to be there, the words it allows, its bounds in characters or rows."""

    form: Form = "text"
    required: bool = False
    allowed: frozenset[str] = frozenset()
    least: int = 0
    most: int = 0
    deprecated: bool = False
    keys: Mapping[str, Key] = field(default_factory=dict)


def _allowed(words: str) -> frozenset[str]:
    return frozenset(words.split())


VERSIONS = _allowed("0 0.2 0.2.0 0.2.1 0.2.2 0.3 0.3.0 0.4 0.4.0 0.5 0.5.0 0.7 0.7.0")
NEWEST = frozenset({"0", "0.7", "0.7.0"})
"""Versions that are not outdated."""
CATEGORIES = _allowed(
    """
    accounting agile-project-management applicant-tracking application-development appointment-scheduling backup
    billing-and-invoicing blog budgeting business-intelligence business-process-management cad call-center-management
    cloud-management collaboration communications compliance-management contact-management content-management crm
    customer-service-and-support data-analytics data-collection data-visualization design design-system
    digital-asset-management digital-citizenship document-management donor-management e-commerce e-signature
    educational-content email-management email-marketing employee-management enterprise-project-management
    enterprise-social-networking erp event-management facility-management feedback-and-reviews-management
    financial-reporting fleet-management fundraising gamification geographic-information-systems grant-management
    graphic-design help-desk hr ide identity-management instant-messaging integrated-library-system
    inventory-management it-asset-management it-development it-management it-security it-service-management
    knowledge-management learning-management-system marketing mind-mapping mobile-marketing mobile-payment
    network-management office online-booking online-community other payment-gateway payroll predictive-analysis
    procurement productivity-suite project-collaboration project-management property-management real-estate-management
    regulations-and-directives remote-support resource-management sales-management seo service-desk
    social-media-management survey talent-management task-management taxes-management test-management time-management
    time-tracking translation video-conferencing video-editing visitor-management voip warehouse-management
    web-collaboration web-conferencing website-builder whistleblowing workflow-management
    """
)
SCOPES = _allowed(
    """
    agriculture culture defence education emergency-services employment energy environment
    finance-and-economic-development foreign-affairs government healthcare infrastructures justice local-authorities
    manufacturing research science-and-technology security society sport tourism transportation welfare
    """
)
ALIASES = _allowed("gdpr eidas nis2 cra spid cie anpr pagopa io")

_DEPENDENCY = {
    "name": Key(required=True),
    "versionMin": Key(),
    "versionMax": Key(),
    "version": Key(),
    "optional": Key("yes-no"),
}
_ORGANISATION = {"uri": Key("uri", required=True), "name": Key()}
_DESCRIPTION = {
    "localisedName": Key(),
    "genericName": Key(most=35, deprecated=True),
    "shortDescription": Key(required=True, most=150),
    "longDescription": Key(required=True, least=150, most=10_000),
    "documentation": Key("web"),
    "apiDocumentation": Key("web"),
    "features": Key("texts", required=True, least=1),
    "screenshots": Key("pictures"),
    "videos": Key("urls"),
    "awards": Key("texts"),
}
IN_ONE_LANGUAGE = frozenset({"longDescription", "features"})
"""Keys that the standard wants in one language at least; the reference parser wants them in each."""

KEYS: Mapping[str, Key] = {
    "publiccodeYmlVersion": Key(required=True),
    "name": Key(required=True),
    "applicationSuite": Key(),
    "url": Key("url", required=True),
    "landingURL": Key("web"),
    "isBasedOn": Key("text-or-texts"),
    "softwareVersion": Key(),
    "releaseDate": Key("date"),
    "logo": Key("logo"),
    "monochromeLogo": Key("logo", deprecated=True),
    "inputTypes": Key("media-types", deprecated=True),
    "outputTypes": Key("media-types", deprecated=True),
    "platforms": Key("text-or-texts", required=True, least=1),
    "categories": Key("texts", allowed=CATEGORIES),
    "usedBy": Key("texts"),
    "fundedBy": Key("parts", keys=_ORGANISATION),
    "roadmap": Key("web"),
    "developmentStatus": Key(required=True, allowed=_allowed("concept development beta stable obsolete")),
    "softwareType": Key(
        required=True,
        allowed=_allowed(
            "standalone/mobile standalone/iot standalone/desktop standalone/web standalone/backend standalone/other"
            " addon library configurationFiles"
        ),
    ),
    "supports": Key("parts", keys={"id": Key("uri", required=True)}),
    "organisation": Key("part", keys=_ORGANISATION),
    "intendedAudience": Key(
        "part",
        keys={
            "countries": Key("countries"),
            "unsupportedCountries": Key("countries"),
            "scope": Key("texts", allowed=SCOPES),
        },
    ),
    "description": Key("by-language", required=True, least=1, keys=_DESCRIPTION),
    "legal": Key(
        "part",
        required=True,
        keys={
            "license": Key("expression", required=True),
            "mainCopyrightOwner": Key(),
            "repoOwner": Key(deprecated=True),
            "authorsFile": Key(deprecated=True),
        },
    ),
    "maintenance": Key(
        "part",
        required=True,
        keys={
            "type": Key(required=True, allowed=_allowed("internal contract community none")),
            "contractors": Key(
                "parts",
                keys={
                    "name": Key(required=True),
                    "until": Key("date", required=True),
                    "email": Key("address"),
                    "website": Key("web"),
                },
            ),
            "contacts": Key(
                "parts",
                keys={"name": Key(required=True), "email": Key("address"), "affiliation": Key(), "phone": Key()},
            ),
        },
    ),
    "localisation": Key(
        "part",
        required=True,
        keys={
            "localisationReady": Key("yes-no", required=True),
            "availableLanguages": Key("languages", required=True, least=1),
        },
    ),
    "dependsOn": Key(
        "part", keys={kind: Key("parts", keys=_DEPENDENCY) for kind in ("open", "proprietary", "hardware")}
    ),
}

COUNTRIES = _allowed(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
    GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
    SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
    UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """
)
