import socket
import time

import pytest

from besoins.tasks.telechargement import Inaccessible, est_publique, telecharger
from tests.besoins.tasks.serveur import ATOM


def test_le_contenu_et_ses_reperes(serveur):
    recu = telecharger(serveur.adresse("rss"))

    assert b"Un bus" in recu.contenu
    assert (recu.etag, recu.modifie) == ('"abc"', "Tue, 03 Mar 2026 08:00:00 GMT")
    assert recu.type == "application/xml"


def test_rien_de_neuf_depuis_la_derniere_fois(serveur):
    recu = telecharger(serveur.adresse("inchange"), etag='"abc"', modifie="Tue, 03 Mar 2026 08:00:00 GMT")

    assert recu.contenu is None
    assert serveur.recues[0]["If-Modified-Since"] == "Tue, 03 Mar 2026 08:00:00 GMT"


def test_gzip(serveur):
    assert telecharger(serveur.adresse("gzip")).contenu == ATOM.encode()
    assert serveur.recues[0]["Accept-Encoding"] == "gzip"


def test_une_redirection_est_suivie(serveur):
    recu = telecharger(serveur.adresse("ailleurs"))

    assert b"Un bus" in recu.contenu
    assert recu.url == serveur.adresse("rss")


@pytest.mark.parametrize(
    ("chemin", "raison"),
    [
        ("absent", "n'existe pas ou plus"),
        ("interdit", "refuse l'accès"),
        ("panne", r"erreur \(503\)"),
        ("boucle", "renvoie sans cesse"),
        ("fichier", "seules les adresses http et https"),
        ("enorme", "dépasse 5 Mo"),
        ("gonfle", "dépasse 5 Mo"),
        ("brotli", "sous une forme"),
        ("coupe", "s'interrompt"),
    ],
)
def test_ce_qui_ne_se_lit_pas(serveur, chemin, raison):
    with pytest.raises(Inaccessible, match=raison):
        telecharger(serveur.adresse(chemin))


@pytest.mark.parametrize("chemin", ["lent", "entetes"])
def test_un_site_qui_traine_est_abandonne(serveur, chemin):
    debut = time.monotonic()

    with pytest.raises(Inaccessible, match="trop de temps"):
        telecharger(serveur.adresse(chemin), delai=0.4)
    assert time.monotonic() - debut < 3


@pytest.mark.parametrize("url", ["ftp://flux.example/", "file:///etc/passwd", "gopher://x", "http://", "http://[", ""])
def test_seul_le_web_est_lu(url):
    with pytest.raises(Inaccessible):
        telecharger(url)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
    ],
)
def test_une_adresse_privee_n_est_jamais_atteinte(ip, monkeypatch):
    atteintes = []
    famille = socket.AF_INET6 if ":" in ip else socket.AF_INET
    trouve = [(famille, socket.SOCK_STREAM, 6, "", (ip, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: trouve)
    monkeypatch.setattr(socket.socket, "connect", lambda prise, adresse: atteintes.append(adresse))

    with pytest.raises(Inaccessible, match="réseau privé"):
        telecharger("http://flux.example/rss")
    assert atteintes == []


def test_cette_machine_n_est_pas_lue_hors_des_tests(serveur, settings):
    settings.FLUX_ADRESSES_LOCALES = False

    with pytest.raises(Inaccessible, match="réseau privé"):
        telecharger(serveur.adresse("rss"))
    assert serveur.recues == []


def test_une_redirection_vers_un_reseau_prive_n_est_pas_suivie(serveur, monkeypatch):
    def trouver(hote, port, **_options):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (hote, port))]

    monkeypatch.setattr(socket, "getaddrinfo", trouver)

    with pytest.raises(Inaccessible, match="réseau privé"):
        telecharger(serveur.adresse("prive"))
    assert len(serveur.recues) == 1


def test_un_seul_nom_prive_parmi_des_publics_suffit_a_refuser(monkeypatch):
    trouves = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: trouves)

    with pytest.raises(Inaccessible, match="réseau privé"):
        telecharger("http://flux.example/")


def test_un_nom_inconnu_se_dit(monkeypatch):
    def personne(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", personne)

    with pytest.raises(Inaccessible, match="nom de site est inconnu"):
        telecharger("https://nulle-part.example/")


def test_une_connexion_securisee_qui_n_en_est_pas_une(serveur):
    with pytest.raises(Inaccessible, match="connexion sécurisée"):
        telecharger(serveur.adresse("rss").replace("http:", "https:"))


@pytest.mark.parametrize("ip", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_les_adresses_du_web_sont_publiques(ip):
    assert est_publique(ip)
