"""A career in formats that others read, against the schema that its authors publish."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from certificats.cv import CertificatCV, CompetenceCV, Dossier, EtapeCV, PosteCV, europass, json_resume

SCHEMA = json.loads((Path(__file__).parent / "json-resume.schema.json").read_text())
JOUR = date(2026, 11, 3)


def competence(nom="Naviguer") -> CompetenceCV:
    return CompetenceCV("DigComp 2.2", "Information", "1.1", nom, "Palier 4", JOUR, "certificat")


COMPLET = Dossier(
    nom="Zoé Müller",
    le=JOUR,
    emetteur="OTeN Académie",
    site="https://academie.example",
    adresse_courriel="zoe@test.example",
    postes=(
        PosteCV("Médiatrice", "Mairie", date(2020, 1, 1), None),
        PosteCV("Animatrice", "Asso", date(2018, 1, 1), JOUR),
    ),
    prouvees=(competence("Prouvée"),),
    constatees=(competence("Constatée"),),
    declarees=(competence("Déclarée"),),
    certificats=(CertificatCV("Accueillir", "2026-1", JOUR, "https://academie.example/verification/X/", ("Savoir",)),),
    vise="Responsable",
    etapes=(EtapeCV("Suivre Accueillir"),),
)
VIDE = Dossier(nom="Zoé", le=JOUR, emetteur="OTeN", site="https://academie.example")


@pytest.mark.parametrize("dossier", [COMPLET, VIDE], ids=["complet", "vide"])
def test_json_resume_suit_son_schema(dossier):
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(json_resume(dossier))


def test_le_schema_refuse_une_date_fausse():
    cv = json_resume(COMPLET)
    cv["work"][0]["startDate"] = "hier"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(cv, SCHEMA)


def test_ce_qui_est_declare_n_est_jamais_dit_prouve():
    niveaux = {skill["name"]: skill["level"] for skill in json_resume(COMPLET)["skills"]}
    assert "(prouvé, " in niveaux["1.1 Prouvée"]
    assert "(constaté, " in niveaux["1.1 Constatée"]
    assert "(déclaré, " in niveaux["1.1 Déclarée"]


def test_un_poste_en_cours_n_a_pas_de_fin():
    actuel, ancien = json_resume(COMPLET)["work"]
    assert "endDate" not in actuel
    assert ancien["endDate"] == "2026-11-03"


def test_sans_adresse_le_cv_n_en_donne_pas():
    assert "email" not in json_resume(VIDE)["basics"]


def test_europass_dit_ce_qu_il_n_est_pas():
    titre = europass(COMPLET)["displayParameter"]["title"]["fr"][0]
    texte = europass(COMPLET)["displayParameter"]["description"]["fr"][0]
    assert "non scellé" in titre
    assert "cachet électronique qualifié" in texte
    assert "proof" not in europass(COMPLET)


def test_europass_porte_chaque_certificat_competence_et_poste():
    faits = europass(COMPLET)["credentialSubject"]["hasClaim"]
    assert [fait["type"] for fait in faits] == ["LearningAchievement"] * 4 + ["LearningActivity"] * 2
    assert faits[0]["identifier"][0]["notation"] == "2026-1"
    assert len({fait["id"] for fait in faits}) == len(faits)
    assert europass(VIDE)["credentialSubject"]["hasClaim"] == []
