import io
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from academie.regles import table
from besoins.models import Importation
from tests.besoins.importations import charger, enquete_complete, verifier
from tests.formulaires import formulaires_de

TEXTE = "Répondant;q1;q3\nMairie;Petite;4\n"


@pytest.fixture
def enquete(distribution):
    return enquete_complete(distribution.concepteur)


@pytest.fixture
def client_concepteur(connecte, distribution):
    return connecte(distribution.concepteur)


def deposer(client, enquete, octets: bytes, nom: str = "terrain.csv"):
    url = reverse("besoins:importation_create", args=[enquete.pk])
    return client.post(url, {"fichier": SimpleUploadedFile(nom, octets)}, follow=True)


def erreurs(reponse) -> str:
    return str(formulaires_de(reponse, aussi_recherches=True)[0].errors)


def test_du_fichier_aux_reponses(client_concepteur, enquete):
    page = deposer(client_concepteur, enquete, TEXTE.encode())
    assert "Vérifier tout le fichier" in page.content.decode()
    importation = Importation.objects.get()
    page = client_concepteur.post(reverse("besoins:importation_verifier", args=[importation.pk]), follow=True)
    assert "1 réponse peut être importée" in page.content.decode()
    assert "Mairie" in page.content.decode()
    page = client_concepteur.post(reverse("besoins:importation_lancer", args=[importation.pk]), follow=True)
    assert "1 réponse ajoutée" in page.content.decode()
    assert enquete.reponses.get().libelle == "Mairie"


def test_une_colonne_se_choisit_sur_la_page_de_sa_section(client_concepteur, enquete, distribution):
    importation = charger(enquete, "taille;q3\nPetite;4\n", distribution.concepteur)
    url = reverse("besoins:importation_colonnes", args=[importation.pk, 1])
    [formulaire] = formulaires_de(client_concepteur.get(url))
    champ = formulaire.champ_de("q1")
    assert [choix for choix, _mot in formulaire.fields[champ].choices] == ["", "taille"]
    client_concepteur.post(url, {champ: "taille", formulaire.champ_de("q3"): "q3"})
    assert Importation.objects.get().correspondance == {"q1": "taille", "q3": "q3"}


def test_une_colonne_choisie_deux_fois_se_dit_sur_son_champ(client_concepteur, enquete, distribution):
    importation = charger(enquete, "taille;q3\nPetite;4\n", distribution.concepteur)
    url = reverse("besoins:importation_colonnes", args=[importation.pk, 1])
    [formulaire] = formulaires_de(client_concepteur.get(url))
    q1, q4, q3 = (formulaire.champ_de(code) for code in ("q1", "q4", "q3"))
    page = client_concepteur.post(url, {q1: "taille", q4: "taille", q3: "q3"})
    [formulaire] = formulaires_de(page, aussi_recherches=True)
    assert "sert déjà" in formulaire.errors[q4][0]
    assert Importation.objects.get().correspondance == {"q3": "q3"}


def test_les_colonnes_inutiles_se_nomment(client_concepteur, enquete, distribution):
    importation = charger(enquete, "ipaddr;q3\n1.2.3.4;4\n", distribution.concepteur)
    assert "ipaddr" in client_concepteur.get(importation.get_absolute_url()).content.decode()


def test_une_etape_qui_n_existe_pas(client_concepteur, enquete, distribution):
    importation = charger(enquete, TEXTE, distribution.concepteur)
    assert client_concepteur.get(reverse("besoins:importation_colonnes", args=[importation.pk, 9])).status_code == 404


def test_pendant_la_lecture_la_page_dit_ou_elle_en_est(client_concepteur, enquete, distribution, travailler):
    lignes = "".join(f"R{rang};Petite;3\n" for rang in range(600))
    importation = verifier(enquete, f"Répondant;q1;q3\n{lignes}", distribution.concepteur)
    page = client_concepteur.get(importation.get_absolute_url()).content.decode()
    assert "0 lignes lues sur 600" in page
    assert "every 2s" in page
    travailler()
    page = client_concepteur.get(importation.get_absolute_url()).content.decode()
    assert "600 réponses peuvent être importées" in page
    assert "every 2s" not in page


