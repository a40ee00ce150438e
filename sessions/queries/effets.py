"""What a rule that changes does to the sessions that are open: which ones, and how many people."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.regle import Changement, Effet
from academie.regles import regle
from sessions.models import AccordEmployeur, Inscription, Session
from sessions.queries.regles import premier_jour_par_regle

# What a plan proposes: a session once planned has its own.
A_LA_PLANIFICATION = {"session.minimum", "session.cloture_inscriptions", "inscription.liberation_reserve"}


def effets(changement: Changement) -> list[Effet] | None:
    """None when the rule is not one of these houses' or touches nothing that is open."""
    if changement.cle in A_LA_PLANIFICATION:
        return []
    calcul = CALCULS.get(changement.cle)
    return calcul(changement, regle(changement.cle, changement.depuis)) if calcul else None


def _ouverture(changement: Changement, avant: int) -> list[Effet]:
    trouves = []
    for session in _ouvertes(changement).filter(ouverture_inscriptions=None):
        premier, suivant = premier_jour_par_regle(session, avant), premier_jour_par_regle(session, changement.valeur)
        # Open on that day by both: nothing moves.
        if any(jour and jour > changement.depuis for jour in (premier, suivant)):
            trouves.append(_effet(session, _des(premier), _des(suivant), session.actives))
    return trouves


def _par_structure(changement: Changement, avant: int) -> list[Effet]:
    """Structures that could send somebody else, and no longer could: or the reverse."""
    sessions = {session.pk: session for session in _ouvertes(changement).filter(par_structure=None)}
    comptes = (
        Inscription.objects.actives()
        .filter(session__in=sessions, reserve=None, structure__isnull=False)
        .order_by()
        .values_list("session", "structure")
        .annotate(n=Count("pk"))
    )
    pleines: dict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for session, _structure, nombre in comptes:
        for liste, plafond in zip(pleines[session], (avant, changement.valeur), strict=True):
            if plafond and nombre >= plafond:
                liste.append(nombre)
    return [
        _effet(sessions[pk], _structures(len(hier)), _structures(len(demain)), sum(max(hier, demain, key=sum)))
        for pk, (hier, demain) in pleines.items()
        if len(hier) != len(demain)
    ]


def _annulation(changement: Changement, avant: int) -> list[Effet]:
    return [
        _effet(session, _tardive(session, avant), _tardive(session, changement.valeur), session.actives)
        for session in _ouvertes(changement)
        if session.actives
    ]


def _offre(changement: Changement, avant: int) -> list[Effet]:
    return [
        _effet(session, _heures(avant), _heures(changement.valeur), session.attendent)
        for session in _ouvertes(changement)
        if session.attendent
    ]


def _rappel(changement: Changement, avant: int) -> list[Effet]:
    """Requests that will still wait on that day, not reminded yet."""
    attendus = AccordEmployeur.objects.attendus().filter(relance_le=None, expire_le__date__gt=changement.depuis)
    comptes = dict(attendus.order_by().values_list("inscription__session").annotate(n=Count("pk")))
    return [
        _effet(session, _jours(avant), _jours(changement.valeur), comptes[session.pk])
        for session in _ouvertes(changement)
        if session.pk in comptes
    ]


CALCULS = {
    "inscription.ouverture": _ouverture,
    "inscription.par_structure": _par_structure,
    "inscription.annulation_tardive": _annulation,
    "inscription.offre_validite": _offre,
    "inscription.accord_rappel": _rappel,
}


def _ouvertes(changement: Changement):
    """Those that one may still join on that day, with how many people they hold and make wait."""
    attendent = Q(inscriptions__etat=Inscription.Etat.EN_ATTENTE)
    return (
        Session.objects.ouvertes()
        .filter(debut__date__gt=changement.depuis)
        .select_related("version__programme")
        .annotate(
            actives=Count("inscriptions", filter=~Q(inscriptions__etat=Inscription.Etat.ANNULEE)),
            attendent=Count("inscriptions", filter=attendent),
        )
        .order_by("debut", "pk")
    )


def _effet(session, avant: str, apres: str, personnes: int) -> Effet:
    libelle = f"{session.titre}, {francais.periode(session.debut, session.fin)}"
    return Effet(libelle, session.get_absolute_url(), avant, apres, personnes)


def _des(jour: date | None) -> str:
    return _("inscription dès le %(jour)s") % {"jour": francais.date_longue(jour)} if jour else _("inscription ouverte")


def _structures(nombre: int) -> str:
    if not nombre:
        return _("aucune structure au complet")
    return ngettext("%(n)d structure au complet", "%(n)d structures au complet", nombre) % {"n": nombre}


def _tardive(session, jours: int) -> str:
    if not jours:
        return _("jamais tardive")
    premier = session.debut.date() - timedelta(days=jours - 1)
    return _("tardive à partir du %(jour)s") % {"jour": francais.date_longue(premier)}


def _heures(nombre: int) -> str:
    return ngettext("%(n)d heure pour répondre", "%(n)d heures pour répondre", nombre) % {"n": nombre}


def _jours(nombre: int) -> str:
    return ngettext("rappel après %(n)d jour", "rappel après %(n)d jours", nombre) % {"n": nombre}
