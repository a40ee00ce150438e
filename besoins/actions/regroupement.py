"""Several needs that say the same, brought under one, and given back as they were."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.actions.besoin import decider, inserer_besoin, verrouiller_besoins
from besoins.models import Besoin

Etat = Besoin.Etat


@transaction.atomic
def regrouper_besoins(
    *,
    besoins: Sequence[Besoin],
    par: Utilisateur,
    sous: Besoin | None = None,
    titre: str = "",
    le: datetime | None = None,
) -> Besoin:
    """Bring needs under `sous`, or under a new need called `titre`. Each keeps its evidence, which shows on the group.

    Raises:
        Refus: nothing to group, a need that is decided otherwise, that a programme answers, or that is a group itself.
    """
    verrouiller_besoins()
    le = le or timezone.now()
    groupe = _groupe(besoins, sous, titre.strip(), par, le)
    cles = [besoin.pk for besoin in besoins if besoin.pk != groupe.pk]
    membres = list(Besoin.objects.select_for_update().filter(pk__in=cles).order_by("pk"))
    if not membres:
        raise Refus(_("Choisissez au moins un besoin à regrouper."), champ="besoins")
    for membre in membres:
        if membre.groupe_id != groupe.pk:
            _exiger_regroupable(membre)
            _regrouper(membre, groupe, par, le)
    return groupe


@transaction.atomic
def degrouper_besoin(*, besoin: Besoin, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Take a need out of its group: its state and its evidence are those that it had. Done twice, done once.

    Raises:
        Refus: the group is decided, on this evidence among others.
    """
    besoin = Besoin.objects.select_for_update(of=["self"]).select_related("groupe").get(pk=besoin.pk)
    if besoin.etat != Etat.REGROUPE:
        return besoin
    groupe = besoin.groupe
    if groupe.etat not in Besoin.A_EXAMINER:
        raise Refus(
            _(
                "Le groupe « %(groupe)s » est décidé sur la foi de ce besoin aussi. Remettez le groupe à l'examen avant "
                "de l'en séparer."
            )
            % {"groupe": groupe.titre}
        )
    avant = besoin.mouvements.filter(vers=Etat.REGROUPE).order_by("le", "pk").last()
    besoin.degrouper(vers=avant.de)
    motif = _("séparé de « %(groupe)s »") % {"groupe": groupe.titre}
    return decider(besoin, de=Etat.REGROUPE, par=par, le=le, motif=motif)


def _groupe(besoins: Sequence[Besoin], sous: Besoin | None, titre: str, par: Utilisateur, le: datetime) -> Besoin:
    if sous is not None:
        groupe = Besoin.objects.select_for_update().get(pk=sous.pk)
        if groupe.etat not in Besoin.VIVANTS:
            raise Refus(
                _("« %(titre)s » est %(etat)s : choisissez un besoin reçu, qualifié, retenu ou programmé.")
                % {"titre": groupe.titre, "etat": groupe.get_etat_display()},
                champ="sous",
            )
        return groupe
    if not titre:
        raise Refus(_("Choisissez un besoin existant, ou donnez un titre au groupe."), champ="titre")
    if jumeau := Besoin.objects.filter(titre=titre).first():
        if {besoin.pk for besoin in besoins} <= set(jumeau.membres.values_list("pk", flat=True)):
            return jumeau
        raise Refus(_("Un besoin de ce titre existe déjà : choisissez-le pour groupe."), champ="titre")
    if not besoins:
        raise Refus(_("Choisissez au moins un besoin à regrouper."), champ="besoins")
    return inserer_besoin(besoin=Besoin(titre=titre, porte=besoins[0].porte), par=par, le=le)


def _exiger_regroupable(besoin: Besoin) -> None:
    faits = {"titre": besoin.titre, "etat": besoin.get_etat_display()}
    if besoin.etat not in Besoin.REGROUPABLES:
        raise Refus(
            _("« %(titre)s » est %(etat)s : il ne se regroupe plus. Remettez-le d'abord à l'examen.") % faits,
            champ="besoins",
        )
    if besoin.membres.exists():
        raise Refus(_("« %(titre)s » est lui-même un groupe : séparez d'abord ses besoins.") % faits, champ="besoins")
    if version := besoin.versions.select_related("programme").first():
        raise Refus(
            _("Le programme « %(programme)s » répond à « %(titre)s » : regroupez plutôt les autres sous lui.")
            % {**faits, "programme": version.programme.titre},
            champ="besoins",
        )


def _regrouper(membre: Besoin, groupe: Besoin, par: Utilisateur, le: datetime) -> None:
    de = membre.etat
    membre.regrouper(sous=groupe)
    decider(membre, de=de, par=par, le=le, motif=_("sous « %(groupe)s »") % {"groupe": groupe.titre})
