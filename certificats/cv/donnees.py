"""What a person takes away or shares of their career. A part that is not shared is None: it is not said to be empty."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PosteCV:
    intitule: str
    employeur: str
    debut: date
    fin: date | None


@dataclass(frozen=True)
class CompetenceCV:
    """A level of a competence, the day it was obtained and what says so (`preuve`). `adresse`: where it is verified."""

    referentiel: str
    domaine: str
    code: str
    nom: str
    niveau: str
    le: date
    preuve: str
    ancien: bool = False
    adresse: str = ""


@dataclass(frozen=True)
class CertificatCV:
    programme: str
    numero: str
    le: date
    adresse: str
    objectifs: tuple[str, ...] = ()


@dataclass(frozen=True)
class EtapeCV:
    intitule: str
    raison: str = ""
    pour_le: date | None = None


@dataclass(frozen=True)
class Dossier:
    """`nom`: the person's. `adresse_courriel`: empty in what is shared."""

    nom: str
    le: date
    emetteur: str
    site: str
    adresse_courriel: str = ""
    postes: tuple[PosteCV, ...] | None = None
    prouvees: tuple[CompetenceCV, ...] | None = None
    constatees: tuple[CompetenceCV, ...] | None = None
    declarees: tuple[CompetenceCV, ...] | None = None
    certificats: tuple[CertificatCV, ...] | None = None
    vise: str | None = None
    etapes: tuple[EtapeCV, ...] | None = None
