"""The attendance sheet: as it stands on the screen, and as facts to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.documents.feuille import (
    Absence,
    Declaration,
    DemiJournee,
    DonneesFeuille,
    Personne,
    Presence,
    Signature,
)
from sessions.models import Creneau, Emargement, Inscription, Session
from sessions.queries.emargement import attendues
from sessions.queries.registre import Correction, contreseings, corrections
from sessions.queries.session import adresse


@dataclass(frozen=True)
class Ligne:
    """A person expected, and what is known of them."""

    inscription: Inscription
    emargement: Emargement | None
    corrections: Sequence[Correction] = ()

    @property
    def nom_different(self) -> str:
        """The typed name, when it is not the account's: the trainer looks at it."""
        saisi = self.emargement.nom_saisi if self.emargement else ""
        return "" if saisi.casefold() == self.inscription.utilisateur.get_full_name().casefold() else saisi

    @property
    def partielle(self) -> bool:
        return bool(self.emargement and 0 < self.emargement.minutes < self.emargement.creneau.minutes)


@dataclass(frozen=True)
class Feuille:
    """The attendance of a half-day as it stands."""

    creneau: Creneau
    lignes: list[Ligne]

    @property
    def presentes(self) -> int:
        return sum(1 for ligne in self.lignes if ligne.emargement and not ligne.emargement.absent)

    @property
    def absentes(self) -> list[Ligne]:
        return [ligne for ligne in self.lignes if ligne.emargement and ligne.emargement.absent]

    @property
    def sans_reponse(self) -> list[Ligne]:
        return [ligne for ligne in self.lignes if not ligne.emargement]

    @property
    def version(self) -> str:
        """Changes with the sheet: a page that polls asks whether its own is still the last."""
        etats = [(ligne.inscription.pk, ligne.emargement and ligne.emargement.minutes) for ligne in self.lignes]
        return sha256(repr((self.creneau.emargement, etats)).encode()).hexdigest()[:16]


def feuille(creneau: Creneau) -> Feuille:
    """Everybody expected at `creneau`, by name: four queries, whatever their number."""
    emargements = {
        emargement.inscription_id: emargement
        for emargement in Emargement.objects.filter(creneau=creneau).select_related("creneau", "declare_par")
    }
    corrigees = corrections([creneau])
    return Feuille(
        creneau,
        [
            Ligne(inscription, emargements.get(inscription.pk), corrigees[creneau.pk, inscription.pk])
            for inscription in attendues(creneau.session_id)
        ],
    )


def libelles_du_releve(creneau: Creneau) -> dict[int, str]:
    """How those whose answer is noted already are named when the sheet signed by hand is read."""
    notees = creneau.emargements.select_related("inscription__utilisateur")
    return {
        emargement.inscription_id: (
            _("%(personne)s (absence déjà notée)") if emargement.absent else _("%(personne)s (présence déjà notée)")
        )
        % {"personne": emargement.inscription.utilisateur}
        for emargement in notees
    }


def presence_proposee(creneau: Creneau, emargement: Emargement | None, le: datetime) -> dict:
    """What the trainer's form starts from: what is noted already, else a presence from now on when it has begun."""
    if emargement is None:
        retard = creneau.debut + timedelta(minutes=1) <= le < creneau.fin
        return {"presence": "presente", "arrivee": timezone.localtime(le).time() if retard else None}
    if emargement.absent:
        return {"presence": "absente"}
    arrivee, depart = emargement.arrivee or creneau.debut, emargement.depart or creneau.fin
    entre = (depart - arrivee) // timedelta(minutes=1)
    return {
        "presence": "presente",
        "arrivee": emargement.arrivee and timezone.localtime(emargement.arrivee).time(),
        "depart": emargement.depart and timezone.localtime(emargement.depart).time(),
        "minutes": emargement.minutes if emargement.minutes < entre else None,
    }


