from datetime import timedelta

import pytest
from django.utils import timezone

from academie.regles import Refus
from sessions.actions.inscription import inscrire
from sessions.actions.positionnement import Demande
from sessions.actions.reinscription import reinscrire
from sessions.actions.vie import annuler_session
from sessions.queries.reinscription import (
    inscription_du_jeton,
    lien_de_reinscription,
    reinscrites,
    sessions_de_remplacement,
)
from tests.distribution import territoire
from tests.sessions.fabriques import journee, lieu, session_ouverte
from tests.sessions.vies import session_dans_l_etat


def orpheline(d, demande=None, **suivante):
    """The enrolment of `d.animateur` in a cancelled session, another being offered."""
    session, suivante = session_ouverte(d), session_ouverte(d, dans=60, **suivante)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur, demande=demande)
    annuler_session(session=session, motif="Grève", par=d.gestionnaire, remplacante=suivante)
    return inscription_du_jeton(lien_de_reinscription(inscription).split("/")[-2])


def test_le_lien_inscrit_a_la_session_proposee_une_fois_avec_ce_qui_etait_dit(d):
    inscription = orpheline(d, Demande(prerequis_confirmes=True, amenagement="Une place près de la porte"))
    for _clic in range(2):
        nouvelle = reinscrire(inscription=inscription)
    assert nouvelle.session == inscription.session.remplacante
    assert (nouvelle.etat, nouvelle.prerequis_confirmes, nouvelle.amenagement) == (
        "confirmee",
        True,
        "Une place près de la porte",
    )
    assert nouvelle.session.inscriptions.count() == 1
    assert reinscrites(inscription.session) == 1


def test_le_lien_ne_passe_pas_outre_les_regles(d):
    inscription = orpheline(d)
    suivante = inscription.session.remplacante
    type(suivante).objects.filter(pk=suivante.pk).update(cloture_inscriptions="2020-01-01")
    with pytest.raises(Refus, match="closes depuis"):
        reinscrire(inscription=inscription)


def test_les_sessions_proposees_vont_de_la_date_la_plus_proche_au_lieu_le_plus_proche(d):
    maison = lieu(d)
    session = session_ouverte(d, lieu=maison)
    loin = lieu(d, nom="Loin", commune=territoire("commune", "31555", "Toulouse", region=d.autre_region))
    plus_tard = session_ouverte(d, dans=50, lieu=maison)
    ailleurs = session_ouverte(
        d, dans=35, lieu=loin, creneaux=journee(timezone.localdate() + timedelta(days=35), d.autre_formateur)
    )
    ici = session_ouverte(d, dans=35, lieu=maison)
    session_dans_l_etat(d, "annulee", dans=36, lieu=maison)
    assert sessions_de_remplacement(session) == [ici, ailleurs, plus_tard]
