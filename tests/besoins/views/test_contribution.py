import pytest
from django.urls import reverse

from academie.models import Message
from besoins.actions.besoin import ecarter_besoin, qualifier_besoin, retenir_besoin
from besoins.actions.contribution import proposer_besoin
from besoins.actions.regroupement import regrouper_besoins
from besoins.models import Besoin
from tests.besoins import atelier
from tests.besoins.fabriques import besoin, besoin_qualifie

PROPOSER, LISTE = reverse("besoins:contribution_create"), reverse("besoins:contribution_list")
MOTS = {"titre": "Accueillir en langue des signes", "description": "Trois usagers sourds par semaine."}


def proposer(d, par=None) -> Besoin:
    return proposer_besoin(besoin=Besoin(**MOTS), par=par or d.animateur, structure=d.structure)


class TestProposer:
    def test_deux_clics_font_une_proposition_avec_ses_mots_pour_preuve(self, d, connecte):
        client = connecte(d.animateur)

        for _ in range(2):
            reponse = client.post(PROPOSER, {**MOTS, "structure": d.structure.pk})

        recu = Besoin.objects.get()
        assert reponse["Location"] == f"{LISTE}#besoin-{recu.pk}"
        assert (recu.etat, recu.porte, recu.propose_par, recu.structure) == (
            "recu",
            "demande",
            d.animateur,
            d.structure,
        )
        assert list(recu.territoires.all()) == [d.structure.territoire]
        assert recu.preuves.get().note == MOTS["description"]

    def test_sans_structure_pour_qui_n_en_a_pas(self, d, connecte):
        connecte(d.formateur).post(PROPOSER, MOTS)

        assert Besoin.objects.get().structure is None

    def test_pas_au_nom_d_une_autre_structure(self, d, connecte):
        reponse = connecte(d.animateur).post(PROPOSER, {**MOTS, "structure": d.autre_structure.pk})

        assert "structure" in reponse.context["form"].errors
        assert not Besoin.objects.exists()

    def test_ses_mots_sont_dus(self, d, connecte):
        reponse = connecte(d.animateur).post(PROPOSER, {"titre": "X", "structure": d.structure.pk})

        assert "description" in reponse.context["form"].errors

    def test_le_titre_d_un_autre_besoin_n_arrete_personne(self, d):
        besoin(d.concepteur, MOTS["titre"])

        assert proposer(d) == Besoin.objects.get(propose_par=d.animateur)

    def test_le_concepteur_lit_qui_propose_et_pas_la_referente(self, d, connecte):
        adresse = proposer(d).get_absolute_url()

        assert str(d.animateur) in connecte(d.concepteur).get(adresse).text
        texte = connecte(d.referent).get(adresse).text
        assert d.structure.nom in texte
        assert str(d.animateur) not in texte


class TestSuites:
    def test_chaque_pas_se_dit_une_fois_avec_le_motif_d_un_refus(self, d, connecte):
        recu = proposer(d)

        for _ in range(2):
            qualifier_besoin(besoin=recu, par=d.concepteur)
            ecarter_besoin(besoin=recu, par=d.concepteur, motif="Hors du champ de la formation.")

        textes = list(
            Message.objects.filter(destinataire=d.animateur.email).order_by("pk").values_list("texte", flat=True)
        )
        assert len(textes) == 2
        assert "Hors du champ de la formation." in textes[1]
        page = connecte(d.animateur).get(LISTE).text
        assert "Hors du champ de la formation." in page

    def test_regroupe_puis_programme_le_dit_avec_le_groupe_et_le_programme(self, d, connecte):
        recu, groupe = proposer(d), besoin_qualifie(d.concepteur, "Accueillir tous les publics")
        regrouper_besoins(besoins=[recu], sous=groupe, par=d.concepteur)
        retenu = retenir_besoin(besoin=groupe, par=d.concepteur)
        atelier.version_publiee(d, "Accueillir", besoins=[retenu])

        textes = list(
            Message.objects.filter(destinataire=d.animateur.email).order_by("pk").values_list("texte", flat=True)
        )
        assert [("réuni avec d'autres" in texte, "catalogue" in texte) for texte in textes] == [
            (True, False),
            (True, False),
            (True, True),
        ]
        page = connecte(d.animateur).get(LISTE).text
        assert "Accueillir tous les publics" in page
        assert "Programme et sessions\u00a0: Accueillir" in page

    def test_on_n_y_lit_que_les_siennes(self, d, connecte):
        proposer(d)

        assert MOTS["titre"] not in connecte(d.formateur).get(LISTE).text

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_la_liste_coute_pareil(self, d, connecte, nombre, django_assert_num_queries):
        for rang in range(nombre):
            proposer_besoin(besoin=Besoin(titre=f"Besoin {rang}", description="X"), par=d.animateur)
        client = connecte(d.animateur)

        with django_assert_num_queries(6):
            client.get(LISTE)


def test_l_accueil_du_concepteur_compte_les_propositions(d, connecte):
    proposer(d)

    assert "Étudier 1 besoin proposé" in connecte(d.concepteur).get(reverse("accueil")).text
