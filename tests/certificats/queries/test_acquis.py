"""Declared, seen by another, proved: three levels side by side, the old one told."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from certificats.actions.certificat import revoquer_certificat
from certificats.models import Acquis
from certificats.queries.acquis import niveaux_actuels, niveaux_de, seuil_d_anciennete
from tests.certificats.fabriques import certificat, competence

Nature = Acquis.Nature


def acquis(personne, niveau, *, nature=Nature.AUTO_EVALUATION, il_y_a=0, code="1.1"):
    jour = timezone.localdate() - timedelta(days=il_y_a)
    return Acquis.objects.create(
        utilisateur=personne, competence=competence(code), niveau=niveau, nature=nature, obtenu_le=jour
    )


def niveaux(personne, code="1.1"):
    return niveaux_actuels(personne)[competence(code).pk]


class TestNiveaux:
    def test_les_trois_appuis_ne_se_melangent_pas(self, d):
        acquis(d.animateur, 6)
        acquis(d.animateur, 5, nature=Nature.TIERS)
        acquis(d.animateur, 2, nature=Nature.RECONNAISSANCE)
        lus = niveaux(d.animateur)
        assert [lus.declare.niveau, lus.constate.niveau, lus.prouve.niveau] == [6, 5, 2]

    def test_le_dernier_declare_meme_plus_bas_le_plus_haut_prouve_meme_plus_ancien(self, d):
        acquis(d.animateur, 6, il_y_a=40)
        acquis(d.animateur, 3, nature=Nature.POSITIONNEMENT, il_y_a=10)
        acquis(d.animateur, 5, nature=Nature.RECONNAISSANCE, il_y_a=40)
        acquis(d.animateur, 2, nature=Nature.RECONNAISSANCE, il_y_a=10)
        lus = niveaux(d.animateur)
        assert (lus.declare.niveau, lus.declare.preuve.nature, lus.prouve.niveau) == (3, "positionnement", 5)
        assert lus.constate is None

    def test_un_meme_niveau_prouve_de_nouveau_rajeunit(self, d):
        acquis(d.animateur, 4, nature=Nature.RECONNAISSANCE, il_y_a=2000)
        assert niveaux(d.animateur).prouve.ancien
        acquis(d.animateur, 4, nature=Nature.RECONNAISSANCE, il_y_a=3)
        assert not niveaux(d.animateur).prouve.ancien

    def test_un_certificat_revoque_ne_prouve_plus(self, d):
        delivre = certificat(d)
        assert niveaux(d.animateur).prouve.preuve.certificat == delivre
        revoquer_certificat(certificat=delivre, par=d.gestionnaire, classe="fait", motif="Délivré par erreur.")
        assert niveaux_actuels(d.animateur) == {}

    def test_la_veille_du_seuil_est_encore_recente(self):
        assert seuil_d_anciennete(date(2026, 3, 31)) == date(2023, 3, 31)


@pytest.mark.parametrize("nombre", [1, 30])
def test_une_requete_quel_que_soit_le_nombre(d, nombre, django_assert_num_queries):
    personnes = [d.animateur, d.referent, d.concepteur]
    for personne in personnes:
        for _ in range(nombre):
            acquis(personne, 3)
    with django_assert_num_queries(1):
        tout = niveaux_de(personnes)
    assert set(tout) == {personne.pk for personne in personnes}
