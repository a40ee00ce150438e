"""People found by their names and addresses, however they were written."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from academie.actions.effacement import demander_effacement, executer_effacements
from academie.actions.fusion import defaire_fusion, fusionner
from academie.actions.utilisateur import modifier_compte
from academie.models import Utilisateur
from academie.recherche.index import nom_index
from sessions.actions.inscription import inscrire
from tests.academie.fusions import double
from tests.sessions.fabriques import session_ouverte

PERSONNES = {
    "léo": ("Léo", "Dupont-Moreau", "leo.dm@ville.example"),
    "sera": ("Sera", "de La Tour", "sdlt@asso.example"),
    "œdipe": ("Œdipe", "O'Brien", "roi+thebes@asso.example"),
    "иван": ("Иван", "Ильич", "ii@asso.example"),
}


@pytest.fixture
def gens(db):
    Utilisateur.objects.bulk_create(
        Utilisateur(prenom=prenom, nom=nom, email=email) for prenom, nom, email in PERSONNES.values()
    )


def trouvees(q: str) -> set[str]:
    return set(Utilisateur.objects.nommes(q).values_list("email", flat=True))


def gardes() -> set[str]:
    """Every word that is kept anywhere of people."""
    gardes = {mot for mots in Utilisateur.objects.values_list("recherche", flat=True) for mot in mots.split()}
    if connection.vendor == "sqlite":
        with connection.cursor() as curseur:
            curseur.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulaire USING fts5vocab(main, {nom_index(Utilisateur)}, row)"
            )
            curseur.execute("SELECT term FROM temp.vocabulaire")
            indexes = {terme for (terme,) in curseur.fetchall()}
            curseur.execute("DROP TABLE temp.vocabulaire")
        assert indexes == gardes
    return gardes


@pytest.mark.parametrize(
    ("q", "attendues"),
    [
        ("leo", {"léo"}),
        ("LÉO", {"léo"}),
        ("Léo Dupont", {"léo"}),
        ("dupont léo", {"léo"}),
        ("dupont-mor", {"léo"}),
        ("mor dup", {"léo"}),
        ("leo.dm@vil", {"léo"}),
        ("leo.dm@ville.example", {"léo"}),
        ("dm@vi", {"léo"}),
        ("dm@le", set()),
        ("ville@leo", set()),
        ("roi+thebes@", {"œdipe"}),
        ("pont", set()),
        ("léo martin", set()),
        ("sera", {"sera"}),
        ("de la tour", {"sera"}),
        ("oedipe", {"œdipe"}),
        ("o'b", {"œdipe"}),
        ("Œd", {"œdipe"}),
        ("иван", {"иван"}),
        ("s", {"sera"}),
        ("léo 🙂", {"léo"}),
        ("l\0éo", set()),
        ("leo\0", {"léo"}),
        ("leo " * 2_500, {"léo"}),
        ("a" * 10_000, set()),
        ("@ " * 5_000, set(PERSONNES)),
        ("leo* OR sera", set()),
        ("", set(PERSONNES)),
        (" -'\"*:()", set(PERSONNES)),
    ],
    ids=range(30),
)
def test_chaque_mot_commence_un_nom(gens, q, attendues):
    assert trouvees(q) == {PERSONNES[cle][2] for cle in attendues}


def test_un_nom_tres_long_se_trouve(db):
    Utilisateur.objects.create(prenom="a" * 80, nom="b" * 120, email="long@test.example")
    assert trouvees("a" * 60 + " " + "b" * 120) == {"long@test.example"}


def test_la_recherche_suit_le_nom(distribution):
    personne = distribution.animateur
    modifier_compte(utilisateur=personne, prenom="Zoé", nom="Wagner", territoire=None)
    assert trouvees("zoe wag") == {personne.email}
    personne.email = "Neuve@test.example"
    personne.save(update_fields=["email"])
    assert trouvees("neuve") == {"neuve@test.example"}
    assert "animateur@test.example" not in trouvees("animateur")


def test_la_recherche_suit_une_fusion_et_son_retour(distribution):
    d = distribution
    autre = double(d, prenom="Zoé", nom="Wagner", email="zoe@ailleurs.example")
    fusion = fusionner(gardee=d.animateur, fermee=autre, par=d.administrateur, email=autre.email, nom_de=autre)
    assert trouvees("wagner ailleurs") == {"zoe@ailleurs.example"}
    assert Utilisateur.objects.nommes("wagner ailleurs").get() == d.animateur
    assert Utilisateur.objects.nommes("wagner compte ferme").get() == autre
    avant = d.animateur.email
    defaire_fusion(fusion=fusion, par=d.administrateur)
    assert Utilisateur.objects.nommes("wagner").get() == autre
    assert d.animateur in Utilisateur.objects.nommes(avant)


def test_une_personne_effacee_ne_laisse_pas_son_nom(distribution):
    personne = distribution.animateur
    modifier_compte(utilisateur=personne, prenom="Zoé", nom="Wagner", territoire=None)
    assert {"zoe", "wagner"} <= gardes()
    demander_effacement(utilisateur=personne, nom_visible=False)
    executer_effacements(timezone.now() + timedelta(days=14))
    assert gardes().isdisjoint({"zoe", "wagner"})
    assert trouvees("zoe") == trouvees("wagner") == set()


def test_les_comptes_ouverts_avant_se_trouvent(gens, monkeypatch):
    migration = import_module("academie.migrations.0008_personnes_cherchees")
    monkeypatch.setattr(migration, "PAR_LOT", 2)
    Utilisateur.objects.update(recherche="")
    assert trouvees("leo") == set()
    migration.chercher(apps, None)
    assert trouvees("leo") == {"leo.dm@ville.example"}
    assert "" not in Utilisateur.objects.values_list("recherche", flat=True)


@pytest.mark.parametrize("liste", ["academie_utilisateur", "seminaires_inscription"])
def test_l_administration_cherche_de_meme(liste, distribution, connecte):
    d = distribution
    inscrire(session=session_ouverte(d), utilisateur=d.autre_animateur, par=d.autre_animateur)
    client = connecte(d.administrateur)
    for q, trouvees in (("ánim autre", 1), ("Animateur nulle-part", 0)):
        page = client.get(reverse(f"admin:{liste}_changelist"), {"q": q})
        assert page.context["cl"].result_count == trouvees


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL")
def test_postgresql_se_sert_de_l_index(gens):
    with connection.cursor() as curseur:
        curseur.execute("SET LOCAL enable_seqscan = off")
    assert nom_index(Utilisateur) in Utilisateur.objects.nommes("leo").order_by().explain()
