"""Calendars follow the sessions: bytes are made when a session changes, so that a feed is only read."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from academie import francais
from sessions.agendas.calendrier import etag
from sessions.agendas.evenement import Evenement, Statut, evenement_ics
from sessions.models import Agenda, Creneau, Session
from sessions.queries.agenda import Flux, calendrier_du_flux, flux_de
from sessions.queries.session import adresse

STATUTS = {
    Session.Etat.BROUILLON: Statut.PROVISOIRE,
    Session.Etat.REPORTEE: Statut.REPORTE,
    Session.Etat.ANNULEE: Statut.ANNULE,
}


def agendas_de(session) -> list[Flux]:
    """The public feeds that carry `session`: none for a draft."""
    return flux_de(session) if session.ouverte_le else []


def ecrire_fragments(session) -> None:
    """Keep the VEVENT of each half-day of `session`."""
    creneaux = list(session.creneaux.order_by("debut", "pk"))
    for numero, creneau in enumerate(creneaux, start=1):
        creneau.fragment_ics = evenement_ics(_evenement(session, creneau, numero, len(creneaux)))
    Creneau.objects.bulk_update(creneaux, ["fragment_ics"])


@transaction.atomic
def rafraichir_agendas(session, *, aussi=()) -> None:
    """Write again the feeds that carry `session`, and those in `aussi` that carried it before the change."""
    flux = {f.cle: f for f in [*aussi, *agendas_de(session)]}
    cles = sorted(flux)
    Agenda.objects.bulk_create([Agenda(cle=cle) for cle in cles], ignore_conflicts=True)
    for agenda in Agenda.objects.select_for_update().filter(cle__in=cles).order_by("cle"):
        agenda.contenu = calendrier_du_flux(flux[agenda.cle])
        agenda.etag = etag(agenda.contenu)
        agenda.save()


def _evenement(session, creneau, numero: int, total: int) -> Evenement:
    titre = session.titre
    if total > 1:
        titre = _("%(titre)s (demi-journée %(numero)d sur %(total)d)") % {
            "titre": titre,
            "numero": numero,
            "total": total,
        }
    lignes = [
        _("Modalité : %(modalite)s") % {"modalite": session.get_modalite_display()},
        _("Région : %(region)s") % {"region": session.territoire},
        _("Inscriptions jusqu'au %(jour)s") % {"jour": francais.date_longue(session.cloture_inscriptions)},
    ]
    if session.motif_annulation:
        lignes.insert(0, _("Session annulée : %(motif)s") % {"motif": session.motif_annulation})
    return Evenement(
        uid=str(creneau.uid),
        debut=creneau.debut,
        fin=creneau.fin,
        modifie_le=session.modifiee_le,
        sequence=session.sequence,
        statut=STATUTS.get(session.etat, Statut.CONFIRME),
        titre=titre,
        lieu=adresse(session),
        description="\n".join(lignes),
        url=settings.BASE_URL + session.get_absolute_url(),
        categories=(session.version.programme.theme.nom,),
    )
