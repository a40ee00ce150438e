"""What a private feed holds, read as it is now: a constant number of queries, whatever the number of half-days.

Never a name but those that a person lets a structure read, never an address, a link that connects, signs in or answers.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie.diffusion.contenu import Contenu
from academie.models import Utilisateur
from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics
from sessions.agendas.echeance import Echeance, echeance_ics, uid_de
from sessions.agendas.evenement import Evenement, Statut, evenement_ics
from sessions.models import AbonnementAgenda, Creneau, Inscription, Intervention, RetraitFormateur, Session
from sessions.queries.agenda_structure import de_la_structure
from sessions.queries.demi_journee_privee import DEUX_PAR_RETRAIT, RIEN, Faits, Lus, Propos, limite, lire, mouvements
from sessions.queries.echeance import echeances_de_la_personne, echeances_du_formateur

TYPE = "text/calendar; charset=utf-8"
Etat = Inscription.Etat
# What a half-day is for whoever is in this state: for calendars, before its title, in words.
SITUATIONS = {
    Etat.CONFIRMEE: (Statut.CONFIRME, "", gettext_lazy("Votre place est confirmée.")),
    Etat.EN_ATTENTE: (
        Statut.PROVISOIRE,
        gettext_lazy("[LISTE D'ATTENTE]"),
        gettext_lazy("Vous attendez qu'une place se libère."),
    ),
    Etat.PROPOSEE: (
        Statut.PROVISOIRE,
        gettext_lazy("[PLACE PROPOSÉE]"),
        gettext_lazy("Une place vous est proposée : répondez à temps."),
    ),
    Etat.A_ACCORDER: (
        Statut.PROVISOIRE,
        gettext_lazy("[ACCORD ATTENDU]"),
        gettext_lazy("Votre employeur n'a pas encore donné son accord."),
    ),
    Etat.ANNULEE: (Statut.ANNULE, "", gettext_lazy("Votre inscription est annulée.")),
}
A_SIGNER = {
    Creneau.Emargement.FERME: gettext_lazy("À faire : ouvrir l'émargement."),
    Creneau.Emargement.OUVERT: gettext_lazy("À faire : contresigner l'émargement."),
    Creneau.Emargement.CONTRESIGNE: gettext_lazy("Émargement contresigné."),
}


def contenu_prive(abonnement: AbonnementAgenda) -> Contenu:
    """The feed of an address in service."""
    lectures = {
        AbonnementAgenda.Genre.PERSONNE: lambda: _de_la_personne(abonnement.utilisateur),
        AbonnementAgenda.Genre.FORMATEUR: lambda: _du_formateur(abonnement.utilisateur),
        AbonnementAgenda.Genre.STRUCTURE: lambda: de_la_structure(abonnement.structure, noms=abonnement.noms),
    }
    return _contenu(
        lectures[AbonnementAgenda.Genre(abonnement.genre)](),
        page=reverse("sessions:abonnement_list"),
        nom="oten-academie-prive",
    )


def contenu_de_l_inscription(inscription: Inscription) -> Contenu:
    """The half-days of one enrolment, for whoever is enrolled."""
    return _contenu(
        _des_inscriptions(inscription.utilisateur, [inscription]),
        page=inscription.get_absolute_url(),
        nom=f"oten-academie-inscription-{inscription.pk}",
    )


def contenu_revoque() -> Contenu:
    """What an address that gives nothing any more answers: one event of today that says what to do."""
    jour = timezone.localdate()
    echeance = Echeance(
        uid=uid_de("revoque"),
        jour=jour,
        modifie_le=timezone.make_aware(datetime.combine(jour, datetime.min.time())),
        titre=_("Agenda révoqué : cette adresse ne donne plus rien"),
        description=_(
            "Cette adresse a été remplacée ou révoquée, ou la personne qui l'a créée n'y a plus accès. Supprimez cet "
            "abonnement de votre application, puis créez une nouvelle adresse, page « Agendas privés »."
        ),
        url=settings.BASE_URL + reverse("sessions:abonnement_list"),
    )
    lus = Lus(nom=_("Agenda révoqué"), evenements=[], echeances=[echeance])
    return _contenu(lus, page=reverse("sessions:abonnement_list"), nom="agenda-revoque")


def _contenu(lus: Lus, *, page: str, nom: str) -> Contenu:
    evenements = sorted(lus.evenements, key=lambda e: (e.debut.timestamp(), e.uid))
    echeances = sorted(lus.echeances, key=lambda e: (e.jour, e.uid))
    changes = [e.modifie_le for e in (*evenements, *echeances, *lus.retires)]
    entete = EnteteCalendrier(
        nom=f"OTeN Académie – {lus.nom}",
        description=_("Agenda privé, à ne pas transmettre."),
        url=settings.BASE_URL + page,
        couleur="teal",
        modifie_le=max(changes, default=None),
    )
    fragments = [
        *(_fragment(evenement, evenement.fuseau) for evenement in evenements),
        *(retire.octets for retire in lus.retires),
        *map(echeance_ics, echeances),
    ]
    fuseaux = {evenement.fuseau for evenement in evenements} | {retire.fuseau for retire in lus.retires}
    # Without Last-Modified: what leaves a feed changes no date, and the ETag tells all.
    return Contenu(calendrier_ics(entete, fragments, fuseaux), TYPE, None, f"{nom}.ics")


@lru_cache(maxsize=10_000)
def _fragment(evenement: Evenement, _fuseau: str) -> bytes:
    """Made once for the polls that follow. Two moments of different zones may be equal: their zone tells them apart."""
    return evenement_ics(evenement)


def _de_la_personne(utilisateur: Utilisateur) -> Lus:
    inscriptions = Inscription.objects.filter(
        Q(annulee_le__gt=limite("agenda.annules")) | ~Q(etat=Etat.ANNULEE), utilisateur=utilisateur
    )
    lus = _des_inscriptions(utilisateur, inscriptions.order_by("pk"))
    return replace(lus, echeances=echeances_de_la_personne(utilisateur))


def _des_inscriptions(utilisateur: Utilisateur, inscriptions: Iterable[Inscription]) -> Lus:
    """One for each session: the one that runs, else the last."""
    retenues = {i.session_id: i for i in sorted(inscriptions, key=lambda i: (i.etat != Etat.ANNULEE, i.pk))}
    faits = mouvements(Q(inscription__utilisateur=utilisateur, inscription__session__in=retenues))

    def dire(session: Session, creneau: Creneau) -> Propos:
        inscription = retenues[session.pk]
        statut, marque, phrase = SITUATIONS[Etat(inscription.etat)]
        lignes = [str(phrase)]
        if creneau.a_distance:
            lignes.append(_("Le lien de connexion est sur la page de votre inscription."))
        return Propos(
            lignes=lignes,
            url=inscription.get_absolute_url(),
            statut=statut,
            marque=str(marque),
        )

    return lire(_("Mes sessions"), retenues, dire, faits)


def _du_formateur(utilisateur: Utilisateur) -> Lus:
    """The half-days that this person gives, those of drafts included, with how many people come; those no more theirs."""
    siens = dict(Intervention.objects.filter(formateur=utilisateur).values_list("creneau", "creneau__session"))
    sessions, recent = set(siens.values()), limite("agenda.annules")
    quittees: dict[UUID, Faits] = {}
    for retrait in RetraitFormateur.objects.filter(formateur=utilisateur):
        quittees[retrait.uid] = quittees.get(retrait.uid, RIEN).avec(Faits(1, retrait.le))
        sessions |= {retrait.session_id} if retrait.le > recent else set()
    confirmees = dict(
        Inscription.objects.confirmees()
        .filter(session__in=sessions)
        .order_by()
        .values_list("session")
        .annotate(Count("pk"))
    )

    def dire(session: Session, creneau: Creneau) -> Propos | None:
        nombre, quittee_le = quittees.get(creneau.uid, RIEN)
        if creneau.pk not in siens:
            return (
                _quittee(session, DEUX_PAR_RETRAIT * nombre - 1, quittee_le)
                if quittee_le and quittee_le > recent
                else None
            )
        brouillon = session.etat == Session.Etat.BROUILLON
        actes = list(filter(None, [creneau.ouvert_le, creneau.contresigne_le]))
        return Propos(
            lignes=[_personnes_confirmees(confirmees.get(session.pk, 0)), str(A_SIGNER[Creneau.Emargement(creneau.emargement)])],
            url=creneau.get_absolute_url(),
            statut=Statut.PROVISOIRE if brouillon else Statut.CONFIRME,
            marque=_("[À CONFIRMER]"),
            revisions=DEUX_PAR_RETRAIT * nombre + len(actes),
            dit_le=max(filter(None, [quittee_le, *actes]), default=None),
        )  # fmt: skip

    faits = mouvements(Q(inscription__session__in=sessions))
    lus = lire(_("Mes animations"), sessions, dire, faits, quittees)
    return replace(lus, echeances=echeances_du_formateur(utilisateur))


def _quittee(session: Session, revisions: int, le: datetime) -> Propos:
    return Propos(
        lignes=[_("Vous n'animez plus cette demi-journée.")],
        url=session.get_absolute_url(),
        statut=Statut.ANNULE,
        revisions=revisions,
        dit_le=le,
    )


def _personnes_confirmees(nombre: int) -> str:
    return ngettext("%(nombre)s personne confirmée.", "%(nombre)s personnes confirmées.", nombre) % {"nombre": nombre}
