"""What the tests of the sessions start from. Everything goes through the actions, except the published programme."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Theme, Utilisateur
from besoins.models import Module, Programme, VersionProgramme
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.inscription import inscrire
from sessions.actions.session import Projet, planifier_session
from sessions.actions.vie import ouvrir_session
from sessions.models import Lieu, Session


def version_publiee(d, *, slug="terminaux", titre="Accompagner sur tous les terminaux", theme="mobilite"):
    """A published version of two modules of 195 minutes."""
    theme, _ = Theme.objects.get_or_create(slug=theme, defaults={"nom": theme.capitalize()})
    programme = Programme.objects.create(slug=slug, titre=titre, theme=theme)
    le = timezone.now()
    version = VersionProgramme.objects.create(
        programme=programme,
        numero=1,
        etat=VersionProgramme.Etat.PUBLIEE,
        presentation="Deux demi-journées pour apprendre à accompagner.",
        publics="Animatrices et animateurs",
        niveau="basique",
        prerequis="Aucun",
        tarif="Gratuit",
        contact="formation@test.example",
        accessibilite="Salle de plain-pied",
        redige_par=d.concepteur,
        cree_le=le,
        relu_par=d.autre_concepteur,
        relu_le=le,
        publiee_par=d.concepteur,
        publiee_le=le,
    )
    for ordre in (1, 2):
        Module.objects.create(version=version, ordre=ordre, titre=f"Module {ordre}", minutes=195)
    return version


def lieu(d, *, nom="Maison des associations", commune=None, capacite=None) -> Lieu:
    return Lieu.objects.create(
        nom=nom,
        adresse="3 rue du Port",
        commune=commune or d.commune,
        acces="Arrêt Mairie",
        accessibilite="Ascenseur",
        capacite=capacite,
    )


def moment(jour: date, heure: str) -> datetime:
    return timezone.make_aware(datetime.combine(jour, time.fromisoformat(heure)))


def journee(jour: date, *formateurs) -> list[CreneauPrevu]:
    """Two half-days: 9 h – 12 h 15 and 13 h 45 – 17 h."""
    return [
        CreneauPrevu(debut=moment(jour, "09:00"), fin=moment(jour, "12:15"), formateurs=formateurs),
        CreneauPrevu(debut=moment(jour, "13:45"), fin=moment(jour, "17:00"), formateurs=formateurs),
    ]


def projet(d, *, dans=30, **autres) -> Projet:
    """A day on site in `dans` days, 20 seats."""
    jour = timezone.localdate() + timedelta(days=dans)
    valeurs = {
        "modalite": Session.Modalite.PRESENTIEL,
        "lieu": autres.get("lieu") or Lieu.objects.first() or lieu(d),
        "lien_distance": "",
        "territoire": None,
        "capacite": 20,
        "minimum": 1,
        "cloture_inscriptions": jour - timedelta(days=7),
        "creneaux": journee(jour, d.formateur),
    }
    return Projet(**valeurs | autres)


def session_brouillon(d, *, version=None, **projet_) -> Session:
    version = version or VersionProgramme.objects.first() or version_publiee(d)
    return planifier_session(version=version, projet=projet(d, **projet_), par=d.gestionnaire)


def session_ouverte(d, **projet_) -> Session:
    return ouvrir_session(session=session_brouillon(d, **projet_), par=d.gestionnaire)


def session_complete(d, **projet_) -> Session:
    """One seat, taken by `d.autre_animateur`."""
    session = session_ouverte(d, **{"capacite": 1} | projet_)
    inscrire(session=session, utilisateur=d.autre_animateur, par=d.autre_animateur)
    return relire(session)


def animateurs(nombre: int, structure=None) -> list[Utilisateur]:
    """`nombre` more animateurs, in a few queries; of the first structure, when it is not said."""
    depart, structure = Utilisateur.objects.count(), structure or Structure.objects.order_by("pk").first()
    personnes = Utilisateur.objects.bulk_create(
        Utilisateur(email=f"a{depart + rang}@test.example", prenom="Ada", nom=f"N{depart + rang:04}", password="!")
        for rang in range(nombre)
    )
    Affectation.objects.bulk_create(
        Affectation(utilisateur=personne, role=Role.ANIMATEUR, structure=structure) for personne in personnes
    )
    return personnes


def relire(objet):
    """The row as the database holds it now (a protected state does not refresh in place)."""
    return type(objet)._default_manager.get(pk=objet.pk)
