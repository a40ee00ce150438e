"""What is asked, proved, observed and declared: side by side, never one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from certificats.models import Acquis, Poste
from certificats.queries.acquis import niveaux_actuels
from certificats.queries.ecart import ecarts, ecarts_de
from certificats.queries.parcours import Cible, comparaison, ecarts_ouverts
from certificats.queries.radar import dessiner
from tests.certificats.fabriques import competence, fiche
from tests.certificats.suivi import viser
from tests.distribution import recruter

PARCOURS = reverse("certificats:parcours_detail")


def noter(personne, code: str, niveau: int, nature: str, *, le=None) -> Acquis:
    return Acquis.objects.create(
        utilisateur=personne,
        competence=competence(code),
        niveau=niveau,
        nature=nature,
        obtenu_le=le or timezone.localdate(),
    )


def poste(personne, fiche_, **dates) -> Poste:
    return Poste.objects.create(
        utilisateur=personne,
        intitule="Poste",
        employeur="Ailleurs",
        fiche=fiche_,
        **{"debut": timezone.localdate() - timedelta(days=100)} | dates,
    )


def test_seul_un_niveau_prouve_ferme_un_ecart(d):
    poste_vise = fiche(c1_1=4, c2_1=3, c2_2=3)
    noter(d.animateur, "1.1", 4, Acquis.Nature.RECONNAISSANCE)
    noter(d.animateur, "2.1", 5, Acquis.Nature.TIERS)
    noter(d.animateur, "2.2", 8, Acquis.Nature.AUTO_EVALUATION)

    prouve, constate, declare = ecarts(poste_vise, niveaux_actuels(d.animateur))

    assert prouve.comble
    assert (constate.comble, constate.manque, constate.constate.niveau, constate.prouve) == (False, 3, 5, None)
    assert (declare.comble, declare.declare.niveau, declare.constate) == (False, 8, None)


def test_un_niveau_ancien_le_dit(d, connecter):
    viser(d.animateur, c2_1=3)
    noter(d.animateur, "2.1", 2, Acquis.Nature.AUTO_EVALUATION, le=timezone.localdate() - timedelta(days=5 * 366))

    assert "ancien" in connecter(d.animateur).get(PARCOURS).content.decode()


class TestComparaison:
    def test_le_poste_vise_puis_l_actuel_a_la_demande(self, d):
        vise = viser(d.animateur)
        actuel = fiche(titre="Actuel", c2_1=2)
        poste(d.animateur, actuel)

        assert comparaison(d.animateur).fiche == vise
        assert comparaison(d.animateur, "actuel").fiche == actuel
        assert comparaison(d.animateur, "actuel").autre == Cible.VISE
        assert comparaison(d.animateur, "n'importe quoi").fiche == vise

    def test_l_actuel_quand_rien_n_est_vise_et_rien_quand_il_est_fini(self, d):
        actuel = fiche(titre="Actuel", c2_1=2)
        tenu = poste(d.animateur, actuel)
        assert (comparaison(d.animateur).fiche, comparaison(d.animateur).autre) == (actuel, None)
        assert len(ecarts_ouverts(d.animateur)[1]) == 1

        Poste.objects.filter(pk=tenu.pk).update(fin=timezone.localdate() - timedelta(days=1))
        assert comparaison(d.animateur).fiche is None

    def test_l_actuel_demande_ne_montre_jamais_le_vise(self, d):
        viser(d.animateur)
        assert comparaison(d.animateur, "actuel").fiche is None

    def test_la_page_passe_de_l_un_a_l_autre(self, d, connecter):
        viser(d.animateur)
        poste(d.animateur, fiche(titre="Poste d'aujourd'hui", c2_1=2))
        client = connecter(d.animateur)

        assert "?cible=actuel" in client.get(PARCOURS).content.decode()
        page = client.get(PARCOURS, {"cible": "actuel"})
        assert [ecart.competence.code for ecart in page.context["ecarts"]] == ["2.1"]
        assert "?cible=vise" in page.content.decode()


@pytest.mark.parametrize("nombre", [1, 30])
def test_les_ecarts_d_une_equipe_en_un_nombre_constant_de_requetes(d, nombre, django_assert_num_queries):
    personnes = recruter([(f"membre-{rang}", None, None) for rang in range(nombre)])
    for rang, personne in enumerate(personnes):
        poste(personne, fiche(titre=f"Poste {rang}", c1_1=4, c2_1=2))
        noter(personne, "1.1", 3, Acquis.Nature.TIERS)

    with django_assert_num_queries(4):
        trouves = ecarts_de(personnes)

    assert len(trouves) == nombre
    lignes = trouves[personnes[0].pk][1]
    assert [(ecart.manque, bool(ecart.constate)) for ecart in lignes] == [(4, True), (2, False)]


class TestRadar:
    def ecarts(self, d, nombre):
        codes = [f"{domaine}.{rang}" for domaine in range(1, 6) for rang in range(1, 5)][:nombre]
        demandes = {f"c{code.replace('.', '_')}": 4 for code in codes}
        return ecarts(fiche(**demandes), niveaux_actuels(d.animateur))

    def test_moins_de_trois_axes_ne_se_dessinent_pas(self, d):
        assert dessiner(self.ecarts(d, 2)) is None

    def test_un_axe_par_competence_jusqu_a_douze(self, d):
        radar = dessiner(self.ecarts(d, 12))
        assert len(radar.axes) == 12
        assert not radar.par_domaine
        assert [rang for _point, rang in radar.graduations] == [2, 4, 6, 8]

    def test_au_dela_un_axe_par_domaine(self, d):
        radar = dessiner(self.ecarts(d, 13))
        assert [axe.code for axe in radar.axes] == ["1", "2", "3", "4"]
        assert radar.par_domaine

    def test_ce_que_personne_n_a_dit_n_a_pas_de_marque(self, d):
        noter(d.animateur, "1.2", 6, Acquis.Nature.TIERS)
        courbes = dessiner(self.ecarts(d, 4)).courbes
        assert [len(courbes[genre].points) for genre in ("demande", "prouve", "constate", "declare")] == [4, 4, 1, 0]
        [marque] = courbes["constate"].points
        assert (marque.x, marque.y) == (180 + 92, 180)  # six eighths of the radius, to the right

    def test_il_est_dans_la_page_avec_son_titre_et_sa_description(self, d, connecter):
        viser(d.animateur, c1_1=4, c2_1=3, c3_1=2)
        contenu = connecter(d.animateur).get(PARCOURS).content.decode()
        assert '<title id="radar-titre">' in contenu
        assert '<desc id="radar-texte">' in contenu
        assert "style=" not in contenu.partition("<svg viewBox")[2].partition("</svg>")[0]
