"""Who waits for which sessions, and near what."""

from django.db.models import Q

from academie.autorisations.jetons import lire_jeton
from academie.models import Territoire, Utilisateur
from sessions.models import Alerte, Session

ARRETER = "alerte.arreter"


def mes_alertes(utilisateur: Utilisateur):
    return Alerte.objects.actives().filter(utilisateur=utilisateur).select_related("programme", "theme", "territoire")


def alertes_pour(session: Session):
    """The alerts that a session answers, one of each person: those of its programme before those of its theme.

    A session one can follow at a distance is near everybody.
    """
    programme = session.version.programme
    alertes = (
        Alerte.objects.actives()
        .filter(Q(programme=programme) | Q(theme=programme.theme_id), utilisateur__is_active=True)
        .select_related("utilisateur", "programme", "theme", "territoire")
        .order_by("utilisateur", "theme", "pk")
    )
    if session.modalite == Session.Modalite.PRESENTIEL:
        ici = [session.territoire_id, session.departement_id]
        alertes = alertes.filter(Q(territoire=None) | Q(territoire__in=[pk for pk in ici if pk]))
    par_personne: dict[int, Alerte] = {}
    for alerte in alertes:
        if alerte.programme_id or alerte.utilisateur_id not in par_personne:
            par_personne[alerte.utilisateur_id] = alerte
    return list(par_personne.values())


def alerte_du_jeton(jeton: str) -> Alerte:
    """The alert that a mail's link stops.

    Raises:
        JetonInvalide: the link was not made here.
        Alerte.DoesNotExist: its person or its subject is gone.
    """
    [pk] = lire_jeton(ARRETER, jeton)
    return Alerte.objects.select_related("programme", "theme", "territoire").get(pk=pk)


def lieux_proches(utilisateur: Utilisateur) -> list[Territoire]:
    """The département and the région of the person, nearest first; none when we do not know where they work."""
    ici = utilisateur.territoire or (utilisateur.structure and utilisateur.structure.territoire)
    if not ici:
        return []
    lui = [ici] if ici.genre in (Territoire.Genre.DEPARTEMENT, Territoire.Genre.REGION) else []
    return lui + [parent for parent in (ici.departement, ici.region) if parent]
