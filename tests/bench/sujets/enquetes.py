"""A survey: a page to fill, the results of all its answers, its export."""

from django.urls import reverse

from besoins.actions.invitation import inviter_structures
from besoins.models import Invitation, Valeur
from besoins.queries.invitation import jeton_invitation
from tests.bench.ailleurs import mesurer_ailleurs
from tests.bench.echanges import exporter, lire_nu
from tests.bench.mesure import Durees, allure, comparer
from tests.bench.rapport import Mesure
from tests.bench.resultats import mesures as resultats
from tests.bench.sujets import Terrain, sujet


@sujet("questionnaire", grandit=False)
def page_a_remplir(terrain: Terrain):
    """The first page: forty-five questions of four answers."""
    inviter_structures(enquete=terrain.copie, structures=[terrain.d.structure])
    invitation = Invitation.objects.get(enquete=terrain.copie, structure=terrain.d.structure)
    url = reverse("besoins:reponse_section", kwargs={"jeton": jeton_invitation(invitation), "numero": 1})
    section = terrain.copie.sections.order_by("ordre")[0]
    durees = comparer(terrain.lire(f"/plancher/questions/{section.pk}/"), terrain.lire(url), terrain.secondes)
    yield Mesure("questionnaire", "page of 45 questions / flat template", 0.5, durees.produit, durees.plancher)


@sujet("resultats")
def les_resultats(terrain: Terrain):
    """At most 1.5 times the bare SQL of the same groups, filtered or not."""
    valeurs = Valeur.objects.filter(reponse__enquete=terrain.enquete).count()
    for nom, plancher, produit in resultats(terrain.enquete):
        durees = comparer(plancher, produit, terrain.secondes)
        yield Mesure("resultats", f"{nom} / bare SQL", 0.67, durees.produit, durees.plancher, durees.allure, valeurs)


@sujet("export")
def export(terrain: Terrain):
    """All the values, each way in a process of its own so that its memory can be told; the floor before and after."""
    chemin = terrain.dossier / "reponses.csv"
    avant = mesurer_ailleurs(lambda: lire_nu(terrain.enquete, chemin)).secondes
    sortie, mega, _rien = mesurer_ailleurs(lambda: exporter(terrain.enquete, chemin))
    taille = chemin.stat().st_size
    apres = mesurer_ailleurs(lambda: lire_nu(terrain.enquete, chemin)).secondes
    durees = Durees((avant + apres) / 2, sortie, allure())
    nom = "export of a survey / the same rows, bare"
    yield Mesure("export", nom, 0.5, durees.produit, durees.plancher, durees.allure, taille)
    yield Mesure("export", "export of a survey, memory at most", 200, mega, unite="MB")
