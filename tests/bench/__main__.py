"""`make bench`: the product and its floors, in turns, in one run. Only the ratios count: the machine's speed drifts.

A ratio of 0.5 says that a page takes twice the time that Django alone takes on the same data, without middleware,
session or permissions. Both are served by granian to one client.
"""

import os
import sys
import tempfile
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import quote

dossier = tempfile.TemporaryDirectory(prefix="academie-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{dossier.name}/base.sqlite3")
os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "ALLOWED_HOSTS": "127.0.0.1,testserver"}

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from besoins.models import Valeur
from besoins.optimisation import evaluer, resoudre
from tests.bench import reseau
from tests.bench.campagne import MEMOIRE, PERSONNES, mesurer_campagne
from tests.bench.catalogue import DEMANDES, remplir_le_catalogue
from tests.bench.certificats import un_certificat
from tests.bench.echanges import inserer_nu, mesurer
from tests.bench.enquete import grande_enquete, remplir
from tests.bench.inscriptions import grandes_listes, la_foule, quatre_clients
from tests.bench.mesure import appeler, chronometrer, comparer, serveur
from tests.bench.resultats import mesures
from tests.besoins.optimisation.instances import grande
from tests.distribution import distribuer
from tests.sessions.fabriques import session_ouverte

SESSIONS = 200
IMPORTEES = 1_000
DU_RESEAU = 20_000


def ecrire(nom: str, but: float, plancher: float, produit: float) -> None:
    ratio = plancher / produit
    signe = "ok" if ratio >= but else "--"
    sys.stdout.write(
        f"{signe}  {ratio:5.2f}  (goal {but:.2f})  {nom}: {produit * 1000:.2f} ms, floor {plancher * 1000:.2f} ms\n"
    )
    sys.stdout.flush()


def lectures(connexion, session) -> None:
    lire = partial(appeler, connexion, "GET")
    flux = reverse("sessions:agenda_public")
    marque = lire(flux, 200)["ETag"]
    vue, octets, lignes = (partial(lire, f"/plancher/{nom}/", 200) for nom in ("vue", "octets", "lignes"))
    inchange = partial(lire, flux, 304, If_None_Match=marque)
    ecrire("feed, unchanged (304) / smallest view", 0.7, *comparer(vue, inchange))
    ecrire(f"feed of {2 * SESSIONS} events / bytes at hand", 0.7, *comparer(octets, partial(lire, flux, 200)))
    liste = partial(lire, reverse("sessions:session_list"), 200)
    ecrire("list of 25 sessions / 25 rows", 0.5, *comparer(lignes, liste))
    ecrire("one session / 25 rows", 0.5, *comparer(lignes, partial(lire, session.get_absolute_url(), 200)))


def inscriptions(connexion, d) -> None:
    for mesure in [*quatre_clients(connexion.port, d), la_foule(connexion.port, d)]:
        ecrire(*mesure)


def grandes(connexion, d) -> None:
    """What a reader meets after ten years."""
    for mesure in grandes_listes(connexion, d):
        ecrire(*mesure)


def catalogue(connexion) -> None:
    """Served to one process; the first reading of all is told beside."""
    lire = partial(appeler, connexion, "GET")
    lignes = partial(lire, "/plancher/programmes/", 200)
    page = reverse("besoins:catalogue_list")
    sys.stdout.write(f"    catalogue, first reading: {chronometrer(partial(lire, page, 200)) * 1000:.0f} ms\n")
    for nom, demande in DEMANDES.items():
        produit = partial(lire, page + quote(demande, safe="?&=+"), 200)
        ecrire(f"{nom} / 25 rows", 0.5, *comparer(lignes, produit))


def ecrire_memoire(nom: str, but: int, mega: float) -> None:
    signe = "ok" if mega <= but else "--"
    sys.stdout.write(f"{signe}  {mega:4.0f} MB (goal {but})  {nom}\n")
    sys.stdout.flush()


