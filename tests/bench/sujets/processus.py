"""The process itself: how soon it answers, and what it keeps after ten thousand requests."""

from django.urls import reverse

from tests.bench.mesure import serveur
from tests.bench.rapport import Mesure
from tests.bench.sujets import Terrain, sujet
from tests.bench.sujets.pages import session_du_milieu

REQUETES, CHAUDES = 10_000, 1_000


@sujet("demarrage", grandit=False)
def demarrage(terrain: Terrain):
    """From nothing to the first page: imports, settings, URLs and templates of four houses."""
    durees: dict[str, list[float]] = {"plancher": [], "produit": []}
    for _ in range(2):
        with serveur("tests.bench.nu:application") as nu:
            durees["plancher"].append(nu.demarrage)
        with serveur(premiere=reverse("sessions:session_list")) as produit:
            durees["produit"].append(produit.demarrage)
    nom = "start of a process, until it has answered the list of sessions / Django without applications"
    yield Mesure("demarrage", nom, 0.1, min(durees["produit"]), min(durees["plancher"]))


@sujet("memoire", grandit=False)
def memoire(terrain: Terrain):
    """Growth between the first thousand of requests and the last: whatever is kept has been kept by then."""
    requetes, chaudes = round(REQUETES * terrain.part), round(CHAUDES * terrain.part)
    pages = [
        (reverse("sessions:session_list"), 200),
        (session_du_milieu().get_absolute_url(), 200),
        ("/agendas/region/28.ics", 200),
        *[(f"/agendas/epci/200000{rang:03}.ics", 200) for rang in range(7)],
    ]
    with serveur() as autre:
        essai = Terrain(**{**vars(terrain), "serveur": autre})
        lectures = [essai.lire(url, attendu) for url, attendu in pages]
        for rang in range(requetes):
            if rang == chaudes:
                avant = autre.memoire()
            lectures[rang % len(lectures)]()
        apres = autre.memoire()
    croissance = max(0.0, 100 * (apres - avant) / avant)
    yield Mesure(
        "memoire", f"process after {requetes} requests, memory more than after {chaudes}", 10, croissance, unite="%"
    )
    yield Mesure("memoire", f"process after {requetes} requests, memory", 300, apres, unite="MB")
