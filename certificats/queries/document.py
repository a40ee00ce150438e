"""What a document prints, read from the facts frozen in its certificate, and the file made of it.

Facts (`Certificat.faits`) that documents read, besides those of `queries.certificat`:

- "organisme": nom, adresse, commune, siret, enregistrement, signataire (texts), as `faits_de_l_emetteur` gives them;
- "financements": a list of mentions to print, each as {"mention": text, "europe": true or false};
- "modele": {genre: primary key of the version of the model};
- "presences": one {"debut", "fin" (ISO 8601), "prevues", "suivies" (minutes)} per half-day, in order;
- "resultats": one {"objectif": text, "avant", "apres": number or null} per objective, in order.

Those that an older certificate lacks are left out of its documents.
"""

from datetime import date, datetime

from certificats.documents.donnees import (
    DonneesAssiduite,
    DonneesDocument,
    DonneesFinDeFormation,
    DonneesRealisation,
    Emetteur,
    Presence,
    Resultat,
)
from certificats.documents.page import document_pdf
from certificats.models import DocumentDelivre

Genre = DocumentDelivre.Genre


def donnees_du_document(document: DocumentDelivre) -> DonneesDocument:
    """Return the frozen facts that `document` prints as the PDF room wants them."""
    faits = document.certificat.faits
    commun = _commun(document, faits)
    if document.genre == Genre.REALISATION:
        return DonneesRealisation(**commun)
    if document.genre == Genre.FIN_DE_FORMATION:
        return DonneesFinDeFormation(**commun, resultats=tuple(Resultat(**r) for r in faits.get("resultats", [])))
    return DonneesAssiduite(**commun, presences=tuple(_presence(p) for p in faits.get("presences", [])))


def fabriquer_pdf(document: DocumentDelivre) -> bytes:
    """Return the file of `document`, with an empty field for the seal. The same facts always give the same bytes."""
    return document_pdf(donnees_du_document(document))


def faits_lisibles(document: DocumentDelivre) -> list[tuple[str, str]]:
    """Every fact that `document` prints, and no other, as (term, value) in the order of the page."""
    return donnees_du_document(document).faits


def _commun(document: DocumentDelivre, faits: dict) -> dict:
    return {
        "numero": document.numero,
        "titulaire": faits["titulaire"],
        "employeur": faits["employeur"],
        "programme": faits["programme"],
        "version": faits["version"],
        "objectifs": tuple(faits["objectifs"]),
        "jours": tuple(date.fromisoformat(jour) for jour in faits["jours"]),
        "lieu": faits["lieu"],
        "minutes_prevues": faits["minutes_prevues"],
        "minutes_suivies": faits["minutes_suivies"],
        "seuil": faits["seuil"] / 100,
        "formateurs": tuple(faits["formateurs"]),
        "delivre_le": date.fromisoformat(faits["delivre_le"]),
        "remplace": faits.get("remplace", ""),
        "adresse_verification": document.adresse_verification,
        "emetteur": Emetteur(**faits.get("organisme", {})),
        "mentions": tuple(financement["mention"] for financement in faits.get("financements", [])),
    }


def _presence(presence: dict) -> Presence:
    return Presence(
        debut=datetime.fromisoformat(presence["debut"]),
        fin=datetime.fromisoformat(presence["fin"]),
        prevues=presence["prevues"],
        suivies=presence["suivies"],
    )
