from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from besoins.actions.enquete import fermer_enquete
from besoins.models import Importation, Invitation
from tests.besoins.fabriques import brouillon, enquete_ouverte

CSV = "Nom;Courriel;Code INSEE\nAnne;anne@test.example;29232\nZoé;zoe@test.example;31555\n"


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


@pytest.fixture
def enquete(d):
    return brouillon(d.concepteur).enquete


@pytest.fixture
def client(d, connecte):
    return connecte(d.concepteur)


@pytest.fixture
def deposer(client, enquete):
    """Send a file; the page of what becomes of its lines, or the form again."""

    def deposer(contenu: str | bytes, nom="liste.csv"):
        octets = contenu.encode() if isinstance(contenu, str) else contenu
        return client.post(page("liste_create", enquete.pk), {"fichier": SimpleUploadedFile(nom, octets)}, follow=True)

    return deposer


def importer(client, **choix):
    return client.post(page("liste_detail", Importation.objects.get().pk), choix, follow=True)


class TestApercu:
    def test_montre_ce_que_devient_chaque_ligne_sans_rien_ajouter(self, deposer):
        reponse = deposer(CSV + "Anne;anne@test.example;\nBob;mairie;\n")

        assert reponse.context["apercu"].comptes == {"nouvelle": 2, "deja": 1, "fausse": 1}
        assert "déjà à la ligne 2" in reponse.text
        assert "Adresse électronique\u00a0: ce n&#x27;est pas une adresse électronique complète." in reponse.text
        assert not Invitation.objects.exists()

    def test_les_colonnes_se_corrigent_sur_la_page(self, client, deposer):
        deposer("A;B\nAnne;anne@test.example\n")
        assert "Indiquez au moins la colonne" in importer(client).text

        adresse = page("liste_colonnes", Importation.objects.get().pk)
        assert "deux fois" in client.post(adresse, {"nom": "A", "email": "A"}).text
        client.post(adresse, {"nom": "A", "email": "B"})
        importer(client)

        assert Invitation.objects.get().email == "anne@test.example"

    @pytest.mark.parametrize("encodage", ["utf-8-sig", "cp1252"])
    @pytest.mark.parametrize("separateur", [";", ",", "\t"])
    def test_tous_les_encodages_et_separateurs(self, client, deposer, encodage, separateur):
        deposer(CSV.replace(";", separateur).encode(encodage))
        importer(client)

        assert list(Invitation.objects.values_list("nom", flat=True)) == ["Anne", "Zoé"]

    def test_un_classeur(self, client, deposer):
        octets = BytesIO()
        classeur = xlsxwriter.Workbook(octets)
        feuille = classeur.add_worksheet()
        for rang, ligne in enumerate([["Nom", "Courriel", "INSEE"], ["Anne", "anne@test.example", 29232]]):
            feuille.write_row(rang, 0, ligne)
        classeur.close()

        deposer(octets.getvalue(), "liste.xlsx")
        importer(client)

        assert Invitation.objects.get().territoire.nom == "Quimper"

    @pytest.mark.parametrize(
        ("contenu", "nom", "phrase"),
        [
            ("", "vide.csv", "Ce fichier est vide"),
            ("Nom;Courriel\n", "entetes.csv", "que des noms de colonnes"),
            (b"PK\x03\x04 pas un classeur", "liste.xlsx", "Fichier refusé"),
            (b"\xd0\xcf\x11\xe0ancien", "liste.xls", "Fichier refusé"),
            ("Nom;Nom\nAnne;Anne\n", "double.csv", "igne 1"),
        ],
    )
    def test_un_fichier_illisible_se_dit(self, deposer, contenu, nom, phrase):
        reponse = deposer(contenu, nom)

        assert phrase in str(reponse.context["form"].errors["fichier"])
        assert not Importation.objects.exists()

    def test_une_enquete_close_refuse(self, d, client):
        enquete = fermer_enquete(enquete=enquete_ouverte(d.concepteur).enquete)

        reponse = client.post(page("liste_create", enquete.pk), {"fichier": SimpleUploadedFile("l.csv", CSV.encode())})

        assert "sa population ne change plus" in reponse.text


class TestImporter:
    def test_une_fois_meme_en_cliquant_deux_fois(self, d, client, deposer):
        deposer(CSV)
        for _ in range(2):
            reponse = importer(client)

        assert list(Invitation.objects.values_list("nom", "email", "region", "etat")) == [
            ("Anne", "anne@test.example", d.region.pk, "preparee"),
            ("Zoé", "zoe@test.example", d.autre_region.pk, "preparee"),
        ]
        assert "Ajoutées à la population\u00a0: 2. Déjà là\u00a0: 0." in reponse.text

    def test_une_ligne_fausse_arrete_tout(self, client, deposer):
        deposer(CSV + "Bob;mairie;\n")

        reponse = importer(client)

        assert "liste.csv, ligne 4, «\u00a0Courriel\u00a0»" in reponse.text
        assert not Invitation.objects.exists()

    def test_sauf_si_on_choisit_de_la_laisser(self, client, deposer):
        deposer(CSV + "Bob;mairie;\n")
        importer(client)

        importer(client, laisser="1")

        assert Invitation.objects.count() == 2

    def test_un_long_fichier_passe_par_l_ouvrier(self, client, deposer, travailler):
        deposer("Courriel\n" + "".join(f"p{n}@test.example\n" for n in range(2500)))
        reponse = importer(client)
        assert "Lecture en cours" in reponse.text
        assert not Invitation.objects.exists()

        travailler()

        assert Invitation.objects.count() == 2500
        assert "Le fichier est importé" in client.get(page("liste_detail", Importation.objects.get().pk)).text
