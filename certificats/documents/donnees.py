"""What each document prints, as plain values: one class per kind, each with its own words and its own facts.

`faits` is the list that the page prints and that the public page shows: one list, so that they cannot differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from academie import francais
from academie.documents.balises import EDITEUR

NATURE = "Action de formation (article L.\u00a06313-1 du Code du travail)"
Faits = list[tuple[str, str]]


@dataclass(frozen=True)
class Emetteur:
    """Who trains and who signs for them. Empty strings are what is not known: nothing is printed of it."""

    nom: str = EDITEUR
    adresse: str = ""
    commune: str = ""
    siret: str = ""
    enregistrement: str = ""
    signataire: str = ""
    signature: bytes = b""

    @property
    def identite(self) -> str:
        siret = f"SIRET {self.siret}" if self.siret else ""
        return ", ".join(filter(None, (self.nom, *self.adresse.splitlines(), siret)))


@dataclass(frozen=True)
class Logo:
    octets: bytes
    texte: str


@dataclass(frozen=True)
class Modele:
    """What the gestionnaire chose within limits: one colour, two logos, two sentences."""

    couleur: str = "#6a2a6c"
    logos: tuple[Logo, ...] = ()
    introduction: str = ""
    conclusion: str = ""


@dataclass(frozen=True)
class Presence:
    """A half-day: minutes planned and followed."""

    debut: datetime
    fin: datetime
    prevues: int
    suivies: int

    @property
    def fait(self) -> tuple[str, str]:
        quand = f"{francais.date_longue(self.debut)}, {francais.plage(self.debut, self.fin)}"
        suivi = francais.duree(self.suivies) if self.suivies else "absence"
        return quand, suivi if not self.suivies else f"{suivi} sur {francais.duree(self.prevues)}"


@dataclass(frozen=True)
class Resultat:
    """What the person said of an objective before and after, from 0 to 4; None when it was not asked or not answered."""

    objectif: str
    avant: float | None = None
    apres: float | None = None

    ECHELLE: ClassVar = ("pas du tout à l’aise", "peu à l’aise", "assez à l’aise", "à l’aise", "très à l’aise")

    @property
    def phrase(self) -> str:
        """ "De « peu à l’aise » à « à l’aise », selon la personne"."""
        if self.apres is None:
            return "Non évalué"
        apres = self._degre(self.apres)
        if self.avant is None:
            return f"{apres} à la fin".capitalize()
        return f"{self._degre(self.avant)} avant, {apres} après".capitalize()

    def _degre(self, note: float) -> str:
        return f"{self.ECHELLE[max(0, min(round(note), 4))]} ({francais.nombre(note)}\u00a0sur\u00a04)"


@dataclass(frozen=True)
class DonneesDocument:
    """What every kind of document knows. `seuil` is the share of hours required, between 0 and 1."""

    TITRE: ClassVar[str]
    DESTINATAIRE: ClassVar[str]
    PHRASE: ClassVar[str]
    TITRE_DU_DETAIL: ClassVar[str] = ""
    TERME_DU_DETAIL: ClassVar[float] = 100  # width in millimetres

    numero: str
    titulaire: str
    programme: str
    version: str
    jours: tuple[date, ...]
    lieu: str
    minutes_prevues: int
    minutes_suivies: int
    seuil: float
    delivre_le: date
    adresse_verification: str
    objectifs: tuple[str, ...] = ()
    formateurs: tuple[str, ...] = ()
    employeur: str = ""
    nature: str = NATURE
    emetteur: Emetteur = field(default_factory=Emetteur)
    modele: Modele = field(default_factory=Modele)
    mentions: tuple[str, ...] = ()
    europe: bool = False
    remplace: str = ""
    specimen: bool = False

    @property
    def part(self) -> str:
        """ "13 h 30 sur 14 h, soit 96,4 %"."""
        suivies, prevues = francais.duree(self.minutes_suivies), francais.duree(self.minutes_prevues)
        part = francais.pourcentage(self.minutes_suivies / self.minutes_prevues) if self.minutes_prevues else "0"
        return f"{suivies} sur {prevues}, soit {part}"

    @property
    def assiduite(self) -> str:
        """The computed reason of the certificate: "13 h 30 sur 14 h, soit 96,4 % (seuil : 80 %)"."""
        return f"{self.part} (seuil\u00a0: {francais.pourcentage(self.seuil, 0)})"

    @property
    def dates(self) -> str:
        jours = sorted(set(self.jours))
        if len(jours) <= 2:
            return francais.enumeration(francais.date_longue(jour) for jour in jours)
        return f"{francais.periode(jours[0], jours[-1])} ({len(jours)}\u00a0jours)"

    @property
    def introduction(self) -> str:
        """The sentence that comes before the name."""
        return self.modele.introduction or f"{self.emetteur.nom} atteste que"

    @property
    def signature(self) -> str:
        """ "Fait à Rennes, le 4 mars 2027"."""
        jour = francais.date_sans_jour(self.delivre_le)
        return f"Fait à {self.emetteur.commune}, le {jour}" if self.emetteur.commune else f"Fait le {jour}"

    @property
    def en_tete(self) -> Faits:
        """What is printed large above the list."""
        return [
            ("Numéro", self.numero),
            ("Remplace le numéro", self.remplace),
            ("Délivré à", self.titulaire),
            ("Employeur", self.employeur),
            ("Formation suivie", self.programme),
        ]

    @property
    def corps(self) -> Faits:
        """The list of facts, in the order of the page."""
        raise NotImplementedError

    @property
    def detail(self) -> Faits:
        """What follows the list: objectives or half-days."""
        return []

    @property
    def pied(self) -> Faits:
        """What is printed under the signature."""
        return [
            ("Fait", self.signature.removeprefix("Fait ")),
            ("Signé par", self.emetteur.signataire),
            ("Délivré par", self.emetteur.identite),
            ("Déclaration d’activité", self.emetteur.enregistrement),
            ("Financement", francais.enumeration(self.mentions) if self.mentions else ""),
        ]

    @property
    def faits(self) -> Faits:
        """All that is printed. An objective of which nothing is said is a fact under its title."""
        detail = [(terme, valeur) if valeur else (self.TITRE_DU_DETAIL, terme) for terme, valeur in self.detail]
        lignes = (*self.en_tete, *self.corps, *detail, *self.pied)
        return [(terme, valeur) for terme, valeur in lignes if valeur]


@dataclass(frozen=True)
class DonneesRealisation(DonneesDocument):
    """For the funder and the employer (arrêté of 21 December 2018): no objective, no result."""

    TITRE = "Certificat de réalisation"
    DESTINATAIRE = "Pour l’employeur et le financeur"
    PHRASE = "a suivi la formation"

    @property
    def corps(self) -> Faits:
        return [
            ("Nature", self.nature),
            ("Dates", self.dates),
            ("Lieu", self.lieu),
            ("Durée prévue", francais.duree(self.minutes_prevues)),
            ("Heures suivies", self.assiduite),
            ("Formation assurée par", francais.enumeration(self.formateurs)),
            ("Version du programme", self.version),
        ]


@dataclass(frozen=True)
class DonneesFinDeFormation(DonneesDocument):
    """For the person (Code du travail, L6313-7): objectives, nature, dates, hours, results."""

    TITRE = "Attestation de fin de formation"
    DESTINATAIRE = "Remise à la personne formée"
    PHRASE = "a suivi la formation"
    TITRE_DU_DETAIL = "Objectifs de la formation"
    TERME_DU_DETAIL = 96

    resultats: tuple[Resultat, ...] = ()

    @property
    def corps(self) -> Faits:
        return [
            ("Nature", self.nature),
            ("Dates", self.dates),
            ("Lieu", self.lieu),
            ("Heures suivies", self.part),
            ("Formation assurée par", francais.enumeration(self.formateurs)),
            ("Version du programme", self.version),
        ]

    @property
    def detail(self) -> Faits:
        """Each objective and what the person says of it."""
        if any(resultat.apres is not None for resultat in self.resultats):
            return [(resultat.objectif, resultat.phrase) for resultat in self.resultats]
        return [(objectif, "") for objectif in self.objectifs]


@dataclass(frozen=True)
class DonneesAssiduite(DonneesDocument):
    """Hours present over hours planned, half-day by half-day. It says nothing of what was learnt."""

    TITRE = "Attestation d’assiduité"
    DESTINATAIRE = "Relevé des heures de présence"
    PHRASE = "a été en formation aux heures indiquées ci-dessous"
    TITRE_DU_DETAIL = "Présence à chaque demi-journée"

    presences: Sequence[Presence] = ()

    @property
    def corps(self) -> Faits:
        return [
            ("Dates", self.dates),
            ("Lieu", self.lieu),
            ("Durée prévue", francais.duree(self.minutes_prevues)),
            ("Heures suivies", self.part),
            ("Formation assurée par", francais.enumeration(self.formateurs)),
        ]

    @property
    def detail(self) -> Faits:
        return [presence.fait for presence in self.presences]
