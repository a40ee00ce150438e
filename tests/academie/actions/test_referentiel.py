import copy
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from academie.actions.referentiel import importer_referentiel
from academie.models import Competence, Referentiel
from academie.regles import ImportRefuse, Refus

RACINE = Path(__file__).parents[3]
LIVRES = RACINE / "academie" / "donnees" / "referentiels"
BON = {
    "code": "reseau",
    "version": "1.0",
    "nom": "Référentiel du réseau",
    "niveaux": [{"rang": 1, "nom": "Basique"}, {"rang": 2, "nom": "Avancé", "description": "Seul"}],
    "domaines": [
        {"code": "2", "nom": "Deux", "competences": [{"code": "2.1", "nom": "Chercher", "niveau": 2}]},
        {"code": "1", "nom": "Un", "competences": [{"code": "1.2", "nom": "Lire"}, {"code": "1.1", "nom": "Écrire"}]},
    ],
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def fichier(tmp_path):
    def ecrire(contenu=BON, nom="reseau.json", encodage="utf-8"):
        texte = contenu if isinstance(contenu, str) else json.dumps(contenu)
        chemin = tmp_path / nom
        chemin.write_bytes(texte.encode(encodage))
        return chemin

    return ecrire


def change(chemin, valeur):
    """A copy of BON with `valeur` at `chemin`; a value of `...` removes the key."""
    contenu = copy.deepcopy(BON)
    *parents, dernier = chemin
    cible = contenu
    for cle in parents:
        cible = cible[cle]
    if valeur is ...:
        del cible[dernier]
    else:
        cible[dernier] = valeur
    return contenu


def refus(chemin) -> list[str]:
    with pytest.raises(ImportRefuse) as capture:
        importer_referentiel(fichier=chemin)
    assert not Referentiel.objects.exists()
    return [str(erreur).replace("\u00a0", " ") for erreur in capture.value.erreurs]


def test_digcomp():
    referentiel = importer_referentiel(fichier=LIVRES / "digcomp-2.2.json")
    assert (referentiel.code, referentiel.version) == ("digcomp", "2.2")
    assert [n.rang for n in referentiel.niveaux.all()] == list(range(1, 9))
    assert [d.competences.count() for d in referentiel.domaines.all()] == [3, 6, 4, 4, 4]
    competences = Competence.objects.filter(domaine__referentiel=referentiel)
    assert competences.count() == 21
    assert str(competences[0]).startswith("1.1 Naviguer")
    assert not competences.exclude(niveau_attendu=None).exists()


def test_etude_de_2013():
    referentiel = importer_referentiel(fichier=LIVRES / "etude-2013.json")
    assert [n.nom for n in referentiel.niveaux.all()] == ["Basique", "Intermédiaire", "Avancé"]
    competences = Competence.objects.filter(domaine__referentiel=referentiel)
    assert [competences.filter(niveau_attendu__rang=rang).count() for rang in (1, 2, 3)] == [2, 4, 5]


def test_l_exemple_de_la_documentation_se_charge(fichier):
    texte = (RACINE / "docs" / "referentiels.md").read_text("utf-8")
    exemple = texte.partition("```json\n")[2].partition("```")[0]
    assert str(importer_referentiel(fichier=fichier(exemple))) == "Référentiel de notre réseau 1.0"


def test_l_ordre_du_fichier_est_garde(fichier):
    referentiel = importer_referentiel(fichier=fichier())
    assert [c.code for c in Competence.objects.filter(domaine__referentiel=referentiel)] == ["2.1", "1.2", "1.1"]
    assert Competence.objects.get(code="2.1").niveau_attendu.description == "Seul"


def test_le_meme_contenu_deux_fois_ne_change_rien(fichier):
    premier = importer_referentiel(fichier=fichier())
    retourne = dict(reversed(BON.items()))
    second = importer_referentiel(
        fichier=fichier(json.dumps(retourne, indent=4), nom="autre.json", encodage="utf-8-sig")
    )
    assert second == premier
    assert Referentiel.objects.count() == 1
    assert Competence.objects.count() == 3


def test_un_autre_contenu_sous_la_meme_version_est_refuse(fichier):
    importer_referentiel(fichier=fichier())
    with pytest.raises(Refus, match=r"version 1\.0.*déjà publiée.*nouvelle version"):
        importer_referentiel(fichier=fichier(change(["domaines", 0, "competences", 0, "nom"], "Trouver")))
    assert Competence.objects.get(code="2.1").nom == "Chercher"


def test_une_nouvelle_version_vit_a_cote(fichier):
    ancien = importer_referentiel(fichier=fichier())
    nouveau = importer_referentiel(fichier=fichier(change(["version"], "2.0")))
    assert ancien != nouveau
    assert Competence.objects.filter(code="1.1").count() == 2


@pytest.mark.parametrize(
    ("chemin", "valeur", "dit"),
    [
        (["code"], ..., "reseau.json, « code » : cette clé manque"),
        (["code"], "Mon réseau", "« code » : Ce champ ne doit contenir que des lettres"),
        (["version"], 2.2, "« version » : un texte entre guillemets"),
        (["version"], "", "« version » : Ce champ ne peut pas être vide"),
        (["nom"], None, "« nom » : un texte"),
        (["nom"], "x" * 201, "« nom » : Assurez-vous que cette valeur comporte au plus 200 caractères"),
        (["nom"], "a\x00b", "« nom » : ce texte contient un caractère de commande"),
        (["nom"], "a\ud800b", "« nom » : ce texte contient un caractère de commande"),
        (["auteur"], "moi", "« auteur » : cette clé n'est pas connue"),
        (["niveaux"], [], "« niveaux » : une liste d'au moins un élément"),
        (["niveaux"], {"rang": 1}, "« niveaux » : une liste"),
        (["niveaux", 1], "Avancé", "« niveaux[2] » : un objet entre accolades"),
        (["niveaux", 1, "rang"], "2", "« niveaux[2].rang » : un nombre entier de 1 à 99"),
        (["niveaux", 1, "rang"], True, "« niveaux[2].rang » : un nombre entier"),
        (["niveaux", 1, "rang"], 0, "« niveaux[2].rang » : un nombre entier"),
        (["niveaux", 0, "rang"], 2, "« niveaux[2].rang » : « 2 » est déjà plus haut"),
        (["domaines", 1, "code"], "2", "« domaines[2].code » : « 2 » est déjà plus haut"),
        (["domaines", 1, "competences"], [], "« domaines[2].competences » : une liste"),
        (["domaines", 1, "competences", 0, "nom"], ..., "« domaines[2].competences[1].nom » : cette clé manque"),
        (["domaines", 1, "competences", 0, "code"], "2.1", "« domaines[2].competences[1].code » : « 2.1 » est déjà"),
        (
            ["domaines", 0, "competences", 0, "niveau"],
            3,
            "« domaines[1].competences[1].niveau » : aucun niveau n'a le rang 3",
        ),
    ],
)
def test_chaque_erreur_est_nommee(fichier, chemin, valeur, dit):
    dites = refus(fichier(change(chemin, valeur)))
    assert dit in dites[0]


def test_plusieurs_erreurs_et_vingt_au_plus(fichier):
    contenu = copy.deepcopy(BON)
    contenu["domaines"][0]["competences"] = [{"code": str(i), "nom": ""} for i in range(50)]
    assert len(refus(fichier(contenu))) == 20


@pytest.mark.parametrize(
    ("texte", "encodage", "dit"),
    [
        ('{\n"code": "a",\n}', "utf-8", "reseau.json, ligne 3 : ce n'est pas du JSON"),
        ("", "utf-8", "ce n'est pas du JSON"),
        ("[]", "utf-8", "un objet entre accolades est attendu"),
        ('{"nom": "é"}', "latin-1", "le fichier n'est pas en UTF-8"),
        ("[" * 100_000, "utf-8", "trop d'objets sont imbriqués"),
    ],
)
def test_un_fichier_illisible(fichier, texte, encodage, dit):
    assert dit in refus(fichier(texte, encodage=encodage))[0]


def test_un_fichier_absent(tmp_path):
    assert refus(tmp_path / "rien.json") == ["rien.json : fichier introuvable ou illisible"]


def test_la_commande(fichier, capsys):
    call_command("importer_referentiel", fichier())
    assert "3 compétences, 2 niveaux" in capsys.readouterr().out
    with pytest.raises(CommandError, match="déjà publiée"):
        call_command("importer_referentiel", fichier(change(["nom"], "Autre")))
    with pytest.raises(CommandError, match="Rien n'a été écrit"):
        call_command("importer_referentiel", fichier("{"))
