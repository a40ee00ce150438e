from datetime import timedelta
from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from academie.regles import Refus, regle
from besoins.actions.lot import abandonner_lot, deposer_fichier, importer_lot, oublier_lots, regler_lot
from besoins.forms.lot import LecteurDeLot
from besoins.models import LotRessources, Ressource
from tests.besoins import ressources
from tests.besoins.atelier import competence, theme

ENTETES = "Nature;Titre;Thème;Territoire;Année;L'essentiel;Acteurs;Reproductible;Compétences;Adresse;Source"
JUSTE = "récit de bonne pratique;Le bus;Accès aux droits;Quimper;2024;Bref;La ville;sous conditions;2.3;https://bus.example/;Bulletin"


def lire(lot) -> list:
    return LecteurDeLot(LotRessources.objects.get(pk=lot.pk)).lignes()


@pytest.fixture
def contexte(d):
    theme(), competence("2.3")
    return d


def test_a_table_is_understood_then_taken_whole(contexte):
    d = contexte
    lot = ressources.lot(d, f"{ENTETES}\n{JUSTE}\n")
    assert set(lot.correspondance) == {
        "genre", "titre", "theme", "territoire", "annee", "essentiel", "acteurs", "reproductible", "competences", "adresse", "source",
    }  # fmt: skip
    (ligne,) = lire(lot)
    assert ligne.erreurs == []
    assert not Ressource.objects.exists()
    for _fois in range(2):
        importer_lot(lot=lot, ressources=[ligne.ressource], par=d.concepteur)
    bus = Ressource.objects.get()
    assert (bus.genre, bus.titre, bus.territoire, bus.region, bus.annee) == (
        "recit",
        "Le bus",
        d.commune,
        d.region,
        2024,
    )
    assert (bus.reproductible, bus.theme.nom, bus.etat) == ("conditions", "Accès aux droits", "brouillon")
    assert [c.code for c in bus.competences.all()] == ["2.3"]
    assert LotRessources.objects.get().lignes == []


@pytest.mark.parametrize(
    ("remplace", "par", "raison"),
    [
        ("récit de bonne pratique", "roman", "nature inconnue : « roman »"),
        (";Le bus;", ";;", "Titre : "),
        ("Accès aux droits", "Jardinage", "thème inconnu : « Jardinage »"),
        ("Quimper", "Atlantide", "Territoire : "),
        ("2024", "deux mille", "Année des faits : "),
        ("2024", "1066", "Année des faits : "),
        ("sous conditions", "peut-être", "Reproductible : "),
        ("2.3", "9.9", "compétence inconnue : « 9.9 »"),
        ("https://bus.example/", "javascript:alert(1)", "Adresse : "),
    ],
)
def test_what_is_wrong_is_said_line_by_line(contexte, remplace, par, raison):
    lot = ressources.lot(contexte, f"{ENTETES}\n{JUSTE}\n{JUSTE.replace(remplace, par)}\n")
    juste, fausse = lire(lot)
    assert juste.erreurs == []
    assert fausse.numero == 3
    assert len(fausse.erreurs) == 1
    assert raison in fausse.erreurs[0]


def test_a_spreadsheet_is_read_too_and_its_formulas_are_words(contexte):
    sortie = BytesIO()
    classeur = xlsxwriter.Workbook(sortie, {"strings_to_formulas": False})
    feuille = classeur.add_worksheet()
    feuille.write_row(0, 0, ["Titre", "Synthèse"])
    feuille.write_row(1, 0, ["=1+1", "Le mardi"])
    classeur.close()
    lot = deposer_fichier(
        fichier=SimpleUploadedFile("notes.xlsx", sortie.getvalue()), genre="note", par=contexte.concepteur
    )
    assert lire(lot)[0].titre == "=1+1"


def test_the_columns_are_corrected(contexte):
    lot = ressources.lot(contexte, "Nom;Résumé\nUn bus;Le mardi\n")
    assert lire(lot) == []
    with pytest.raises(Refus, match="quelle colonne donne le titre"):
        regler_lot(lot=lot, correspondance={"essentiel": "Résumé"})
    with pytest.raises(Refus, match="sert deux fois") as refus:
        regler_lot(lot=lot, correspondance={"titre": "Nom", "essentiel": "Nom"})
    assert refus.value.champ == "essentiel"
    regler_lot(lot=lot, correspondance={"titre": "Nom", "essentiel": "Résumé", "theme": ""})
    (ligne,) = lire(lot)
    assert (ligne.ressource["titre"], ligne.ressource["essentiel"]) == ("Un bus", "Le mardi")


def test_a_markdown_file_becomes_a_draft_once(d):
    texte = "# Le bus numérique\n\nIl passe le *mardi*.\n".encode()
    for _fois in range(2):
        brouillon = deposer_fichier(fichier=SimpleUploadedFile("bus.md", texte), genre="note", par=d.concepteur)
    assert (brouillon.titre, brouillon.etat) == ("Le bus numérique", "brouillon")
    assert "Il passe le *mardi*." in brouillon.texte
    assert Ressource.objects.count() == 1


def test_a_plain_text_in_another_encoding_takes_its_title_from_its_name(d):
    texte = "L'été, le bus s'arrête à la plage ; l'hiver, à la médiathèque.".encode("cp1252")
    brouillon = deposer_fichier(fichier=SimpleUploadedFile("tournée.txt", texte), genre="etude", par=d.concepteur)
    assert brouillon.titre == "tournée"
    assert "L'été, le bus s'arrête" in brouillon.texte


@pytest.mark.parametrize(
    ("nom", "contenu", "genre", "raison", "champ"),
    [
        ("vide.md", b"  \n", "note", "est vide", "fichier"),
        ("recit.md", b"# Un bus\n\nLe mardi", "recit", "champ par champ", "genre"),
        ("long.txt", b"mot " * 60_000, "note", "dépasse 200000 caractères", "fichier"),
        ("nu.csv", b"titre;source\n", "note", "que des noms de colonnes", "fichier"),
        ("image.xlsx", b"\x89PNG", "note", "Fichier refusé", "fichier"),
        ("nul.csv", b"titre;source\na\0b;c\n", "note", "Ligne 2", "fichier"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(d, nom, contenu, genre, raison, champ):
    with pytest.raises(Refus, match=raison) as refus:
        deposer_fichier(fichier=SimpleUploadedFile(nom, contenu), genre=genre, par=d.concepteur)
    assert refus.value.champ == champ
    assert not LotRessources.objects.exists()
    assert not Ressource.objects.exists()


def test_too_many_lines_are_refused(d):
    contenu = "titre\n" + "Un bus\n" * (regle("ressource.lot") + 1)
    with pytest.raises(Refus, match="plus de 200 lignes"):
        ressources.lot(d, contenu)


def test_forgotten_by_hand_or_by_time_never_once_taken(d):
    lot = ressources.lot(d)
    abandonner_lot(lot=lot)
    assert not LotRessources.objects.exists()
    fait, vieux = ressources.lot(d), ressources.lot(d, "titre\nAutre\n")
    importer_lot(lot=fait, ressources=[], par=d.concepteur)
    with pytest.raises(Refus, match="sont importées"):
        abandonner_lot(lot=fait)
    oublier_lots(le=timezone.now() + timedelta(days=regle("importation.conservation") - 1))
    assert LotRessources.objects.filter(pk=vieux.pk).exists()
    oublier_lots(le=timezone.now() + timedelta(days=regle("importation.conservation") + 1))
    assert list(LotRessources.objects.all()) == [fait]
