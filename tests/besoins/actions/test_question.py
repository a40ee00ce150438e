import pytest
from django.db import IntegrityError, transaction

from academie.regles import Refus
from besoins.actions.ponderation import ponderer
from besoins.actions.question import (
    ajouter_element,
    deplacer_element,
    modifier_element,
    supprimer_element,
)
from besoins.models import Option, Question, Section
from tests.besoins.fabriques import brouillon, enquete_ouverte


def libelles(question) -> list[str]:
    return list(question.options.order_by("ordre").values_list("libelle", flat=True))


class TestAjouter:
    def test_vient_apres_ses_semblables(self, d):
        faite = brouillon(d.concepteur)

        ajouter_element(element=Option(question=faite.besoins, libelle="Locaux"))

        assert libelles(faite.besoins) == ["Formation", "Matériel", "Réseau", "Locaux"]

    def test_la_meme_question_envoyee_deux_fois_est_ajoutee_une_fois(self, d):
        section = brouillon(d.concepteur).besoins.section
        premiere, seconde = (
            ajouter_element(element=Question(section=section, genre="texte", intitule="Pourquoi ?")) for _ in range(2)
        )

        assert premiere == seconde

    def test_refuse_les_memes_mots_pour_autre_chose(self, d):
        faite = brouillon(d.concepteur)

        with pytest.raises(Refus) as refus:
            ajouter_element(element=Option(question=faite.besoins, libelle="Formation", detail="Autre"))
        assert refus.value.champ == "libelle"


class TestDeplacer:
    def test_monte_et_descend(self, d):
        faite = brouillon(d.concepteur)

        deplacer_element(element=faite.option("Réseau"), sens="monter", depuis=3)
        assert libelles(faite.besoins) == ["Formation", "Réseau", "Matériel"]

        deplacer_element(element=faite.option("Formation"), sens="descendre", depuis=1)
        assert libelles(faite.besoins) == ["Réseau", "Formation", "Matériel"]

    def test_deux_clics_ne_deplacent_que_d_une_place(self, d):
        faite = brouillon(d.concepteur)

        for _ in range(2):
            deplacer_element(element=faite.option("Réseau"), sens="monter", depuis=3)

        assert libelles(faite.besoins) == ["Formation", "Réseau", "Matériel"]

    @pytest.mark.parametrize(("libelle", "sens", "depuis"), [("Formation", "monter", 1), ("Réseau", "descendre", 3)])
    def test_au_bout_rien_ne_bouge(self, d, libelle, sens, depuis):
        faite = brouillon(d.concepteur)

        deplacer_element(element=faite.option(libelle), sens=sens, depuis=depuis)

        assert libelles(faite.besoins) == ["Formation", "Matériel", "Réseau"]


def test_une_question_change_de_section(d):
    faite = brouillon(d.concepteur)
    faite.taille.section = faite.urgence.section

    modifier_element(element=faite.taille)

    intitules = faite.urgence.section.questions.order_by("ordre").values_list("intitule", flat=True)
    assert list(intitules)[-1] == "Quelle taille ?"


def test_modifier_refuse_les_mots_d_un_semblable(d):
    option = brouillon(d.concepteur).option("Réseau")
    option.libelle = "Formation"

    with pytest.raises(Refus, match="déjà pris"):
        modifier_element(element=option)


class TestSupprimer:
    def test_une_question_part_avec_ses_reponses(self, d):
        faite = brouillon(d.concepteur)

        supprimer_element(element=faite.besoins)

        assert not Option.objects.filter(libelle="Formation").exists()

    def test_refuse_une_question_qui_donne_les_poids(self, d):
        faite = brouillon(d.concepteur)
        ponderer(enquete=faite.enquete, ponderation="question", question=faite.postes)

        with pytest.raises(Refus, match="les poids"):
            supprimer_element(element=faite.postes)

    def test_refuse_une_section_qui_a_des_questions(self, d):
        section = brouillon(d.concepteur).besoins.section

        with pytest.raises(Refus, match="contient des questions"):
            supprimer_element(element=section)


@pytest.mark.parametrize(
    "acte",
    [
        lambda faite: ajouter_element(element=Section(enquete=faite.enquete, titre="Tard")),
        lambda faite: modifier_element(element=faite.taille),
        lambda faite: deplacer_element(element=faite.taille, sens="monter", depuis=2),
        lambda faite: supprimer_element(element=faite.taille),
    ],
    ids=["ajouter", "modifier", "deplacer", "supprimer"],
)
def test_la_structure_est_figee_des_l_ouverture(d, acte):
    faite = enquete_ouverte(d.concepteur)

    with pytest.raises(Refus, match="ne changent plus"):
        acte(faite)


def test_la_base_refuse_deux_options_a_la_meme_place(d):
    faite = brouillon(d.concepteur)

    with pytest.raises(IntegrityError), transaction.atomic():
        faite.besoins.options.filter(libelle="Réseau").update(ordre=1)
