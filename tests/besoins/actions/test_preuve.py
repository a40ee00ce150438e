import pytest
from django.db import IntegrityError, transaction

from academie.regles import Refus
from besoins.actions.besoin import retenir_besoin
from besoins.actions.preuve import (
    deriver_besoin_d_option,
    deriver_besoin_de_signal,
    joindre_demande,
    joindre_resultat,
    joindre_signal,
    retirer_preuve,
)
from besoins.models import Besoin, Enquete, Option, Preuve, Question, Valeur
from tests.besoins import atelier
from tests.besoins.fabriques import besoin, besoin_prouve, besoin_qualifie, enquete_ouverte, repondre, signal


class TestDeriverDUneOption:
    def test_les_chiffres_sont_figes(self, d):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation")

        derive = deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)
        repondre(faite, d.autre_structure, "Réseau")

        preuve = derive.preuves.get()
        assert derive.titre == "Formation"
        assert (preuve.k, preuve.n) == (1, 1)

    def test_deux_fois_ne_fait_qu_un_besoin(self, d):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation")

        derives = [deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur) for _ in range(2)]

        assert derives[0] == derives[1]
        assert Besoin.objects.count() == 1

    def test_un_nombre_inconnu_reste_inconnu(self, d):
        faite = enquete_ouverte(d.concepteur)
        repondre(faite, d.structure, "Formation")
        Option.objects.filter(libelle="Réseau").update(effectif_inconnu=True)

        preuve = deriver_besoin_d_option(option=faite.option("Réseau"), par=d.concepteur).preuves.get()

        assert (preuve.k, preuve.n) == (None, 1)

    def test_refuse_sans_reponse(self, d):
        faite = enquete_ouverte(d.concepteur)

        with pytest.raises(Refus, match="Personne n'a encore répondu"):
            deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)
        assert not Besoin.objects.exists()


class TestDeriverDUnSignal:
    def test_le_signal_est_la_preuve(self, d):
        note = signal(note_par=d.concepteur)

        derive = deriver_besoin_de_signal(signal=note, par=d.concepteur)

        assert derive.preuves.get().signal == note

    def test_deux_fois_ne_fait_qu_un_besoin(self, d):
        note = signal(note_par=d.concepteur)

        derives = [deriver_besoin_de_signal(signal=note, par=d.concepteur) for _ in range(2)]

        assert derives[0] == derives[1]

    def test_refuse_un_signal_non_note(self, d):
        with pytest.raises(Refus, match="Notez d'abord"):
            deriver_besoin_de_signal(signal=signal(), par=d.concepteur)
        assert not Besoin.objects.exists()


def test_la_meme_preuve_n_est_jointe_qu_une_fois(d):
    faite, candidat = enquete_ouverte(d.concepteur), besoin(d.concepteur)
    repondre(faite, d.structure, "Formation")
    note = signal(note_par=d.concepteur)

    for _ in range(2):
        joindre_resultat(besoin=candidat, option=faite.option("Formation"), par=d.concepteur)
        joindre_signal(besoin=candidat, signal=note, par=d.concepteur)

    assert list(candidat.preuves.values_list("genre", flat=True).order_by("genre")) == ["resultat", "signal"]


class TestRetirer:
    def test_un_candidat_perd_sa_preuve(self, d):
        candidat = besoin_prouve(d.concepteur)

        retirer_preuve(besoin=candidat, preuve=candidat.preuves.get())

        assert not Preuve.objects.exists()

    def test_refuse_quand_le_besoin_est_decide(self, d):
        retenu = retenir_besoin(besoin=besoin_qualifie(d.concepteur), par=d.concepteur)

        with pytest.raises(Refus, match="décidé"):
            retirer_preuve(besoin=retenu, preuve=retenu.preuves.get())


def test_la_base_refuse_une_preuve_sans_source(d):
    besoin_prouve(d.concepteur)

    with pytest.raises(IntegrityError), transaction.atomic():
        Preuve.objects.update(signal=None)


def test_la_base_refuse_plus_de_k_que_de_n(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)

    with pytest.raises(IntegrityError), transaction.atomic():
        Preuve.objects.update(k=2)


def test_une_enquete_anonyme_ouverte_ne_prouve_rien_encore(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    Enquete.objects.filter(pk=faite.enquete.pk).update(regime="anonyme")

    with pytest.raises(Refus, match="anonyme"):
        deriver_besoin_d_option(option=faite.option("Formation"), par=d.concepteur)
    assert not Besoin.objects.exists()


def test_l_item_d_une_matrice_fige_ses_moyennes_et_sa_competence(d):
    faite = enquete_ouverte(d.concepteur)
    repondre(faite, d.structure, "Formation")
    option = faite.option("Formation")
    Question.objects.filter(pk=option.question_id).update(genre="matrice", minimum=1, maximum=5)
    Option.objects.filter(pk=option.pk).update(competence=atelier.competence())
    Valeur.objects.filter(option=option).update(nombre=5, maitrise=2)

    besoin = deriver_besoin_d_option(option=Option.objects.get(pk=option.pk), par=d.concepteur)

    preuve = besoin.preuves.get()
    assert (preuve.k, preuve.n, preuve.importance, preuve.maitrise) == (1, 1, 5.0, 2.0)
    assert list(besoin.competences.all()) == [atelier.competence()]


@pytest.mark.parametrize("mots", ["", "  "])
def test_une_demande_sans_mots_est_refusee(d, mots):
    with pytest.raises(Refus) as refus:
        joindre_demande(besoin=besoin(d.concepteur), note=mots, par=d.concepteur)
    assert refus.value.champ == "note"
