"""What `import-linter` does not say: knots between packages, sizes, templates that nobody renders."""

import ast
import re
import sys
from itertools import combinations
from pathlib import Path

import grimp
import pytest
from django.conf import settings

RACINE = Path(settings.RACINE)
MAISONS = ["academie", "besoins", "sessions", "certificats"]
LIGNES_PAR_FICHIER = 400
LIGNES_PAR_FICHIER_DE_TEST = 450
LIGNES_PAR_FONCTION = 45
LIGNES_PAR_METHODE_DE_VUE = 20


def sources(*dossiers: str) -> list[Path]:
    return sorted(
        chemin
        for dossier in dossiers
        for chemin in (RACINE / dossier).rglob("*.py")
        if "migrations" not in chemin.parts and "node_modules" not in chemin.parts
    )


def aucun(fautifs: list[str]) -> None:
    assert not fautifs, "\n".join(fautifs)


def etage(module: str) -> str:
    """`besoins.actions.besoin` is on the floor `besoins.actions`."""
    return ".".join(module.split(".")[:2])


def test_no_two_packages_import_each_other(capsys):
    graphe = grimp.build_graph(*MAISONS, cache_dir=None)
    arcs = set()
    for module in graphe.modules:
        for importe in graphe.find_modules_directly_imported_by(module):
            arcs |= {(etage(module), etage(importe)), (module.split(".")[0], importe.split(".")[0])}
    paquets = {paquet for arc in arcs for paquet in arc}
    noeuds = [f"{a} <-> {b}" for a, b in combinations(sorted(paquets), 2) if {(a, b), (b, a)} <= arcs]
    with capsys.disabled():
        sys.stdout.write(f"\n{len(noeuds)} pairs of packages that import each other, among {len(paquets)}\n")
    aucun(noeuds)


@pytest.mark.parametrize(
    ("dossiers", "limite"),
    [(MAISONS, LIGNES_PAR_FICHIER), (["tests"], LIGNES_PAR_FICHIER_DE_TEST)],
    ids=["code", "tests"],
)
def test_files_stay_short(dossiers, limite):
    aucun(
        [
            f"{chemin.relative_to(RACINE)}: {lignes} lines"
            for chemin in sources(*dossiers)
            if (lignes := len(chemin.read_text("utf-8").splitlines())) > limite
        ]
    )


def longueurs(chemin: Path):
    for noeud in ast.walk(ast.parse(chemin.read_text("utf-8"))):
        if isinstance(noeud, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{chemin.relative_to(RACINE)}:{noeud.lineno} {noeud.name}", noeud.end_lineno - noeud.lineno + 1


@pytest.mark.parametrize(
    ("motif", "limite"), [("", LIGNES_PAR_FONCTION), ("/views/", LIGNES_PAR_METHODE_DE_VUE)], ids=["all", "views"]
)
def test_functions_stay_short(motif, limite):
    aucun(
        [
            f"{nom}: {lignes} lines"
            for chemin in sources(*MAISONS)
            if motif in str(chemin)
            for nom, lignes in longueurs(chemin)
            if lignes > limite
        ]
    )


def textes_du_code() -> set[str]:
    """Every string of the code as a regular expression; what an f-string computes matches anything."""
    textes = set()
    for chemin in sources(*MAISONS):
        for noeud in ast.walk(ast.parse(chemin.read_text("utf-8"))):
            if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str):
                textes.add(re.escape(noeud.value))
            elif isinstance(noeud, ast.JoinedStr):
                textes.add(
                    "".join(re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w-]+" for p in noeud.values)
                )
    return textes


def test_every_template_is_used():
    dossier = RACINE / "templates"
    gabarits = sorted(dossier.rglob("*.*"))
    nommes = {texte for texte in textes_du_code() if re.search(r"\.(html|txt|xml|svg)$", texte)}
    for gabarit in gabarits:
        nommes |= {re.escape(nom) for nom in re.findall(r"""["'](\S+?\.\w+)["']""", gabarit.read_text("utf-8"))}
    # Found by name: Django's error pages and what overrides a library.
    nommes |= {r"\d{3}(_csrf)?\.html", r"(account|mfa|allauth|admin|django|bootstrap5)/.*"}
    motif = re.compile("|".join(f"({nom})" for nom in nommes))
    noms = [str(gabarit.relative_to(dossier)) for gabarit in gabarits]
    aucun([nom for nom in noms if not motif.fullmatch(nom)])


def test_environment_example_documents_every_variable():
    code = (RACINE / "academie/config/settings.py").read_text("utf-8")
    lues = set(re.findall(r"""\benv(?:\.\w+)?\(\s*["']([A-Z_]+)["']""", code))
    documentees = set(re.findall(r"^#?\s?([A-Z_]+)=", (RACINE / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert lues == documentees
