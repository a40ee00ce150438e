import pytest

from academie.models import Territoire
from besoins.actions.besoin import ecarter_besoin, modifier_besoin
from besoins.actions.contribution import proposer_besoin
from besoins.actions.preuve import deriver_besoin_d_option
from besoins.actions.priorite import changer_poids, imposer_place
from besoins.actions.regroupement import regrouper_besoins
from besoins.models import Besoin, Enquete, Invitation, PoidsPriorite, Reponse
from besoins.queries.priorite import LignePriorite, besoins_par_priorite, effet_des_poids, egalites, lignes_trouvees
from tests.besoins.fabriques import besoin, besoin_chiffre, besoin_prouve, enquete_ouverte, repondre, structures


def lire(**options) -> dict[str, LignePriorite]:
    return {ligne.besoin.titre: ligne for ligne in besoins_par_priorite(Besoin.objects.all(), **options)}


def phrase(titre: str, **options) -> str:
    return lire(**options)[titre].explication.replace("\u00a0", " ")


def noter(fait: Besoin, **notes) -> Besoin:
    for nom, note in notes.items():
        setattr(fait, nom, note)
    return modifier_besoin(besoin=fait)


class TestOrdre:
    def test_la_portee_ordonne_et_la_phrase_le_dit(self, d):
        besoin_chiffre(d, "Peu", 10, 100)
        besoin_chiffre(d, "Beaucoup", 90, 100)

        assert list(lire()) == ["Beaucoup", "Peu"]
        assert phrase("Peu") == (
            "Placé après « Beaucoup » surtout pour sa portée : 10 sur 100, soit 10,0 %, contre 90 sur 100, soit 90,0 %."
        )
        assert "tous les intervalles sont en dessous" in phrase("Beaucoup")

    def test_des_intervalles_qui_se_recouvrent_ne_departagent_pas(self, d):
        for titre, k in (("Un", 9), ("Deux", 8)):
            besoin_chiffre(d, titre, k, 11)

        assert "rien ne les départage vraiment" in phrase("Deux")
        assert [ligne.ex_aequo for ligne in lire().values()] == [1, 1]
        assert lire()["Un"].places == "de la 1re à la 2e"

    def test_l_urgence_fait_passer_devant_et_la_phrase_la_nomme(self, d):
        for titre, note in (("Attend", 1), ("Presse", 5)):
            noter(besoin_chiffre(d, titre, 50, 100), urgence=note)

        assert list(lire()) == ["Presse", "Attend"]
        assert "surtout pour son urgence : 1 sur 5, contre 5 sur 5." in phrase("Attend")

    def test_a_egalite_le_premier_recu_et_rien_d_autre(self, d):
        for titre in ("Premier", "Second"):
            besoin(d.concepteur, titre)

        assert "Même score que « Premier »" in phrase("Second")

    def test_sans_enquete_la_portee_est_dite_prudente(self, d):
        besoin_prouve(d.concepteur, "Signalé")

        portee, ecart, urgence, _faisabilite = lire()["Signalé"].criteres
        assert "comptée pour 10\u00a0% par prudence" in portee.mots
        assert ecart.mots == "inconnu, compté comme nul"
        assert "pas encore appréciée" in urgence.mots

    def test_un_groupe_porte_la_plus_forte_preuve_de_ses_membres(self, d):
        groupe, membre = besoin(d.concepteur, "Groupe"), besoin_chiffre(d, "Membre", 90, 100)
        regrouper_besoins(besoins=[membre], sous=groupe, par=d.concepteur)

        lignes = lire()
        assert lignes["Groupe"].criteres[0].mots.startswith("90 sur 100")
        assert (lignes["Membre"].rang, lignes["Membre"].explication) == (None, "Compté avec son groupe.")

    def test_un_ecarte_ne_se_compare_plus(self, d):
        ecarter_besoin(besoin=besoin(d.concepteur, "Non"), par=d.concepteur, motif="Hors champ")
        besoin(d.concepteur, "Oui")

        assert [(ligne.besoin.titre, ligne.rang) for ligne in lire().values()] == [("Oui", 1), ("Non", None)]

    def test_un_filtre_ne_change_ni_la_place_ni_la_phrase(self, d):
        for titre in ("Un", "Deux"):
            besoin(d.concepteur, titre)

        [ligne] = lignes_trouvees(Besoin.objects.all(), q="deux")
        assert (ligne.rang, "Même score que" in ligne.explication) == (2, True)
        assert lignes_trouvees(Besoin.objects.all(), porte="signal") == []


class TestEgalites:
    def dire(self) -> list[str]:
        return [phrase.replace("\u00a0", " ") for phrase in egalites(besoins_par_priorite(Besoin.objects.all()))]

    def test_deux_groupes_se_nomment_et_un_besoin_a_part_ne_se_dit_pas(self, d):
        for titre, k in (("Un", 900), ("Deux", 895), ("Trois", 100)):
            besoin_chiffre(d, titre, k, 1000)

        assert self.dire() == [
            "Rien ne départage strictement « Un » et « Deux » : de proche en proche, leurs intervalles se recouvrent."
        ]

    def test_quand_tout_se_recouvre_l_ordre_est_une_indication(self, d):
        for titre, k in (("Un", 9), ("Deux", 8)):
            besoin_chiffre(d, titre, k, 11)

        assert self.dire() == [
            "De proche en proche, tous les intervalles se recouvrent : l'ordre de ces besoins est une indication."
        ]


