"""A published programme as search engines read it: schema.org's `Course`, and what links to it show."""

from django.conf import settings
from django.utils import timezone

from academie import francais
from academie.branchements.offre import Tenue, tenues
from academie.diffusion.presentation import en_script
from academie.models.territoire import normaliser
from besoins.models import VersionProgramme
from besoins.queries.catalogue import Fiche

MODES = {"presentiel": "Onsite", "distance": "Online", "hybride": "Blended"}


def tete(version: VersionProgramme, fiche: Fiche) -> dict[str, str]:
    """What the head of the public page says. `version` comes from `avec_contenu`; one query of each downstream house."""
    return {
        "resume": francais.debut(version.presentation, 50),
        "canonique": _adresse(version),
        "schema": en_script(cours(version, fiche)),
    }


def cours(version: VersionProgramme, fiche: Fiche) -> dict:
    """A `Course` (schema.org), with its coming sessions as `CourseInstance`."""
    duree, gratuit = _duree(fiche.minutes), normaliser(version.tarif).startswith("gratuit")
    instances = [_instance(tenue, fiche.titre, duree, gratuit) for tenue in _tenues(version)]
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": _adresse(version),
        "url": _adresse(version),
        "name": fiche.titre,
        "description": version.presentation,
        "inLanguage": "fr",
        "provider": {"@type": "Organization", "name": settings.EDITEUR["nom"], "url": settings.BASE_URL},
        "version": str(version.numero),
        "datePublished": timezone.localtime(version.publiee_le).isoformat(),
        "about": fiche.theme,
        "educationalLevel": fiche.niveau,
        "audience": {"@type": "Audience", "audienceType": version.publics},
        "coursePrerequisites": version.prerequis,
        "teaches": [objectif.intitule for objectif in fiche.objectifs],
        "timeRequired": duree,
        "syllabusSections": [
            {"@type": "Syllabus", "name": module.titre, "timeRequired": _duree(module.minutes)}
            for module in fiche.modules
        ],
        **_prix(gratuit),
        **({"hasCourseInstance": instances} if instances else {}),
    }


def _tenues(version: VersionProgramme) -> list[Tenue]:
    return tenues([version.programme_id])[version.programme_id]


def _instance(tenue: Tenue, titre: str, duree: str, gratuit: bool) -> dict:
    url = settings.BASE_URL + tenue.url
    return {
        "@type": "CourseInstance",
        "name": titre,
        "url": url,
        "courseMode": MODES[tenue.mode],
        "startDate": tenue.debut.isoformat(),
        "endDate": tenue.fin.isoformat(),
        "courseWorkload": duree,
        "maximumAttendeeCapacity": tenue.places,
        "location": _lieu(tenue, url),
        **_prix(gratuit),
    }


def _lieu(tenue: Tenue, url: str) -> dict:
    if not tenue.commune:
        return {"@type": "VirtualLocation", "url": url}
    adresse = {
        "@type": "PostalAddress",
        "streetAddress": tenue.rue,
        "addressLocality": tenue.commune,
        "addressRegion": tenue.region,
        "addressCountry": "FR",
    }
    return {"@type": "Place", "name": tenue.lieu, "address": adresse}


def _prix(gratuit: bool) -> dict:
    """Free when the text of the price begins by saying so; any other price is in words, on the page."""
    if not gratuit:
        return {}
    return {
        "isAccessibleForFree": True,
        "offers": {"@type": "Offer", "category": "Free", "price": 0, "priceCurrency": "EUR"},
    }


def _duree(minutes: int) -> str:
    """ISO 8601: 165 minutes are `PT2H45M`."""
    heures, reste = divmod(minutes, 60)
    return "PT" + (f"{heures}H" if heures else "") + (f"{reste}M" if reste or not heures else "")


def _adresse(version: VersionProgramme) -> str:
    return settings.BASE_URL + version.programme.get_absolute_url()