def echanges(enquete, copie) -> None:
    """All of `enquete` goes out; its first answers come in, as those of `copie`, between two bare inserts of them."""
    chemin = Path(dossier.name) / "reponses.csv"
    lecture, _mega = mesurer("lire_nu", enquete.pk, chemin)
    sortie, mega = mesurer("exporter", enquete.pk, chemin)
    ecrire(f"export of {Valeur.objects.filter(reponse__enquete=enquete).count()} values / bare", 0.5, lecture, sortie)
    ecrire_memoire("export, at most", 200, mega)
    premieres = chemin.with_stem("premieres")
    with chemin.open() as fichier:
        premieres.write_text("".join(islice(fichier, 1 + IMPORTEES)))
    avant = inserer_nu(enquete, copie, IMPORTEES)
    entree, mega = mesurer("importer", copie.pk, premieres)
    apres = inserer_nu(enquete, copie, IMPORTEES)
    nom = f"import of {IMPORTEES} respondents, checked twice / bare bulk inserts"
    ecrire(nom, 0.33, (avant + apres) / 2, entree)
    ecrire_memoire("import, at most", 200, mega)


def reseaux() -> None:
    """People brought by a file: read, shown, written, with what undoes it; the floor only writes."""
    nu, fichier = Path(dossier.name) / "nu.csv", Path(dossier.name) / "reseau.csv"
    reseau.ecrire_fichier(nu, DU_RESEAU, "nu")
    reseau.ecrire_fichier(fichier, DU_RESEAU, "lu")
    plancher, _mega = reseau.mesurer("plancher", nu)
    duree, mega = reseau.mesurer("importer", fichier)
    ecrire(f"import of {DU_RESEAU} people / csv, clean_fields, bulk_create", 0.6, plancher, duree)
    ecrire_memoire("import of people, at most", 200, mega)


def analyses(enquete) -> None:
    """At most 1.5 times the bare SQL of the same groups, filtered or not."""
    for nom, plancher, produit in mesures(enquete):
        ecrire(f"{nom} / bare SQL", 0.67, *comparer(plancher, produit))


def certificats() -> None:
    """Per second of processor. Seals and badges are no part of a page: told apart."""
    for mesure in un_certificat():
        ecrire(*mesure)
    durees, mega = mesurer_campagne()
    ecrire(
        f"campaign of {PERSONNES}, all documents / the sum of their pages", 0.77, durees["pages"], durees["campagne"]
    )
    ecrire_memoire("campaign, at most", MEMOIRE, mega)
    for nom in ("sceaux", "badges"):
        sys.stdout.write(f"    campaign, {nom}: {durees[nom]:.1f} s\n")


def optimum() -> None:
    """A national year: 200 needs, 100 programmes, 18 régions; the plan is checked by counting, not by the solver."""
    instance = grande()
    resultat = resoudre(instance, secondes=60)
    bilan = evaluer(instance, resultat.plan or {})
    signe = "ok" if resultat.ecart <= 0.05 and not bilan.manquements and resultat.valeur == bilan.valeur else "--"
    sys.stdout.write(f"{signe}  gap {resultat.ecart:.2%} (goal 5%)  yearly plan, {resultat.secondes:.1f} s\n")
    sys.stdout.flush()


def principal() -> None:
    optimum()
    call_command("migrate", verbosity=0)
    d = distribuer()
    sessions = [session_ouverte(d, dans=20 + rang) for rang in range(SESSIONS)]
    sys.stdout.write(f"{connection.vendor}, {SESSIONS} sessions\n")
    with serveur() as connexion:
        lectures(connexion, sessions[0])
        inscriptions(connexion, d)
        remplir_le_catalogue(sessions[0])
        catalogue(connexion)
        grandes(connexion, d)
    enquete = grande_enquete(d.concepteur)
    copie = grande_enquete(d.concepteur, "Copie")
    remplir(enquete)
    analyses(enquete)
    echanges(enquete, copie)
    reseaux()
    certificats()


principal()
dossier.cleanup()