def donnees_de_la_feuille(session: Session, *, creneau: Creneau | None = None, vide: bool = False) -> DonneesFeuille:
    """The sheet of a session, or of one of its half-days; `vide`, without any signature, to sign by hand.

    A constant number of queries, whatever the number of persons and half-days.
    """
    creneaux = session.creneaux.select_related("contresigne_par").prefetch_related("interventions__formateur")
    creneaux = list(creneaux.filter(pk=creneau.pk) if creneau else creneaux)
    modules = modules_prevus(session)
    emargements = {} if vide else _emargements(creneaux)
    corrigees = {} if vide else corrections(creneaux)
    sceaux = {} if vide else contreseings(creneaux)
    ou = adresse(session)
    return DonneesFeuille(
        programme=session.titre,
        session=_("Session n° %(numero)d, %(ou)s") % {"numero": session.pk, "ou": ou},
        demi_journees=tuple(
            _demi_journee(creneau, ou, modules[creneau.pk], sceaux.get(creneau.pk, {})) for creneau in creneaux
        ),
        stagiaires=tuple(
            Personne(
                str(inscription.utilisateur),
                str(inscription.structure or ""),
                tuple(
                    _presence(
                        emargements.get((inscription.pk, creneau.pk)), corrigees.get((creneau.pk, inscription.pk))
                    )
                    for creneau in creneaux
                ),
            )
            for inscription in attendues(session.pk)
        ),
        imprimee_le=timezone.now(),
    )


def modules_prevus(session: Session) -> dict[int, tuple[str, ...]]:
    """The modules of each half-day: the one chosen for it, else those of the programme that fall in its minutes."""
    programme, fin = [], 0
    for module in session.version.modules.order_by("ordre", "pk"):
        programme.append((fin, fin + module.minutes, module.titre))
        fin += module.minutes
    prevus, debut = {}, 0
    for creneau in session.creneaux.select_related("module").order_by("debut", "pk"):
        fin = debut + creneau.minutes
        pendant = tuple(titre for de, a, titre in programme if de < fin and a > debut)
        prevus[creneau.pk] = (creneau.module.titre,) if creneau.module else pendant
        debut = fin
    return prevus


def _emargements(creneaux) -> dict[tuple[int, int], Emargement]:
    return {
        (emargement.inscription_id, emargement.creneau_id): emargement
        for emargement in Emargement.objects.filter(creneau__in=creneaux).select_related("creneau", "declare_par")
    }


def _demi_journee(creneau: Creneau, ou: str, modules: tuple[str, ...], sceaux: dict) -> DemiJournee:
    formateurs = {
        intervention.formateur_id: str(intervention.formateur) for intervention in creneau.interventions.all()
    }
    # Whoever sealed the half-day stays on its sheet, even when somebody else gives it since.
    formateurs |= {formateur: nom for formateur, (nom, _le) in sceaux.items()}
    return DemiJournee(
        debut=creneau.debut,
        fin=creneau.fin,
        modules=modules,
        lieu=ou,
        formateurs=tuple((nom, _contreseing(sceaux.get(formateur))) for formateur, nom in formateurs.items()),
    )


def _contreseing(sceau: tuple[str, datetime] | None) -> Presence:
    return Signature(sceau[1], _("contreseing"), sceau[0]) if sceau else None


def _presence(emargement: Emargement | None, corrigees: Sequence[Correction] | None) -> Presence:
    if emargement is None:
        return None
    if emargement.absent:
        return Absence(emargement.motif)
    precision = _precision(emargement)
    if emargement.moyen == Emargement.Moyen.FORMATEUR:
        instant = corrigees[-1].le if corrigees else emargement.signe_le
        return Declaration(instant, str(emargement.declare_par), precision)
    return Signature(emargement.signe_le, emargement.get_moyen_display(), emargement.nom_saisi, precision)


def _precision(emargement: Emargement) -> str:
    """How many minutes count, unless all do, and why."""
    partielle = emargement.minutes < emargement.creneau.minutes
    duree = _("%(minutes)d min suivies") % {"minutes": emargement.minutes} if partielle else ""
    return ", ".join(filter(None, [duree, emargement.motif]))
