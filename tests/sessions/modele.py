"""What the waiting list, the kept seats, the offers and the agreements should do, in plain Python: no database, no lock."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

OFFRE, ACCORD = timedelta(hours=48), timedelta(days=10)
TENANTES = ("a_accorder", "confirmee", "proposee")


@dataclass
class Ligne:
    personne: int
    structure: str
    etat: str
    numero: int  # of the enrolment: a substitute has another, in the same place of the list
    gardee: bool = False
    offre: datetime | None = None
    accord: datetime | None = None  # awaited until then


@dataclass
class Modele:
    """`lignes` are in the order of arrival: those who left are no longer there."""

    capacite: int
    exigeante: str  # the structure that wants to agree
    reserves: dict[str, int] = field(default_factory=dict)
    lignes: list[Ligne] = field(default_factory=list)
    numero: int = 0

    def de(self, personne: int) -> Ligne | None:
        return next((ligne for ligne in self.lignes if ligne.personne == personne), None)

    def reste(self, structure: str) -> int:
        tenues = sum(ligne.gardee and ligne.structure == structure for ligne in self.lignes)
        return self.reserves.get(structure, 0) - tenues

    @property
    def gardees(self) -> int:
        return sum(self.reste(structure) for structure in self.reserves)

    @property
    def prises(self) -> int:
        return sum(ligne.etat in TENANTES for ligne in self.lignes)

    @property
    def libres(self) -> int:
        return self.capacite - self.prises - self.gardees

    def arriver(self, personne: int, structure: str, le: datetime) -> None:
        if self.de(personne):
            return
        self.numero += 1
        ligne = Ligne(personne, structure, "en_attente", self.numero)
        ligne.accord = le + ACCORD if structure == self.exigeante else None
        ligne.gardee = self.reste(structure) > 0
        if ligne.gardee or self.libres > 0:
            ligne.etat = "a_accorder" if ligne.accord else "confirmee"
        self.lignes.append(ligne)

    def partir(self, personne: int, le: datetime) -> None:
        self.lignes.remove(self.de(personne))
        self.promouvoir(le)

    def remplacer(self, personne: int, collegue: int, le: datetime) -> None:
        ligne = self.de(personne)
        self.numero += 1
        ligne.personne, ligne.numero = collegue, self.numero
        ligne.accord = le + ACCORD if ligne.structure == self.exigeante else None
        if ligne.etat in ("confirmee", "a_accorder"):
            ligne.etat = "a_accorder" if ligne.accord else "confirmee"

    def accepter(self, personne: int) -> None:
        ligne = self.de(personne)
        ligne.etat = "a_accorder" if ligne.accord else "confirmee"

    def accorder(self, personne: int) -> None:
        ligne = self.de(personne)
        ligne.accord = None
        if ligne.etat == "a_accorder":
            ligne.etat = "confirmee"

    def expirer(self, le: datetime) -> None:
        offres = [ligne for ligne in self.lignes if ligne.etat == "proposee" and ligne.offre <= le]
        for ligne in sorted(offres, key=lambda ligne: (ligne.offre, ligne.numero)):
            self.partir(ligne.personne, le)
        accords = [ligne for ligne in self.lignes if ligne.accord and ligne.accord <= le]
        for ligne in sorted(accords, key=lambda ligne: (ligne.accord, ligne.numero)):
            self.partir(ligne.personne, le)

    def peut_garder(self, structure: str, places: int) -> bool:
        deja = self.reserves.get(structure, 0)
        return places == deja or (deja - self.reste(structure) <= places and places - deja <= self.libres)

    def garder(self, structure: str, places: int, le: datetime) -> None:
        self.reserves[structure] = places
        self.promouvoir(le)

    def liberer(self, structure: str, le: datetime) -> None:
        """Who holds one of its seats keeps it, as anybody's."""
        self.reserves.pop(structure)
        for ligne in self.lignes:
            ligne.gardee = ligne.gardee and ligne.structure != structure
        self.promouvoir(le)

    def agrandir(self, places: int, le: datetime) -> None:
        self.capacite += places
        self.promouvoir(le)

    def promouvoir(self, le: datetime) -> None:
        for ligne in self.lignes:
            if ligne.etat == "en_attente" and (self.reste(ligne.structure) > 0 or self.libres > 0):
                ligne.gardee = self.reste(ligne.structure) > 0
                ligne.etat, ligne.offre = "proposee", le + OFFRE
