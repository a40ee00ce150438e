"""Pieces and folders of the quality audit: what is kept, refused, taken back, made, forgotten."""

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from academie.actions.qualiopi import ajouter_piece, demander_dossier_audit, oublier_dossiers_audit, retirer_piece
from academie.branchements import qualiopi as registre
from academie.models import DossierAudit, PieceQualiopi
from academie.regles import Refus
from academie.tasks import etablir_dossier_audit
from tests.besoins.atelier import theme, version_publiee
from tests.certificats.fabriques import certificat

JOUR = date(2026, 3, 5)
PDF = b"%PDF-1.7 contenu"


@pytest.fixture
def d(distribution):
    return distribution


def joindre(d, contenu=PDF, nom="reglement.pdf", **champs) -> PieceQualiopi:
    fichier = ContentFile(contenu, nom) if contenu else None
    valeurs = {"indicateur": 9, "titre": "Règlement intérieur", "date": JOUR, "par": d.gestionnaire} | champs
    return ajouter_piece(fichier=fichier, **valeurs)


def dossier(d, travailler, *, nominatif=False, annee=None) -> zipfile.ZipFile:
    demande = demander_dossier_audit(annee=annee, nominatif=nominatif, par=d.gestionnaire)
    travailler()
    with DossierAudit.objects.get(pk=demande.pk).fichier.open() as fichier:
        return zipfile.ZipFile(io.BytesIO(fichier.read()))


class TestPiece:
    def test_un_fichier_se_garde_avec_son_empreinte(self, d):
        piece = joindre(d)

        with piece.fichier.open() as fichier:
            assert fichier.read() == PDF
        assert (piece.nom, len(piece.empreinte), piece.par) == ("reglement.pdf", 64, d.gestionnaire)

    def test_deux_fois_la_meme_n_en_fait_qu_une(self, d):
        assert joindre(d) == joindre(d)
        assert joindre(d) != joindre(d, PDF + b" corrige")

    def test_une_note_suffit_mais_rien_ne_suffit_pas(self, d):
        assert not joindre(d, None, note="Au classeur").fichier
        with pytest.raises(Refus, match="note") as refus:
            joindre(d, None)
        assert refus.value.champ == "note"

    @pytest.mark.parametrize(
        ("contenu", "nom"),
        [(b"MZ\x90", "virus.exe"), (b"<html>", "page.pdf"), (PDF, "sans-suffixe"), (b"PK\x03\x04", "image.png")],
    )
    def test_ce_qu_un_auditeur_n_ouvre_pas_est_refuse(self, d, contenu, nom):
        with pytest.raises(Refus, match="PDF") as refus:
            joindre(d, contenu, nom)
        assert refus.value.champ == "fichier"

    def test_un_fichier_trop_lourd_est_refuse(self, d):
        with pytest.raises(Refus, match="dépasse"):
            joindre(d, PDF + b"0" * (10 * 1024 * 1024))

    def test_retiree_deux_fois_elle_garde_son_premier_motif(self, d):
        piece = joindre(d)
        retirer_piece(piece=piece, motif="Périmé.", par=d.concepteur)
        retirer_piece(piece=piece, motif="Autre.", par=d.gestionnaire)

        piece = PieceQualiopi.objects.get()
        assert (piece.motif, piece.retiree_par) == ("Périmé.", d.concepteur)
        assert not PieceQualiopi.objects.en_vigueur().exists()


