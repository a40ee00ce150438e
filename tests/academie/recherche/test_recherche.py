import pytest
from django.db import connection, models
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from academie.models import Theme, Utilisateur
from academie.recherche import chercher, mots, pertinence, tenir_les_index
from academie.recherche.index import nom_index
from academie.recherche.mots import TEXTE_MAXIMUM, decouper
from besoins.models import Programme, Ressource, VersionProgramme
from tests.academie.recherche.corpus import DIVERGENCES, HOSTILES, RECHERCHES, TEXTES
from tests.distribution import personne

postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL")


def ressource(titre: str, par=None) -> Ressource:
    auteur = par or Utilisateur.objects.filter(email="auteur@test.example").first() or personne("auteur")
    return Ressource(titre=titre, genre="etude", redige_par=auteur, cree_le=timezone.now(), recherche=mots(titre))


def verifier_index():
    """SQLite compares its index with the table: one row too many or too few is an error."""
    if connection.vendor == "sqlite":
        index = nom_index(Ressource)
        with connection.cursor() as curseur:
            curseur.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def trouvees(q: str) -> set[str]:
    return set(chercher(Ressource.objects, q).values_list("titre", flat=True))


@pytest.fixture
def corpus(db):
    auteur = personne("auteur")
    Ressource.objects.bulk_create([ressource(texte, auteur) for texte in TEXTES.values()])


@pytest.mark.parametrize(("q", "attendues"), RECHERCHES)
def test_the_corpus_answers_alike_on_both_databases(corpus, q, attendues):
    assert trouvees(q) == {TEXTES[cle] for cle in attendues}


@postgresql
@pytest.mark.parametrize(("q", "attendues"), [cas for cas in RECHERCHES if cas[0].endswith(" ") or cas[1]])
def test_whole_words_are_found_as_postgresql_french_dictionary_finds_them(corpus, q, attendues):
    if not decouper(q):
        return
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT titre FROM besoins_ressource WHERE to_tsvector('french', titre) @@ plainto_tsquery('french', %s)",
            [q],
        )
        siennes = {titre for (titre,) in curseur.fetchall()}
    assert (siennes != trouvees(f"{q} ")) == (q in DIVERGENCES), siennes ^ trouvees(f"{q} ")


@pytest.mark.parametrize("q", HOSTILES, ids=range(len(HOSTILES)))
def test_nothing_typed_is_an_error(corpus, q):
    assert trouvees(q) <= set(TEXTES.values())
    assert list(pertinence(chercher(Ressource.objects, q), q).order_by("rang", "pk")) is not None


@pytest.mark.parametrize("q", ["médiation AND numérique", "médiation*", '"médiation"', "recherche:médiation"])
def test_operators_are_words_like_others(corpus, q):
    assert trouvees(f"{q} ") == trouvees(q.replace("*", " ").replace('"', " ").replace(":", " ") + " ")


def test_what_names_a_thing_comes_before_what_mentions_it(db):
    for titre in ("Ateliers de vote, puis budget", "Budget participatif", "Le vote et le budget participatif"):
        ressource(titre).save()
    rangees = pertinence(chercher(Ressource.objects, "budgets "), "budgets ").order_by("rang", "pk")
    assert [r.titre for r in rangees] == [
        "Budget participatif",
        "Le vote et le budget participatif",
        "Ateliers de vote, puis budget",
    ]


def test_a_programme_is_found_by_the_words_of_its_versions(db):
    programme = Programme.objects.create(titre="Droits", theme=Theme.objects.create(nom="Droits", slug="droits"))
    VersionProgramme.objects.create(
        programme=programme, numero=1, redige_par=personne("auteur"), cree_le=timezone.now(), recherche=mots("Portails")
    )
    assert chercher(Programme.objects, "portail ", champ="versions__recherche").get() == programme
    assert not chercher(Programme.objects, "droit ", champ="versions__recherche").exists()


def test_the_index_follows_every_way_of_writing(db):
    ressource("Un nom").save()
    une = Ressource.objects.get()
    Ressource.objects.filter(pk=une.pk).update(recherche=mots("Des tablettes"))
    assert trouvees("tablette ") == {"Un nom"}
    assert trouvees("nom ") == set()
    une.recherche = mots("Des portails")
    Ressource.objects.bulk_update([une], ["recherche"])
    assert trouvees("portail ") == {"Un nom"}
    assert trouvees("tablette ") == set()
    Ressource.objects.filter(pk=une.pk).delete()
    assert trouvees("portail ") == set()
    ressource("Une tablette").save()
    assert trouvees("portail ") == set()
    assert trouvees("tablette ") == {"Une tablette"}
    verifier_index()


@pytest.mark.django_db(transaction=True)
def test_a_table_made_again_keeps_its_index(corpus):
    """What Django does on SQLite to change a column: another table, the rows copied, the triggers gone."""
    avant, apres = (models.CharField(max_length=taille) for taille in (200, 201))
    for champ in (avant, apres):
        champ.set_attributes_from_name("titre")
        champ.model = Ressource
    with connection.schema_editor() as editeur:
        editeur.alter_field(Ressource, avant, apres, strict=False)
    ressource("Un portail entre-temps").save()
    tenir_les_index(Ressource._meta.app_config, using="default")
    ressource("Un portail neuf").save()
    assert trouvees("portail ") == {TEXTES["portail"], "Un portail entre-temps", "Un portail neuf"}
    verifier_index()


@pytest.mark.django_db(transaction=True)
def test_first_of_two_the_index_is_full(corpus):
    assert len(trouvees("numérique ")) == 3


@pytest.mark.django_db(transaction=True)
def test_second_of_two_the_flush_emptied_the_index():
    assert trouvees("numérique ") == set()
    ressource("Le numérique").save()
    assert trouvees("numérique ") == {"Le numérique"}
    verifier_index()


@postgresql
def test_postgresql_uses_the_index(corpus):
    with connection.cursor() as curseur:
        curseur.execute("SET LOCAL enable_seqscan = off")
    assert nom_index(Ressource) in chercher(Ressource.objects.order_by(), "portail").explain()


def test_a_very_long_text_is_kept_within_what_a_database_takes(db):
    texte = " ".join(f"{rang:x}mot" for rang in range(60_000))
    longue = ressource("long")
    longue.texte = texte
    longue.save()
    assert len(longue.recherche) < TEXTE_MAXIMUM + 200
    assert trouvees("0mot ") == {"long"}


class LesMots(TestCase):
    @given(st.text(alphabet="aàâbcçdeéèêëfgiîïlmnoôœprstuùûvxyz0123456789'-’ ", max_size=60))
    def test_a_text_is_found_by_each_of_its_words_however_written(self, texte):
        Ressource.objects.all().delete()
        ressource(texte).save()
        for mot in decouper(texte):
            assert trouvees(f"{mot} ") == {texte}
            assert trouvees(mots(mot.upper()).split()[-1]) == {texte}
