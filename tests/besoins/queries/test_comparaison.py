import pytest
from django.http import QueryDict

from besoins.models import Enquete, Question
from besoins.queries.comparaison import comparer, questions_comparables
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import Lecture
from tests.besoins import fabriques
from tests.besoins.recolte import recolter


@pytest.fixture
def faite(d):
    return fabriques.brouillon(d.concepteur)


def lire(faite, a, b, adresse="", minimum=0):
    enquete = Enquete.objects.get(pk=faite.enquete.pk)
    return comparer(enquete, Filtre.depuis(QueryDict(adresse), enquete), Lecture(True, "", minimum, minimum), a, b)


def cocher(faite, *libelles, fois=1, **champs):
    ligne = {faite.besoins: [faite.option(libelle) for libelle in libelles], **champs}
    recolter(faite.enquete, *[ligne] * fois)


def test_deux_reponses_d_un_choix_multiple(faite):
    cocher(faite, "Formation", "Réseau", fois=3)
    cocher(faite, "Formation", fois=6)
    cocher(faite, "Matériel", fois=2)
    recolter(faite.enquete, {faite.taille: faite.option("Petite")})  # did not answer the question

    comparaison = lire(faite, faite.option("Formation"), faite.option("Réseau"))

    compte = comparaison.compte
    assert (compte.deux, compte.premier, compte.second, compte.aucun) == (3, 6, 0, 2)
    assert comparaison.conclusion == (
        "« Formation » est plus souvent exprimé que « Réseau » par les mêmes 11 personnes (p = 0,031)."
    )
    assert lire(faite, faite.option("Réseau"), faite.option("Formation")).conclusion == comparaison.conclusion
    assert comparaison.cases[1] == ("« Formation » seulement", "6 (54,5\u00a0%)")


def test_trop_peu_de_desaccords_ne_departagent_pas(faite):
    cocher(faite, "Formation", "Réseau", fois=3)
    cocher(faite, "Formation", fois=5)

    phrase = lire(faite, faite.option("Formation"), faite.option("Réseau")).conclusion

    assert phrase == "Les réponses des mêmes 8 personnes ne départagent pas « Formation » et « Réseau » (p = 0,063)."


def test_deux_items_d_une_matrice_exigent_les_deux_paires(faite):
    matrice = fabriques.question(faite.besoins.section, Question.Genre.MATRICE, "?", ["A", "B"], minimum=1, maximum=5)
    a, b = matrice.options.order_by("ordre")
    recolter(
        faite.enquete,
        {matrice: {a: (5, 1), b: (2, 2)}},
        {matrice: {a: (5, 1), b: (4, 2)}},
        {matrice: {a: (1, 5), b: (2, 4)}},
        {matrice: {a: (5, 1), b: (2, None)}},
        {matrice: {a: (5, 1)}},
    )

    compte = lire(faite, a, b).compte

    assert (compte.deux, compte.premier, compte.second, compte.aucun) == (1, 1, 0, 1)


def test_sans_reponse_commune_rien_ne_se_dit(faite):
    cocher(faite, "Formation")

    comparaison = lire(faite, faite.option("Formation"), faite.option("Petite"))

    assert comparaison.conclusion == "Personne n'a répondu à la fois pour « Formation » et pour « Petite »."
    assert comparaison.cases == []


def test_les_filtres_et_les_petites_cases(faite):
    cocher(faite, "Formation", fois=6, niveau="commune")
    cocher(faite, "Réseau", fois=3, niveau="region")

    a, b = faite.option("Formation"), faite.option("Réseau")
    assert lire(faite, a, b, "niveau=commune").compte.total == 6
    assert lire(faite, a, b, minimum=5).masquee
    assert not lire(faite, a, b, "niveau=commune", minimum=5).masquee
    assert not lire(faite, a, b).masquee


def test_un_effectif_inconnu_ne_se_compare_pas(faite):
    option = faite.option("Réseau")
    option.effectif_inconnu = True
    option.save()

    proposees = [o for question in questions_comparables(faite.enquete) for o in question.options.all()]

    assert option not in proposees
    assert faite.option("Petite") in proposees
