"""The pages of the quality audit: what each says, to whom, at which cost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from academie.actions.qualiopi import ajouter_piece, demander_dossier_audit
from academie.models import DossierAudit, PieceQualiopi
from academie.regles import Refus
from academie.regles.rnq import APPLICABLES, INDICATEURS
from besoins.models import VersionProgramme
from tests.besoins.atelier import theme, version_publiee
from tests.sessions.fabriques import session_ouverte


@pytest.fixture
def d(distribution):
    return distribution


def lire(client, nom="qualiopi_list", *arguments, **recherche) -> str:
    return client.get(reverse(nom, args=arguments), recherche).text.replace("\xa0", " ").replace("&#x27;", "'")


def test_trente_deux_indicateurs_dont_vingt_trois_nous_concernent():
    assert [indicateur.numero for indicateur in INDICATEURS] == list(range(1, 33))
    assert len(APPLICABLES) == 23
    assert not {3, 7, 13, 14, 15, 16, 20, 28, 29} & APPLICABLES.keys()


def test_le_tableau_dit_ce_qui_concerne_et_pourquoi_pas(d, connecte):
    texte = lire(connecte(d.gestionnaire))

    for indicateur in INDICATEURS:
        assert (reverse("qualiopi_detail", args=[indicateur.numero]) in texte) == indicateur.applicable
    assert "l'Académie n'en organise pas" in texte
    assert "aucune preuve" in texte


def test_une_page_montre_les_preuves_et_ce_qui_manque(d, connecte):
    client = connecte(d.gestionnaire)
    assert "Aucun programme n'est au catalogue" in lire(client, "qualiopi_detail", 1)

    version = version_publiee(d)

    texte = lire(client, "qualiopi_detail", 1)
    assert version.programme.get_absolute_url() in texte
    assert "Aucun programme" not in texte
    version.modules.update(methode="")
    assert "2 modules ne disent pas leur méthode" in lire(client, "qualiopi_detail", 6)


def test_chaque_indicateur_sans_preuve_le_dit(d, connecte):
    texte = lire(connecte(d.gestionnaire), "qualiopi_detail", 27)

    assert "ne tient encore aucune preuve" in texte
    assert "sous-traitants" in texte


@pytest.mark.parametrize("numero", sorted(APPLICABLES))
def test_chaque_page_s_ouvre_avec_de_quoi_la_remplir(d, connecte, numero):
    session_ouverte(d, version=version_publiee(d, theme=theme("Vacances")))

    assert connecte(d.concepteur).get(reverse("qualiopi_detail", args=[numero])).status_code == 200


def test_un_indicateur_qui_ne_nous_concerne_pas_n_a_pas_de_page(d, connecte):
    client = connecte(d.gestionnaire)

    assert client.get(reverse("qualiopi_detail", args=[3])).status_code == 404
    assert client.get(reverse("piece_create", args=[33])).status_code == 404


def test_l_annee_se_choisit(d, connecte):
    version = version_publiee(d)
    VersionProgramme.objects.filter(pk=version.pk).update(publiee_le="2020-03-03T10:00Z")
    client = connecte(d.gestionnaire)
    annee = date.today().year

    assert str(version) in lire(client, "qualiopi_detail", 1, annee=annee)
    VersionProgramme.objects.filter(pk=version.pk).update(etat="retiree", retiree_le="2021-03-03T10:00Z")
    assert str(version) not in lire(client, "qualiopi_detail", 1, annee=annee)


class TestPieces:
    def test_on_la_joint_on_la_lit_on_la_retire(self, d, connecte):
        client = connecte(d.gestionnaire)
        fichier = SimpleUploadedFile("reglement.pdf", b"%PDF-1.7")

        reponse = client.post(
            reverse("piece_create", args=[9]), {"titre": "Règlement", "date": "2026-01-05", "fichier": fichier}
        )

        piece = PieceQualiopi.objects.get()
        assert reponse["Location"] == reverse("qualiopi_detail", args=[9])
        assert "reglement.pdf" in lire(client, "qualiopi_detail", 9)
        telechargee = client.get(reverse("piece_fichier", args=[piece.pk]))
        assert b"".join(telechargee) == b"%PDF-1.7"
        assert "attachment" in telechargee["Content-Disposition"]
        client.post(reverse("piece_retirer", args=[piece.pk]), {"motif": "Remplacé."})
        texte = lire(client, "qualiopi_detail", 9)
        assert "Aucune pièce jointe" in texte
        assert "Remplacé." in texte

    def test_un_mauvais_fichier_se_dit_au_bon_endroit_et_garde_le_reste(self, d, connecte):
        fichier = SimpleUploadedFile("page.pdf", b"<html>")

        reponse = connecte(d.gestionnaire).post(
            reverse("piece_create", args=[9]), {"titre": "Mon titre", "date": "2026-01-05", "fichier": fichier}
        )

        assert reponse.context["form"].errors.keys() == {"fichier"}
        assert "Mon titre" in reponse.text
        assert not PieceQualiopi.objects.exists()

    def test_une_note_n_a_pas_de_fichier(self, d, connecte):
        piece = ajouter_piece(indicateur=9, titre="X", note="Y", date=date(2026, 1, 5), par=d.gestionnaire)

        assert connecte(d.gestionnaire).get(reverse("piece_fichier", args=[piece.pk])).status_code == 404


class TestDossiers:
    def test_la_page_dit_ou_il_en_est_et_donne_le_fichier(self, d, connecte, travailler):
        client = connecte(d.administrateur)
        client.post(reverse("dossier_audit_list"), {"annee": "", "nominatif": ""})
        dossier = DossierAudit.objects.get()
        DossierAudit.objects.update(faits=7)
        assert "7 indicateurs sur 23" in lire(client, "dossier_audit_list")
        assert client.get(reverse("dossier_audit_zip", args=[dossier.pk])).status_code == 404

        travailler()

        assert reverse("dossier_audit_zip", args=[dossier.pk]) in lire(client, "dossier_audit_list")
        reponse = client.get(reverse("dossier_audit_zip", args=[dossier.pk]))
        assert reponse.streaming
        assert b"".join(reponse).startswith(b"PK")

    def test_qui_ne_lit_pas_les_presences_n_a_pas_les_emargements(self, d, connecte, travailler):
        demander_dossier_audit(annee=None, nominatif=True, par=d.gestionnaire)
        travailler()
        zip_ = reverse("dossier_audit_zip", args=[DossierAudit.objects.get().pk])
        client = connecte(d.gestionnaire)
        assert zip_ in lire(client, "dossier_audit_list")
        assert b"".join(client.get(zip_)).startswith(b"PK")

        client = connecte(d.concepteur)
        assert zip_ not in lire(client, "dossier_audit_list")
        assert client.get(zip_).status_code == 404
        client.post(reverse("dossier_audit_list"), {"annee": "", "nominatif": "on"})
        assert not DossierAudit.objects.get(par=d.concepteur).nominatif
        with pytest.raises(Refus, match="gestionnaire"):
            demander_dossier_audit(annee=None, nominatif=True, par=d.concepteur)

    def test_une_annee_impossible_se_refuse(self, d, connecte):
        reponse = connecte(d.gestionnaire).post(reverse("dossier_audit_list"), {"annee": "1812"})

        assert reponse.context["form"].errors.keys() == {"annee"}
        assert not DossierAudit.objects.exists()


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_tableau_coute_pareil(d, connecte, nombre, django_assert_num_queries):
    for rang in range(nombre):
        version = version_publiee(d, f"Programme {rang}", theme=theme("Vacances"))
        ajouter_piece(indicateur=9, titre=f"{rang}", note="Y", date=date(2026, 1, 5), par=d.gestionnaire)
        demander_dossier_audit(annee=2020 + rang, nominatif=False, par=d.gestionnaire)
    session_ouverte(d, version=version)
    client = connecte(d.gestionnaire)

    couts = {"qualiopi_list": 73, "qualiopi_detail": 7, "dossier_audit_list": 4}
    for nom, cout in couts.items():
        with django_assert_num_queries(cout):
            client.get(reverse(nom, args=[9] if nom == "qualiopi_detail" else []))
