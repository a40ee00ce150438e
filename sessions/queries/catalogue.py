"""What coming sessions bring to the catalogue of programmes: where, when and how each is given next."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academie import francais
from academie.branchements.catalogue import Facette, Faits, Secours
from academie.models.territoire import normaliser
from sessions.agendas.filtre import PUBLIC
from sessions.agendas.fuseaux import a_l_heure_de
from sessions.models import Session, VersionAgenda

MOIS = 12
PLUS_TARD = "plus-tard"


def marque() -> str:
    """The version of the public feed, which every change of a public session raises; none before the first."""
    return str(VersionAgenda.objects.filter(cle=PUBLIC).values_list("version", flat=True).first() or "")


def faits() -> Faits:
    """One fact per coming session that is open, soonest first; a session without a place counts in its région."""
    sessions = list(
        Session.objects.ouvertes()
        .a_venir()
        .order_by("debut", "pk")
        .values_list(
            "version__programme",
            "territoire__code",
            "territoire__nom",
            "departement__code",
            "departement__nom",
            "modalite",
            "debut",
            "fin",
            "fuseau",
            "lieu__commune__nom",
        )
    )
    debuts = [a_l_heure_de(session[8], session[6])[0] for session in sessions]
    mois = _mois(debuts)
    return Faits(
        titre=_("Ses prochaines sessions"),
        facettes=[
            Facette("region", _("Région"), _noms((session[1], session[2]) for session in sessions)),
            Facette("departement", _("Département"), _noms((session[3], session[4]) for session in sessions), "region"),
            Facette("mois", _("Quand"), mois),
            Facette("tenue", _("Comment"), {str(v): str(nom).capitalize() for v, nom in Session.Modalite.choices}),
        ],
        programmes=[session[0] for session in sessions],
        colonnes={
            "region": [session[1] for session in sessions],
            "departement": [session[3] for session in sessions],
            "mois": [cle if (cle := _cle(debut)) in mois else PLUS_TARD for debut in debuts],
            "tenue": [session[5] for session in sessions],
        },
        dire=lambda rang: _dire(*sessions[rang][6:]),
        jusqu_a=sessions[0][6] if sessions else None,
    )


def secours(choix: Mapping[str, Sequence[str]]) -> list[Secours]:
    """Nothing was found about one theme: be told when something opens."""
    themes = choix.get("theme", ())
    if len(themes) != 1:
        return []
    return [Secours(_("Prévenez-moi quand une session s'ouvre"), reverse("sessions:alerte_theme", args=themes))]


def _dire(debut: datetime, fin: datetime, fuseau: str, commune: str | None) -> str:
    ou = commune or _("à distance")
    return _("Prochaine session : %(quand)s, %(ou)s") % {
        "quand": francais.periode(*a_l_heure_de(fuseau, debut, fin)),
        "ou": ou,
    }


def _noms(paires: Iterable[tuple[str | None, str]]) -> dict[str, str]:
    """Label by code, in the order of names."""
    noms = {code: nom for code, nom in paires if code}
    return dict(sorted(noms.items(), key=lambda paire: normaliser(paire[1])))


def _mois(debuts: Iterable[datetime]) -> dict[str, str]:
    """The first months that have a session, then all that come after. `debuts` are local."""
    mois: dict[str, str] = {}
    for debut in debuts:
        if (cle := _cle(debut)) in mois:
            continue
        if len(mois) == MOIS:
            return mois | {PLUS_TARD: _("Plus tard")}
        mois[cle] = date_format(debut, "F Y").capitalize()
    return mois


def _cle(debut: datetime) -> str:
    return f"{debut.year}-{debut.month:02}"