class TestDossier:
    def test_un_sommaire_un_dossier_par_indicateur_et_ses_fichiers(self, d, travailler):
        version = version_publiee(d)
        joindre(d)
        retirer_piece(piece=joindre(d, titre="Périmée"), motif="Périmé.", par=d.gestionnaire)

        archive = dossier(d, travailler)

        noms = archive.namelist()
        assert archive.testzip() is None
        assert {"index.html", "index.csv", "indicateur-32/preuves.csv"} <= set(noms)
        assert not [nom for nom in noms if nom.startswith(("indicateur-03", "indicateur-07"))]
        assert archive.read(f"indicateur-01/documents/{version.programme.slug}-v1.pdf").startswith(b"%PDF")
        [jointe] = [nom for nom in noms if "/pieces/" in nom]
        assert archive.read(jointe) == PDF
        page = archive.read("index.html").decode()
        assert jointe in page
        assert "Périmée" not in page
        lignes = csv.reader(io.StringIO(archive.read("indicateur-01/preuves.csv").decode("utf-8-sig")), delimiter=";")
        assert any(str(version) in ligne for ligne in lignes)

    def test_sans_demande_expresse_aucun_stagiaire_n_est_nomme(self, d, travailler):
        certificat(d, version=version_publiee(d, theme=theme("Vacances")))

        archive = dossier(d, travailler)

        assert not [nom for nom in archive.namelist() if "emargement" in nom]
        textes = " ".join(archive.read(n).decode() for n in archive.namelist() if n.endswith((".csv", ".html")))
        assert d.animateur.get_full_name() not in textes
        assert d.formateur.get_full_name() in textes

    def test_les_feuilles_d_emargement_sur_demande(self, d, travailler):
        certificat(d, version=version_publiee(d, theme=theme("Vacances")))

        archive = dossier(d, travailler, nominatif=True)

        [feuille] = [nom for nom in archive.namelist() if "emargement" in nom]
        assert feuille.startswith("indicateur-12/documents/")
        assert archive.read(feuille).startswith(b"%PDF")
        assert "Ne les transmettez qu'à l'auditeur" in archive.read("index.html").decode().replace("&#x27;", "'")

    def test_l_annee_ne_garde_que_la_sienne(self, d, travailler):
        version_publiee(d)
        avant = timezone.localdate().year - 1

        archive = dossier(d, travailler, annee=avant)

        assert not [nom for nom in archive.namelist() if nom.startswith("indicateur-01/documents")]

    def test_demande_deux_fois_prepare_une_fois(self, d, travailler):
        premier, second = (demander_dossier_audit(annee=None, nominatif=False, par=d.gestionnaire) for _fois in "12")
        assert premier == second

        travailler()

        fait = DossierAudit.objects.get()
        assert (fait.etat, fait.faits) == (DossierAudit.Etat.PRET, 23)
        assert fait.octets == fait.fichier.size

    def test_une_panne_se_lit_sur_sa_page(self, d, monkeypatch):
        def en_panne(_annee):
            raise ZeroDivisionError

        monkeypatch.setitem(registre.PREUVES, 32, [en_panne])
        demande = demander_dossier_audit(annee=None, nominatif=False, par=d.gestionnaire)
        with pytest.raises(ZeroDivisionError):
            etablir_dossier_audit.call(demande.pk)

        assert DossierAudit.objects.get().etat == DossierAudit.Etat.EN_ECHEC

    def test_un_dossier_n_est_garde_qu_un_temps(self, d, travailler, django_capture_on_commit_callbacks):
        dossier(d, travailler)
        garde = DossierAudit.objects.get()
        fichier, stockage = garde.fichier.name, garde.fichier.storage
        oublier_dossiers_audit(le=timezone.now() + timedelta(days=29))
        assert DossierAudit.objects.exists()

        with django_capture_on_commit_callbacks(execute=True):
            oublier_dossiers_audit(le=timezone.now() + timedelta(days=31))

        assert not DossierAudit.objects.exists()
        assert not stockage.exists(fichier)

    def test_un_dossier_que_personne_ne_finit_est_abandonne(self, d):
        demander_dossier_audit(annee=None, nominatif=False, par=d.gestionnaire)

        oublier_dossiers_audit(le=timezone.now() + timedelta(hours=3))

        assert DossierAudit.objects.get().etat == DossierAudit.Etat.EN_ECHEC
