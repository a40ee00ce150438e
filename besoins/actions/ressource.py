"""Writing a resource: a draft, saved incomplete. A published one is written again in a draft of its own."""

from datetime import datetime

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.piece import joindre, oublier_piece
from besoins.actions.revision import differe, modifier
from besoins.models import MouvementRessource, Ressource

Etat = Ressource.Etat
TEXTES = sorted({champ for corps in Ressource.CORPS.values() for champ in corps})
CONTENU = (*Ressource.COMMUNS, *TEXTES, *Ressource.PROVENANCE)


@transaction.atomic
def commencer_ressource(
    *,
    genre: str,
    titre: str,
    par: Utilisateur,
    competences=(),
    le: datetime | None = None,
    **champs,
) -> Ressource:
    """Start a resource. The same text begun twice by the same person is the same draft."""
    semblables = Ressource.objects.filter(genre=genre, titre=titre, redige_par=par, etat=Etat.BROUILLON, corrige=None)
    for deja in semblables.select_related("theme", "territoire"):
        if not differe(deja, champs | {"competences": competences}):
            return deja
    ressource = Ressource(genre=genre, titre=titre, redige_par=par, cree_le=le or timezone.now(), **champs)
    ressource.save()
    ressource.redacteurs.add(par)
    ressource.competences.set(competences)
    noter(ressource, de="", par=par, le=ressource.cree_le)
    return ressource


@transaction.atomic
def modifier_ressource(*, ressource: Ressource, par: Utilisateur, lue: int | None = None, **champs) -> Ressource:
    """Write the fields of a draft (`CONTENU`); what is left out stays.

    Raises:
        Perimee: somebody wrote after the revision `lue`.
        Refus: no draft any more.
    """
    ressource = brouillon_verrouille(ressource, par)
    if inconnus := champs.keys() - set(CONTENU):
        raise TypeError(inconnus)
    modifier(ressource, champs, lue=lue)
    return ressource


@transaction.atomic
def joindre_fichier(*, ressource: Ressource, fichier: File | None, par: Utilisateur) -> Ressource:
    """Attach a file to a draft, in place of the one it had; None takes it off.

    Raises:
        Refus: no draft any more, or the file is not one that may be attached.
    """
    ressource = brouillon_verrouille(ressource, par)
    joindre(ressource, fichier)
    ressource.save(update_fields=["fichier", "fichier_nom"])
    return ressource


@transaction.atomic
def corriger_ressource(*, ressource: Ressource, par: Utilisateur, le: datetime | None = None) -> Ressource:
    """Start, or find, the draft that corrects a published resource.

    Raises:
        Refus: it is not published.
    """
    ressource = verrouiller(ressource)
    if ressource.etat != Etat.PUBLIEE:
        raise Refus(_("Seule une ressource publiée se corrige à part : celle-ci est %(etat)s.") % dire_etat(ressource))
    if correction := ressource.corrections.filter(etat__in=Ressource.EN_CHANTIER).first():
        return correction
    correction = Ressource(
        genre=ressource.genre,
        corrige=ressource,
        version=ressource.version + 1,
        redige_par=par,
        cree_le=le or timezone.now(),
        fichier=ressource.fichier.name,
        fichier_nom=ressource.fichier_nom,
    )
    copier_texte(ressource, correction)
    correction.save()
    correction.redacteurs.add(par)
    correction.competences.set(ressource.competences.all())
    noter(correction, de="", par=par, le=correction.cree_le)
    return correction


@transaction.atomic
def supprimer_ressource(*, ressource: Ressource) -> None:
    """Delete a draft that nobody needs.

    Raises:
        Refus: it was submitted or published.
    """
    exiger_brouillon(verrouiller(ressource))
    oublier_piece(ressource.fichier.name)
    ressource.delete()


def verrouiller(ressource: Ressource) -> Ressource:
    return Ressource.objects.select_for_update(of=("self",)).select_related("theme", "territoire").get(pk=ressource.pk)


def brouillon_verrouille(ressource: Ressource, par: Utilisateur) -> Ressource:
    """Lock a draft for writing and remember who writes: they will not review it."""
    ressource = verrouiller(ressource)
    exiger_brouillon(ressource)
    ressource.redacteurs.add(par)
    return ressource


def exiger_brouillon(ressource: Ressource) -> None:
    if ressource.etat != Etat.BROUILLON:
        raise Refus(
            _(
                "Cette ressource ne se modifie plus : elle est %(etat)s. Seul un brouillon se modifie ; une ressource "
                "publiée se corrige par une nouvelle version."
            )
            % dire_etat(ressource)
        )


def copier_texte(de: Ressource, vers: Ressource) -> None:
    for champ in CONTENU:
        if champ != "competences":
            setattr(vers, champ, getattr(de, champ))


def noter(ressource: Ressource, *, de: str, par: Utilisateur, le: datetime, **champs) -> MouvementRessource:
    return MouvementRessource.objects.create(
        ressource=ressource, de=de, vers=ressource.etat, version=ressource.version, par=par, le=le, **champs
    )


def dire_etat(ressource: Ressource) -> dict[str, str]:
    return {"etat": ressource.get_etat_display()}
