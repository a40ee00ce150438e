from collections import Counter
from datetime import date

import pytest

from besoins.actions.enquete import ouvrir_enquete
from besoins.actions.reponse import enregistrer_reponse
from besoins.models import Condition, Option, Valeur
from besoins.queries.resultats import compter_option, resultats
from besoins.statistiques.resume import resumer_nombres
from tests.besoins.fabriques import Genre, brouillon, enquete_ouverte, invitation, question, repondre, structures
from tests.besoins.recolte import recolter


def lignes(faite, nom: str) -> dict[str, tuple[int, int]]:
    [resultat] = [r for r in resultats(faite.enquete).questions if r.question == getattr(faite, nom)]
    return {
        ligne.libelle: (ligne.proportion.effectif, ligne.proportion.total)
        for ligne in resultat.lignes
        if ligne.proportion
    }


def test_seules_les_reponses_envoyees_comptent(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    commencee = invitation(faite, d.autre_structure)
    enregistrer_reponse(invitation=commencee, valeurs={faite.besoins: [faite.option("Réseau")]})

    bilan = resultats(faite.enquete)

    assert (bilan.soumises, bilan.en_cours, bilan.invitees) == (1, 1, 2)
    assert lignes(faite, "besoins") == {"Formation": (1, 1), "Matériel": (0, 1), "Réseau": (0, 1)}
    assert compter_option(faite.option("Réseau")) == (0, 1)


def test_plusieurs_coches_d_une_personne_font_une_personne(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation", "Réseau")
    repondre(faite, d.autre_structure, "Formation")

    assert lignes(faite, "besoins") == {"Formation": (2, 2), "Réseau": (1, 2), "Matériel": (0, 2)}


def test_qui_n_a_pas_repondu_a_une_question_n_y_compte_pas(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation", taille=[faite.option("Petite")])
    repondre(faite, d.autre_structure, "Formation")

    assert lignes(faite, "taille") == {"Petite": (1, 1), "Grande": (0, 1)}


def test_une_autre_enquete_ne_se_melange_pas(d):
    faite, autre = enquete_ouverte(d.concepteur), enquete_ouverte(d.concepteur, "Autre")
    repondre(faite, d.structure, "Formation")
    repondre(autre, d.structure, "Formation")

    assert lignes(faite, "besoins")["Formation"] == (1, 1)


def test_l_echelle_montre_chaque_degre_et_sa_mediane(d):
    faite = enquete_ouverte(d.concepteur)
    for structure, note in zip(structures(3, d.commune), (2, 4, 5), strict=True):
        repondre(faite, structure, "Formation", urgence=note)

    [resultat] = [r for r in resultats(faite.enquete).questions if r.question == faite.urgence]

    assert lignes(faite, "urgence") == {"1": (0, 3), "2": (1, 3), "3": (0, 3), "4": (1, 3), "5": (1, 3)}
    assert resultat.resume.mediane == 4


def test_une_population_connue_resserre_les_intervalles(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    repondre(faite, d.autre_structure, "Réseau")

    def largeur():
        ligne = resultats(faite.enquete).questions[0].lignes[0]
        return ligne.proportion.intervalle.haut - ligne.proportion.intervalle.bas

    sans = largeur()
    faite.enquete.population = 2
    assert largeur() == 0 < sans
    faite.enquete.population = 1  # fewer than those who answered: not believed
    assert largeur() == sans


def test_un_effectif_inconnu_ne_se_classe_pas(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    Option.objects.filter(libelle="Réseau").update(effectif_inconnu=True)

    derniere = resultats(faite.enquete).questions[0].lignes[-1]

    assert (derniere.libelle, derniere.proportion, derniere.place) == ("Réseau", None, "")
    assert compter_option(faite.option("Réseau")) == (None, 1)


def test_les_textes_viennent_dans_l_ordre_des_envois(d):
    faite = enquete_ouverte(d.concepteur)
    for structure, texte in ((d.structure, "Premier"), (d.autre_structure, "Second 🙂")):
        repondre(faite, structure, "Formation", remarque=texte)

    assert resultats(faite.enquete).questions[-1].textes == ["Premier", "Second 🙂"]


def test_les_textes_d_une_longue_enquete_ne_sont_pas_tous_lus(d):
    faite = enquete_ouverte(d.concepteur)
    for structure in structures(3, d.commune):
        repondre(faite, structure, "Formation", remarque=structure.nom)

    assert resultats(faite.enquete, textes=2).questions[-1].textes == ["Structure 00", "Structure 01"]
    assert len(resultats(faite.enquete, textes=None).questions[-1].textes) == 3


class TestTousLesGenres:
    @pytest.fixture
    def faite(self, d):
        faite = brouillon(d.concepteur)
        section = faite.besoins.section
        genres = {
            "classement": question(section, Genre.CLASSEMENT, "Dans quel ordre ?", ["Un", "Deux", "Trois"], maximum=2),
            "matrice": question(section, Genre.MATRICE, "Et vous ?", ["Accueillir", "Réparer"], minimum=1, maximum=5),
            "lieu": question(section, Genre.TERRITOIRE, "Où ?"),
            "jour": question(section, Genre.DATE, "Quand ?"),
            "mot": question(section, Genre.TEXTE_COURT, "En un mot ?"),
        }
        for nom, posee in genres.items():
            setattr(faite, nom, posee)
        faite.enquete = ouvrir_enquete(enquete=faite.enquete)
        return faite

    def lire(self, faite, nom, **options):
        [resultat] = [r for r in resultats(faite.enquete, **options).questions if r.question == getattr(faite, nom)]
        return resultat

    def test_le_classement_donne_des_points_et_non_des_coches(self, d, faite):
        un, deux, trois = faite.classement.options.all()
        recolter(
            faite.enquete,
            {faite.classement: {un: 1, deux: 2}},
            {faite.classement: {un: 2, trois: 1}},
            {faite.urgence: 3},
        )

        lu = self.lire(faite, "classement")

        assert (lu.total, lu.sans_reponse) == (2, 1)
        assert [(ligne.libelle, ligne.points, ligne.rang_moyen) for ligne in lu.lignes] == [
            ("Un", "1,5", "1,5"),
            ("Trois", "1", "1"),
            ("Deux", "0,5", "2"),
        ]

    def test_la_matrice_donne_deux_moyennes_et_leurs_n(self, d, faite):
        accueillir, reparer = faite.matrice.options.all()
        recolter(
            faite.enquete,
            {faite.matrice: {accueillir: (5, 2), reparer: (1, None)}},
            {faite.matrice: {accueillir: (4, 1)}},
        )

        premiere, seconde = self.lire(faite, "matrice").lignes

        assert (premiere.importance, premiere.maitrise) == ("4,5 (n = 2)", "1,5 (n = 2)")
        assert (seconde.importance, seconde.maitrise) == ("1 (n = 1)", "– (n = 0)")

    def test_les_lieux_les_dates_et_les_mots_se_comptent(self, d, faite):
        recolter(
            faite.enquete,
            {faite.lieu: d.commune, faite.jour: date(2026, 3, 3), faite.mot: "Réseau"},
            {faite.lieu: d.commune, faite.jour: date(2026, 3, 9), faite.mot: "Réseau"},
            {faite.lieu: d.autre_region, faite.jour: date(2026, 5, 1), faite.mot: "Temps"},
        )

        assert self.lire(faite, "lieu").listes == [
            ("Par région", [("Bretagne", 2), ("Occitanie", 1)]),
            ("Lieux les plus cités", [("Quimper", 2), ("Occitanie", 1)]),
        ]
        jours = self.lire(faite, "jour")
        assert jours.faits == [("De", "mardi 3\u00a0mars\u00a02026"), ("À", "vendredi 1er\u00a0mai\u00a02026")]
        assert jours.listes == [("Par mois", [("mars\u00a02026", 2), ("mai\u00a02026", 1)])]
        assert self.lire(faite, "mot").listes == [("Réponses", [("Réseau", 2), ("Temps", 1)])]

    def test_les_nombres_par_la_base_sont_ceux_de_la_memoire(self, d, faite):
        valeurs = [1, 1, 2, 5, 9, 40, 41, 100, 100, 999]
        recolter(faite.enquete, *[{faite.postes: valeur} for valeur in valeurs])

        assert self.lire(faite, "postes").resume == resumer_nombres(Counter(map(float, valeurs)))

    def test_ce_que_precise_autre_se_lit(self, d, faite):
        Option.objects.filter(libelle="Grande").update(libre=True)
        grande = faite.option("Grande")
        for reponse in recolter(faite.enquete, {}, {}, {}):
            Valeur.objects.create(reponse=reponse, question=faite.taille, option=grande, texte="Moyenne")

        assert self.lire(faite, "taille").precisions == [("Grande", [("Moyenne", 3)])]

    def test_les_poids_changent_la_part_et_disent_ce_qu_elle_vaut(self, d, faite):
        petite, grande = faite.option("Petite"), faite.option("Grande")
        recolter(
            faite.enquete,
            {faite.taille: petite, faite.besoins: [faite.option("Formation"), faite.option("Réseau")], "poids": 3.0},
            {faite.taille: grande, faite.besoins: [faite.option("Réseau")], "poids": 1.0, faite.postes: 10},
        )
        assert self.lire(faite, "taille").lignes[0].ponderee is None
        faite.enquete.ponderation = "main"

        lu = self.lire(faite, "taille")

        assert lu.effectifs.startswith("n = 2, n efficace = 1,6")
        assert [(ligne.libelle, ligne.part_ponderee) for ligne in lu.lignes] == [
            ("Petite", "75,0\u00a0%"),
            ("Grande", "25,0\u00a0%"),
        ]
        multiples = {ligne.libelle: ligne.part_ponderee for ligne in self.lire(faite, "besoins").lignes}
        assert multiples == {"Réseau": "100,0\u00a0%", "Formation": "75,0\u00a0%", "Matériel": "0,0\u00a0%"}

    def test_les_petits_groupes_sont_masques_et_ne_se_retrouvent_pas(self, d, faite):
        petite, grande = faite.option("Petite"), faite.option("Grande")
        recolter(
            faite.enquete,
            *[{faite.taille: petite, faite.urgence: 4} for _ in range(9)],
            *[{faite.taille: grande} for _ in range(3)],
            *[{faite.postes: 7} for _ in range(4)],
        )

        assert [ligne.masquee for ligne in self.lire(faite, "taille", minimum=5).lignes] == [True, True]
        assert self.lire(faite, "postes", minimum=5).masque
        assert not self.lire(faite, "urgence", minimum=5).masque
        assert [ligne.masquee for ligne in self.lire(faite, "taille").lignes] == [False, False]


@pytest.mark.parametrize(
    ("operateur", "champs", "posees"),
    [
        ("est", {"option": "Petite"}, 2),
        ("n_est_pas", {"option": "Petite"}, 2),
        ("au_moins", {"nombre": 4}, 1),
        ("au_plus", {"nombre": 3}, 1),
        ("repondue", {}, 2),
        ("sans_reponse", {}, 2),
    ],
)
def test_a_qui_la_question_n_a_pas_ete_posee(d, operateur, champs, posees):
    faite = brouillon(d.concepteur)
    source = faite.urgence if "nombre" in champs else faite.taille
    if "option" in champs:
        champs = {"option": faite.option(champs["option"])}
    Condition.objects.create(question=faite.remarque, source=source, operateur=operateur, **champs)
    faite.enquete = ouvrir_enquete(enquete=faite.enquete)
    petite = faite.option("Petite")
    recolter(
        faite.enquete,
        {faite.taille: petite, faite.urgence: 4},
        {faite.taille: petite, faite.urgence: 3},
        {},
        {},
    )

    lu = resultats(faite.enquete).questions[-1]

    assert (lu.non_posee, lu.sans_reponse) == (4 - posees, posees)
