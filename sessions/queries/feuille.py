"""The attendance sheet: as it stands on the screen, and as facts to draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie import francais
from academie.documents.balises import EDITEUR
from academie.models import Organisme
from besoins.queries.financement import mentions
from sessions.documents.feuille import (
    Absence,
    Declaration,
    DemiJournee,
    DonneesFeuille,
    Personne,
    Presence,
    Signature,
)
from sessions.models import Creneau, Emargement, Inscription, Registre, Session
from sessions.queries.emargement import attendues
from sessions.queries.registre import Correction, contreseings, corrections
from sessions.queries.session import adresse, adresse_du_creneau
from sessions.scellement import lire_trace

# What the trainer read the presence from; nothing when they saw it.
D_APRES = {
    Emargement.Moyen.FORMATEUR: "",
    Emargement.Moyen.PAPIER: gettext_lazy("d'après la feuille signée à la main"),
    Emargement.Moyen.JOURNAL: gettext_lazy("d'après le journal de connexion"),
}


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
    ici = creneau.debut.tzinfo
    if emargement is None:
        retard = creneau.debut + timedelta(minutes=1) <= le < creneau.fin
        return {"presence": "presente", "arrivee": timezone.localtime(le, ici).time() if retard else None}
    if emargement.absent:
        return {"presence": "absente"}
    arrivee, depart = emargement.arrivee or creneau.debut, emargement.depart or creneau.fin
    entre = (depart - arrivee) // timedelta(minutes=1)
    return {
        "presence": "presente",
        "arrivee": emargement.arrivee and timezone.localtime(emargement.arrivee, ici).time(),
        "depart": emargement.depart and timezone.localtime(emargement.depart, ici).time(),
        "minutes": emargement.minutes if emargement.minutes < entre else None,
    }


def donnees_de_la_feuille(
    session: Session, *, creneau: Creneau | None = None, vide: bool = False, vierge: bool = False
) -> DonneesFeuille:
    """The sheet of a session, or of one of its half-days; `vide`, to sign by hand; `vierge`, without the names either.

    A constant number of queries, whatever the number of persons and half-days.
    """
    creneaux = Creneau.objects.filter(session=session).situes().prefetch_related("interventions__formateur")
    creneaux = list(creneaux.filter(pk=creneau.pk) if creneau else creneaux.order_by("debut", "pk"))
    modules = modules_prevus(session)
    sceaux = {} if vide else contreseings(creneaux)
    organisme = Organisme.charger()
    return DonneesFeuille(
        programme=session.titre,
        session=_("Session n° %(numero)d, %(ou)s") % {"numero": session.pk, "ou": adresse(session)},
        demi_journees=tuple(_demi_journee(une, modules[une.pk], sceaux.get(une.pk, {})) for une in creneaux),
        stagiaires=_lignes_vierges(session, creneaux) if vierge else _stagiaires(session, creneaux, vide=vide),
        imprimee_le=timezone.now(),
        emetteur=organisme.nom or EDITEUR,
        declaration=organisme.declaration,
        mentions_europe=tuple(mentions(session.version)),
        registre="" if vide else _etat_du_registre(session),
    )


def _stagiaires(session: Session, creneaux: Sequence[Creneau], *, vide: bool) -> tuple[Personne, ...]:
    emargements = {} if vide else _emargements(creneaux)
    corrigees = {} if vide else corrections(creneaux)
    return tuple(
        Personne(
            str(inscription.utilisateur),
            str(inscription.structure or ""),
            tuple(
                _presence(emargements.get((inscription.pk, une.pk)), corrigees.get((une.pk, inscription.pk)))
                for une in creneaux
            ),
        )
        for inscription in attendues(session.pk)
    )


def _lignes_vierges(session: Session, creneaux: Sequence[Creneau]) -> tuple[Personne, ...]:
    """One numbered line a seat."""
    return tuple(Personne(str(rang), "", (None,) * len(creneaux)) for rang in range(1, session.capacite + 1))


def _etat_du_registre(session: Session) -> str:
    """What this sheet was drawn from: whoever holds it can tell whether the register changed since."""
    tete = Registre.objects.filter(session=session).first()
    if tete is None:
        return ""
    return _(
        "Établie d'après le registre de présence de la session : %(nombre)d enregistrements, dernière empreinte SHA-256 %(empreinte)s."
    ) % {"nombre": tete.nombre, "empreinte": tete.empreinte}


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


def _demi_journee(creneau: Creneau, modules: tuple[str, ...], sceaux: dict) -> DemiJournee:
    formateurs = {
        intervention.formateur_id: str(intervention.formateur) for intervention in creneau.interventions.all()
    }
    # Whoever sealed the half-day stays on its sheet, even when somebody else gives it since.
    formateurs |= {formateur: nom for formateur, (nom, _le) in sceaux.items()}
    return DemiJournee(
        debut=creneau.debut,
        fin=creneau.fin,
        modules=modules,
        lieu=adresse_du_creneau(creneau),
        formateurs=tuple((nom, _contreseing(creneau, sceaux.get(formateur))) for formateur, nom in formateurs.items()),
    )


def _contreseing(creneau: Creneau, sceau: tuple[str, datetime] | None) -> Presence:
    return Signature(sceau[1].astimezone(creneau.debut.tzinfo), _("contreseing"), sceau[0]) if sceau else None


def _presence(emargement: Emargement | None, corrigees: Sequence[Correction] | None) -> Presence:
    if emargement is None:
        return None
    ici = emargement.creneau.debut.tzinfo
    precision = ", ".join(filter(None, [_precision(emargement), _derniere_correction(corrigees)]))
    if emargement.absent:
        return Absence(precision, emargement.justifiee)
    if emargement.moyen in D_APRES:
        instant = corrigees[-1].le if corrigees else emargement.signe_le
        return Declaration(instant.astimezone(ici), str(emargement.declare_par), precision, D_APRES[emargement.moyen])
    # Given on the trainer's device, a signature may have reached us after: its own time is told.
    instant = emargement.appareil_le or emargement.signe_le
    moyen, traits = emargement.get_moyen_display(), lire_trace(emargement.trace)
    return Signature(instant.astimezone(ici), moyen, emargement.nom_saisi, precision, traits)


def _derniere_correction(corrigees: Sequence[Correction] | None) -> str:
    if not corrigees:
        return ""
    faits = {"jour": francais.date_courte(corrigees[-1].le), "qui": corrigees[-1].par}
    return _("corrigé le %(jour)s par %(qui)s") % faits


def _precision(emargement: Emargement) -> str:
    """How many minutes count, unless all do, and why."""
    partielle = 0 < emargement.minutes < emargement.creneau.minutes
    duree = _("%(minutes)d min suivies") % {"minutes": emargement.minutes} if partielle else ""
    return ", ".join(filter(None, [duree, emargement.motif]))
