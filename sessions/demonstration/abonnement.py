"""The demonstration's private feeds: one of each kind, one replaced, one revoked. Nobody keeps their secrets."""

from secrets import token_urlsafe

from django.db import transaction
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from sessions.actions.abonnement import creer_abonnement, noter_acces, remplacer_abonnement, revoquer_abonnement
from sessions.actions.consentement import choisir_structures
from sessions.models import AbonnementAgenda
from sessions.queries.abonnement import contenus_de
from sessions.queries.consentement import structures_a_choisir

Genre = AbonnementAgenda.Genre


@transaction.atomic
def raconter_abonnements() -> None:
    """Idempotent: told once."""
    if AbonnementAgenda.objects.exists():
        return
    animateur, formateur, referent = (
        Utilisateur.objects.filter(email=f"{role}@demo.example").first()
        for role in ("animateur", "formateur", "referent")
    )
    if not (animateur and formateur and referent):
        return
    _ouvrir(animateur, Genre.PERSONNE, _("Mon téléphone"), lu_par="apple")
    perdu = _ouvrir(animateur, Genre.PERSONNE, _("Ordinateur de l'accueil"), lu_par="thunderbird")
    remplacer_abonnement(abonnement=perdu, secret=token_urlsafe(20), par=animateur)
    _ouvrir(formateur, Genre.FORMATEUR, _("Mon agenda de travail"), lu_par="outlook")
    _ouvrir(referent, Genre.STRUCTURE, _("Agenda partagé du service"), noms=True, lu_par="google")
    ancien = _ouvrir(referent, Genre.STRUCTURE, _("Écran de la salle de pause"))
    revoquer_abonnement(abonnement=ancien, par=referent)
    choisir_structures(utilisateur=animateur, structures=structures_a_choisir(animateur))


def _ouvrir(qui: Utilisateur, genre: str, libelle: str, *, noms: bool = False, lu_par: str = "") -> AbonnementAgenda:
    contenu = next(contenu for contenu in contenus_de(qui) if contenu.genre == genre)
    abonnement = creer_abonnement(contenu=contenu, libelle=libelle, noms=noms, secret=token_urlsafe(20), par=qui)
    if lu_par:
        noter_acces(abonnement=abonnement, client=lu_par)
    return abonnement
