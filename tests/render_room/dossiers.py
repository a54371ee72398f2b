"""Dossiers that the tests render: the bundled example, a hostile one, and one that says almost nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from communkit.model.loading import Dossier, load
from communkit.render.deliverables import DELIVERED
from communkit.steps.walk import STEPS
from house.processes import ROOT

EXAMPLE = ROOT / "docs" / "examples" / "carte-des-lieux"

LONG_WORD = "bord" * 50
LONG_TEXT = " ".join(f"mot{number}" for number in range(2000))

# What people paste, mean or not; each must come out as the text that it is.
HOSTILE = (
    "# pas un titre",
    "$x^2$ et $$y$$",
    "<script>alert(1)</script>",
    "<br><b>gras</b> &lt; &amp; &#35; &copy;",
    "a | b || c",
    "`code` ``double`` `",
    "{{ 7*7 }} {% raw %} {# rien #}",
    ']#[ #eval(sys.inputs) #link("https://exemple.fr")[ici]',
    "[lien](javascript:alert(1)) ![image](file:///etc/passwd)",
    "**gras** _italique_ *a* __b__ ~~barré~~ ^1^",
    "- tiret",
    "1. un",
    "> citation",
    "--- === +++",
    "\\ \\\\ \\| \\* C:\\chemin\\*",
    "https://exemple.fr/une/page?a=1&b=2 www.exemple.fr",
    "@mention #12 <https://exemple.fr>",
    "○ ● – ? marques",
    "s. o.",
    "\"guillemets\" 'apostrophes' « français » “anglais”",
    "Œuvre à 5 ‰ · 3 × 4 ≠ 12 → naïve façade ½ ₂ ² ³ № €",
    "Ελληνικά Русский Tiếng Việt łódź ğüşiöç",
    "nbsp\u00a0fine\u202fespace\u2009mince",
    '*/ --> ]]> </style> <!-- " onload="x',
    "\\u{202e} \\0 %s {0}",
)

# What has no glyph in the PDF, and becomes □ there; in Markdown and HTML it stays.
WITHOUT_GLYPH = ("fusée 🚀 drapeau 🇫🇷", "漢字かな交じり文", "שלום مرحبا")

# What may not stay as it is: it would turn, move or hide the text beside it.
DECEPTIVE = "avant\u202egnp.exe\u202capres \u2066a\u2069 \u200e\u200f z\u200bw"


def hostile(folder: Path, rows: int = 0) -> Path:
    """Write a dossier where every text is hostile, with `rows` more assets; return its folder."""
    assets: list[dict[str, Any]] = []
    texts = [*HOSTILE, *WITHOUT_GLYPH, DECEPTIVE, LONG_WORD]
    kinds = ("code", "documentation", "database", "content")
    for number, text in enumerate(texts):
        path = "/".join(part for part in re.split(r"[/\\:]+", text) if part.strip())  # the model asks for a path
        assets.append(
            {
                "id": f"a{number}",
                "kind": kinds[number % 4],
                "name": text,
                "description": f"{text} – {text}",
                "paths": [path],
                "rights": [{"right": "copyright", "holder": "p0", "basis": "own"}],
                "planned_licence": "CC-BY-4.0",
                "contributions": {"mode": "DCO", "document": text},
                "justification": f"{text}\n\n{text}",
                "third_party": [{"name": text, "licence": "MIT", "paths": [path]}],
                "actions": [{"what": text, "who": text, "due": "2027-04-15", "blocking": True}],
                "evidence": {"planned_licence": [{"document": text}], "name": [{"path": text, "line": 3}]},
            }
        )
    assets.append({"id": "long", "kind": "code", "name": "Long", "description": LONG_TEXT, "justification": LONG_TEXT})
    assets += [
        {"id": f"row{number}", "kind": kinds[number % 4], "name": f"Ligne {number}", "planned_licence": "MIT"}
        for number in range(rows)
    ]
    project = {
        "name": f"{HOSTILE[2]}\n{DECEPTIVE}",
        "summary": "\n\n".join(texts),
        "stage": "preparing",
        "parties": [{"id": "p0", "name": HOSTILE[9], "nature": "public"}],
    }
    notes = {"hardware": HOSTILE[4]}
    table = {"assets": assets, "not_applicable": notes, "unknown": {"sign": HOSTILE[5]}}
    need = {
        "problem": "\n\n".join(texts),
        "actors": [{"party": "p0", "kind": "user", "interest": LONG_TEXT}],
        "requirements": [{"id": f"r{number}", "text": text} for number, text in enumerate(texts)],
        "solutions": [{"id": f"s{number}", "name": text} for number, text in enumerate(texts)],
    }
    charter = {
        "objectives": LONG_TEXT,
        "parties": [{"party": "p0", "own_objectives": LONG_TEXT, "expectations": LONG_WORD}],
        "ambiguities": [{"id": f"a{number}", "text": text} for number, text in enumerate(texts)],
    }
    continuity = {
        "options": [{"form": "gip", "pros": LONG_TEXT, "cons": LONG_WORD}, {"form": "company", "pros": HOSTILE[2]}],
        "weights": {"independence": "decisive"},
        "choice": {"form": "company", "party": "p0", "reason": "\n\n".join(texts), "decided_by": HOSTILE[4]},
        "transition": [{"id": f"t{number}", "what": text, "means": text} for number, text in enumerate(texts)],
        "succession": [{"id": f"k{number}", "name": text, "holders": [text]} for number, text in enumerate(texts)],
        "unknown": {"end_of_life": HOSTILE[5]},
    }
    community = {
        "circles": {"users": {"who": LONG_TEXT, "how_to_enter": HOSTILE[0], "count": 3, "target": 4}},
        "skills": [{"what": text, "held_by": [text], "gap": "thin", "plan": text} for text in texts],
        "rituals": [{"what": text, "animator": text} for text in texts],
        "channels": [{"name": text, "what_for": text, "answered_by": LONG_WORD} for text in texts],
        "code_of_conduct": {"document": HOSTILE[1], "contact": HOSTILE[3]},
        "indicators": [{"name": text, "unit": text, "target": 3} for text in texts],
        "risks": [{"risk": "hired-away", "signs": LONG_TEXT, "answer": LONG_WORD}],
        "ladder": [{"role": text, "after": text, "how_to_enter": text} for text in texts],
    }
    bodies: list[dict[str, Any]] = [
        {"id": f"b{number}", "name": text, "purpose": text} for number, text in enumerate(texts)
    ]
    bodies[0] |= {"term": "2 years", "colleges": [{"name": text, "appointed_by": text} for text in texts]}
    governance = {
        "bodies": bodies,
        "decisions": [{"what": text, "proposed_by": text, "decided_by": ["b1"], "appeal": "b2"} for text in texts],
        "roadmap": {"who_asks": LONG_TEXT, "criteria": LONG_WORD, "refusals": HOSTILE[2], "arbiter": "b1"},
        "members": [{"body": "b0", "person": text, "party": "p0", "from": "2026-01-01"} for text in texts],
        "roles": [{"id": f"r{number}", "name": text, "held_by": text} for number, text in enumerate(texts)],
        "sanctions": [{"step": "talk", "for_what": LONG_TEXT, "decided_by": ["b1"]}],
        "variants": [{"party": "p0", "name": HOSTILE[1], "reason": LONG_TEXT}],
        "transparency": LONG_TEXT,
        "trademark": {"policy": HOSTILE[0]},
    }
    costs = {
        "years": [{"year": 2027}],
        "tasks": [
            {
                "id": f"t{number}",
                "kind": "ux",
                "name": text,
                "amounts": {"2027": 10**number},
                "borne_by": [{"party": "p0"}],
            }
            for number, text in enumerate(texts[:19])
        ],
        "funding": [{"id": f"f{number}", "source": text, "conditions": text} for number, text in enumerate(texts)],
        "alternatives": [{"id": "a", "name": HOSTILE[1], "lacks": LONG_TEXT, "source": LONG_WORD}],
        "economic_model": "\n\n".join(texts),
        "unit": {"currency": HOSTILE[4]},
    }
    return _written(
        folder,
        project=project,
        assets=table,
        need=need,
        charter=charter,
        community=community,
        governance=governance,
        costs=costs,
        continuity=continuity,
    )


def empty(folder: Path) -> Path:
    """Write a dossier that says almost nothing; return its folder."""
    return _written(folder, project={"name": "Rien"}, **{name: {} for name in DELIVERED})


def _written(folder: Path, **documents: dict[str, Any]) -> Path:
    commons = folder / "commons"
    commons.mkdir(parents=True)
    for name, content in documents.items():
        content = {"schema": f"{name}/1", "version": "0.1.0", "status": "draft", **content}
        dumped = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (commons / f"{name}.yaml").write_text(dumped, encoding="utf-8")
    return folder


def opened(folder: Path) -> Dossier:
    """The dossier in `folder`, read without a problem."""
    dossier = load(folder, folder / "commons", STEPS)
    assert not dossier.problems, dossier.problems
    return dossier
