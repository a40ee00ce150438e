"""From a finished draft to the public pages: submit, review by somebody else, publish, withdraw."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import enumeration
from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.piece import oublier_piece
from besoins.actions.ressource import copier_texte, dire_etat, noter, verrouiller
from besoins.models import Ressource
from besoins.notifications.ressource import annoncer_avis, demander_relecture
from besoins.queries.parution import CHAMPS, dire, manques

Etat = Ressource.Etat
PARUES = (Etat.PUBLIEE, Etat.INTEGREE)


@transaction.atomic
def soumettre_ressource(*, ressource: Ressource, par: Utilisateur, le: datetime | None = None) -> Ressource:
    """Send a draft to review and tell those who may review it.

    Raises:
        Refus: something that its kind must tell is missing; published or withdrawn.
    """
    ressource = verrouiller(ressource)
    if ressource.etat == Etat.EN_RELECTURE:
        return ressource
    if ressource.etat != Etat.BROUILLON:
        raise Refus(_("Cette ressource ne se soumet plus : elle est %(etat)s.") % dire_etat(ressource))
    if absents := manques(ressource):
        raise Refus(
            _("Cette ressource ne peut pas encore être relue : il manque %(quoi)s.")
            % {"quoi": enumeration([str(manque.libelle) for manque in absents])}
        )
    ressource.redacteurs.add(par)
    ressource.soumettre()
    ressource.save()
    mouvement = noter(ressource, de=Etat.BROUILLON, par=par, le=le or timezone.now())
    demander_relecture(ressource=ressource, mouvement=mouvement)
    return ressource


@transaction.atomic
def relire_ressource(
    *, ressource: Ressource, favorable: bool, par: Utilisateur, avis: str = "", le: datetime | None = None
) -> Ressource:
    """Publish a submitted resource, or send it back with what to change; its authors are told.

    A correction joins the resource that it corrects, which is returned.

    Raises:
        Refus: `par` wrote in it, no comment when sent back, nothing to review, or what it corrects was withdrawn.
    """
    ressource = verrouiller(ressource)
    if ressource.relu_par_id == par.pk and ressource.etat in (PARUES if favorable else (Etat.BROUILLON,)):
        return ressource.corrige or ressource if favorable else ressource
    if ressource.etat != Etat.EN_RELECTURE:
        raise Refus(_("Cette ressource n'attend pas de relecture : elle est %(etat)s.") % dire_etat(ressource))
    if ressource.redacteurs.filter(pk=par.pk).exists():
        raise Refus(_("Vous avez écrit dans cette ressource : sa relecture revient à une autre personne."))
    if not favorable and not avis.strip():
        raise Refus(
            _("Dites ce qu'il faut changer : l'auteur ou l'autrice n'a que votre avis pour s'y mettre."), champ="avis"
        )
    le = le or timezone.now()
    if not favorable:
        ressource.renvoyer(par=par, avis=avis)
    elif ressource.corrige_id:
        return _fondre(ressource, par=par, avis=avis, le=le)
    else:
        ressource.publier(par=par, le=le, avis=avis)
    ressource.save()
    mouvement = noter(ressource, de=Etat.EN_RELECTURE, par=par, le=le, motif=avis)
    annoncer_avis(ressource=ressource, mouvement=mouvement)
    return ressource


@transaction.atomic
def retirer_ressource(*, ressource: Ressource, par: Utilisateur, motif: str, le: datetime | None = None) -> Ressource:
    """Take a resource off the public pages. What cited it still does, in the workshop.

    Raises:
        Refus: never published, or no reason.
    """
    ressource = verrouiller(ressource)
    if ressource.etat == Etat.RETIREE:
        return ressource
    if ressource.etat != Etat.PUBLIEE:
        raise Refus(_("Cette ressource n'est pas publiée : elle est %(etat)s.") % dire_etat(ressource))
    if not motif.strip():
        raise Refus(_("Dites pourquoi cette ressource est retirée : sa page le dira."), champ="motif")
    ressource.retirer(motif=motif)
    ressource.save()
    noter(ressource, de=Etat.PUBLIEE, par=par, le=le or timezone.now(), motif=motif)
    return ressource


def _fondre(correction: Ressource, *, par: Utilisateur, avis: str, le: datetime) -> Ressource:
    """Put the corrected text in its place, and what it replaces in the history."""
    ressource = verrouiller(Ressource(pk=correction.corrige_id))
    if ressource.etat != Etat.PUBLIEE:
        raise Refus(_("La ressource corrigée a été retirée entre-temps : cette correction ne peut plus paraître."))
    remplace = {
        champ: dire(ressource, champ) for champ in CHAMPS if getattr(ressource, champ) != getattr(correction, champ)
    }
    ancien = ressource.fichier.name
    copier_texte(correction, ressource)
    ressource.fichier, ressource.fichier_nom = correction.fichier.name, correction.fichier_nom
    ressource.version, ressource.publiee_le = correction.version, le
    ressource.revision += 1
    ressource.save()
    ressource.competences.set(correction.competences.all())
    ressource.redacteurs.add(*correction.redacteurs.all())
    mouvement = noter(ressource, de=Etat.PUBLIEE, par=par, le=le, motif=avis, remplace=remplace)
    oublier_piece(ancien)
    correction.integrer(par=par, le=le, avis=avis)
    correction.save()
    annoncer_avis(ressource=correction, mouvement=mouvement)
    return ressource
