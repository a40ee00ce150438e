"""Several people who write in the same draft at the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from academie.models import Message
from academie.regles import Refus
from besoins.actions.commentaire import accepter_suggestion, annoncer_commentaires, commenter
from besoins.actions.module import modifier_module, supprimer_module
from besoins.actions.presence import signaler_presence
from besoins.actions.programme import modifier_version
from besoins.actions.revision import Perimee
from besoins.models import Module, Presence
from tests.besoins.atelier import brouillon_complet, relire
from tests.distribution import distribuer


def ensemble(*gestes) -> list:
    """Do them all at once; what each gave, or the refusal that it met."""
    barriere = Barrier(len(gestes))

    def faire(geste):
        try:
            barriere.wait(timeout=60)
            return geste()
        except Refus as refus:
            return refus
        finally:
            connection.close()

    with ThreadPoolExecutor(len(gestes)) as fils:
        return list(fils.map(faire, gestes))


@pytest.fixture
def d(transactional_db):
    return distribuer()


@pytest.fixture
def version(d):
    return brouillon_complet(d)


def test_de_plusieurs_textes_un_seul_l_emporte_et_les_autres_le_lisent(version, d):
    textes = ["Un", "Deux", "Trois", "Quatre"]

    rendus = ensemble(
        *[
            lambda texte=texte: modifier_version(version=version, par=d.concepteur, lue=version.revision, tarif=texte)
            for texte in textes
        ]
    )

    ecrit = relire(version)
    refus = [rendu for rendu in rendus if isinstance(rendu, Perimee)]
    assert len(refus) == 3
    assert {rendu.actuel.tarif for rendu in refus} == {ecrit.tarif}
    assert ecrit.tarif == textes[next(rang for rang, rendu in enumerate(rendus) if not isinstance(rendu, Perimee))]
    assert ecrit.revision == version.revision + 1


def test_le_meme_texte_de_plusieurs_s_ecrit_une_fois(version, d):
    rendus = ensemble(
        *[lambda: modifier_version(version=version, par=d.concepteur, lue=version.revision, tarif="Un")] * 3
    )

    assert not any(isinstance(rendu, Perimee) for rendu in rendus)
    assert relire(version).revision == version.revision + 1


def test_supprimer_pendant_qu_on_ecrit_ne_perd_pas_ce_qui_vient_d_etre_ecrit(version, d):
    module = version.modules.first()

    ecrit, supprime = ensemble(
        lambda: modifier_module(module=module, par=d.concepteur, lue=1, contenu="Neuf"),
        lambda: supprimer_module(version=version, module=module.pk, par=d.autre_concepteur, lue=1),
    )

    if isinstance(supprime, Perimee):
        assert Module.objects.get(pk=module.pk).contenu == "Neuf"
    else:
        assert "vient d'être supprimé" in str(ecrit)


def test_une_suggestion_et_un_texte_ne_s_ecrasent_pas(version, d):
    fil = commenter(version=version, lieu="version.tarif", proposition="Dix euros", par=d.formateur)

    accepte, ecrit = ensemble(
        lambda: accepter_suggestion(commentaire=fil, texte="Dix euros", par=d.concepteur, lue=version.revision),
        lambda: modifier_version(version=version, par=d.autre_concepteur, lue=version.revision, tarif="Vingt"),
    )

    assert isinstance(accepte, Perimee) != isinstance(ecrit, Perimee)
    assert relire(version).tarif == ("Vingt" if isinstance(accepte, Perimee) else "Dix euros")


def test_deux_fenetres_de_la_meme_personne_font_une_presence(version, d):
    ensemble(*[lambda: signaler_presence(version=version, lieu="modules", par=d.concepteur)] * 4)

    assert Presence.objects.count() == 1


def test_deux_ouvriers_n_annoncent_qu_une_fois(version, d):
    commenter(version=version, lieu="version.tarif", texte="Cher", par=d.formateur)

    ensemble(annoncer_commentaires, annoncer_commentaires)

    assert Message.objects.count() == 1
