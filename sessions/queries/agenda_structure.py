"""What a structure's private feed holds: the sessions where it keeps seats or sends people. No name but those it may read."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace

from django.db.models import Count, F, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.models import Structure
from sessions.agendas.evenement import Statut
from sessions.models import ConsentementNom, Creneau, Inscription, MouvementSession, ReserveStructure, Session
from sessions.queries.demi_journee_privee import RIEN, Faits, Lus, Propos, limite, lire, mouvements
from sessions.queries.echeance import echeances_de_la_structure

Etat = Inscription.Etat


def de_la_structure(structure: Structure, *, noms: bool) -> Lus:
    """The sessions where it keeps seats or sends people, counted; named, those who agreed, where it asks."""
    recent = limite("agenda.annules")
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
        return Propos(
            lignes=list(_lignes_de_la_structure(presents, nommees.get(session.pk, []), reserve if tenue else None)),
            url=session.get_absolute_url(),
            statut=statut,
            marque=_("[EN ATTENTE]") if presents.keys() - {Etat.ANNULEE} else _("[PLACES GARDÉES]"),
        )

    lus = lire(structure.nom, {*comptes, *gardees}, dire, faits)
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


def _faits_de_la_structure(structure: Structure, sessions: Collection[int], *, noms: bool) -> dict[int, Faits]:
    """What happened to it in each session: people, seats kept, names agreed."""
    faits = mouvements(Q(inscription__structure=structure, inscription__session__in=sessions))
    places = MouvementSession.objects.filter(
        session__in=sessions, acte__in=[MouvementSession.Acte.RESERVEE, MouvementSession.Acte.LIBEREE]
    )
    for session, nombre, dernier in places.order_by().values_list("session").annotate(Count("pk"), Max("le")):
        faits[session] = faits.get(session, RIEN).avec(Faits(nombre, dernier))
    if noms:
        donnes = ConsentementNom.objects.filter(structure=structure)
        dits = donnes.aggregate(n=Count("pk"), retraits=Count("retire_le"), le=Max("donne_le"), fin=Max("retire_le"))
        accords = Faits(dits["n"], dits["le"]).avec(Faits(dits["retraits"], dits["fin"]))
        faits = {session: faits.get(session, RIEN).avec(accords) for session in sessions}
    return faits
