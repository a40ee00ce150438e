"""A feed is read from an index, whatever chooses it; what it costs does not grow with its sessions."""

from uuid import uuid4

import pytest
from django.db import connection

from sessions.agendas.filtre import Filtre
from sessions.models import EvenementPublie
from sessions.queries.agenda import calendrier_du_filtre, evenements_du_filtre, flux_du_filtre
from tests.distribution import territoire
from tests.sessions.fabriques import session_ouverte, version_publiee


def plan(filtre: Filtre) -> str:
    with connection.cursor() as curseur:
        if connection.vendor == "postgresql":
            curseur.execute("ANALYZE seminaires_evenementpublie")
            curseur.execute("SET LOCAL enable_seqscan = off")
            curseur.execute("SET LOCAL enable_bitmapscan = off")
            curseur.execute("SET LOCAL enable_sort = off")
    return evenements_du_filtre(filtre).order_by("fin", "pk").explain()


@pytest.mark.parametrize(
    ("filtre", "index"),
    [
        (Filtre(), "evenement_fin"),
        (Filtre(regions=("53",)), "evenement_region"),
        (Filtre(departements=("29",)), "evenement_departement"),
        (Filtre(epcis=("242900314",)), "evenement_epci"),
        (Filtre(themes=("mobilite",)), "evenement_theme"),
        (Filtre(programmes=("terminaux",)), "evenement_programme"),
        (Filtre(profils=("interne",)), "evenement_profil"),
        (Filtre(distance=True), "evenement_distance"),
    ],
    ids=lambda valeur: valeur if isinstance(valeur, str) else "",
)
def test_chaque_axe_a_son_index(d, filtre, index):
    territoire("epci", "242900314", "Brest Métropole", region=d.region)
    session_ouverte(d)
    ailleurs = version_publiee(d, slug="inclusion", theme="inclusion").programme
    modele = EvenementPublie.objects.values().first()
    autre = {"region_id": d.autre_region.pk, "departement_id": None, "programme_id": ailleurs.pk}
    autre |= {"theme_id": ailleurs.theme_id, "profil": "externe", "id": None}
    EvenementPublie.objects.bulk_create(EvenementPublie(**modele | autre | {"uid": uuid4()}) for _ in range(500))
    lu = plan(filtre)
    assert f"INDEX {index}" in lu or f"using {index}" in lu, lu


def test_un_agenda_de_trente_sessions_coute_comme_celui_d_une(d, django_assert_num_queries):
    filtre = Filtre(regions=(d.region.code,), themes=("mobilite",))
    for nombre in (1, 29):
        for _ in range(nombre):
            session_ouverte(d, dans=30 + 2 * EvenementPublie.objects.count())
        with django_assert_num_queries(4):
            contenu = calendrier_du_filtre(filtre)
    assert contenu.octets.count(b"BEGIN:VEVENT") == 60


def test_le_nom_dit_tout_ce_qui_est_demande(d):
    session_ouverte(d)
    regions = [territoire("region", f"9{rang}", f"Région {rang}") for rang in range(6)]
    assert flux_du_filtre(Filtre()).nom == "Toutes les sessions"
    filtre = Filtre(
        regions=(d.region.code, d.autre_region.code), themes=("mobilite",), profils=("interne",), distance=True
    )
    assert flux_du_filtre(filtre).nom == ("Mobilite – Bretagne, Occitanie – par l'Académie ou ses membres – à distance")
    assert flux_du_filtre(Filtre(regions=tuple(r.code for r in regions))).nom == (
        "Région 0, Région 1, Région 2 et 3 autres"
    )
