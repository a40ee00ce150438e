"""The messages of this house: issued, replaced, revoked. One per certificate and fact, whatever is clicked twice."""

from django.conf import settings
from django.urls import reverse

from academie.actions.message import mettre_en_file
from certificats.models import Certificat


def annoncer_delivrance(certificat: Certificat) -> None:
    _ecrire("delivre", certificat)


def annoncer_remplacement(nouveau: Certificat) -> None:
    _ecrire("remplace", nouveau)


def annoncer_revocation(certificat: Certificat) -> None:
    _ecrire("revoque", certificat)


def _ecrire(fait: str, certificat: Certificat) -> None:
    utilisateur = certificat.inscription.utilisateur
    mettre_en_file(
        cle=f"certificat.{fait}:{certificat.pk}",
        gabarit=f"certificats/messages/{fait}.txt",
        contexte={
            "certificat": certificat,
            "prenom": utilisateur.prenom,
            "adresse": settings.BASE_URL + reverse("certificats:certificat_detail", args=[certificat.pk]),
            "parcours": settings.BASE_URL + reverse("certificats:parcours_detail"),
            "contact": settings.CONTACT,
        },
        utilisateur=utilisateur,
    )
