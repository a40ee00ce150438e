"""A file dropped to be compared: the one issued, one that was altered, one that we do not know; never a 500."""

from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfWriter

from academie.regles import regle
from certificats.actions.certificat import remplacer_certificat
from tests.certificats.fabriques import certificat
from tests.certificats.textes.test_textes import pdf

MO = 1024 * 1024


def deposer(client, octets: bytes, nom: str = "certificat.pdf", **options):
    fichier = SimpleUploadedFile(nom, octets)
    return client.post(reverse("certificats:verification"), {"fichier": fichier}, **options)


def octets_de(emis) -> bytes:
    with emis.principal.fichier.open("rb") as fichier:
        return fichier.read()


def texte(reponse) -> str:
    return reponse.content.decode()


def titre(reponse) -> str:
    return texte(reponse).partition("<h1>")[2].partition("</h1>")[0]


def reenregistrer(octets: bytes) -> bytes:
    """What an office suite does: the same words, in another file."""
    sortie = BytesIO()
    PdfWriter(clone_from=BytesIO(octets)).write(sortie)
    return sortie.getvalue()


class TestVerdict:
    def test_le_fichier_d_origine(self, client, d, django_assert_num_queries):
        emis = certificat(d)
        octets = octets_de(emis)
        with django_assert_num_queries(1):
            reponse = deposer(client, octets)
        assert titre(reponse) == "Ce fichier est authentique"
        assert reverse("certificats:verification_detail", args=[emis.principal.code_lisible]) in texte(reponse)

    def test_un_fichier_remplace(self, client, d):
        emis = certificat(d)
        octets = octets_de(emis)
        corrections = {"titulaire": "Autre Nom", "employeur": "", "lieu": "Ici"}
        remplacer_certificat(certificat=emis, par=d.gestionnaire, motif="Nom", corrections=corrections)
        assert titre(deposer(client, octets)) == "Ce fichier est authentique, mais il a été remplacé"

    @pytest.mark.parametrize(
        "alterer",
        [lambda octets: octets + b"\n", reenregistrer],
        ids=["un octet de plus", "enregistré à nouveau"],
    )
    def test_un_fichier_modifie(self, client, d, alterer):
        emis = certificat(d)
        reponse = deposer(client, alterer(octets_de(emis)))
        assert titre(reponse) == "Ce fichier a été modifié"
        assert emis.principal.numero in texte(reponse)

    @pytest.mark.parametrize(
        ("octets", "dit"),
        [
            (b"%PDF-1.4 rien", "Nous ne connaissons pas ce fichier"),
            (b"\x00\xff", "Nous ne connaissons pas ce fichier"),
            (b"\xff\xd8\xff\xe0 photo", "Nous ne connaissons pas ce fichier"),
            (b"eyJhbGciOi.eyJ", "Ce badge est illisible"),
            (b"{", "Ce fichier ne contient pas de badge"),
            (b"[" * 200_000, "Ce badge est illisible"),
            (b'{"a":' * 200_000, "Ce fichier ne contient pas de badge"),
            (b"<svg", "Ce fichier ne contient pas de badge"),
            (b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffiTXt", "Ce fichier ne contient pas de badge"),
            (b"\xef\xbb\xbf \n{}", "Ce fichier n'est pas un badge Open Badges 3.0"),
        ],
        ids=range(10),
    )
    def test_un_fichier_inconnu(self, client, db, octets, dit):
        reponse = deposer(client, octets)
        assert reponse.status_code == 200
        assert unescape(titre(reponse)) == dit

    def test_un_faux_n_apprend_pas_quels_numeros_existent(self, client, d, django_assert_num_queries):
        reponses = []
        for numero in (certificat(d).numero, "2026-0000-0000"):
            faux = pdf("Numero", titre=f"OTeN Académie, certificat {numero}").getvalue()
            with django_assert_num_queries(1):
                reponses.append(texte(deposer(client, faux)))
        assert reponses[0] == reponses[1]
        assert "Il se présente comme un document" in reponses[0]

    def test_rien_n_est_garde(self, client, db, settings):
        avant = sorted(Path(settings.MEDIA_ROOT).rglob("*"))
        deposer(client, b"%PDF-1.4 " + b"x" * 3 * MO)
        assert sorted(Path(settings.MEDIA_ROOT).rglob("*")) == avant


class TestSaisie:
    def test_rien_de_choisi(self, client, db):
        reponse = client.post(reverse("certificats:verification"))
        assert reponse.context["depot"].errors["fichier"] == ["Choisissez le fichier à comparer."]

    def test_un_fichier_vide(self, client, db):
        reponse = deposer(client, b"")
        assert reponse.context["depot"].errors["fichier"] == [
            "Ce fichier est vide\xa0: choisissez le fichier d'origine."
        ]

    def test_un_fichier_trop_lourd_est_refuse_sans_etre_lu(self, client, db, monkeypatch):
        monkeypatch.setattr("certificats.forms.verification.DepotForm.is_valid", None)
        reponse = deposer(client, b"x" * (regle("verification.taille") + 2) * MO)
        assert reponse.status_code == 413
        [erreur] = reponse.context["depot"].errors["fichier"]
        assert erreur.startswith("Ce fichier dépasse 20 Mo\xa0: il n'a pas été lu.")
        assert "Vérifier le code" in texte(reponse)

    def test_la_regle_au_megaoctet(self, client, db):
        assert deposer(client, b"x" * regle("verification.taille") * MO).status_code == 200

    def test_sans_cookie_ni_jeton(self, db):
        assert deposer(Client(enforce_csrf_checks=True), b"%PDF-").status_code == 200

    def test_le_debit_vaut_pour_les_fichiers(self, client, db, monkeypatch):
        monkeypatch.setattr("academie.regles.essais.time", lambda: 1_800_000_000)
        for _essai in range(regle("verification.essais")):
            client.post(reverse("certificats:verification"))
        reponse = deposer(client, b"%PDF-")
        assert reponse.status_code == 429
        assert reponse["Retry-After"] == "60"


class TestCodeColle:
    def erreur(self, client, saisie) -> list[str]:
        return client.get(reverse("certificats:verification"), {"code": saisie}).context["form"].errors["code"]

    @pytest.mark.parametrize("coller", ["{}", " {} ", "{}?utm=1", "{}#page"])
    def test_notre_adresse_est_comprise(self, client, d, coller):
        document = certificat(d).principal
        reponse = client.get(
            reverse("certificats:verification"), {"code": coller.format(document.adresse_verification)}
        )
        assert reponse["Location"] == reverse("certificats:verification_detail", args=[document.code_lisible])

    @pytest.mark.parametrize("adresse", ["https://exemple.fr/verification/7K3M-9QXD-0000-1111/", "exemple.fr/x"])
    def test_l_adresse_d_un_autre_site(self, client, db, adresse):
        [erreur] = self.erreur(client, adresse)
        assert erreur.startswith("Cette adresse est celle d'un autre site, exemple.fr")

    def test_un_badge_colle(self, client, db):
        [erreur] = self.erreur(client, "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.abc")
        assert erreur.startswith("Ceci est un badge")

    def test_un_texte_sans_fin(self, client, db):
        [erreur] = self.erreur(client, "A" * 600)
        assert erreur.startswith("Ceci est bien plus long")


def test_les_robots_restent_dehors(client):
    reponse = client.get("/robots.txt")
    assert reponse["Content-Type"].startswith("text/plain")
    assert "Disallow: /verification/" in texte(reponse)
