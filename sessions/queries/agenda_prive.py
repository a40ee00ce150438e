"""What a private feed holds, read as it is now: a constant number of queries, whatever the number of half-days.

Never a name but those that a person lets a structure read, never an address, a link that connects, signs in or answers.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie import francais
from academie.diffusion.contenu import Contenu
from academie.models import Structure, Utilisateur
from academie.regles import regle
from sessions.agendas.calendrier import EnteteCalendrier, calendrier_ics
from sessions.agendas.echeance import Echeance, echeance_ics, uid_de
from sessions.agendas.evenement import Evenement, Statut, evenement_ics
from sessions.models import (
    AbonnementAgenda,
    ConsentementNom,
    Creneau,
    EvenementPublie,
    Inscription,
    Intervention,
    MouvementInscription,
    MouvementSession,
    ReserveStructure,
    Session,
)
from sessions.queries.echeance import echeances_de_la_personne, echeances_de_la_structure, echeances_du_formateur
from sessions.queries.evenement import evenements_de

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


@dataclass(frozen=True, kw_only=True)
class Propos:
    """What a feed says of a half-day, over what its session says of it. `dit_le`: its last change."""

    lignes: list[str]
    url: str
    statut: Statut = Statut.CONFIRME
    marque: str = ""
    revisions: int = 0
    dit_le: datetime | None = None


Dire = Callable[[Session, Creneau], Propos | None]


@dataclass(frozen=True, kw_only=True)
class Lus:
    """The half-days of a feed, those taken out of its sessions, and its deadlines."""

    nom: str
    evenements: list[Evenement]
    retires: list[EvenementPublie] = field(default_factory=list)
    echeances: list[Echeance] = field(default_factory=list)


def contenu_prive(abonnement: AbonnementAgenda) -> Contenu:
    """The feed of an address in service."""
    lire = {
        AbonnementAgenda.Genre.PERSONNE: lambda: _de_la_personne(abonnement.utilisateur),
        AbonnementAgenda.Genre.FORMATEUR: lambda: _du_formateur(abonnement.utilisateur),
        AbonnementAgenda.Genre.STRUCTURE: lambda: _de_la_structure(abonnement.structure, noms=abonnement.noms),
    }
    return _contenu(
        lire[AbonnementAgenda.Genre(abonnement.genre)](),
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
        *(bytes(retire.fragment) for retire in lus.retires),
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
        Q(annulee_le__gt=_limite("agenda.annules")) | ~Q(etat=Etat.ANNULEE), utilisateur=utilisateur
    )
    lus = _des_inscriptions(utilisateur, inscriptions.order_by("pk"))
    return replace(lus, echeances=echeances_de_la_personne(utilisateur))


def _des_inscriptions(utilisateur: Utilisateur, inscriptions: Iterable[Inscription]) -> Lus:
    """One for each session: the one that runs, else the last."""
    retenues = {i.session_id: i for i in sorted(inscriptions, key=lambda i: (i.etat != Etat.ANNULEE, i.pk))}
    faits = _mouvements(Q(inscription__utilisateur=utilisateur, inscription__session__in=retenues))

    def dire(session: Session, creneau: Creneau) -> Propos:
        inscription = retenues[session.pk]
        statut, marque, phrase = SITUATIONS[Etat(inscription.etat)]
        revisions, dit_le = faits.get(session.pk, (0, None))
        lignes = [str(phrase)]
        if creneau.a_distance:
            lignes.append(_("Le lien de connexion est sur la page de votre inscription."))
        return Propos(
            lignes=lignes,
            url=inscription.get_absolute_url(),
            statut=statut,
            marque=str(marque),
            revisions=revisions,
            dit_le=dit_le,
        )

    return _lus(_("Mes sessions"), retenues, dire)


def _du_formateur(utilisateur: Utilisateur) -> Lus:
    """The half-days that this person gives, those of drafts included, with how many people come."""
    siens = dict(Intervention.objects.filter(formateur=utilisateur).values_list("creneau", "creneau__session"))
    sessions = set(siens.values())
    confirmees = dict(
        Inscription.objects.confirmees()
        .filter(session__in=sessions)
        .order_by()
        .values_list("session")
        .annotate(Count("pk"))
    )
    faits = _mouvements(Q(inscription__session__in=sessions))

    def dire(session: Session, creneau: Creneau) -> Propos | None:
        if creneau.pk not in siens:
            return None
        brouillon = session.etat == Session.Etat.BROUILLON
        revisions, dit_le = faits.get(session.pk, (0, None))
        actes = list(filter(None, [creneau.ouvert_le, creneau.contresigne_le]))
        return Propos(
            lignes=[_personnes_confirmees(confirmees.get(session.pk, 0)), str(A_SIGNER[Creneau.Emargement(creneau.emargement)])],
            url=creneau.get_absolute_url(),
            statut=Statut.PROVISOIRE if brouillon else Statut.CONFIRME,
            marque=_("[À CONFIRMER]"),
            revisions=revisions + len(actes),
            dit_le=max(filter(None, [dit_le, *actes]), default=None),
        )  # fmt: skip

    return replace(_lus(_("Mes animations"), sessions, dire), echeances=echeances_du_formateur(utilisateur))


def _de_la_structure(structure: Structure, *, noms: bool) -> Lus:
    """The sessions where it keeps seats or sends people, counted; named, those who agreed, where it asks."""
    recent = _limite("agenda.annules")
    inscriptions = Inscription.objects.filter(structure=structure)
    comptes: dict[int, dict[str, int]] = defaultdict(dict)
    actives = inscriptions.filter(Q(annulee_le__gt=recent) | ~Q(etat=Etat.ANNULEE)).order_by()
    for session, etat, nombre in actives.values_list("session", "etat").annotate(Count("pk")):
        comptes[session][etat] = nombre
    reserves = ReserveStructure.objects.filter(structure=structure).avec_reste()
    gardees = {
        reserve.session_id: reserve
        for reserve in reserves.filter(Q(liberee_le=None) | Q(liberee_le__gt=recent)).order_by(
            F("liberee_le").desc(nulls_last=True), "pk"
        )
    }
    faits = _faits_de_la_structure(structure, {*comptes, *gardees}, noms=noms)
    nommees = _nommees(structure) if noms else {}

    def dire(session: Session, creneau: Creneau) -> Propos:
        presents, reserve = comptes.get(session.pk, {}), gardees.get(session.pk)
        tenue = reserve is not None and reserve.liberee_le is None
        statut = Statut.CONFIRME if presents.get(Etat.CONFIRMEE) else Statut.PROVISOIRE
        if not (presents.keys() - {Etat.ANNULEE} or tenue):
            statut = Statut.ANNULE
        revisions, dit_le = faits.get(session.pk, (0, None))
        return Propos(
            lignes=list(_lignes_de_la_structure(presents, nommees.get(session.pk, []), reserve if tenue else None)),
            url=session.get_absolute_url(),
            statut=statut,
            marque=_("[EN ATTENTE]") if presents.keys() - {Etat.ANNULEE} else _("[PLACES GARDÉES]"),
            revisions=revisions,
            dit_le=dit_le,
        )

    lus = _lus(structure.nom, {*comptes, *gardees}, dire)
    return replace(lus, echeances=echeances_de_la_structure(structure))


def _lignes_de_la_structure(presents: dict[str, int], nommees: list[str], reserve) -> Iterator[str]:
    confirmees = presents.get(Etat.CONFIRMEE, 0)
    yield ngettext(
        "%(nombre)s personne de la structure y a sa place.",
        "%(nombre)s personnes de la structure y ont leur place.",
        confirmees,
    ) % {"nombre": confirmees}
    if nommees:
        autres = confirmees - len(nommees)
        reste = [ngettext("%(nombre)s autre", "%(nombre)s autres", autres) % {"nombre": autres}] if autres else []
        yield francais.enumeration([*nommees, *reste])
    if attente := sum(presents.get(etat, 0) for etat in (Etat.EN_ATTENTE, Etat.PROPOSEE, Etat.A_ACCORDER)):
        yield ngettext(
            "%(nombre)s personne attend une place ou un accord.",
            "%(nombre)s personnes attendent une place ou un accord.",
            attente,
        ) % {"nombre": attente}
    if reserve:
        yield _("Places gardées : %(places)d, dont %(reste)d encore libres, jusqu'au %(jour)s.") % {
            "places": reserve.places,
            "reste": reserve.reste,
            "jour": francais.date_longue(reserve.jusqu_au),
        }


def _personnes_confirmees(nombre: int) -> str:
    return ngettext("%(nombre)s personne confirmée.", "%(nombre)s personnes confirmées.", nombre) % {"nombre": nombre}


def _nommees(structure: Structure) -> dict[int, list[str]]:
    """The names that may be read, by session: those of who come and agreed."""
    accordent = ConsentementNom.objects.en_vigueur().filter(structure=structure)
    confirmees = Inscription.objects.confirmees().filter(
        structure=structure, utilisateur__in=accordent.values("utilisateur"), utilisateur__is_active=True
    )
    par_session = defaultdict(list)
    for inscription in confirmees.select_related("utilisateur").order_by(
        "utilisateur__nom", "utilisateur__prenom", "pk"
    ):
        par_session[inscription.session_id].append(str(inscription.utilisateur))
    return par_session


def _faits_de_la_structure(structure: Structure, sessions: Collection[int], *, noms: bool) -> dict:
    """How many things happened to it in each session, and when the last did: people, seats kept, names agreed."""
    faits = _mouvements(Q(inscription__structure=structure, inscription__session__in=sessions))
    places = MouvementSession.objects.filter(
        session__in=sessions, acte__in=[MouvementSession.Acte.RESERVEE, MouvementSession.Acte.LIBEREE]
    )
    for session, nombre, dernier in places.order_by().values_list("session").annotate(Count("pk"), Max("le")):
        faits[session] = _ajouter(faits.get(session), (nombre, dernier))
    if noms:
        donnes = ConsentementNom.objects.filter(structure=structure)
        dits = donnes.aggregate(n=Count("pk"), retraits=Count("retire_le"), le=Max("donne_le"), fin=Max("retire_le"))
        dates = [jour for jour in (dits["le"], dits["fin"]) if jour]
        if dates:
            fait = (dits["n"] + dits["retraits"], max(dates))
            faits = {session: _ajouter(faits.get(session), fait) for session in sessions}
    return faits


def _ajouter(fait, autre):
    return (fait[0] + autre[0], max(fait[1], autre[1])) if fait else autre


def _mouvements(filtre: Q) -> dict[int, tuple[int, datetime]]:
    """By session, how many times something happened to these enrolments, and when for the last time."""
    mouvements = MouvementInscription.objects.filter(filtre).order_by().values_list("inscription__session")
    return {pk: (nombre, le) for pk, nombre, le in mouvements.annotate(Count("pk"), Max("le"))}


def _lus(nom: str, sessions: Collection[int], dire: Dire) -> Lus:
    """The half-days of these sessions as `dire` tells them; those that it does not tell are left out."""
    lues = {session.pk: session for session in _visibles(sessions)}
    par_session = defaultdict(list)
    for creneau in Creneau.objects.filter(session__in=lues).situes().order_by("debut", "pk"):
        par_session[creneau.session_id].append(creneau)
    evenements = []
    for pk, creneaux in par_session.items():
        for creneau, base in evenements_de(lues[pk], creneaux):
            if propos := dire(lues[pk], creneau):
                evenements.append(_personnel(lues[pk], base, propos))
    tous = {creneau.uid for creneaux in par_session.values() for creneau in creneaux}
    return Lus(nom=nom, evenements=evenements, retires=_retires(lues, tous))


def _visibles(sessions: Collection[int]):
    """Neither over for too long, nor cancelled for too long."""
    gardees = Q(fin__gt=_limite("agenda.memoire")) | Q(etat=Session.Etat.REPORTEE)
    oubliees = Q(etat=Session.Etat.ANNULEE, annulee_le__lte=_limite("agenda.annules"))
    return Session.objects.completes().filter(gardees, pk__in=sessions).exclude(oubliees).order_by("debut", "pk")


def _retires(sessions: Collection[int], actifs: Collection) -> list[EvenementPublie]:
    """The half-days taken out of these sessions not long ago: calendars are told that they are cancelled."""
    retires = EvenementPublie.objects.retires().filter(session__in=sessions, retire_le__gt=_limite("agenda.annules"))
    derniers = {retire.uid: retire for retire in retires.order_by("sequence", "pk") if retire.uid not in actifs}
    return [derniers[uid] for uid in sorted(derniers)]


def _personnel(session: Session, base: Evenement, propos: Propos) -> Evenement:
    """What the session says comes first: there is nothing to do for one that does not take place."""
    decision, statut = _decision(session), propos.statut
    if decision and statut is not Statut.ANNULE:
        statut = base.statut
    marque = propos.marque if statut is Statut.PROVISOIRE else ""
    return replace(
        base,
        titre=f"{marque} {base.titre}".strip(),
        statut=statut,
        description=decision or "\n".join(propos.lignes),
        url=settings.BASE_URL + propos.url,
        sequence=base.sequence + propos.revisions,
        modifie_le=max(filter(None, [base.modifie_le, propos.dit_le])),
    )


def _decision(session: Session) -> str:
    """Why it does not take place at these hours; empty when it does."""
    if session.etat == Session.Etat.ANNULEE:
        return _("Session annulée : %(motif)s") % {"motif": session.motif_annulation}
    if session.etat == Session.Etat.REPORTEE:
        return _("Session reportée : %(motif)s. De nouvelles dates viendront ici.") % {"motif": session.motif_report}
    return ""


def _limite(cle: str) -> datetime:
    return timezone.now() - timedelta(days=regle(cle))