def test_abandonner_ramene_aux_reponses(client_concepteur, enquete, distribution):
    importation = charger(enquete, TEXTE, distribution.concepteur)
    reponse = client_concepteur.post(reverse("besoins:importation_abandonner", args=[enquete.pk, importation.pk]))
    assert reponse["Location"] == reverse("besoins:enquete_reponses", args=[enquete.pk])
    assert not Importation.objects.exists()


def archive(nom: str, contenu: bytes) -> bytes:
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr(nom, contenu)
    return octets.getvalue()


@pytest.mark.parametrize(
    ("octets", "nom", "raison"),
    [
        (b"", "a.csv", "vide"),
        (archive("a.txt", b"bonjour"), "a.xlsx", "pas un classeur lisible"),
        (archive("xl/worksheets/sheet1.xml", b'<c r="XFD1048576"/><row r="1048576"/>'), "a.xlsx", "trop grand"),
        (b"\xd0\xcf\x11\xe0 ancien", "a.xls", "pas un classeur lisible"),
        (b"q1;q3\nPetite;3\nPet\x00ite;3\n", "a.csv", "Ligne 3"),
        (b"q1;q3\nPetite;3;oui\n", "a.csv", "Ligne 2"),
        (b"q1;q1\nPetite;3\n", "a.csv", "Ligne 1"),
        (b'q1;q3\n"Petite;3\n', "a.csv", "Ligne 2"),
        (b"%PDF-1.7", "a.csv", "pas un tableau"),
        (b"\x89PNG\r\n\x1a\n\x00\x01", "a.csv", "nul"),
        (b'{"format": "autre"}', "a.json", "JSON"),
        (b'{"format": "oten-reponses", "version": 1, "colonnes": ["q1"], "reponses": [3]}', "a.json", "JSON"),
        (b'{"format": "oten-reponses", "version": 1, "colonnes": ["q1"], "reponses": [{"q1": "\\ud800"}]}', "a.json", "JSON"),
        (b"[" * 100_000, "a.json", "JSON"),
    ],
)  # fmt: skip
def test_un_mauvais_fichier_se_refuse_sur_son_champ(client_concepteur, enquete, octets, nom, raison):
    reponse = deposer(client_concepteur, enquete, octets, nom)
    assert reponse.status_code == 200
    assert raison in erreurs(reponse)
    assert not Importation.objects.exists()


def test_un_fichier_trop_lourd_se_refuse(client_concepteur, enquete, monkeypatch):
    lourdes = [r for r in table.REGLES if r.cle != "importation.taille"]
    legere = table.Regle("importation.taille", 1, "Mo", table.REGLES[0].depuis, "", "")
    monkeypatch.setattr(table, "REGLES", (*lourdes, legere))
    assert "1\u00a0Mo" in erreurs(deposer(client_concepteur, enquete, b"q1;q3\n" + b"Petite;3\n" * 200_000)).replace(
        " Mo", "\u00a0Mo"
    )


def test_l_encodage_d_un_vieux_tableur_se_lit(client_concepteur, enquete, distribution):
    importation = verifier(enquete, "Répondant;q1;q7\nÉlodie;Petite;ça va\n".encode("cp1252"), distribution.concepteur)
    assert importation.bilan["apercu"][0]["cases"][0][1] == "Élodie"


def test_cent_mille_lignes_se_lisent_et_se_refusent_vite(client_concepteur, enquete, distribution, travailler):
    lignes = "".join(f"R{rang};Petite;3\n" for rang in range(99_999))
    debut = time.monotonic()
    importation = verifier(enquete, f"Répondant;q1;q3\n{lignes}R99999;Immense;3\n", distribution.concepteur)
    travailler()
    assert time.monotonic() - debut < 60
    importation = Importation.objects.get(pk=importation.pk)
    assert (importation.etat, importation.lignes) == (Importation.Etat.REFUSE, 100_000)
    assert "ligne 100001" in importation.erreurs[0]
    assert not enquete.reponses.exists()
