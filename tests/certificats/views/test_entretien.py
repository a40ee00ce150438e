"""The pages of the yearly interview, on both sides of the table."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from academie.models import Affectation
from certificats.models import Consultation, Entretien
from tests.certificats.fabriques import relire
from tests.certificats.suivi import entretien
from tests.distribution import recruter

LISTE, EQUIPE = reverse("certificats:entretien_list"), reverse("certificats:entretien_equipe")


def adresse(nom: str, entretien: Entretien) -> str:
    return reverse(f"certificats:entretien_{nom}", args=[entretien.pk])


def texte(reponse) -> str:
    return reponse.content.decode().replace("\u00a0", " ")


@pytest.fixture
def ouvrir(connecter, d):
    """`ouvrir(personne, entretien)`: the client of somebody who has left the note."""

    def _ouvrir(personne, ouvert):
        client = connecter(personne)
        client.post(ouvert.get_absolute_url())
        return client

    return _ouvrir


def test_prepare_rempli_signe_telecharge(connecter, ouvrir, d):
    client = connecter(d.animateur)
    client.post(reverse("certificats:entretien_create"), {"structure": d.structure.pk})
    ouvert = Entretien.objects.get()
    jour = timezone.localdate().isoformat()
    client.post(
        adresse("update", ouvert),
        {"revision": 1, "tenu_le": jour, "conclusions": "Continuer ensemble.", "mot_personne": "Merci"},
    )
    client.post(adresse("signer", ouvert), {"nom": str(d.animateur)})
    referent = ouvrir(d.referent, ouvert)
    assert "Continuer ensemble." in texte(referent.get(adresse("signer", ouvert)))
    referent.post(adresse("signer", ouvert), {"nom": str(d.referent)})

    assert relire(ouvert).etat == "signe"
    pdf = referent.get(adresse("pdf", ouvert))
    lu = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages).replace("\u00a0", " ")
    assert "Continuer ensemble." in lu
    assert "Merci" in lu
    assert f"{d.referent}" in lu
    assert "Projet" not in lu


def test_sans_les_deux_signatures_le_pdf_dit_que_c_est_un_projet(connecter, d):
    pdf = connecter(d.animateur).get(adresse("pdf", entretien(d, rempli=True)))
    assert "Projet" in PdfReader(BytesIO(pdf.content)).pages[0].extract_text()


def test_ce_qui_est_tape_reste_quand_l_autre_a_ecrit(connecter, d):
    ouvert = entretien(d, rempli=True)
    reponse = connecter(d.animateur).post(adresse("update", ouvert), {"revision": 1, "fait": "Mon long texte"})
    assert "Mon long texte" in texte(reponse)
    assert "Le texte a changé pendant" in texte(reponse)


def test_un_mauvais_nom_se_dit_au_bon_champ(connecter, d):
    reponse = connecter(d.animateur).post(adresse("signer", entretien(d, rempli=True)), {"nom": "Quelqu'un"})
    assert "comme dans votre compte" in reponse.context["form"].errors["nom"][0]


class TestQuiLit:
    @pytest.mark.parametrize("qui", ["autre_referent", "autre_animateur", "gestionnaire", "administrateur"])
    def test_ni_un_autre_employeur_ni_l_academie(self, connecter, d, qui):
        ouvert = entretien(d)
        for nom in ("detail", "pdf", "update", "signer"):
            assert connecter(getattr(d, qui)).get(adresse(nom, ouvert)).status_code == 404

    def test_la_structure_laisse_une_trace_avant_toute_lecture(self, connecter, ouvrir, d):
        ouvert = entretien(d, rempli=True)
        client = connecter(d.referent)
        for nom in ("detail", "pdf", "update", "signer"):
            assert "Continuer." not in texte(client.get(adresse(nom, ouvert)))
        assert not Consultation.objects.exists()
        ouvrir(d.referent, ouvert)
        assert "Continuer." in texte(client.get(adresse("detail", ouvert)))
        assert Consultation.objects.get().etendue == "entretien"

    def test_un_ancien_employeur_ne_lit_plus_le_suivant_non_plus(self, connecter, d):
        signe = entretien(d, signe=True)
        hier = timezone.localdate() - timedelta(days=1)
        Affectation.objects.filter(utilisateur=d.animateur).update(debut=hier, fin=hier)
        Affectation.objects.create(utilisateur=d.animateur, role="animateur", structure=d.autre_structure)
        assert connecter(d.referent).get(adresse("detail", signe)).status_code == 404
        assert connecter(d.autre_referent).get(adresse("detail", signe)).status_code == 404
        assert adresse("detail", signe) in texte(connecter(d.animateur).get(LISTE))

    def test_seule_la_personne_decline(self, connecter, d):
        ouvert = entretien(d)
        assert connecter(d.referent).post(adresse("decliner", ouvert)).status_code == 404
        connecter(d.animateur).post(adresse("decliner", ouvert), {"motif": "Pas cette année"})
        assert "Pas cette année" in texte(connecter(d.animateur).get(adresse("detail", ouvert)))


class TestEquipe:
    def test_la_structure_prepare_celui_d_une_personne_de_l_equipe(self, connecter, d):
        client = connecter(d.referent)
        emploi = d.animateur.affectations.get()
        prepare = reverse("certificats:entretien_conduire", args=[emploi.pk])
        assert prepare in texte(client.get(EQUIPE))
        reponse = client.post(prepare)
        assert reponse["Location"] == Entretien.objects.get().get_absolute_url()
        assert prepare not in texte(client.get(EQUIPE))

    def test_pas_celui_d_une_autre_equipe(self, connecter, d):
        emploi = d.autre_animateur.affectations.get()
        assert (
            connecter(d.referent).post(reverse("certificats:entretien_conduire", args=[emploi.pk])).status_code == 404
        )

    def test_sans_employeur_la_page_le_dit(self, connecter, d):
        assert "Aucune n'est indiquée dans votre compte" in texte(connecter(d.sans_role).get(LISTE)).replace(
            "&#x27;", "'"
        )

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_en_un_nombre_constant_de_requetes(self, connecter, d, nombre, django_assert_num_queries):
        recrues = recruter([(f"membre-{rang}", "animateur", d.structure) for rang in range(nombre)])
        for personne in recrues:
            Entretien.objects.create(utilisateur=personne, structure=d.structure, annee=timezone.localdate().year)
        client = connecter(d.referent)
        with django_assert_num_queries(7):
            client.get(EQUIPE)
