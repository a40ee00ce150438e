"""Time sheets: what was written, what the sessions say, and what one person may write in a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.utils.translation import gettext as _

from academie import francais
from academie.regles import regle
from sessions.models import Creneau, LigneTemps, MoisTemps, Session


def fin_du_mois(mois: date) -> date:
    return (mois.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def minutes_du_jour(utilisateur, jour: date) -> int:
    """Written on `jour` by this person, whoever pays."""
    lignes = LigneTemps.objects.filter(mois__utilisateur=utilisateur, jour=jour)
    return lignes.aggregate(n=Sum("minutes"))["n"] or 0


def demi_journees_donnees(mois: MoisTemps) -> list[Creneau]:
    """The half-days, over or not, that the person gives in the month for programmes that the funder pays.

    The month is that of the place: a day of Nouméa may be the day before in Paris.
    """
    un_jour, fin = timedelta(days=1), fin_du_mois(mois.mois)
    creneaux = (
        Creneau.objects.filter(
            interventions__formateur=mois.utilisateur_id,
            session__version__financements=mois.financement_id,
            session__etat__in=[*Session.VIVANTES, *Session.TENUES],
            debut__date__range=(mois.mois - un_jour, fin + un_jour),
        )
        .select_related("session__version__programme")
        .order_by("debut", "pk")
    )
    return [creneau for creneau in creneaux if mois.mois <= creneau.debut.date() <= fin]


@dataclass(frozen=True)
class Feuille:
    """A month as its page shows it: lines, total, and where it departs from the sessions."""

    lignes: list[LigneTemps]
    ecarts: list[str]

    @property
    def minutes(self) -> int:
        return sum(ligne.minutes for ligne in self.lignes)


def feuille_de_temps(mois: MoisTemps) -> Feuille:
    lignes = list(mois.lignes.select_related("creneau__session__version__programme"))
    ecrites = {ligne.creneau_id: ligne for ligne in lignes if ligne.creneau_id}
    ecarts = []
    for creneau in demi_journees_donnees(mois):
        faits = {
            "session": creneau.session.titre,
            "jour": francais.date_longue(creneau.debut),
            "duree": francais.duree(creneau.minutes),
        }
        ligne = ecrites.get(creneau.pk)
        if ligne is None:
            ecarts.append(_("Le %(jour)s, « %(session)s » (%(duree)s) n'est pas sur la feuille.") % faits)
        elif ligne.minutes != creneau.minutes:
            ecarts.append(
                _("Le %(jour)s, la feuille porte %(ecrit)s pour « %(session)s », qui dure %(duree)s.")
                % {**faits, "ecrit": francais.duree(ligne.minutes)}
            )
    return Feuille(lignes, ecarts)


def empechement_d_ecrire(mois: MoisTemps) -> str:
    """Why nothing may be written on the sheet; empty when something may."""
    if mois.etat == MoisTemps.Etat.BROUILLON:
        return ""
    if mois.etat == MoisTemps.Etat.VALIDE:
        return _("Cette feuille est validée : elle ne change plus.")
    return _("Cette feuille est attestée : demandez qu'elle vous soit renvoyée pour la corriger.")


def empechement_du_jour(mois: MoisTemps, jour: date, minutes: int) -> str:
    """Why `minutes` more on `jour` cannot be; empty when they can."""
    maximum = regle("temps.journee_maximum", jour)
    deja = minutes_du_jour(mois.utilisateur_id, jour)
    if deja + minutes <= maximum:
        return ""
    return _("Le %(jour)s, vous auriez %(total)s de travail : le maximum est de %(maximum)s.") % {
        "jour": francais.date_longue(jour),
        "total": francais.duree(deja + minutes),
        "maximum": francais.duree(maximum),
    }
