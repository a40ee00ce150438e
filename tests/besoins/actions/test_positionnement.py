import pytest

from academie.regles import Refus
from besoins.actions.positionnement import (
    ajouter_positionnement,
    deplacer_positionnement,
    modifier_positionnement,
    supprimer_positionnement,
)
from besoins.actions.publication import soumettre_version
from besoins.actions.revision import Perimee
from besoins.models import QuestionPositionnement
from tests.besoins.atelier import brouillon, brouillon_complet


def ajouter(version, d, **autres):
    return ajouter_positionnement(version=version, par=d.concepteur, **{"intitule": "À l'aise en ligne ?"} | autres)


def modifier(question, d, **autres):
    champs = {"intitule": question.intitule, "genre": question.genre, "objectif": question.objectif}
    return modifier_positionnement(question=question, par=d.concepteur, **champs | autres)


def ordre(version):
    return list(version.positionnements.values_list("intitule", "ordre"))


def test_les_questions_se_suivent(d):
    version = brouillon(d)

    ajouter(version, d)
    ajouter(version, d, intitule="Un ordinateur ?", genre="oui_non")

    assert ordre(version) == [("À l'aise en ligne ?", 1), ("Un ordinateur ?", 2)]


def test_la_meme_question_deux_fois_n_est_posee_qu_une_fois(d):
    version = brouillon(d)

    assert ajouter(version, d) == ajouter(version, d)
    assert version.positionnements.count() == 1


def test_deux_questions_de_memes_mots_sont_refusees(d):
    version = brouillon(d)
    ajouter(version, d)

    with pytest.raises(Refus, match="déjà posée") as refus:
        ajouter(version, d, genre="texte")
    assert refus.value.champ == "intitule"


def test_prendre_les_mots_d_une_autre_est_refuse(d):
    version = brouillon(d)
    ajouter(version, d)

    with pytest.raises(Refus, match="déjà posée"):
        modifier(ajouter(version, d, intitule="Une autre ?"), d, intitule="À l'aise en ligne ?")


def test_l_objectif_est_celui_du_programme(d):
    autre = brouillon_complet(d, "Autre programme").objectifs.get()
    version = brouillon(d)

    for geste in (
        lambda: ajouter(version, d, objectif=autre),
        lambda: modifier(ajouter(version, d), d, objectif=autre),
    ):
        with pytest.raises(Refus, match="son propre programme") as refus:
            geste()
        assert refus.value.champ == "objectif"


def test_une_question_se_modifie_depuis_ce_qu_on_a_lu(d):
    version = brouillon_complet(d)
    question, objectif = ajouter(version, d), version.objectifs.get()

    modifier(question, d, intitule="Seule ?", genre="oui_non", objectif=objectif, lue=1)

    question = QuestionPositionnement.objects.get(pk=question.pk)
    assert (question.intitule, question.genre, question.objectif, question.revision) == (
        "Seule ?",
        "oui_non",
        objectif,
        2,
    )
    with pytest.raises(Perimee):
        modifier(question, d, intitule="Trop tard ?", lue=1)
    with pytest.raises(Perimee):
        supprimer_positionnement(version=version, question=question.pk, par=d.concepteur, lue=1)


def test_une_question_supprimee_ne_se_modifie_plus(d):
    version = brouillon(d)
    question = ajouter(version, d)

    for _ in range(2):
        supprimer_positionnement(version=version, question=question.pk, par=d.concepteur)

    with pytest.raises(Refus, match="vient d'être supprimée"):
        modifier(question, d)


def test_une_question_change_de_place(d):
    version = brouillon(d)
    questions = [ajouter(version, d, intitule=nom) for nom in "ABC"]

    deplacer_positionnement(question=questions[2], rang=1, par=d.concepteur)

    assert ordre(version) == [("C", 1), ("A", 2), ("B", 3)]


def test_une_version_soumise_ne_change_plus(d):
    version = brouillon_complet(d)
    question = version.positionnements.first()
    soumettre_version(version=version, par=d.concepteur)

    for geste in (
        lambda: ajouter(version, d),
        lambda: modifier(question, d),
        lambda: deplacer_positionnement(question=question, rang=1, par=d.concepteur),
        lambda: supprimer_positionnement(version=version, question=question.pk, par=d.concepteur),
    ):
        with pytest.raises(Refus, match="ne se modifie plus"):
            geste()
