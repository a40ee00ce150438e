"""The ladder of jobs: loaded once from data that says its source, drawn step by step."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from academie.regles import Refus
from certificats.actions.echelle import charger_echelle
from certificats.actions.fiche_poste import adapter_fiche, publier_fiche
from certificats.actions.parcours import viser_poste
from certificats.models import FichePoste, Poste
from tests.certificats.fabriques import competence, fiche

ECHELLE = reverse("certificats:echelle")


def texte(reponse) -> str:
    return reponse.content.decode().replace("\xa0", " ")


def marche(echelon, titre, **niveaux) -> FichePoste:
    ecrite = fiche(titre=titre, **niveaux)
    FichePoste.objects.filter(pk=ecrite.pk).update(echelon=echelon)
    return ecrite


class TestCharger:
    @pytest.fixture
    def digcomp(self, db):
        for domaine, nombre in ((1, 3), (2, 6), (3, 4), (4, 4), (5, 4)):
            for rang in range(1, nombre + 1):
                competence(f"{domaine}.{rang}")

    def test_deux_fois_ecrit_une_fois_et_laisse_ce_qui_existe(self, d, digcomp):
        sortie = StringIO()
        call_command("charger_echelle", stdout=sortie)
        assert "11 fiches" in sortie.getvalue()
        publiees = FichePoste.objects.publiees().order_by("echelon")
        assert [fiche.echelon for fiche in publiees] == [1, 2, 3, 4, 5]
        assert all("Synthèse de l'Académie" in fiche.source for fiche in publiees)
        assert FichePoste.objects.filter(titre__contains="à renseigner", etat="brouillon", description="").count() == 6
        publiees.update(description="Réécrite par l'Académie.")
        assert charger_echelle() == []
        assert not FichePoste.objects.publiees().exclude(description="Réécrite par l'Académie.").exists()

    def test_sans_referentiel_rien_n_est_ecrit(self, d):
        with pytest.raises(Refus, match="DigComp"):
            charger_echelle()
        with pytest.raises(CommandError, match="Rien n'a été écrit"):
            call_command("charger_echelle")
        assert not FichePoste.objects.exists()


class TestPage:
    def test_ce_qui_change_d_une_marche_a_la_suivante(self, connecter, d):
        marche(1, "Premier poste", c1_1=3, c1_2=3)
        marche(2, "Second poste", c1_1=5, c1_2=3, c2_1=2)
        [premiere, seconde] = connecter(d.animateur).get(ECHELLE).context["marches"]
        assert premiere.changements == []
        assert [c.competence.code for c in seconde.plus_hautes] == ["1.1"]
        assert [c.competence.code for c in seconde.nouvelles] == ["2.1"]
        lu = texte(connecter(d.animateur).get(ECHELLE))
        assert "de « Palier 3 » à « Palier 5 »" in lu
        assert 'role="img"' in lu

    def test_ou_l_on_est_et_ou_l_on_va(self, connecter, d):
        tenue, visee = marche(1, "Premier poste"), marche(2, "Second poste")
        adaptee = publier_fiche(fiche=adapter_fiche(nationale=tenue, structure=d.structure))
        Poste.objects.create(
            utilisateur=d.animateur, intitule="x", structure=d.structure, fiche=adaptee, debut=date(2025, 1, 1)
        )
        viser_poste(utilisateur=d.animateur, fiche=visee)
        lues = connecter(d.animateur).get(ECHELLE).context["marches"]
        assert [(m.tenue, m.visee) for m in lues] == [(True, False), (False, True)]

    def test_sans_marche_la_page_le_dit(self, connecter, d):
        fiche()
        assert "pas encore de marche" in texte(connecter(d.animateur).get(ECHELLE))

    @pytest.mark.parametrize("nombre", [1, 20])
    def test_le_nombre_de_requetes_est_constant(self, connecter, d, nombre, django_assert_num_queries):
        for rang in range(1, nombre + 1):
            marche(rang, f"Poste {rang}", c1_1=3)
        client = connecter(d.animateur)
        with django_assert_num_queries(8):
            client.get(ECHELLE)
