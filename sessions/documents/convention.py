"""The convention between the Académie and the structure of the trainees (Code du travail, L6353-1 and D6353-1)."""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.units import mm

from academie import francais
from academie.documents.mise_en_page import PETIT, TEXTE, Cellule, MiseEnPage, Tableau, en_deux_passes
from sessions.documents.dossier import (
    ENTETE,
    LOI_FORMATION,
    Formation,
    Organisme,
    Signataire,
    europe,
    faits,
    feuillet,
    horaires,
    identite,
    lien,
    puces,
    signatures,
)


@dataclass(frozen=True)
class DonneesConvention:
    """One structure's: those of its people who have a seat."""

    structure: str
    structure_adresse: str
    personnes: tuple[str, ...]
    formation: Formation
    organisme: Organisme
    reglement: str
    etablie_le: date


def convention_pdf(donnees: DonneesConvention) -> bytes:
    """A4 portrait. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(donnees, pages))


def _dessiner(donnees: DonneesConvention, pages: int | None) -> MiseEnPage:
    formation, organisme = donnees.formation, donnees.organisme
    page = feuillet("Convention de formation professionnelle", formation.titre, donnees.etablie_le, pages, organisme)
    europe(page, formation.mentions_europe)
    page.espace(2 * mm)
    page.paragraphe("En application des articles L.\u00a06353-1 et D.\u00a06353-1 du Code du travail, entre\u00a0:")
    page.espace(1 * mm)
    puces(page, _parties(donnees))
    _objet(page, formation)
    _deroulement(page, formation)
    _personnes(page, donnees)
    _prix(page, formation)
    _conditions(page, donnees)
    signatures(
        page,
        organisme.commune,
        donnees.etablie_le,
        [
            Signataire(f"Pour {organisme.nom}", organisme.represente, organisme.signature),
            Signataire(f"Pour {donnees.structure}", "Nom, fonction, signature et cachet"),
        ],
    )
    identite(page, organisme)
    return page


def _parties(donnees: DonneesConvention) -> list[str]:
    organisme = donnees.organisme
    nous = [organisme.nom, *organisme.adresse.splitlines()]
    if organisme.siret:
        nous.append(f"SIRET {organisme.siret}")
    if organisme.represente:
        nous.append(f"représentée par {organisme.represente}")
    vous = ", ".join(filter(None, (donnees.structure, donnees.structure_adresse)))
    return [f"{', '.join(nous)}, ci-après «\u00a0l’organisme\u00a0»", f"{vous}, ci-après «\u00a0la structure\u00a0»"]


def _objet(page: MiseEnPage, formation: Formation) -> None:
    page.titre("Article 1. Objet et contenu")
    page.paragraphe(f"L’organisme donne la formation «\u00a0{formation.titre}\u00a0», {LOI_FORMATION}.")
    if formation.objectifs:
        page.espace(1 * mm)
        page.paragraphe("À son issue, les personnes sauront\u00a0:")
        puces(page, formation.objectifs)
    page.paragraphe("Contenu, détaillé dans le programme\u00a0:")
    page.espace(1 * mm)
    puces(page, (f"{titre}, {francais.duree(minutes)}" for titre, minutes in formation.modules))
    page.lien(formation.programme)


def _deroulement(page: MiseEnPage, formation: Formation) -> None:
    page.titre("Article 2. Durée, période et déroulement", suite=100)
    faits(
        page,
        [
            ("Durée", f"{francais.duree(formation.minutes)} par personne"),
            ("Période", formation.periode),
            (
                "Part à distance",
                f"{francais.pourcentage(formation.part_a_distance, 0)} de la durée totale des enseignements",
            ),
            ("Formation assurée par", francais.enumeration(formation.formateurs)),
            ("Méthodes", formation.methodes),
            ("Moyens prévus", formation.moyens),
            ("Adaptation et suivi", formation.accompagnement),
        ],
    )
    page.espace(2 * mm)
    horaires(page, formation.demi_journees)
    page.titre("Article 3. Suivi et sanction")
    page.paragraphe(
        "La présence est signée par chaque personne et contresignée par la formatrice ou le formateur à chaque "
        "demi-journée. Un certificat de réalisation est remis à chaque personne qui a suivi au moins "
        f"{formation.seuil}\u00a0% de la durée prévue."
    )
    if formation.evaluation:
        page.paragraphe(f"Évaluation des acquis\u00a0: {formation.evaluation}")


def _personnes(page: MiseEnPage, donnees: DonneesConvention) -> None:
    page.titre(f"Article 4. Personnes inscrites ({len(donnees.personnes)})", suite=60)
    page.tableau(
        Tableau(
            entetes=(Cellule((("N°", ENTETE),)), Cellule((("Nom", ENTETE),))),
            largeurs=(14 * mm, 160 * mm),
            lignes=[
                (Cellule(((str(rang), PETIT),)), Cellule(((nom, TEXTE),)))
                for rang, nom in enumerate(donnees.personnes, 1)
            ],
        )
    )


def _prix(page: MiseEnPage, formation: Formation) -> None:
    page.titre("Article 5. Prix et règlement")
    if formation.gratuite:
        page.paragraphe(
            "La formation est gratuite pour la structure et pour les personnes inscrites\u00a0: aucune somme n’est due."
        )
    else:
        page.paragraphe(f"Prix\u00a0: {formation.tarif}" if formation.tarif else "Prix\u00a0: selon devis accepté.")
        page.paragraphe("Le règlement se fait à l’issue de la formation, sur présentation d’une facture.")


def _conditions(page: MiseEnPage, donnees: DonneesConvention) -> None:
    page.titre("Article 6. Conditions d’accueil")
    faits(
        page,
        [
            ("Accessibilité", donnees.formation.accessibilite),
            ("Personne référente handicap", donnees.organisme.referent_handicap),
            ("Contact", donnees.organisme.contact),
        ],
    )
    lien(
        page,
        "Les personnes inscrites respectent le règlement intérieur de l’organisme, et les règles de santé et de "
        "sécurité des lieux qui les accueillent\u00a0:",
        donnees.reglement,
    )
    page.espace(1 * mm)
    page.paragraphe(
        "Leurs données servent à organiser la formation, à prouver la présence et à délivrer les certificats\u00a0; "
        "elles ne sont transmises qu’à la structure et aux financeurs."
    )
