def test_tout_repond(client, db):
    reponse = client.get("/sante/")
    assert reponse.status_code == 200
    assert reponse.json() == {"etat": "ok", "pannes": []}


def test_un_cache_muet_est_nomme(client, db, monkeypatch):
    monkeypatch.setattr("academie.queries.sante.cache.set", _muet)
    reponse = client.get("/sante/")
    assert reponse.status_code == 503
    assert reponse.json()["pannes"] == ["cache"]


def _muet(*args, **kwargs):
    raise ConnectionError
