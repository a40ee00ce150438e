"""What one funder paid for in a period: sessions, people, hours followed, time spent."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.accueil import Figure
from besoins.models import Financement
from sessions.models import Emargement, LigneTemps, MoisTemps, Session
from sessions.queries.indicateurs import Periode, sessions_de


@dataclass(frozen=True)
class Rapport:
    financement: Financement
    sessions: list[Session]
    mois: list[MoisTemps]

    @property
    def chiffres(self) -> list[Figure]:
        presentes = sum(session.presentes for session in self.sessions)
        suivies = sum(session.suivies for session in self.sessions)
        passees = sum(mois.minutes for mois in self.mois if mois.etat == MoisTemps.Etat.VALIDE)
        n = len(self.sessions)
        return [
            Figure(francais.nombre(n), ngettext("session", "sessions", n)),
            Figure(francais.nombre(presentes), ngettext("présence", "présences", presentes)),
            Figure(francais.duree(suivies), _("suivies par les stagiaires")),
            Figure(francais.duree(passees), _("de temps passé, validées")),
        ]


def rapport(financement: Financement, periode: Periode) -> Rapport:
    """With three queries: sessions with their attendance, sheets with their minutes."""
    sessions = (
        sessions_de(periode)
        .filter(version__financements=financement)
        .completes()
        .annotate(presentes=_des_presences(Count("inscription", distinct=True)), suivies=_des_presences(Sum("minutes")))
        .order_by("debut", "pk")
    )
    mois = MoisTemps.objects.complets().avec_minutes().filter(financement=financement)
    if periode.du:
        mois = mois.filter(mois__gte=periode.du.replace(day=1))
    if periode.au:
        mois = mois.filter(mois__lte=periode.au)
    return Rapport(financement, list(sessions), list(mois.order_by("mois", "utilisateur__nom", "pk")))


def rangees_des_sessions(resultat: Rapport) -> Iterator[list]:
    yield [_("Numéro"), _("Session"), _("Du"), _("Au"), _("Lieu"), _("Places"), _("Présentes"), _("Minutes suivies")]
    for session in resultat.sessions:
        yield [
            session.pk,
            session.titre,
            session.debut.date(),
            session.fin.date(),
            str(session.lieu) if session.lieu else _("à distance"),
            session.capacite,
            session.presentes,
            session.suivies,
        ]


def rangees_des_personnes(resultat: Rapport) -> Iterator[list]:
    yield [_("Session"), _("Nom"), _("Prénom"), _("Structure"), _("Minutes suivies")]
    presences = (
        Emargement.objects.filter(inscription__session__in=[session.pk for session in resultat.sessions], minutes__gt=0)
        .order_by()
        .values_list(
            "inscription__session",
            "inscription__utilisateur__nom",
            "inscription__utilisateur__prenom",
            "inscription__structure__nom",
        )
        .annotate(total=Sum("minutes"))
        .order_by("inscription__session", "inscription__utilisateur__nom", "inscription__utilisateur__prenom")
    )
    for session, nom, prenom, structure, minutes in presences:
        yield [session, nom, prenom, structure or "", minutes]


def rangees_du_temps(resultat: Rapport) -> Iterator[list]:
    yield [_("Nom"), _("Prénom"), _("Jour"), _("Activité"), _("Minutes"), _("État"), _("Validée par")]
    lignes = LigneTemps.objects.filter(mois__in=[mois.pk for mois in resultat.mois]).select_related(
        "mois__utilisateur", "mois__valide_par"
    )
    for ligne in lignes.order_by("mois__utilisateur__nom", "jour", "pk"):
        qui = ligne.mois.utilisateur
        valideur = str(ligne.mois.valide_par) if ligne.mois.valide_par else ""
        yield [qui.nom, qui.prenom, ligne.jour, ligne.activite, ligne.minutes, ligne.mois.get_etat_display(), valideur]


def _des_presences(mesure) -> Coalesce:
    presences: QuerySet = Emargement.objects.filter(inscription__session=OuterRef("pk"), minutes__gt=0).order_by()
    par_session = presences.values("inscription__session").annotate(mesure=mesure).values("mesure")
    return Coalesce(Subquery(par_session, output_field=IntegerField()), 0)