class TestEcart:
    def test_l_ecart_de_la_matrice_compte(self, d):
        for titre, importance, maitrise in (("Su", 2.0, 4.0), ("Manque", 4.5, 1.5)):
            fait = besoin_chiffre(d, titre, 50, 100)
            option = fait.preuves.get().option
            type(option.question).objects.filter(pk=option.question_id).update(genre="matrice", minimum=1, maximum=5)
            fait.preuves.update(importance=importance, maitrise=maitrise)

        assert list(lire()) == ["Manque", "Su"]
        assert "surtout pour son écart : importance 2, maîtrise 4, contre importance 4,5, maîtrise 1,5" in phrase("Su")


class TestPoidsEtPlaces:
    def test_d_autres_poids_changent_l_ordre_et_l_essai_ne_change_rien(self, d):
        noter(besoin_chiffre(d, "Répandu", 90, 100), urgence=1)
        noter(besoin_chiffre(d, "Urgent", 20, 100), urgence=5)
        urgence = {"portee": 0, "ecart": 0, "urgence": 1, "faisabilite": 0}
        avant = list(lire())

        effet = [(fait.titre, place, nouvelle) for fait, place, nouvelle in effet_des_poids(PoidsPriorite(**urgence))]

        assert [titre for titre, _avant, _apres in effet] == ["Urgent", "Répandu"]
        assert list(lire()) == avant
        changer_poids(poids=urgence, motif="Essai", par=d.concepteur)
        assert list(lire()) == ["Urgent", "Répandu"]

    def test_une_place_imposee_dit_qui_pourquoi_et_le_calcul(self, d):
        besoin_chiffre(d, "Fort", 90, 100)
        faible = besoin_chiffre(d, "Faible", 10, 100)
        imposer_place(besoin=faible, place=1, motif="Le conseil le demande", par=d.concepteur)

        assert list(lire()) == ["Faible", "Fort"]
        assert phrase("Faible").startswith("Place imposée par Concepteur Test le ")
        assert phrase("Faible").endswith(": Le conseil le demande. Le calcul le placerait au rang 2.")
        assert phrase("Fort") == "Placé après « Faible », dont la place est imposée."


class TestRegion:
    def derive(self, d, ailleurs: int, ici: int, regime: str = "nomme") -> tuple[Besoin, Territoire]:
        """« Formation » expressed by everyone of one région (`ici`) and by nobody elsewhere."""
        faite = enquete_ouverte(d.concepteur)
        for rang, structure in enumerate(structures(ailleurs + ici, d.commune)):
            repondre(faite, structure, "Formation" if rang < ici else "Réseau")
        region = d.commune.region
        autre = Territoire.objects.create(genre="region", code="99", nom="Ailleurs", recherche="ailleurs")
        loin = Invitation.objects.filter(enquete=faite.enquete, structure__nom__gte=f"Structure {ici:02}")
        Reponse.objects.update(region=region)
        Reponse.objects.filter(invitation__in=loin).update(region=autre)
        fait = deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)
        Enquete.objects.filter(pk=faite.enquete.pk).update(regime=regime)
        return fait, region, autre

    def test_la_portee_vient_des_reponses_de_la_region(self, d):
        _fait, region, autre = self.derive(d, ailleurs=5, ici=6)

        assert lire()["Formation"].criteres[0].mots.startswith("6 sur 11")
        assert lire(region=region)["Formation"].criteres[0].mots.startswith("6 sur 6")
        assert lire(region=autre)["Formation"].criteres[0].mots.startswith("0 sur 5")

    def test_sous_cinq_reponses_le_besoin_n_est_pas_classe(self, d):
        self.derive(d, ailleurs=4, ici=6)

        ligne = lire(region=Territoire.objects.get(code="99"))["Formation"]
        assert (ligne.rang, "Moins de 5 réponses" in ligne.explication) == (None, True)

    def test_sous_pseudonyme_le_reste_ne_se_deduit_pas(self, d):
        _fait, region, _autre = self.derive(d, ailleurs=4, ici=6, regime="pseudonyme")

        assert lire(region=region)["Formation"].rang is None

    def test_sans_enquete_la_prudence_vaut_partout(self, d):
        proposer_besoin(besoin=Besoin(titre="Demandé", description="X"), par=d.animateur)

        assert lire(region=d.commune.region)["Demandé"].rang == 1


@pytest.mark.parametrize("nombre", [1, 30])
def test_l_ordre_d_une_region_coute_pareil(d, nombre, django_assert_num_queries):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    for rang in range(nombre):
        fait = besoin_chiffre(d, "Un", 6, 11) if not rang else besoin_prouve(d.concepteur, f"Besoin {rang}")
        assert fait.pk

    with django_assert_num_queries(7):
        besoins_par_priorite(Besoin.objects.all(), region=d.commune.region)
