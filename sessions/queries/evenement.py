"""A half-day as calendars show it: in the public feeds, and in what is sent to each person."""

from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext as _

from academie import francais
from sessions.agendas.evenement import Evenement, Statut
from sessions.models import Creneau, Intervention, MouvementInscription, Session
from sessions.queries.session import adresse_du_creneau

STATUTS = {
    Session.Etat.BROUILLON: Statut.PROVISOIRE,
    Session.Etat.REPORTEE: Statut.REPORTE,
    Session.Etat.ANNULEE: Statut.ANNULE,
}


def evenements_de(session, creneaux: list[Creneau] | None = None) -> list[tuple[Creneau, Evenement]]:
    """Every half-day of `session` with its event, in their order."""
    creneaux = creneaux or list(session.creneaux.situes().order_by("debut", "pk"))
    return [
        (creneau, _evenement(session, creneau, numero, len(creneaux)))
        for numero, creneau in enumerate(creneaux, start=1)
    ]


def _evenement(session, creneau, numero: int, total: int) -> Evenement:
    titre = session.titre
    if total > 1:
        titre = _("%(titre)s (demi-journée %(numero)d sur %(total)d)") % {
            "titre": titre,
            "numero": numero,
            "total": total,
        }
    lignes = [
        _("Modalité : %(modalite)s") % {"modalite": (creneau if creneau.modalite else session).get_modalite_display()},
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
        lieu=adresse_du_creneau(creneau),
        description="\n".join(lignes),
        url=settings.BASE_URL + session.get_absolute_url(),
        categories=(session.version.programme.theme.nom,),
    )


@dataclass(frozen=True)
class Emploi:
    """Who is expected at which half-days: those who are confirmed at all of them, each trainer at their own."""

    evenements: dict[UUID, Evenement]
    attendus: dict[int, set[UUID]]
    revisions: dict[int, int]

    def evenements_pour(self, personne) -> dict[UUID, Evenement]:
        voulus = self.attendus.get(personne.pk, set())
        return {uid: evenement for uid, evenement in self.evenements.items() if uid in voulus}


def emploi_de(session) -> Emploi:
    """A constant number of queries, however many people."""
    evenements = _personnels(session)
    attendus: dict[int, set[UUID]] = defaultdict(set)
    for personne, uid in Intervention.objects.filter(creneau__session=session).values_list("formateur", "creneau__uid"):
        attendus[personne].add(uid)
    for personne in session.inscriptions.confirmees().values_list("utilisateur", flat=True):
        attendus[personne] |= set(evenements)
    # Rises with each thing that happens to a person in this session, and with each change of the session.
    mouvements = (
        MouvementInscription.objects.filter(inscription__session=session)
        .order_by()
        .values_list("inscription__utilisateur")
        .annotate(Count("pk"))
    )
    return Emploi(evenements, dict(attendus), dict(mouvements))


def emploi_de_confirmee(inscription, creneaux: list[Creneau] | None = None) -> Emploi:
    """The same for who has just been confirmed, alone."""
    session, personne = inscription.session, inscription.utilisateur_id
    evenements = _personnels(session, creneaux)
    mouvements = MouvementInscription.objects.filter(inscription__session=session, inscription__utilisateur=personne)
    return Emploi(evenements, {personne: set(evenements)}, {personne: mouvements.count()})


def _personnels(session, creneaux: list[Creneau] | None = None) -> dict[UUID, Evenement]:
    return {creneau.uid: _personnel(creneau, evenement) for creneau, evenement in evenements_de(session, creneaux)}


def _personnel(creneau: Creneau, evenement: Evenement) -> Evenement:
    """With the room and the link of the half-day: those who come have a right to them."""
    if not creneau.lien:
        return evenement
    lien = _("Lien de connexion : %(lien)s") % {"lien": creneau.lien}
    return replace(evenement, description=f"{lien}\n{evenement.description}")
