from besoins.actions.reponse import enregistrer_reponse
from besoins.models import Option
from besoins.queries.resultats import compter_option, resultats
from tests.besoins.fabriques import enquete_ouverte, invitation, repondre, structures


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
