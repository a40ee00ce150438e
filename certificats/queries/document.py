"""What a document prints, read from the facts frozen in its certificate, and the file made of it.

Facts (`Certificat.faits`) that documents read, besides those of `queries.certificat`:

- "organisme": nom, adresse, commune, siret, enregistrement, signataire (texts), as `faits_de_l_emetteur` gives them;
- "financements": a list of mentions to print, each as {"mention": text, "europe": true or false};
- "modele": {genre: what is frozen of the version of the model}, as `queries.modele.modeles_figes` gives it;
- "presences": one {"debut", "fin" (ISO 8601), "prevues", "suivies" (minutes)} per half-day, in order,
  and "fuseau" (IANA name) where the hour is not that of Paris;
- "resultats": one {"objectif": text, "avant", "apres": number or null} per objective, in order.

Those that an older certificate lacks are left out of its documents.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from certificats.documents.donnees import (
    DonneesAssiduite,
    DonneesDocument,
    DonneesFinDeFormation,
    DonneesRealisation,
    Emetteur,
    Logo,
    Modele,
    Presence,
    Resultat,
)
from certificats.documents.page import document_pdf
from certificats.models import DocumentDelivre, ModeleDocument
from certificats.queries.modele import lire_fichier
from sessions.agendas.fuseaux import PARIS

Genre = DocumentDelivre.Genre
Lecture = Callable[[str], bytes]


def donnees_du_document(document: DocumentDelivre, lire: Lecture = lire_fichier) -> DonneesDocument:
    """Return the frozen facts that `document` prints as the PDF room wants them, its pictures read by `lire`."""
    return composer(
        document.genre,
        document.certificat.faits,
        lire,
        numero=document.numero,
        adresse_verification=document.adresse_verification,
    )


def fabriquer_pdf(document: DocumentDelivre) -> bytes:
    """Return the file of `document`, with an empty field for the seal. The same facts always give the same bytes."""
    return document_pdf(donnees_du_document(document))


def faits_lisibles(document: DocumentDelivre) -> list[tuple[str, str]]:
    """Every fact that `document` prints, and no other, as (term, value) in the order of the page."""
    return donnees_du_document(document, _sans_image).faits


def composer(genre: str, faits: dict, lire: Lecture, **propres) -> DonneesDocument:
    """Return what a document of `genre` prints of `faits`; `propres` is what it knows besides: number, address…"""
    commun = _commun(genre, faits, lire) | propres
    if genre == Genre.REALISATION:
        return DonneesRealisation(**commun)
    if genre == Genre.FIN_DE_FORMATION:
        return DonneesFinDeFormation(**commun, resultats=tuple(Resultat(**r) for r in faits.get("resultats", [])))
    return DonneesAssiduite(**commun, presences=tuple(_presence(p) for p in faits.get("presences", [])))


def _sans_image(_nom: str) -> bytes:
    return b""


def _commun(genre: str, faits: dict, lire: Lecture) -> dict:
    fige = faits.get("modele", {}).get(genre) or {"couleur": ModeleDocument.COULEURS[Genre(genre)]}
    financements = [un for un in faits.get("financements", []) if un["europe"] or fige.get("mentions", True)]
    organisme = Emetteur(**faits.get("organisme", {}))
    return {
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
        "emetteur": replace(
            organisme,
            signataire=fige.get("signataire") or organisme.signataire,
            signature=_lire(lire, fige.get("signature")),
        ),
        "mentions": tuple(financement["mention"] for financement in financements),
        "europe": any(financement["europe"] for financement in financements),
        "modele": Modele(
            couleur=fige["couleur"],
            introduction=fige.get("introduction", ""),
            conclusion=fige.get("conclusion", ""),
            logos=tuple(Logo(octets, texte) for nom, texte in fige.get("logos", []) if (octets := _lire(lire, nom))),
        ),
    }


def _lire(lire: Lecture, nom: str | None) -> bytes:
    return lire(nom) if nom else b""


def _presence(presence: dict) -> Presence:
    zone = ZoneInfo(presence.get("fuseau", PARIS))
    return Presence(
        debut=datetime.fromisoformat(presence["debut"]).astimezone(zone),
        fin=datetime.fromisoformat(presence["fin"]).astimezone(zone),
        prevues=presence["prevues"],
        suivies=presence["suivies"],
    )
