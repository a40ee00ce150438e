"""Two sessions overseas, at the hour of there: a room in Saint-Denis de La Réunion, and one that Guadeloupe gives remotely."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Territoire, Utilisateur
from academie.regles import Refus, regle
from besoins.models import VersionProgramme
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.inscription import inscrire
from sessions.actions.lieu import enregistrer_lieu
from sessions.actions.session import Projet, planifier_session
from sessions.actions.vie import ouvrir_session
from sessions.agendas.fuseaux import fuseau_de
from sessions.models import Lieu, Session
from sessions.queries.creneau import creneaux_proposes

SALLE = "Médiathèque François-Mitterrand"
REUNION, GUADELOUPE = ("974", 40), ("971", 47)  # département, days from today
INSCRITES = 5


@transaction.atomic
def raconter_outre_mer() -> None:
    saint_denis = Territoire.objects.filter(genre="commune", code="97411").first()
    guadeloupe = Territoire.objects.filter(genre="region", code="01").first()
    versions = list(VersionProgramme.objects.publiees().avec_minutes().order_by("pk")[:2])
    if not saint_denis or not guadeloupe or len(versions) < 2 or Lieu.objects.filter(nom=SALLE).exists():
        return
    par = _qui(Role.GESTIONNAIRE)[0]
    salle = Lieu(
        nom=SALLE,
        adresse="1 rue Amiral-Lacaze",
        commune=saint_denis,
        acces="Parc relais du Butor, dix minutes à pied.",
        accessibilite="Entrée de plain-pied, ascenseur.",
        capacite=20,
    )
    salle = enregistrer_lieu(lieu=salle, par=par)
    _donner(versions[0], *REUNION, par, modalite=Session.Modalite.PRESENTIEL, lieu=salle)
    session = _donner(versions[1], *GUADELOUPE, par, modalite=Session.Modalite.DISTANCE, territoire=guadeloupe)
    _inscrire(session)


def _qui(role: str) -> list[Utilisateur]:
    return list(Utilisateur.objects.filter(affectations__role=role, is_active=True).distinct().order_by("pk"))


def _donner(version, departement: str, dans: int, par, *, modalite, lieu=None, territoire=None) -> Session:
    """On working days of there, by the first person who is free then."""
    premier = timezone.localdate() + timedelta(days=dans)
    proposes = creneaux_proposes(version.minutes_prevues, premier, departements=[departement])
    zone = ZoneInfo(fuseau_de(departement))
    for creneaux in _equipes(proposes, zone):
        projet = Projet(
            modalite=modalite,
            lieu=lieu,
            lien_distance="" if lieu else "https://visio.example/guadeloupe",
            territoire=territoire,
            capacite=15,
            minimum=4,
            cloture_inscriptions=proposes[0]["jour"] - timedelta(days=regle("session.cloture_inscriptions")),
            creneaux=creneaux,
        )
        try:
            return ouvrir_session(session=planifier_session(version=version, projet=projet, par=par), par=par)
        except Refus:
            continue
    raise RuntimeError("nobody is free to go overseas")


def _equipes(proposes: list[dict], zone: ZoneInfo) -> Iterator[list[CreneauPrevu]]:
    for personne in _qui(Role.FORMATEUR):
        yield [
            CreneauPrevu(
                debut=datetime.combine(propose["jour"], propose["debut"], tzinfo=zone),
                fin=datetime.combine(propose["jour"], propose["fin"], tzinfo=zone),
                formateurs=(personne,),
            )
            for propose in proposes
        ]


def _inscrire(session) -> None:
    """Whoever a rule keeps out leaves the place to the next; the star of the story has her own sessions."""
    inscrites = 0
    for personne in _qui(Role.ANIMATEUR)[20:]:
        if inscrites == INSCRITES:
            return
        try:
            inscrire(session=session, utilisateur=personne, par=personne)
        except Refus:
            continue
        inscrites += 1
