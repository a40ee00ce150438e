"""The shipped 2013 table says what the checks say of it."""

import csv
import json
from decimal import Decimal
from pathlib import Path

from besoins.statistiques.egalites import groupes_egalite
from besoins.statistiques.grim import verifier_pourcentage
from besoins.statistiques.proportion import Proportion

DOSSIER = Path(__file__).parents[3] / "besoins" / "donnees"


def lignes():
    with (DOSSIER / "etude-2013.csv").open(encoding="utf-8", newline="") as fichier:
        return list(csv.DictReader(fichier))


def test_chaque_k_est_le_seul_possible_et_le_seul_absent_est_impossible():
    verdicts = {
        ligne["code"]: (
            ligne["k"],
            verifier_pourcentage(Decimal(ligne["pourcentage_publie"]), int(ligne["n"])),
        )
        for ligne in lignes()
    }
    assert len(verdicts) == 9
    for k, verdict in verdicts.values():
        assert verdict.effectifs == ((int(k),) if k else ())
    assert [code for code, (k, _) in verdicts.items() if not k] == ["outils-gestion"]


def test_aucun_classement_strict():
    connus = {ligne["code"]: Proportion(int(ligne["k"]), 11) for ligne in lignes() if ligne["k"]}
    assert len(groupes_egalite(connus)) == 1


def test_les_attentes_decrivent_des_besoins_du_tableau():
    attentes = json.loads((DOSSIER / "attentes-2013.json").read_text(encoding="utf-8"))
    codes = {ligne["code"] for ligne in lignes()}
    assert set(attentes) == codes - {"mutualiser"}
    assert all(attentes.values())
