"""Addresses typed wrong, cut, old or made to harm: a 404, a 400 or a 410, and never a 500."""

import secrets

import pytest

JETONS = {
    "court": "x",
    "bien fait": secrets.token_urlsafe(32),
    "long": "a" * 5_000,
    "trop long": "a" * 10_000,
    "chemin": "..%2F..%2Fetc%2Fpasswd",
    "remonte": "../../sante/",
    "remonte codé": "%2e%2e/%2e%2e/",
    "nul": "%00",
    "nul au milieu": "a%00b",
    "cœur": "%F0%9F%92%96",
    "octets": "%ff%fe%c3%28",
    "droite à gauche": "%E2%80%AEsci",
    "fin de ligne": "a%0d%0aSet-Cookie:%20x=1",
    "moule": "%7B%7Bx%7D%7D%25s%25n",
    "sql": "'%20OR%201=1--",
    "vide": "",
    "point": ".",
    "suffixes": "a.ics.ics",
}


@pytest.mark.parametrize("sorte", JETONS)
def test_un_jeton_hostile(visite, sorte):
    for dossier in ("prive", "region", "departement", "epci", "theme", "programme"):
        reponse = visite.demander(f"/agendas/{dossier}/{JETONS[sorte]}.ics")
        assert reponse.statut in {404, 400, 410, 414}
        assert "Set-Cookie" not in reponse.entetes
        assert b"Traceback" not in reponse.contenu


@pytest.mark.parametrize("methode", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_une_autre_methode(visite, methode):
    assert visite.demander("/agendas/public.ics", methode=methode).statut in {403, 405}


def test_un_filtre_de_mille_valeurs(visite):
    adresse = "/agendas/sessions.ics?" + "&".join(f"region={rang}" for rang in range(1000))
    reponse = visite.demander(adresse)
    assert reponse.statut == 400
    assert reponse.entetes["Content-Type"].startswith("text/plain")
    assert "50" in reponse.contenu.decode()


@pytest.mark.parametrize(
    "suite",
    ["region=%00", "region=%ff", "inconnu=1", "distance=peut-%C3%AAtre", "region=53&region=" + "9" * 3000],
    ids=["nul", "octets", "inconnu", "mot", "long"],
)
def test_un_filtre_incompris_est_dit(visite, suite):
    reponse = visite.demander(f"/agendas/sessions.ics?{suite}")
    assert reponse.statut in {400, 404}
    assert reponse.contenu.decode().strip()


@pytest.mark.parametrize("suite", ["region", "region=", "region=&theme="])
def test_un_filtre_laisse_vide_ne_filtre_pas(visite, suite):
    assert visite.demander(f"/agendas/sessions.ics?{suite}").statut == 200


@pytest.mark.parametrize(
    "entetes",
    [
        {"if_none_match": '"' + "a" * 5000},
        {"if_none_match": "W/, ,\t;"},
        {"if_modified_since": "hier"},
        {"if_modified_since": "Thu, 32 Foo 99999 99:99:99 GMT"},
        {"accept_encoding": "gzip;q=x, *;q=-1"},
        {"range": "bytes=-1,5-2"},
        {"x_forwarded_for": "a" * 3000},
    ],
    ids=["long", "mal écrite", "hier", "impossible", "codage", "étendue", "relais"],
)
def test_un_en_tete_mal_ecrit_ne_compte_pas(visite, entetes):
    assert visite.demander("/agendas/public.ics", **entetes).statut == 200
