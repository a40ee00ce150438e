from datetime import timedelta

from django.utils import timezone

from academie.models import Affectation
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.vie import ouvrir_session
from sessions.queries.remplissage import courbe_de_remplissage, places_par_structure
from tests.sessions.fabriques import animateurs, session_brouillon, session_complete, session_ouverte


def il_y_a(jours):
    return timezone.now() - timedelta(days=jours)


def remplie(d):
    """Opened nine days ago: two seats the next day, one given back, then one; the minimum is two."""
    session = ouvrir_session(session=session_brouillon(d, capacite=4, minimum=2), par=d.gestionnaire, le=il_y_a(9))
    *deux, derniere = animateurs(3)
    Affectation.objects.update(debut=il_y_a(20).date())
    premieres = [inscrire(session=session, utilisateur=qui, par=qui, le=il_y_a(8)) for qui in deux]
    annuler_inscription(inscription=premieres[0], par=premieres[0].utilisateur, le=il_y_a(5))
    inscrire(session=session, utilisateur=derniere, par=derniere, le=il_y_a(2))
    return session


def test_la_courbe_suit_les_places_prises_jour_apres_jour(d):
    courbe = courbe_de_remplissage(remplie(d))
    attendus = [(il_y_a(8), 2), (il_y_a(5), 1), (il_y_a(2), 2)]
    assert courbe.jours == [(timezone.localdate(jour), nombre) for jour, nombre in attendus]
    assert courbe.atteint_le == timezone.localdate(il_y_a(8))
    # From the opening on the left, at the foot, to today on the right; two seats of four are half-way.
    assert courbe.trace.startswith("M40.0 192.0H")
    assert courbe.trace.endswith("V102.0H600.0")
    assert (courbe.y_minimum, courbe.y_capacite) == (102.0, 12.0)


def test_attendre_ne_remplit_pas(d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert [nombre for _jour, nombre in courbe_de_remplissage(session).jours] == [1]


def test_pas_de_courbe_avant_la_premiere_personne(d):
    assert courbe_de_remplissage(session_ouverte(d)) is None


def test_le_minimum_pas_encore_atteint(d):
    session = session_ouverte(d, minimum=5)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    assert courbe_de_remplissage(session).atteint_le is None


def test_les_places_par_structure_en_deux_requetes(d, django_assert_num_queries):
    session = session_complete(d)
    for qui in (d.animateur, *animateurs(3)):
        inscrire(session=session, utilisateur=qui, par=qui)
    with django_assert_num_queries(2):
        lignes = {ligne.nom: (ligne.tenues, ligne.reservees, ligne.attente) for ligne in places_par_structure(session)}
    assert lignes[d.animateur.structure.nom] == (0, 0, 4)
    assert sum(tenues for tenues, _reservees, _attente in lignes.values()) == 1
    for qui in animateurs(26):
        inscrire(session=session, utilisateur=qui, par=qui)
    with django_assert_num_queries(2):
        places_par_structure(session)
