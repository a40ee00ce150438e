"""What the public page says of a badge that somebody shows: one refusal, one sentence."""

import base64
import hmac
import json
from datetime import timedelta

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificats import cles
from certificats.actions.certificat import remplacer_certificat, revoquer_certificat
from certificats.actions.cle import cle_active, compromettre_cle, tourner_cle
from certificats.badges import preuves
from certificats.models import Badge, Certificat, CleEmission
from certificats.queries.badge import porte_png, porte_svg, verifier_badge
from tests.certificats.fabriques import certificat, relire

Usage = CleEmission.Usage


@pytest.fixture
def badge(d):
    return certificat(d).badge


FORMES = {
    "png": porte_png,
    "svg": lambda badge: porte_svg(badge).encode(),
    "json": lambda badge: badge.credential.encode(),
    "json joli": lambda badge: json.dumps(badge.contenu, indent=2, sort_keys=True),
    "jwt": lambda badge: badge.jeton,
    "jwt sur une ligne": lambda badge: f" {badge.jeton}\r\n".encode(),
}


@pytest.mark.parametrize("forme", FORMES)
def test_ours_is_recognised_in_every_form(badge, forme):
    verdict = verifier_badge(FORMES[forme](badge))
    assert (verdict.valide, verdict.badge) == (True, badge), verdict.texte
    faits = dict(verdict.faits)
    assert faits["Badge"] == badge.version.programme.titre
    assert "1.1 Naviguer" in faits["Compétences visées"]
    assert badge.certificat.faits["titulaire"] not in str(verdict.faits)


def test_two_keys_live_side_by_side(d, badge):
    for usage in (Usage.BADGE_ED25519, Usage.BADGE_RS256):
        tourner_cle(cle=cle_active(usage))
    autre = certificat(d, personne=d.autre_animateur, dans=40).badge
    assert autre.cle_jeton != badge.cle_jeton
    for un in (badge, autre):
        assert verifier_badge(un.jeton).valide
        assert verifier_badge(un.credential).valide


def refuse(entree, titre: str, ton: str = "danger", **options):
    verdict = verifier_badge(entree, **options)
    assert (verdict.titre, verdict.ton, verdict.valide) == (titre, ton, False)
    return verdict


def _avec(badge, **membres) -> str:
    return json.dumps(badge.contenu | membres)


def _jeton(badge, *, cle=None, algorithme="RS256", kid=None, **membres) -> str:
    entete = {"kid": kid or badge.cle_jeton.adresse}
    charge = badge.contenu | {"iss": badge.contenu["issuer"]["id"], "jti": badge.contenu["id"]} | membres
    return jwt.encode(charge, cle or badge.cle_jeton.cle_privee(), algorithm=algorithme, headers=entete)


def test_one_changed_byte_of_the_json(badge):
    refuse(_avec(badge, name="Un autre titre"), "Ce badge a été modifié")


def test_one_changed_byte_of_the_jwt(badge):
    entete, charge, signature = badge.jeton.split(".")
    lu = base64.urlsafe_b64decode(charge + "==").replace(b"sha256$", b"sha256%")
    refuse(f"{entete}.{base64.urlsafe_b64encode(lu).rstrip(b'=').decode()}.{signature}", "Ce badge a été modifié")


def test_a_truncated_jwt(badge):
    refuse(badge.jeton[:-600].rpartition(".")[0], "Ce badge est illisible", "alerte")
    refuse(badge.jeton[:-40], "Ce badge a été modifié")


def test_another_key_under_our_name(badge):
    refuse(_jeton(badge, cle=cles.nouvelle_cle_rsa() and cles.nouvelle_cle_rsa()), "Ce badge a été modifié")
    autre = cles.privee(cles.nouvelle_cle_ed25519())
    faux = preuves.signer_integrite(
        badge.contenu, cle=autre, methode=badge.cle_integrite.adresse, le=badge.contenu["validFrom"]
    )
    refuse(json.dumps(faux), "Ce badge a été modifié")


@pytest.mark.parametrize(
    "kid",
    ["https://ailleurs.example/cle", "http://testserver/badges/cles/" + "a" * 43 + "/", "\0", "http://testserver/"],
    ids=["ailleurs", "inconnue", "nul", "site"],
)
def test_a_key_that_we_never_published(badge, kid):
    refuse(_jeton(badge, kid=kid), "Ce badge est signé par une clé inconnue")
    preuve = badge.contenu["proof"][0] | {"verificationMethod": kid}
    refuse(_avec(badge, proof=[preuve]), "Ce badge est signé par une clé inconnue")


def test_the_public_key_is_no_password(badge):
    """The confusions of algorithms: `none`, and HS256 whose secret would be our public key."""
    entete = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": badge.cle_jeton.adresse}).encode())
    refuse(f"{entete.rstrip(b'=').decode()}.{badge.jeton.split('.')[1]}.", "Ce badge n'est pas signé par l'Académie")
    texte = json.dumps({"alg": "HS256", "kid": badge.cle_jeton.adresse}).encode()
    signe = f"{base64.urlsafe_b64encode(texte).rstrip(b'=').decode()}.{badge.jeton.split('.')[1]}"
    secret = hmac.digest(badge.cle_jeton.publique.encode(), signe.encode(), "sha256")
    refuse(f"{signe}.{cles.base64url(secret)}", "Ce badge n'est pas signé par l'Académie")


def test_no_proof_at_all(badge):
    refuse(_avec(badge, proof=[]), "Ce badge n'est pas signé par l'Académie")
    refuse(_avec(badge, proof="rien"), "Ce badge n'est pas signé par l'Académie")


