"""Public contents that programs poll go the short way; a page, a secret address or what does not exist, the usual one."""

import pytest

from academie.config.raccourci import _diffusion


@pytest.mark.parametrize("chemin", ["/agendas/public.ics", "/agendas/region/53.ics", "/donnees/v1/sessions.json"])
def test_what_is_polled_meets_no_cookie_and_no_policy_of_pages(client, db, chemin):
    assert _diffusion(chemin)
    reponse = client.get(chemin, headers={"cookie": "sessionid=inconnue"})
    assert "Content-Security-Policy" not in reponse
    assert reponse["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("chemin", ["/agendas/", "/agendas/prive/secret.ics", "/agendas/rien.ics"])
def test_the_rest_goes_the_way_of_pages(client, db, chemin):
    assert _diffusion(chemin) is None
    assert "Content-Security-Policy" in client.get(chemin)


def test_what_does_not_exist_is_said_as_before(client, db):
    reponse = client.get("/donnees/v1/sessions/999.json")
    assert (reponse.status_code, reponse["Content-Type"]) == (404, "application/problem+json")


def test_an_unknown_way_to_ask_is_refused(client, db):
    assert client.post("/agendas/public.ics").status_code == 405
