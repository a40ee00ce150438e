"""A person's career on paper, for them to take away. What is proved, observed and declared stays in three tables."""

from collections.abc import Iterable

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from academie import francais
from academie.documents import couleurs
from academie.documents.mise_en_page import (
    DISCRET,
    FORT,
    PETIT,
    Cellule,
    Maison,
    MiseEnPage,
    Tableau,
    en_deux_passes,
)
from certificats.cv.donnees import CompetenceCV, Dossier

MAISON = Maison(couleurs.CERTIFICATS, couleurs.CERTIFICATS_TEINTE)
COLONNES = (78 * mm, 40 * mm, 34 * mm, 22 * mm)
ENTETES = ("Compétence", "Niveau", "D’après", "Le")
PROUVEES = "Par un certificat, ou par l’expérience reconnue par deux personnes de l’Académie."
CONSTATEES = "Vues par une personne qui travaille avec elle. Ce n’est pas une preuve de l’Académie."
DECLAREES = "Dites par la personne elle-même, sans vérification."
PORTEE = (
    "Ce document est établi à la demande de la personne, à partir de ce que son parcours contient ce jour. Il ne prouve "
    "rien par lui-même\u00a0: les certificats se vérifient à l’adresse donnée pour chacun."
)


def parcours_pdf(dossier: Dossier) -> bytes:
    """A4 portrait. The same facts always give the same bytes."""
    return en_deux_passes(lambda pages: _dessiner(dossier, pages))


def _dessiner(dossier: Dossier, pages: int | None) -> MiseEnPage:
    page = MiseEnPage(
        titre=f"Parcours de {dossier.nom}",
        sujet=f"Postes, certificats et compétences de {dossier.nom}",
        taille=A4,
        jour=dossier.le,
        maison=MAISON,
        pied=f"Établi le {francais.date_sans_jour(dossier.le)}",
        pages=pages,
    )
    style = FORT.avec(corps=21, couleur=couleurs.CERTIFICATS, interligne=1.2)
    page.titre(f"Parcours de {dossier.nom}", niveau=1, style=style)
    page.espace(2 * mm)
    page.paragraphe(PORTEE, DISCRET)
    _postes(page, dossier)
    _certificats(page, dossier)
    _competences(page, "Compétences prouvées", PROUVEES, dossier.prouvees)
    _competences(page, "Compétences constatées par une autre personne", CONSTATEES, dossier.constatees)
    _competences(page, "Compétences déclarées", DECLAREES, dossier.declarees)
    _plan(page, dossier)
    return page


def _postes(page: MiseEnPage, dossier: Dossier) -> None:
    if dossier.postes:
        page.titre("Postes occupés")
        page.faits((_periode(p.debut, p.fin), f"{p.intitule}, {p.employeur}") for p in dossier.postes)


def _certificats(page: MiseEnPage, dossier: Dossier) -> None:
    if dossier.certificats:
        page.titre("Certificats")
        page.puces(
            (
                (certificat.programme, FORT),
                (f"Numéro {certificat.numero}, délivré le {francais.date_sans_jour(certificat.le)}", page.texte),
                (certificat.adresse, PETIT),
            )
            for certificat in dossier.certificats
        )


def _competences(page: MiseEnPage, titre: str, aide: str, lignes: Iterable[CompetenceCV] | None) -> None:
    if lignes:
        page.titre(titre)
        page.paragraphe(aide, DISCRET)
        page.espace(2 * mm)
        entetes = tuple(Cellule(((texte, FORT.avec(corps=9)),)) for texte in ENTETES)
        page.tableau(Tableau(entetes, COLONNES, [_ligne(competence) for competence in lignes]))


def _ligne(competence: CompetenceCV) -> tuple[Cellule, ...]:
    ancien = (("ancien", DISCRET),) if competence.ancien else ()
    return (
        Cellule(((f"{competence.code} {competence.nom}", PETIT), (competence.referentiel, DISCRET))),
        Cellule(((competence.niveau, PETIT),)),
        Cellule(((competence.preuve, PETIT),)),
        Cellule(((f"{competence.le:%d/%m/%Y}", PETIT), *ancien)),
    )


def _plan(page: MiseEnPage, dossier: Dossier) -> None:
    if dossier.vise:
        page.titre("Poste visé")
        page.paragraphe(dossier.vise)
    if dossier.etapes:
        page.titre("Plan convenu")
        page.puces(((etape.intitule, page.texte), *_raison(etape.raison)) for etape in dossier.etapes)


def _raison(raison: str) -> tuple:
    return ((raison, DISCRET),) if raison else ()


def _periode(debut, fin) -> str:
    if fin is None:
        return f"Depuis le {debut:%d/%m/%Y}"
    return f"Du {debut:%d/%m/%Y} au {fin:%d/%m/%Y}"
