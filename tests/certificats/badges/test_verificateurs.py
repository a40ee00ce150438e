"""Our badges, judged by tools that we did not write."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from certificats import cles
from certificats.actions.certificat import remplacer_certificat, revoquer_certificat
from certificats.actions.cle import cle_active, tourner_cle
from certificats.badges import preuves
from certificats.models import Certificat, CleEmission
from tests.certificats.badges.dossier import cle_du_jeton, dossier
from tests.certificats.fabriques import certificat, relire
from tests.conftest import ABSENT

ICI = Path(__file__).parent
MODULES = ICI.parent.parent / "node_modules"
Usage = CleEmission.Usage


@pytest.fixture
def juger(db, tmp_path):
    """`juger(dossier)`: what the tools of others say of it, nothing where all is well."""
    node = shutil.which("node")
    if not (node and (MODULES / "@digitalbazaar" / "vc").exists()):
        raison = f"{ABSENT} Open Badges verifiers (npm)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(raison)

    def _juger(un_dossier: dict) -> dict[str, str]:
        fichier = tmp_path / "dossier.json"
        fichier.write_text(json.dumps(un_dossier), "utf-8")
        commande = [node, str(ICI / "verifier.mjs"), str(fichier)]
        sortie = subprocess.run(commande, capture_output=True, check=True, timeout=60)
        return json.loads(sortie.stdout)

    return _juger


@pytest.fixture
def badge(d):
    return certificat(d).badge


TOUT_VA_BIEN = {"schema": "", "integrite": "", "statut": "", "jeton": ""}


def test_others_accept_our_badges_before_and_after_a_rotation(badge, juger):
    for usage in (Usage.BADGE_ED25519, Usage.BADGE_RS256):
        tourner_cle(cle=cle_active(usage))
    assert juger(dossier(badge.contenu, badge.jeton)) == TOUT_VA_BIEN
    assert cle_du_jeton(badge.jeton)["kty"] == "RSA"


def test_others_refuse_one_changed_byte(badge, juger):
    un_dossier = dossier(badge.contenu, badge.jeton)
    un_dossier["credential"]["credentialSubject"]["achievement"]["name"] += "s"
    entete, charge, signature = badge.jeton.split(".")
    autre = charge[:-8] + ("A" if charge[-8] != "A" else "B") + charge[-7:]
    un_dossier["jwt"] = f"{entete}.{autre}.{signature}"
    verdict = juger(un_dossier)
    assert "Invalid signature" in verdict["integrite"]
    assert "signature verification failed" in verdict["jeton"]


def test_others_see_an_added_claim_that_the_signature_does_not_cover(badge, juger):
    un_dossier = dossier(badge.contenu, badge.jeton)
    un_dossier["credential"]["credentialSubject"]["achievement"]["diplome"] = "oui"
    assert juger(un_dossier)["integrite"]


def test_others_refuse_another_issuer_s_key(badge, juger):
    autre, rsa = cles.privee(cles.nouvelle_cle_ed25519()), cles.privee(cles.nouvelle_cle_rsa())
    methode = badge.contenu["proof"][0]["verificationMethod"]
    faux = preuves.signer_integrite(badge.contenu, cle=autre, methode=methode, le=badge.contenu["validFrom"])
    kid = preuves.entete_et_charge(badge.jeton)[0]["kid"]
    jeton = preuves.signer_jwt(faux, cle=rsa, kid=kid, nbf=int(badge.emis_le.timestamp()))
    verdict = juger(dossier(faux, jeton))
    assert "Invalid signature" in verdict["integrite"]
    assert "signature verification failed" in verdict["jeton"]


def test_others_see_a_revocation_and_a_replacement_at_their_next_reading(badge, d, juger):
    un = badge.certificat
    nouveau = remplacer_certificat(
        certificat=un,
        par=d.gestionnaire,
        motif="Nom mal écrit.",
        corrections={champ: un.faits[champ] for champ in ("employeur", "lieu")} | {"titulaire": "Camille Roy"},
    )
    assert juger(dossier(badge.contenu, badge.jeton)) == TOUT_VA_BIEN | {"statut": "revoked"}
    neuf = nouveau.badge
    assert juger(dossier(neuf.contenu, neuf.jeton)) == TOUT_VA_BIEN
    revoquer_certificat(certificat=nouveau, par=d.gestionnaire, motif="Erreur.", classe=Certificat.Classe.AUTRE)
    assert relire(nouveau).etat == Certificat.Etat.REVOQUE
    assert juger(dossier(neuf.contenu, neuf.jeton))["statut"] == "revoked"


def test_others_refuse_an_expired_badge(badge, juger):
    fini = {nom: valeur for nom, valeur in badge.contenu.items() if nom != "proof"} | {
        "validFrom": "2020-01-01T00:00:00Z",
        "validUntil": "2021-01-01T00:00:00Z",
    }
    cle = badge.cle_integrite
    signe = preuves.signer_integrite(fini, cle=cles.privee(cle.cle_privee()), methode=cle.adresse, le=fini["validFrom"])
    assert 'is after "validUntil"' in juger(dossier(signe, badge.jeton))["integrite"]
