"""What a European Digital Credential of the European Learning Model v3 would say, in its JSON-LD words. Not sealed.

The gap, also written in the file: no qualified electronic seal (JAdES) nor eIDAS identifier of the issuer, no accreditation,
no EQF level, and the skills are linked to no ESCO address. Europass reads it, and says that it is not sealed.
"""

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from certificats.cv.donnees import CertificatCV, CompetenceCV, Dossier

CONTEXTES = ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"]
PROFIL = {"id": "http://data.europa.eu/snb/credential/e34929035b", "type": "Concept"}
SCHEMA = {"id": "http://data.europa.eu/snb/model/ap/edc-generic-full", "type": "ShaclValidator2017"}
FRANCAIS = {"id": "http://publications.europa.eu/resource/authority/language/FRA", "type": "Concept"}
AVERTISSEMENT = (
    "Fichier non scellé, établi à la demande de la personne\u00a0: il ne porte pas de cachet électronique qualifié, "
    "d'identifiant eIDAS de l'émetteur, d'accréditation ni de niveau du cadre européen. Les preuves sont les certificats et "
    "les badges, vérifiables à l'adresse donnée pour chacun. Ce qui est déclaré ou constaté n'est pas prouvé."
)


def europass(dossier: Dossier) -> dict:
    return {
        "@context": CONTEXTES,
        "id": _urn("credential", dossier.nom, dossier.le.isoformat()),
        "type": ["VerifiableCredential", "EuropeanDigitalCredential"],
        "credentialProfiles": [PROFIL],
        "credentialSchema": [SCHEMA],
        "issuanceDate": _instant(dossier.le),
        "issued": _instant(dossier.le),
        "validFrom": _instant(dossier.le),
        "issuer": _organisation(dossier),
        "displayParameter": {
            "id": _urn("display", dossier.nom, dossier.le.isoformat()),
            "type": "DisplayParameter",
            "title": _fr(f"Parcours de {dossier.nom} (non scellé)"),
            "description": _fr(AVERTISSEMENT),
            "language": [FRANCAIS],
            "primaryLanguage": FRANCAIS,
        },
        "credentialSubject": {
            "id": _urn("person", dossier.nom),
            "type": "Person",
            "fullName": _fr(dossier.nom),
            "hasClaim": [*_certificats(dossier), *_competences(dossier), *_postes(dossier)],
        },
    }


def _certificats(dossier: Dossier) -> list[dict]:
    return [_reussite(dossier, certificat) for certificat in dossier.certificats or ()]


def _reussite(dossier: Dossier, certificat: CertificatCV) -> dict:
    cle = certificat.adresse
    return {
        "id": _urn("learningAchievement", cle),
        "type": "LearningAchievement",
        "title": _fr(certificat.programme),
        "identifier": [{"id": _urn("identifier", cle), "type": "Identifier", "notation": certificat.numero}],
        "awardedBy": {
            "id": _urn("awardingProcess", cle),
            "type": "AwardingProcess",
            "awardingBody": [_organisation(dossier)],
            "awardingDate": _instant(certificat.le),
        },
        "specifiedBy": {
            "id": _urn("learningAchievementSpec", cle),
            "type": "LearningAchievementSpecification",
            "title": _fr(certificat.programme),
            "learningOutcome": [
                {"id": _urn("learningOutcome", cle, texte), "type": "LearningOutcome", "title": _fr(texte)}
                for texte in certificat.objectifs
            ],
            "supplementaryDocument": [{"id": cle, "type": "WebResource", "contentURL": cle}],
        },
    }


def _competences(dossier: Dossier) -> list[dict]:
    groupes = (("prouvé", dossier.prouvees), ("constaté", dossier.constatees), ("déclaré", dossier.declarees))
    return [_competence(ligne, appui) for appui, lignes in groupes for ligne in lignes or ()]


def _competence(ligne: CompetenceCV, appui: str) -> dict:
    texte = f"{ligne.code} {ligne.nom}, {ligne.niveau} ({appui}, {ligne.preuve}, {ligne.le.isoformat()})"
    return {
        "id": _urn("learningAchievement", ligne.referentiel, texte),
        "type": "LearningAchievement",
        "title": _fr(texte),
        "description": _fr(f"{ligne.referentiel}, {ligne.domaine}"),
    }


def _postes(dossier: Dossier) -> list[dict]:
    """ELM has no employment: a post is a learning activity, at work, with its dates."""
    return [
        {
            "id": _urn("learningActivity", poste.employeur, poste.intitule, poste.debut.isoformat()),
            "type": "LearningActivity",
            "title": _fr(f"{poste.intitule}, {poste.employeur}"),
            "temporal": [
                {
                    "id": _urn("period", poste.employeur, poste.intitule, poste.debut.isoformat()),
                    "type": "PeriodOfTime",
                    "startDate": _instant(poste.debut),
                    **({"endDate": _instant(poste.fin)} if poste.fin else {}),
                }
            ],
        }
        for poste in dossier.postes or ()
    ]


def _organisation(dossier: Dossier) -> dict:
    return {"id": dossier.site, "type": "Organisation", "legalName": _fr(dossier.emetteur)}


def _fr(texte: str) -> dict:
    return {"fr": [texte]}


def _instant(jour: date) -> str:
    return f"{jour.isoformat()}T00:00:00Z"


def _urn(genre: str, *parts: str) -> str:
    return f"urn:epass:{genre}:{uuid5(NAMESPACE_URL, '|'.join(parts))}"
