"""From a finished draft to the public catalogue: submit, take back, review by someone else, publish, retire."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import enumeration
from academie.models import Utilisateur
from academie.recherche import mots
from academie.regles import Refus
from besoins.actions.besoin import actualiser_programmation
from besoins.actions.programme import noter_mouvement
from besoins.models import Besoin, Programme, VersionProgramme
from besoins.notifications.programme import annoncer_avis, demander_relecture
from besoins.queries.exigences import manques
from besoins.queries.lecture import empreinte
from besoins.queries.programme import avec_contenu
from besoins.queries.publication import travail_des_autres

Etat = VersionProgramme.Etat


@transaction.atomic
def soumettre_version(*, version: VersionProgramme, par: Utilisateur, le: datetime | None = None) -> VersionProgramme:
    """Send a draft to review and tell those who may review it.

    Raises:
        Refus: a published field, an objective, a module or a retained need is missing; retired or published version.
    """
    version = _verrouiller(version)
    if version.etat in (Etat.EN_RELECTURE, Etat.RELUE):
        return version
    if version.etat != Etat.BROUILLON:
        raise Refus(_("Cette version est déjà %(etat)s : préparez une nouvelle version.") % _etat(version))
    _exiger_complete(version, _("Cette version ne peut pas encore être relue"))
    le = le or timezone.now()
    version.redacteurs.add(par)
    version.soumettre(le=le)
    version.save()
    mouvement = noter_mouvement(version, de=Etat.BROUILLON, par=par, le=le)
    demander_relecture(version=version, mouvement=mouvement)
    return version


@transaction.atomic
def reprendre_version(*, version: VersionProgramme, par: Utilisateur, le: datetime | None = None) -> VersionProgramme:
    """Take back a submitted version to write in it again; an approval falls with it.

    Raises:
        Refus: `par` did not write in it, or it was published.
    """
    version = _verrouiller(version)
    if version.etat == Etat.BROUILLON:
        return version
    if not version.redacteurs.filter(pk=par.pk).exists():
        raise Refus(
            _(
                "Seules les personnes qui ont écrit cette version la reprennent. Pour la leur rendre, relisez-la et "
                "renvoyez-la avec votre avis."
            )
        )
    if version.etat not in (Etat.EN_RELECTURE, Etat.RELUE):
        raise Refus(_("Cette version est %(etat)s : préparez une nouvelle version pour la changer.") % _etat(version))
    de = version.etat
    version.reprendre()
    version.save()
    noter_mouvement(version, de=de, par=par, le=le or timezone.now())
    return version


@transaction.atomic
def rendre_avis(
    *, version: VersionProgramme, favorable: bool, par: Utilisateur, avis: str = "", le: datetime | None = None
) -> VersionProgramme:
    """Approve a submitted version, or send it back with what to change; its authors are told.

    Raises:
        Refus: `par` wrote in it, no comment when sent back, version that awaits no review.
    """
    version = _verrouiller(version)
    if version.relu_par_id == par.pk and version.etat == (Etat.RELUE if favorable else Etat.BROUILLON):
        return version
    if version.redacteurs.filter(pk=par.pk).exists():
        raise Refus(
            _("Vous avez écrit dans cette version : sa relecture revient à une autre personne. Elle a été prévenue.")
        )
    if not favorable and not avis.strip():
        raise Refus(
            _("Dites ce qu'il faut changer : l'auteur ou l'autrice n'a que votre avis pour s'y mettre."), champ="avis"
        )
    if version.etat not in ((Etat.EN_RELECTURE,) if favorable else (Etat.EN_RELECTURE, Etat.RELUE)):
        raise Refus(_("Cette version n'attend pas de relecture : elle est %(etat)s.") % _etat(version))
    le = le or timezone.now()
    de = version.etat
    (version.approuver if favorable else version.renvoyer)(par=par, le=le, avis=avis)
    version.save()
    mouvement = noter_mouvement(version, de=de, par=par, le=le, motif=avis)
    annoncer_avis(version=version, mouvement=mouvement)
    return version


@transaction.atomic
def publier_version(*, version: VersionProgramme, par: Utilisateur, le: datetime | None = None) -> VersionProgramme:
    """Put a reviewed version in the public catalogue; the one that was there is retired in the same breath.

    Raises:
        Refus: not reviewed, or no longer complete (a need may have been reopened since).
    """
    Programme.objects.select_for_update().get(pk=version.programme_id)
    version = _verrouiller(version)
    if version.etat == Etat.PUBLIEE:
        return version
    if version.etat != Etat.RELUE:
        raise Refus(
            _("Cette version ne peut pas être publiée : elle est %(etat)s. Une version se publie après sa relecture.")
            % _etat(version)
        )
    _exiger_complete(version, _("Cette version ne peut pas être publiée"))
    le = le or timezone.now()
    for ancienne in version.programme.versions.publiees():
        _retirer(ancienne, par, le, _("Remplacée par la version %(numero)s.") % {"numero": version.numero})
    version.publier(par=par, le=le)
    version.recherche = texte_cherche(version)
    version.empreinte = empreinte(version)
    version.save()
    noter_mouvement(version, de=Etat.RELUE, par=par, le=le)
    _actualiser_besoins(version, par, le)
    return version


@transaction.atomic
def retirer_version(
    *, version: VersionProgramme, par: Utilisateur, motif: str, le: datetime | None = None
) -> VersionProgramme:
    """Take a published version out of the catalogue. What was planned with it goes on.

    Raises:
        Refus: never published, or no reason.
    """
    version = _verrouiller(version)
    if version.etat == Etat.RETIREE:
        return version
    if version.etat != Etat.PUBLIEE:
        raise Refus(_("Cette version n'est pas au catalogue : elle est %(etat)s.") % _etat(version))
    if not motif.strip():
        raise Refus(_("Dites pourquoi ce programme quitte le catalogue."), champ="motif")
    le = le or timezone.now()
    _retirer(version, par, le, motif)
    _actualiser_besoins(version, par, le)
    return version


@transaction.atomic
def supprimer_brouillon(*, version: VersionProgramme, sachant: bool = False) -> None:
    """Delete a draft, and its programme when it has no other version. What others said of it goes too: `sachant` says
    that the person read so.

    Raises:
        Refus: no draft, or others worked on it and `sachant` is not said.
    """
    Programme.objects.select_for_update().get(pk=version.programme_id)
    version = _verrouiller(version)
    if version.etat != Etat.BROUILLON:
        raise Refus(
            _("Seul un brouillon se supprime : cette version est %(etat)s. Reprenez-la d'abord, ou retirez-la.")
            % _etat(version)
        )
    if travail_des_autres(version) and not sachant:
        raise Refus(
            _(
                "D'autres personnes ont relu ou commenté ce brouillon. Confirmez que ce qu'elles ont écrit peut se perdre."
            ),
            champ="sachant",
        )
    programme = version.programme
    version.delete()
    if not programme.versions.exists():
        programme.delete()


def texte_cherche(version: VersionProgramme) -> str:
    """What the catalogue's search reads of a version, the title first."""
    parties = [version.programme.titre, version.programme.theme.nom, version.presentation, version.publics]
    parties += version.objectifs.values_list("intitule", flat=True)
    for titre, contenu in version.modules.values_list("titre", "contenu"):
        parties += [titre, contenu]
    return mots(" ".join(parties))


def _retirer(version: VersionProgramme, par: Utilisateur, le: datetime, motif: str) -> None:
    version.retirer(le=le)
    version.save()
    noter_mouvement(version, de=Etat.PUBLIEE, par=par, le=le, motif=motif)


def _actualiser_besoins(version: VersionProgramme, par: Utilisateur, le: datetime) -> None:
    """The needs of every version of the programme: the one published may answer fewer than the one it replaces."""
    besoins = Besoin.objects.filter(pk__in=Besoin.objects.filter(versions__programme=version.programme_id))
    actualiser_programmation(besoins, par=par, le=le)


def _verrouiller(version: VersionProgramme) -> VersionProgramme:
    return (
        VersionProgramme.objects.select_for_update(of=("self",))
        .select_related("programme__theme", "redige_par")
        .get(pk=version.pk)
    )


def _exiger_complete(version: VersionProgramme, refus: str) -> None:
    if absents := manques(avec_contenu(VersionProgramme.objects.filter(pk=version.pk)).get()):
        raise Refus(f"{refus} : {_('il manque')} {enumeration([str(manque.libelle) for manque in absents])}.")


def _etat(version: VersionProgramme) -> dict[str, str]:
    return {"etat": version.get_etat_display()}
