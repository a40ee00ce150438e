import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from academie.regles import Refus
from besoins.actions.besoin import ecarter_besoin, qualifier_besoin, reexaminer_besoin, retenir_besoin
from besoins.actions.preuve import joindre_demande
from besoins.actions.programme import rediger_programme
from besoins.actions.regroupement import degrouper_besoin, regrouper_besoins
from besoins.models import Besoin
from besoins.queries.besoin import avec_preuves, preuves_de
from tests.besoins import atelier
from tests.besoins.fabriques import besoin, besoin_prouve, besoin_qualifie


def relire(fait: Besoin) -> Besoin:
    return Besoin.objects.get(pk=fait.pk)


class TestRegrouper:
    def test_sous_un_besoin_existant_la_preuve_reste_et_se_montre_au_groupe(self, d):
        groupe, membre = besoin(d.concepteur, "Accueillir"), besoin_prouve(d.concepteur, "Accueillir mieux")

        for _ in range(2):
            regrouper_besoins(besoins=[membre], sous=groupe, par=d.concepteur)

        membre = relire(membre)
        assert (membre.etat, membre.groupe) == ("regroupe", groupe)
        [preuve] = preuves_de(avec_preuves(Besoin.objects).get(pk=groupe.pk))
        assert preuve.besoin == membre
        assert membre.mouvements.filter(vers="regroupe").count() == 1

    def test_sous_un_nouveau_besoin_une_seule_fois(self, d):
        faits = [besoin(d.concepteur, titre) for titre in ("Un", "Deux")]

        groupes = [regrouper_besoins(besoins=faits, titre="Tous", par=d.concepteur) for _ in range(2)]

        assert groupes[0] == groupes[1]
        assert set(groupes[0].membres.all()) == set(faits)

    def test_un_groupe_se_retient_sur_les_preuves_de_ses_membres(self, d):
        groupe = qualifier_besoin(besoin=besoin(d.concepteur, "Accueillir"), par=d.concepteur)
        regrouper_besoins(besoins=[besoin_prouve(d.concepteur)], sous=groupe, par=d.concepteur)

        assert retenir_besoin(besoin=groupe, par=d.concepteur).etat == "retenu"

    def test_refuse_sans_besoin(self, d):
        seul = besoin(d.concepteur)

        for choix in ({"sous": seul, "besoins": []}, {"sous": seul, "besoins": [seul]}, {"titre": "X", "besoins": []}):
            with pytest.raises(Refus) as refus:
                regrouper_besoins(par=d.concepteur, **choix)
            assert refus.value.champ == "besoins"
        assert Besoin.objects.count() == 1

    def test_refuse_sans_groupe_ni_titre(self, d):
        with pytest.raises(Refus) as refus:
            regrouper_besoins(besoins=[besoin(d.concepteur)], titre=" ", par=d.concepteur)
        assert refus.value.champ == "titre"

    def test_refuse_le_titre_d_un_autre_besoin(self, d):
        besoin(d.concepteur, "Pris")

        with pytest.raises(Refus, match="choisissez-le pour groupe"):
            regrouper_besoins(besoins=[besoin(d.concepteur)], titre="Pris", par=d.concepteur)

    def test_refuse_un_ecarte_comme_membre_et_comme_groupe(self, d):
        ecarte = ecarter_besoin(besoin=besoin(d.concepteur, "Non"), par=d.concepteur, motif="Hors champ")
        autre = besoin(d.concepteur)

        with pytest.raises(Refus, match="ne se regroupe plus"):
            regrouper_besoins(besoins=[ecarte], sous=autre, par=d.concepteur)
        with pytest.raises(Refus, match="est écarté"):
            regrouper_besoins(besoins=[autre], sous=ecarte, par=d.concepteur)

    def test_refuse_un_groupe_dans_un_groupe(self, d):
        groupe, membre, autre = (besoin(d.concepteur, titre) for titre in ("Un", "Deux", "Trois"))
        regrouper_besoins(besoins=[membre], sous=groupe, par=d.concepteur)

        with pytest.raises(Refus, match="lui-même un groupe"):
            regrouper_besoins(besoins=[groupe], sous=autre, par=d.concepteur)

    def test_refuse_ce_qu_un_programme_sert_deja(self, d):
        retenu = atelier.besoin_retenu(d)
        rediger_programme(titre="Un programme", theme=atelier.theme(), besoins=[retenu], par=d.concepteur)

        with pytest.raises(Refus, match="Un programme"):
            regrouper_besoins(besoins=[retenu], sous=besoin(d.concepteur), par=d.concepteur)


class TestSeparer:
    def test_deux_fois_ne_separe_qu_une_fois(self, d):
        membre = besoin_qualifie(d.concepteur)
        regrouper_besoins(besoins=[membre], sous=besoin(d.concepteur), par=d.concepteur)

        for _ in range(2):
            degrouper_besoin(besoin=membre, par=d.concepteur)

        assert (relire(membre).etat, relire(membre).groupe) == ("qualifie", None)
        assert membre.mouvements.filter(de="regroupe").count() == 1

    def test_refuse_quand_le_groupe_est_decide(self, d):
        groupe, membre = besoin_qualifie(d.concepteur, "Groupe"), besoin_prouve(d.concepteur, "Membre")
        regrouper_besoins(besoins=[membre], sous=groupe, par=d.concepteur)
        retenir_besoin(besoin=groupe, par=d.concepteur)

        with pytest.raises(Refus, match="Remettez le groupe à l'examen"):
            degrouper_besoin(besoin=membre, par=d.concepteur)


ETATS = st.sampled_from(["recu", "qualifie", "retenu"])


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sortes=st.lists(st.tuples(ETATS, st.integers(1, 2)), min_size=2, max_size=4), nouveau=st.booleans())
def test_regrouper_puis_separer_rend_les_memes_preuves_et_les_memes_etats(d, sortes, nouveau):
    with transaction.atomic():
        faits = [_faire(d.concepteur, rang, *sorte) for rang, sorte in enumerate(sortes)]
        avant = [_photo(fait) for fait in faits]
        sous, membres = (None, faits) if nouveau else (faits[0], faits[1:])
        groupe = regrouper_besoins(besoins=membres, sous=sous, titre="Groupe", par=d.concepteur)
        if groupe.etat == "retenu":
            reexaminer_besoin(besoin=groupe, par=d.concepteur)
        assert len(preuves_de(avec_preuves(Besoin.objects).get(pk=groupe.pk))) == sum(
            nombre for _etat, nombre in sortes
        )
        for membre in reversed(membres):
            degrouper_besoin(besoin=membre, par=d.concepteur)
        assert [_photo(membre) for membre in membres] == avant[len(faits) - len(membres) :]
        transaction.set_rollback(True)


def _faire(par, rang: int, etat: str, preuves: int) -> Besoin:
    fait = besoin(par, f"Besoin {rang}")
    for numero in range(preuves):
        joindre_demande(besoin=fait, note=f"Demande {numero}", par=par)
    if etat != "recu":
        fait = qualifier_besoin(besoin=fait, par=par)
    return retenir_besoin(besoin=fait, par=par, motif="Oui") if etat == "retenu" else fait


def _photo(fait: Besoin) -> tuple:
    fait = Besoin.objects.get(pk=fait.pk)
    preuves = tuple(fait.preuves.order_by("pk").values_list("pk", "genre", "note"))
    return fait.etat, fait.groupe_id, fait.motif, fait.decide_par_id, fait.decide_le, preuves
