"""What public feeds should say of each half-day, by the facts alone."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import OuterRef, Subquery

from sessions.agendas.evenement import Evenement, evenement_ics
from sessions.models import Creneau, EvenementPublie, FicheFormateur, Intervention, Session
from sessions.queries.evenement import evenements_de

# By what feeds choose.
AXES = ("programme", "theme", "region", "departement", "epci", "profil", "a_distance")


@dataclass(frozen=True)
class Fait:
    """A half-day: the columns of its row, and the event that its bytes tell."""

    colonnes: dict
    evenement: Evenement

    @property
    def uid(self):
        return self.colonnes["uid"]

    def colonnes_de(self, ligne: EvenementPublie, le: datetime) -> dict:
        """Those that `ligne` should have. What is over stays in the feeds where it was when it took place."""
        if ligne.fin == self.colonnes["fin"] <= le:
            return self.colonnes | {axe: getattr(ligne, axe) for axe in AXES}
        return self.colonnes

    def octets(self, sequence: int, modifie_le: datetime) -> bytes:
        return evenement_ics(replace(self.evenement, sequence=sequence, modifie_le=modifie_le))

    def est_dit_par(self, ligne: EvenementPublie) -> bool:
        """The bytes of `ligne` are those that the facts give, at its revision."""
        return self.octets(ligne.sequence, ligne.modifie_le) == bytes(ligne.fragment)

    def a_ses_colonnes(self, ligne: EvenementPublie, le: datetime) -> bool:
        return all(getattr(ligne, nom) == valeur for nom, valeur in self.colonnes_de(ligne, le).items())


def faits_de(sessions: Collection[int]) -> Iterator[Fait]:
    """Every half-day of those of `sessions` that are public; a constant number of queries."""
    publiques = Session.objects.publiques().completes().select_related("lieu__commune__epci").filter(pk__in=sessions)
    creneaux: dict[int, list[Creneau]] = defaultdict(list)
    for creneau in Creneau.objects.situes().filter(session__in=sessions).order_by("debut", "pk"):
        creneaux[creneau.session_id].append(creneau)
    profils = _profils(sessions)
    for session in publiques:
        for creneau, evenement in evenements_de(session, creneaux[session.pk]):
            yield Fait(_colonnes(session, creneau, profils[creneau.pk]), evenement)


def _colonnes(session, creneau, statuts: set[str]) -> dict:
    return {
        "uid": creneau.uid,
        "session_id": session.pk,
        "programme": session.version.programme,
        "theme": session.version.programme.theme,
        "region": session.territoire,
        "departement": session.departement,
        "epci": session.lieu.commune.epci if session.lieu else None,
        "profil": EvenementPublie.Profil.MIXTE if len(statuts) > 1 else next(iter(statuts), ""),
        "a_distance": not creneau.sur_place,
        "fuseau": creneau.fuseau,
        "debut": creneau.debut,
        "fin": creneau.fin,
        "annule_le": session.annulee_le,
    }


def _profils(sessions: Collection[int]) -> dict[int, set[str]]:
    """Of each half-day, what those who give it are to the Académie; who has not said counts for nothing."""
    statut = FicheFormateur.objects.filter(formateur=OuterRef("formateur")).values("statut")
    profils = defaultdict(set)
    interventions = Intervention.objects.filter(creneau__session__in=sessions).annotate(statut=Subquery(statut))
    for creneau, dit in interventions.exclude(statut="").values_list("creneau", "statut"):
        if dit:
            profils[creneau].add(dit)
    return profils
