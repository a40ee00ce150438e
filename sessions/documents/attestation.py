"""The attestation of presence: hours followed over hours planned, half-day by half-day, as countersigned."""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm

from academie import francais
from academie.documents.mise_en_page import FORT, PETIT, Cellule, MiseEnPage, Tableau, en_deux_passes
from sessions.documents.dossier import (
    ENTETE,
    LOI_FORMATION,
    DemiJournee,
    Formation,
    Organisme,
    Signataire,
    europe,
    faits,
    feuillet,
    identite,
    signatures,
)


@dataclass(frozen=True)
class DonneesAttestation:
    """One person's: minutes followed for each half-day of `formation`, None for one that is not countersigned yet."""

    personne: str
    structure: str
    suivies: tuple[int | None, ...]
    formation: Formation
    organisme: Organisme
    etablie_le: date

    @property
    def minutes_suivies(self) -> int:
        return sum(minutes or 0 for minutes in self.suivies)

    @property
    def mesure(self) -> str:
        """ "9 h 45 sur 13 h, soit 75 %"."""
        prevues = self.formation.minutes
        part = francais.pourcentage(self.minutes_suivies / prevues, 0) if prevues else ""
        return f"{francais.duree(self.minutes_suivies)} sur {francais.duree(prevues)}, soit {part}"


def attestation_pdf(donnees: DonneesAttestation) -> bytes:
    """A4 portrait. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesAttestation, pages: int | None) -> MiseEnPage:
    formation, organisme = donnees.formation, donnees.organisme
    page = feuillet("Attestation de présence", formation.titre, donnees.etablie_le, pages, organisme)
    europe(page, formation.mentions_europe)
    page.espace(3 * mm)
    page.paragraphe(
        f"{organisme.nom} atteste que {donnees.personne} a suivi la formation «\u00a0{formation.titre}\u00a0», "
        f"{LOI_FORMATION}, {formation.periode}."
    )
    page.espace(3 * mm)
    faits(
        page,
        [
            ("Structure", donnees.structure),
            ("Heures suivies", donnees.mesure),
            ("Formation assurée par", francais.enumeration(formation.formateurs)),
        ],
    )
    page.titre("Détail par demi-journée", suite=80)
    page.tableau(_detail(donnees))
    page.espace(2 * mm)
    page.paragraphe("Établie d’après les feuilles d’émargement signées et contresignées à chaque demi-journée.")
    signataire = Signataire(f"Pour {organisme.nom}", organisme.represente, organisme.signature)
    signatures(page, organisme.commune, donnees.etablie_le, [signataire])
    identite(page, organisme)
    return page


def _detail(donnees: DonneesAttestation) -> Tableau:
    return Tableau(
        entetes=tuple(
            Cellule(((titre, ENTETE),), a_droite=rang > 0)
            for rang, titre in enumerate(("Demi-journée", "Prévu", "Suivi"))
        ),
        largeurs=(114 * mm, 30 * mm, 30 * mm),
        lignes=[
            (_demi(demi), _droite(francais.duree(demi.minutes)), _droite(_suivi(minutes)))
            for demi, minutes in zip(donnees.formation.demi_journees, donnees.suivies, strict=True)
        ],
    )


def _demi(demi: DemiJournee) -> Cellule:
    return Cellule(((francais.date_longue(demi.debut), ENTETE), (francais.plage(demi.debut, demi.fin), PETIT)))


def _suivi(minutes: int | None) -> str:
    if minutes is None:
        return "non contresigné"
    return francais.duree(minutes) if minutes else "absence"


def _droite(texte: str) -> Cellule:
    return Cellule(((texte, PETIT if texte.startswith("non") else FORT.avec(corps=9)),), a_droite=True)
