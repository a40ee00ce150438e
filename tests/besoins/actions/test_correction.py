import pytest

from academie.regles import Refus
from besoins.actions.correction import corriger_mots
from besoins.actions.enquete import fermer_enquete
from besoins.models import Correction, Option, Question
from besoins.queries.correction import corrections_dites
from tests.besoins.fabriques import brouillon, enquete_ouverte


def test_une_correction_se_consigne_et_se_lit(d):
    faite = enquete_ouverte(d.concepteur)
    element = faite.option("Réseau")

    for _ in range(2):
        corriger_mots(element=element, mots={"libelle": "Réseaux"}, motif="Faute d'accord", par=d.concepteur)

    correction = Correction.objects.get()
    option = Option.objects.get(libelle="Réseaux")
    assert (correction.element, correction.champ) == (f"option:{option.pk}", "libelle")
    [phrase] = corrections_dites(faite.enquete)
    assert "« Réseau » est devenu « Réseaux »" in phrase.replace("\xa0", " ")
    assert "Faute d'accord" in phrase


def test_ce_qui_n_est_pas_un_mot_ne_change_pas(d):
    faite = enquete_ouverte(d.concepteur)

    corriger_mots(element=faite.taille, mots={"obligatoire": True, "code": "autre"}, motif="Non", par=d.concepteur)

    assert Question.objects.get(pk=faite.taille.pk).code == "q2"
    assert not Correction.objects.exists()


def corriger(element, d, **mots):
    return corriger_mots(element=element, mots=mots, motif="Faute", par=d.concepteur)


def test_refuse_un_brouillon(d):
    with pytest.raises(Refus, match="modifiez-la directement"):
        corriger(brouillon(d.concepteur).taille, d, intitule="Autre ?")


def test_refuse_une_enquete_close(d):
    faite = enquete_ouverte(d.concepteur)
    fermer_enquete(enquete=faite.enquete)

    with pytest.raises(Refus, match="est close"):
        corriger(faite.taille, d, intitule="Autre ?")


def test_refuse_les_mots_d_un_semblable(d):
    with pytest.raises(Refus, match="déjà pris") as refus:
        corriger(enquete_ouverte(d.concepteur).option("Réseau"), d, libelle="Formation")
    assert refus.value.champ == "libelle"


def test_refuse_une_reprise_inconnue(d):
    faite = enquete_ouverte(d.concepteur)

    with pytest.raises(Refus, match="reprend la réponse"):
        corriger(faite.urgence, d, intitule="Urgent pour {q9} ?")
    assert Question.objects.get(pk=faite.urgence.pk).intitule == faite.urgence.intitule
