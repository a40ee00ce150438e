"""JSON Resume v1.0.0 (https://jsonresume.org/schema). A level keeps what it rests on: declared is never read as proved."""

from collections.abc import Iterable

from certificats.cv.donnees import CompetenceCV, Dossier

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def json_resume(dossier: Dossier) -> dict:
    groupes = (("prouvé", dossier.prouvees), ("constaté", dossier.constatees), ("déclaré", dossier.declarees))
    basics = {"name": dossier.nom}
    if dossier.adresse_courriel:
        basics["email"] = dossier.adresse_courriel
    if dossier.vise:
        basics["summary"] = f"Poste visé\u00a0: {dossier.vise}"
    return {
        "$schema": SCHEMA,
        "basics": basics,
        "work": [_poste(poste) for poste in dossier.postes or ()],
        "certificates": [
            {"name": c.programme, "date": c.le.isoformat(), "issuer": dossier.emetteur, "url": c.adresse}
            for c in dossier.certificats or ()
        ],
        "skills": [ligne for appui, lignes in groupes for ligne in _competences(lignes or (), appui)],
        "meta": {
            "canonical": SCHEMA,
            "version": "v1.0.0",
            "lastModified": f"{dossier.le.isoformat()}T00:00:00",
        },
    }


def _poste(poste) -> dict:
    periode = {"startDate": poste.debut.isoformat()}
    if poste.fin:
        periode["endDate"] = poste.fin.isoformat()
    return {"name": poste.employeur, "position": poste.intitule, **periode}


def _competences(lignes: Iterable[CompetenceCV], appui: str) -> list[dict]:
    return [
        {
            "name": f"{ligne.code} {ligne.nom}",
            "level": f"{ligne.niveau} ({appui}, {ligne.preuve}, {ligne.le.isoformat()})",
            "keywords": [ligne.referentiel, ligne.domaine],
        }
        for ligne in lignes
    ]
