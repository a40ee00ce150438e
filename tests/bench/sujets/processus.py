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
    with serveur("tests.bench.nu:application") as nu:
        plancher = nu.demarrage
    with serveur(premiere=reverse("sessions:session_list")) as autre:
        produit = autre.demarrage
    nom = "start of a process, until it has answered the list of sessions / Django without applications"
    yield Mesure("demarrage", nom, 0.1, produit, plancher)


@sujet("memoire", grandit=False)
def memoire(terrain: Terrain):
    """Growth between the first thousand of requests and the last: whatever is kept has been kept by then."""
    requetes, chaudes = (round(n * terrain.part * terrain.ampleur) for n in (REQUETES, CHAUDES))
    pages = [reverse("sessions:session_list"), session_du_milieu().get_absolute_url(), "/agendas/region/28.ics"]
    pages += [f"/agendas/epci/200000{rang:03}.ics" for rang in range(17)]
    with serveur() as autre:
        essai = Terrain(**{**vars(terrain), "serveur": autre})
        lectures = [essai.lire(url) for url in pages]
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
