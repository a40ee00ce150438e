from datetime import UTC, datetime

import pytest

from besoins.tasks.flux import ELEMENTS, lire_flux, texte_seul
from besoins.tasks.telechargement import Inaccessible
from tests.besoins.tasks.serveur import ATOM, BOMBE, RSS


def test_rss():
    bus, elections = lire_flux(RSS.format(encodage="utf-8").encode())

    assert bus.titre == "Un bus numérique & ses arrêts"
    assert bus.guid == "un"
    assert bus.url == "https://reseau.example/bus?utm_source=rss"
    assert bus.resume == "Il passe le mardi ."
    assert bus.publie_le == datetime(2026, 3, 3, 8, tzinfo=UTC)
    assert (elections.url, elections.publie_le) == ("", None)
    assert elections.guid


def test_atom_et_ses_adresses_relatives():
    (entree,) = lire_flux(ATOM.encode(), type_mime="application/atom+xml", url="https://carnet.example/atom")

    assert entree.titre == "Des permanences à distance"
    assert entree.resume == "Chacun à sa façon."
    assert entree.url == "https://carnet.example/permanences"


def test_l_encodage_declare_est_suivi():
    lus = lire_flux(RSS.format(encodage="ISO-8859-1").encode("latin-1"))

    assert [element.titre for element in lus] == ["Un bus numérique & ses arrêts", "Élections du bureau"]


def test_un_flux_mal_ferme_donne_ce_qui_s_y_lit():
    coupe = RSS.format(encodage="utf-8").replace("</item>\n</channel></rss>", "<oups")

    assert lire_flux(coupe.encode())[0].titre == "Un bus numérique & ses arrêts"


@pytest.mark.parametrize(
    ("contenu", "raison"),
    [
        (BOMBE.encode(), "entités"),
        (BOMBE.encode("utf-16"), "entités"),
        (b"<!doctype html><title>Accueil</title>", "ne donne pas un flux"),
        (b"", "ne donne pas un flux"),
        (b"\x00\xff" * 50, "ne donne pas un flux"),
        (b"<rss version='2.0'><channel><", "rien ne s'y lit"),
    ],
)
def test_ce_qui_n_est_pas_un_flux(contenu, raison):
    with pytest.raises(Inaccessible, match=raison):
        lire_flux(contenu)


def test_un_flux_sans_article_n_est_pas_une_erreur():
    assert lire_flux(b"<rss version='2.0'><channel><title>Vide</title></channel></rss>") == []


def test_un_flux_immense_est_borne():
    articles = "".join(f"<item><guid>{rang}</guid><title>T{rang}</title></item>" for rang in range(ELEMENTS + 50))

    assert len(lire_flux(f"<rss version='2.0'><channel>{articles}</channel></rss>".encode())) == ELEMENTS


def test_un_article_demesure_tient_dans_ses_colonnes():
    (lu,) = lire_flux(
        f"<rss version='2.0'><channel><item><guid>{'g' * 900}</guid><title>{'t' * 900}</title>"
        f"<link>https://x.example/{'l' * 900}</link><description>{'d' * 9_000}</description>"
        "<pubDate>Tue, 03 Mar 99999 09:00:00 GMT</pubDate></item></channel></rss>".encode()
    )

    assert (len(lu.guid), len(lu.titre), lu.url, len(lu.resume)) == (64, 300, "", 2_000)


def test_du_balisage_ne_reste_que_le_texte():
    assert texte_seul("<p>Un <b>bus</b></p>\x00<img src=x onerror=alert(1)>&lt;3 &eacute;té <") == "Un bus <3 été <"
