"""French typography: the space before : ; ? ! % and inside « » does not break (see docs/composants.md)."""

import ast
import re

import pytest

from tests.test_architecture import MAISONS, RACINE, aucun, sources

# An ordinary space that would let a line begin with a mark, or end with the one that opens.
CASSANTE = re.compile(
    r"(?<=[\w»)\]}’…*.]) (?=[:;?!»](?:[\s.,;)…<{\"']|$))|(?<=[\d}s]) (?=%{1,2}(?:[\s.,;:)»<]|$))|(?<=«) "
)
BALISE = re.compile(r"({%.*?%}|{#.*?#})", re.DOTALL)
CHAINE = re.compile(r"\"[^\"]*\"|'[^']*'")
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|WHERE|RAISE|VALUES)\b")


def corriger(texte: str) -> str:
    return CASSANTE.sub("\u00a0", texte)


def corriger_gabarit(source: str) -> str:
    """The text of a template, and the strings inside its tags; never the tags themselves."""
    morceaux = BALISE.split(source)
    return "".join(
        CHAINE.sub(lambda chaine: corriger(chaine[0]), morceau) if morceau.startswith("{%") else corriger(morceau)
        for morceau in morceaux
    )


def chaines(source: str) -> list[str]:
    """The strings of a module, but its docstrings and its SQL."""
    arbre = ast.parse(source)
    avec_notice = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    notices = {
        id(noeud.body[0].value)
        for noeud in ast.walk(arbre)
        if isinstance(noeud, avec_notice) and noeud.body and isinstance(noeud.body[0], ast.Expr)
    }
    return [
        noeud.value
        for noeud in ast.walk(arbre)
        if isinstance(noeud, ast.Constant)
        and isinstance(noeud.value, str)
        and id(noeud) not in notices
        and not SQL.search(noeud.value)
    ]


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("Durée : 7 h", "Durée\u00a0: 7 h"),
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("80 % des heures", "80\u00a0% des heures"),
        ("Vraiment ?", "Vraiment\u00a0?"),
        ("{{ nom }} : {{ valeur }}", "{{ nom }}\u00a0: {{ valeur }}"),
        ("https://a.example/?q=1", "https://a.example/?q=1"),
        ("%(nom)s %(prenom)s", "%(nom)s %(prenom)s"),
    ],
)
def test_what_is_looked_for(avant, apres):
    assert corriger(avant) == apres


def test_no_line_of_a_page_may_begin_with_a_mark():
    gabarits = sorted((RACINE / "templates").rglob("*.*"))
    aucun([str(g.relative_to(RACINE)) for g in gabarits if corriger_gabarit(g.read_text()) != g.read_text()])


def test_no_sentence_of_the_code_either():
    aucun(
        [
            f"{chemin.relative_to(RACINE)}: {chaine[:80]!r}"
            for chemin in sources(*MAISONS)
            for chaine in chaines(chemin.read_text())
            if corriger(chaine) != chaine
        ]
    )
