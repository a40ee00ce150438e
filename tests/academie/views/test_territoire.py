from django.urls import reverse

from tests.distribution import territoire


def chercher(client, **parametres):
    return client.get(reverse("territoire_recherche"), parametres)


def test_suggestions_sans_compte(client, db):
    territoire("commune", "58194", "Nevers")
    reponse = chercher(client, q="NEV")
    assert reponse.json() == {"territoires": ["Nevers (commune 58194)"]}
    assert "max-age" in reponse["Cache-Control"]
    assert not reponse.cookies


def test_par_niveau(client, db):
    territoire("commune", "75056", "Paris")
    territoire("departement", "75", "Paris")
    assert chercher(client, q="paris", genres="departement region").json() == {
        "territoires": ["Paris (département 75)"]
    }
    assert chercher(client, q="paris", genres="planete").json() == {"territoires": []}


def test_dix_au_plus(client, db):
    for i in range(30):
        territoire("commune", f"010{i:02}", f"Ville {i}")
    assert len(chercher(client, q="ville").json()["territoires"]) == 10


def test_sans_question_ni_texte_sense(client, db):
    assert client.get(reverse("territoire_recherche")).json() == {"territoires": []}
    assert chercher(client, q="a" * 3000).json() == {"territoires": []}
    assert chercher(client, q="\x00😀").json() == {"territoires": []}


def test_en_lecture_seule(client, db):
    assert client.post(reverse("territoire_recherche")).status_code == 405
