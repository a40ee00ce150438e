"""Private feeds of the cast."""

from django.utils import timezone

from sessions.actions.abonnement import creer_abonnement
from sessions.actions.inscription import inscrire
from sessions.models import AbonnementAgenda
from sessions.queries.abonnement import contenus_de
from tests.sessions.fabriques import session_ouverte


def abonnement(qui, genre="personne", *, secret="un-secret-de-test", noms=False, le=None) -> AbonnementAgenda:
    """An address of `qui`, whose secret is told by the test."""
    contenu = next(contenu for contenu in contenus_de(qui) if contenu.genre == genre)
    return creer_abonnement(contenu=contenu, libelle="Mon téléphone", secret=secret, noms=noms, par=qui, le=le)


def lu(d) -> dict:
    """An address that an application read a moment ago: reading it again writes nothing."""
    siens = AbonnementAgenda.objects.filter(pk=abonnement(d.animateur).pk)
    siens.update(dernier_acces_le=timezone.now(), dernier_client="autre")
    return {"jeton": "un-secret-de-test"}


EXEMPLES = {
    "sessions:abonnement_detail": lambda d: {"pk": abonnement(d.animateur).pk},
    "sessions:abonnement_remplacer": lambda d: {"pk": abonnement(d.animateur).pk},
    "sessions:abonnement_revoquer": lambda d: {"pk": abonnement(d.animateur).pk},
    "sessions:agenda_prive": lu,
    "sessions:inscription_ics": lambda d: {
        "pk": inscrire(session=session_ouverte(d), utilisateur=d.animateur, par=d.animateur).pk
    },
}