def test_well_signed_but_not_in_our_register(badge):
    adresse = badge.contenu["id"].replace(badge.code, "0" * 16)
    refuse(_jeton(badge, id=adresse), "L'Académie n'a pas délivré ce badge")


def test_signed_by_us_with_another_content_than_the_one_we_keep(badge):
    refuse(_jeton(badge, name="Un autre titre"), "Ce badge a été modifié")


def test_the_badge_of_another_site_says_whose_it_is(badge):
    ailleurs = {"id": "https://autre.example/emetteur", "type": ["Profile"], "name": "Une autre école"}
    verdict = refuse(_avec(badge, issuer=ailleurs), "Ce badge n'est pas de l'Académie", "alerte")
    assert "Une autre école (autre.example)" in verdict.texte
    verdict = refuse(_avec(badge, issuer="did:web:autre.example"), "Ce badge n'est pas de l'Académie", "alerte")
    assert "did:web:autre.example" in verdict.texte


@pytest.mark.parametrize("partie", ["@context", "type", "id", "validFrom", "issuer", "credentialSubject"])
def test_what_is_no_open_badge_says_what_it_lacks(badge, partie):
    contenu = {nom: valeur for nom, valeur in badge.contenu.items() if nom != partie}
    verdict = refuse(json.dumps(contenu), "Ce fichier n'est pas un badge Open Badges 3.0", "alerte")
    assert f"«\xa0{partie}\xa0»" in verdict.texte


def test_revoked_and_replaced(badge, d):
    un = badge.certificat
    corrections = {champ: un.faits[champ] for champ in ("employeur", "lieu")} | {"titulaire": "Camille Roy"}
    nouveau = remplacer_certificat(certificat=un, par=d.gestionnaire, motif="Nom mal écrit.", corrections=corrections)
    assert refuse(badge.jeton, "Ce badge a été remplacé", "alerte").faits
    assert verifier_badge(nouveau.badge.jeton).valide
    revoquer_certificat(certificat=nouveau, par=d.gestionnaire, motif="Erreur.", classe=Certificat.Classe.AUTRE)
    assert refuse(nouveau.badge.jeton, "Ce badge est révoqué").badge == nouveau.badge


def test_expired(badge):
    contenu = {nom: valeur for nom, valeur in badge.contenu.items() if nom != "proof"}
    contenu["validUntil"] = "2021-01-01T00:00:00Z"
    cle = badge.cle_integrite
    signe = preuves.signer_integrite(
        contenu, cle=cles.privee(cle.cle_privee()), methode=cle.adresse, le=contenu["validFrom"]
    )
    Badge.objects.filter(pk=badge.pk).update(credential=json.dumps(signe))
    assert "1er\xa0janvier\xa02021" in refuse(json.dumps(signe), "Ce badge a expiré").texte


def test_signed_while_the_key_was_not_safe(badge):
    cle = badge.cle_jeton
    compromettre_cle(cle=cle, depuis=badge.emis_le - timedelta(seconds=1))
    refuse(badge.jeton, "La clé qui signe ce badge n'est plus sûre")
    assert verifier_badge(badge.credential).valide, "the other proof has another key"
    CleEmission.objects.filter(pk=cle.pk).update(compromise_le=badge.emis_le + timedelta(seconds=1))
    assert verifier_badge(badge.jeton).valide


def test_the_person_who_shows_it_may_be_compared(badge, d):
    assert verifier_badge(badge.jeton, courriel=f" {d.animateur.email.upper()} ").valide
    refuse(badge.jeton, "Ce badge est à quelqu'un d'autre", "alerte", courriel="autre@demo.example")


def test_a_certificate_under_the_threshold_has_no_badge(d):
    assert not Badge.objects.exists()
    certificat(d)
    assert Badge.objects.count() == 1


def test_the_badge_survives_in_the_register_whatever_the_account_becomes(badge):
    assert relire(badge).contenu["credentialSubject"].keys() == {"type", "identifier", "achievement"}
    personne = badge.certificat.inscription.utilisateur
    assert personne.email not in badge.credential
    assert personne.nom not in badge.credential


SANS_BADGE = {
    "vide": b"",
    "texte": "bonjour à toutes et à tous".encode(),
    "pdf": b"%PDF-1.7\n",
    "png tronqué": b"\x89PNG\r\n\x1a\n\0\0",
    "png sans badge": b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IEND\xaeB`\x82",
    "svg sans badge": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "xml cassé": b"<svg",
    "latin-1": "é".encode("latin-1"),
    "json d'une liste": b"[1]",
    "json profond": b'{"a":' * 100_000,
    "entités": b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>',
    "points": b"...",
}


@pytest.mark.parametrize("nom", SANS_BADGE)
@pytest.mark.django_db
def test_what_holds_no_badge_is_said_so(nom):
    verdict = verifier_badge(SANS_BADGE[nom])
    assert verdict.titre in {"Ce fichier ne contient pas de badge", "Ce badge est illisible"}
    assert verdict.ton == "alerte"


json_quelconque = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda dedans: st.lists(dedans, max_size=3) | st.dictionaries(st.text(max_size=8), dedans, max_size=3),
    max_leaves=8,
)


@pytest.mark.django_db
def test_nothing_that_is_sent_breaks_the_page(badge):
    @given(membre=st.sampled_from(sorted(badge.contenu)), valeur=json_quelconque)
    def essayer(membre, valeur):
        altere = badge.contenu | {membre: valeur}
        assert verifier_badge(json.dumps(altere)).valide == (altere == badge.contenu)

    essayer()
