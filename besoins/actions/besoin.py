from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.models import Besoin, MouvementBesoin, VersionProgramme
from besoins.notifications.besoin import annoncer_suite
from besoins.notifications.signal import annoncer_suite as annoncer_suite_du_signal

Etat = Besoin.Etat
DESCRIPTION = ("titre", "description", "theme", "publics", "exprime_par", "urgence", "faisabilite")


@transaction.atomic
def creer_besoin(*, besoin: Besoin, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Add a need. The same need sent twice is kept once.

    Raises:
        Refus: another need bears this title.
    """
    verrouiller_besoins()
    if jumeau := Besoin.objects.filter(titre=besoin.titre).first():
        champs = [Besoin._meta.get_field(champ).attname for champ in DESCRIPTION]
        if any(getattr(jumeau, champ) != getattr(besoin, champ) for champ in champs):
            raise Refus(_("Un besoin de ce titre existe déjà. Joignez-lui vos preuves."), champ="titre")
        return jumeau
    return inserer_besoin(besoin=besoin, par=par, le=le or timezone.now())


def inserer_besoin(*, besoin: Besoin, par: Utilisateur, le: datetime) -> Besoin:
    """Write a new need. Whoever looked for its twin holds the lock."""
    besoin.recu_le = le
    besoin.save()
    noter_mouvement(besoin, de="", par=par, le=le)
    return besoin


@transaction.atomic
def modifier_besoin(
    *, besoin: Besoin, territoires: Iterable | None = None, competences: Iterable | None = None
) -> Besoin:
    """Correct what is said of a need; its evidence and its decision stay. None leaves places and competences alone."""
    besoin.save(update_fields=DESCRIPTION)
    if territoires is not None:
        besoin.territoires.set(territoires)
    if competences is not None:
        besoin.competences.set(competences)
    return besoin


@transaction.atomic
def qualifier_besoin(*, besoin: Besoin, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Say that a need received is understood: it may be grouped, retained, set aside. Done twice, done once."""
    besoin = verrouiller_besoin(besoin)
    if besoin.etat == Etat.RECU:
        besoin.qualifier()
        decider(besoin, de=Etat.RECU, par=par, le=le)
    return besoin


@transaction.atomic
def retenir_besoin(*, besoin: Besoin, par: Utilisateur, motif: str = "", le: datetime | None = None) -> Besoin:
    """Retain a need: programmes may answer it. Retained twice, retained once.

    Raises:
        Refus: no evidence, or a need that is not qualified.
    """
    besoin = verrouiller_besoin(besoin)
    if besoin.etat in Besoin.RETENUS:
        return besoin
    if besoin.etat != Etat.QUALIFIE:
        raise Refus(f"{_('Vous ne pouvez pas retenir ce besoin')} : {_suite_possible(besoin)}")
    if not preuves_du_groupe(besoin):
        raise Refus(
            _(
                "Vous ne pouvez pas retenir ce besoin : aucune preuve ne l'appuie. Joignez un résultat d'enquête, un "
                "signal noté ou une demande."
            )
        )
    le = le or timezone.now()
    besoin.retenir(par=par, le=le, motif=motif.strip())
    decider(besoin, de=Etat.QUALIFIE, par=par, le=le, motif=besoin.motif)
    actualiser_programmation(Besoin.objects.filter(pk=besoin.pk), par=par, le=le)
    return Besoin.objects.get(pk=besoin.pk)


@transaction.atomic
def ecarter_besoin(*, besoin: Besoin, par: Utilisateur, motif: str, le: datetime | None = None) -> Besoin:
    """Set a need aside, with a reason. Done twice, done once.

    Raises:
        Refus: no reason, or the need is decided already.
    """
    besoin = verrouiller_besoin(besoin)
    if besoin.etat == Etat.ECARTE:
        return besoin
    if besoin.etat not in Besoin.A_EXAMINER:
        raise Refus(f"{_('Vous ne pouvez pas écarter ce besoin')} : {_suite_possible(besoin)}")
    if not motif.strip():
        raise Refus(
            _("Indiquez pourquoi le besoin est écarté : les personnes qui l'ont exprimé le liront."), champ="motif"
        )
    de = besoin.etat
    besoin.ecarter(par=par, le=le or timezone.now(), motif=motif.strip())
    return decider(besoin, de=de, par=par, le=besoin.decide_le, motif=besoin.motif)


@transaction.atomic
def satisfaire_besoin(*, besoin: Besoin, par: Utilisateur, motif: str, le: datetime | None = None) -> Besoin:
    """Say that a retained need is met, and by what. Done twice, done once.

    Raises:
        Refus: no reason, or a need that nobody retained.
    """
    besoin = verrouiller_besoin(besoin)
    if besoin.etat == Etat.SATISFAIT:
        return besoin
    if besoin.etat not in Besoin.RETENUS:
        raise Refus(f"{_('Vous ne pouvez pas déclarer ce besoin satisfait')} : {_suite_possible(besoin)}")
    if not motif.strip():
        raise Refus(
            _("Indiquez ce qui satisfait le besoin : les personnes qui l'ont exprimé le liront."), champ="motif"
        )
    de = besoin.etat
    besoin.satisfaire(par=par, le=le or timezone.now(), motif=motif.strip())
    return decider(besoin, de=de, par=par, le=besoin.decide_le, motif=besoin.motif)


@transaction.atomic
def reexaminer_besoin(*, besoin: Besoin, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Put a decided need back among those to examine.

    Raises:
        Refus: a published programme answers it, or it is grouped under another.
    """
    besoin = verrouiller_besoin(besoin)
    if besoin.etat in Besoin.A_EXAMINER:
        return besoin
    if besoin.etat == Etat.REGROUPE:
        raise Refus(f"{_('Vous ne pouvez pas rouvrir cet examen')} : {_suite_possible(besoin)}")
    if version := _publiee(besoin):
        raise Refus(
            _("Vous ne pouvez pas rouvrir l'examen : le programme publié « %(programme)s » répond à ce besoin.")
            % {"programme": version.programme.titre}
        )
    de = besoin.etat
    besoin.reexaminer()
    return decider(besoin, de=de, par=par, le=le)


def actualiser_programmation(besoins, *, par: Utilisateur, le: datetime) -> None:
    """Follow the catalogue: a retained need that a published version answers is programmed, and only such a one is."""
    for besoin in besoins.retenus().select_for_update().order_by("pk"):
        version, de = _publiee(besoin), besoin.etat
        if version and de == Etat.RETENU:
            besoin.programmer()
            motif = _("Programme publié : « %(programme)s ».") % {"programme": version.programme.titre}
        elif not version and de == Etat.PROGRAMME:
            besoin.deprogrammer()
            motif = _("Plus aucun programme publié n'y répond.")
        else:
            continue
        decider(besoin, de=de, par=par, le=le, motif=motif)


def verrouiller_besoins() -> None:
    """Make those who create needs wait for each other: the row that names the model stands for all of them."""
    ContentType.objects.select_for_update().get(app_label="besoins", model="besoin")


def verrouiller_besoin(besoin: Besoin) -> Besoin:
    return Besoin.objects.select_for_update().get(pk=besoin.pk)


def preuves_du_groupe(besoin: Besoin) -> bool:
    """Whether a need, or one grouped under it, has evidence."""
    return besoin.preuves.exists() or besoin.membres.filter(preuves__isnull=False).exists()


def decider(besoin: Besoin, *, de: str, par: Utilisateur | None, le: datetime | None, motif: str = "") -> Besoin:
    """Save a need that has just changed state, write it in its history, and tell those who spoke of it."""
    besoin.save()
    mouvement = noter_mouvement(besoin, de=de, par=par, le=le or timezone.now(), motif=motif)
    if besoin.etat != Etat.RECU:
        annoncer_suite(besoin, mouvement)
        annoncer_suite_du_signal(besoin, mouvement)
    return besoin


def noter_mouvement(
    besoin: Besoin, *, de: str, par: Utilisateur | None, le: datetime, motif: str = ""
) -> MouvementBesoin:
    return MouvementBesoin.objects.create(besoin=besoin, de=de, vers=besoin.etat, motif=motif, par=par, le=le)


def _publiee(besoin: Besoin) -> VersionProgramme | None:
    return besoin.versions.publiees().select_related("programme").first()


def _suite_possible(besoin: Besoin) -> str:
    """Why the state of a need forbids a deed, and what to do next."""
    return {
        Etat.RECU: _("il est seulement reçu. Qualifiez-le d'abord."),
        Etat.QUALIFIE: _("il est seulement qualifié. Retenez-le d'abord."),
        Etat.REGROUPE: _("il est regroupé sous un autre. Décidez du groupe, ou séparez-l'en d'abord."),
        Etat.RETENU: _("il est retenu. Remettez-le à l'examen d'abord."),
        Etat.ECARTE: _("il est écarté. Remettez-le à l'examen d'abord."),
        Etat.PROGRAMME: _("il est programmé : un programme publié y répond."),
        Etat.SATISFAIT: _("il est satisfait. Remettez-le à l'examen d'abord."),
    }[Etat(besoin.etat)]
