import pytest
from django.urls import reverse

from besoins.models import Besoin, Signal, SourceVeille
from tests.besoins.fabriques import signal

DONNEES = {
    "titre": "Un guichet ferme",
    "resume": "Vu trois fois.",
    "nouvelle_source": "Carnet",
    "genre_source": "capteur",
    "observe_le": "2026-03-03",
    "axe": "usages",
}


def page(nom: str, *args) -> str:
    return reverse(f"besoins:signal_{nom}", args=args)


def test_noter_un_fait_nouveau_avec_sa_source(d, connecte):
    client = connecte(d.concepteur)

    for _ in range(2):
        reponse = client.post(page("create"), DONNEES)

    assert reponse["Location"] == Signal.objects.get().get_absolute_url()
    assert SourceVeille.objects.get().nom == "Carnet"


def test_une_source_est_exigee(d, connecte):
    reponse = connecte(d.concepteur).post(page("create"), DONNEES | {"nouvelle_source": ""})

    assert "source" in reponse.context["form"].errors
    assert "Vu trois fois." in reponse.text


def test_la_source_se_choisit_aussi_dans_la_liste(d, connecte):
    source = signal().source

    connecte(d.concepteur).post(page("create"), DONNEES | {"nouvelle_source": "", "source": source.pk})

    assert Signal.objects.get(titre="Un guichet ferme").source == source


def test_modifier_garde_la_note(d, connecte):
    note = signal(note_par=d.concepteur)

    connecte(d.concepteur).post(page("update", note.pk), DONNEES)

    note = Signal.objects.get()
    assert (note.titre, note.cotation) == ("Un guichet ferme", "B2")


def test_noter_puis_en_faire_un_besoin(d, connecte):
    fait, client = signal(), connecte(d.concepteur)
    assert "En faire un besoin" not in client.get(fait.get_absolute_url()).text
    assert client.post(page("noter", fait.pk), {"fiabilite": "B"}).context["form"].errors["credibilite"]

    for _ in range(2):
        client.post(page("noter", fait.pk), {"fiabilite": "B", "credibilite": "2"})
    assert "En faire un besoin" in client.get(fait.get_absolute_url()).text

    for _ in range(2):
        reponse = client.post(page("deriver", fait.pk))
    besoin = Besoin.objects.get()
    assert reponse["Location"] == besoin.get_absolute_url()
    assert besoin.preuves.get().signal == fait


def test_un_signal_non_note_ne_fait_pas_un_besoin(d, connecte):
    reponse = connecte(d.concepteur).post(page("deriver", signal().pk), follow=True)

    assert "Notez d&#x27;abord ce signal" in reponse.text
    assert not Besoin.objects.exists()


def test_chercher_par_mots_par_axe_et_par_note(d, connecte):
    signal("Un bus numérique", note_par=d.concepteur)
    signal("Une imprimante")
    Signal.objects.filter(titre="Une imprimante").update(axe="techniques")
    client = connecte(d.concepteur)

    def trouves(**criteres):
        return [fait.titre for fait in client.get(page("list"), criteres).context["page_obj"]]

    assert trouves(q="bus") == ["Un bus numérique"]
    assert trouves(axe="techniques") == ["Une imprimante"]
    assert trouves(note="non") == ["Une imprimante"]
    assert trouves(note="oui", axe="techniques") == []
    assert len(trouves(axe="inconnu")) == 2


def test_un_filtre_se_retire(d, connecte):
    reponse = connecte(d.concepteur).get(page("list"), {"axe": "usages", "q": "bus"})

    assert [filtre["url_retrait"] for filtre in reponse.context["filtres_actifs"]] == ["?axe=usages", "?q=bus"]


def test_une_gestionnaire_lit_sans_noter(d, connecte):
    fait, client = signal(), connecte(d.gestionnaire)

    assert page("noter", fait.pk) not in client.get(fait.get_absolute_url()).text
    assert client.post(page("noter", fait.pk), {"fiabilite": "A", "credibilite": "1"}).status_code == 403


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_liste_coute_pareil_pour_un_ou_trente_signaux(d, connecte, nombre, django_assert_num_queries):
    for rang in range(nombre):
        signal(f"Signal {rang}", note_par=d.concepteur)
    client = connecte(d.concepteur)

    with django_assert_num_queries(5):
        client.get(page("list"))
