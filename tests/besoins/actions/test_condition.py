from decimal import Decimal

import pytest

from academie.regles import Refus
from besoins.actions.condition import ajouter_condition, combiner_conditions, retirer_condition
from besoins.actions.enquete import ouvrir_enquete
from besoins.actions.question import deplacer_element, modifier_element, supprimer_element
from besoins.models import Condition, Section
from besoins.queries.question import dire_condition
from tests.besoins.fabriques import brouillon


@pytest.fixture
def faite(d):
    return brouillon(d.concepteur)


def selon_la_taille(faite, **champs) -> Condition:
    """The second page, for small structures."""
    champs = {"section": faite.urgence.section, "option": faite.option("Petite"), "operateur": "est"} | champs
    return Condition(source=faite.taille, **champs)


def test_ajoutee_deux_fois_elle_n_est_la_qu_une_fois(faite):
    premiere, seconde = (ajouter_condition(condition=selon_la_taille(faite)) for _ in range(2))

    assert premiere == seconde
    assert Condition.objects.count() == 1


def test_une_condition_se_dit_en_une_phrase(faite):
    phrases = [
        dire_condition(selon_la_taille(faite)),
        dire_condition(Condition(source=faite.postes, operateur="au_moins", nombre=Decimal("10.5000"))),
        dire_condition(Condition(source=faite.remarque, operateur="repondue")),
    ]

    assert [phrase.replace("\xa0", " ") for phrase in phrases] == [
        "à la question « Quelle taille ? », la réponse comprend « Petite »",
        "à la question « Combien de postes ? », la réponse est au moins 10,5",
        "la question « Une remarque ? » a une réponse",
    ]


def test_refuse_une_question_posee_apres(faite):
    with pytest.raises(Refus, match="qui doit être posée avant"):
        ajouter_condition(condition=Condition(question=faite.besoins, source=faite.taille, operateur="repondue"))

    assert not Condition.objects.exists()


@pytest.mark.parametrize("operateur", ["au_moins", "inconnu"])
def test_refuse_une_comparaison_qui_ne_convient_pas(faite, operateur):
    with pytest.raises(Refus, match="ne convient pas"):
        ajouter_condition(condition=selon_la_taille(faite, operateur=operateur))


def test_refuse_la_reponse_d_une_autre_question(faite):
    with pytest.raises(Refus, match="ne convient pas"):
        ajouter_condition(condition=selon_la_taille(faite, option=faite.option("Réseau")))


def test_combiner_et_retirer(faite):
    condition = ajouter_condition(condition=selon_la_taille(faite))

    combiner_conditions(element=faite.urgence.section, combinaison="une")
    assert Section.objects.get(pk=faite.urgence.section_id).combinaison == "une"

    retirer_condition(condition=condition)
    assert not Condition.objects.exists()


@pytest.mark.parametrize(
    "acte",
    [
        lambda faite: deplacer_element(element=faite.urgence.section, sens="monter", depuis=2),
        lambda faite: supprimer_element(element=faite.taille),
        lambda faite: supprimer_element(element=faite.option("Petite")),
        lambda faite: _changer_de_section(faite),
    ],
    ids=["deplacer", "supprimer la question", "supprimer la reponse", "changer de section"],
)
def test_ce_dont_une_condition_depend_reste_en_place(faite, acte):
    ajouter_condition(condition=selon_la_taille(faite))

    with pytest.raises(Refus, match="cette condition"):
        acte(faite)

    assert Condition.objects.get().option == faite.option("Petite")
    assert faite.enquete.sections.get(ordre=2) == faite.urgence.section


def _changer_de_section(faite):
    faite.taille.section = faite.urgence.section
    modifier_element(element=faite.taille)


@pytest.mark.parametrize(
    "acte",
    [
        lambda faite: supprimer_element(element=faite.taille),
        lambda faite: deplacer_element(element=faite.urgence.section, sens="monter", depuis=2),
        lambda faite: _recoder(faite),
    ],
    ids=["supprimer", "deplacer", "recoder"],
)
def test_une_question_reprise_dans_un_texte_reste_avant_sous_son_code(faite, acte):
    faite.urgence.aide = "Vous êtes {q2}."
    modifier_element(element=faite.urgence)

    with pytest.raises(Refus, match="reprend la réponse"):
        acte(faite)


def _recoder(faite):
    faite.taille.code = "taille"
    modifier_element(element=faite.taille)


@pytest.mark.parametrize(
    "acte",
    [
        lambda faite, condition: ajouter_condition(condition=selon_la_taille(faite, operateur="n_est_pas")),
        lambda faite, condition: retirer_condition(condition=condition),
        lambda faite, condition: combiner_conditions(element=faite.urgence.section, combinaison="une"),
    ],
    ids=["ajouter", "retirer", "combiner"],
)
def test_les_conditions_sont_figees_des_l_ouverture(faite, acte):
    condition = ajouter_condition(condition=selon_la_taille(faite))
    ouvrir_enquete(enquete=faite.enquete)

    with pytest.raises(Refus, match="ne changent plus"):
        acte(faite, condition)
