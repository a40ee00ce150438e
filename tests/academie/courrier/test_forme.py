from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from academie.courrier.forme import en_html, en_texte, neutraliser
from academie.courrier.places import Faute, Genre, fautes, remplir, remplir_ligne

TEXTES = st.text(alphabet=st.sampled_from("ab <>&\"'[]()*\\{}%#-:/.\n\u00a0é\u202ehtps"), max_size=60)


class Balises(HTMLParser):
    def __init__(self):
        super().__init__()
        self.trouvees = []

    def handle_starttag(self, tag, attrs):
        self.trouvees.append((tag, dict(attrs)))


def balises(html):
    lecteur = Balises()
    lecteur.feed(html)
    return lecteur.trouvees


def test_la_forme_legere():
    source = "## Dates\n\n- lundi\n- mardi\n\n**Venez** tôt : https://a.example/x.\n\n[Signer](https://b.example/)"
    assert en_html(source) == (
        "<h2>Dates</h2>\n<ul><li>lundi</li><li>mardi</li></ul>\n"
        '<p><strong>Venez</strong> tôt : <a href="https://a.example/x">https://a.example/x</a>.</p>\n'
        '<p class="bouton"><a href="https://b.example/">Signer</a></p>'
    )
    assert en_texte(source) == (
        "Dates\n\n- lundi\n- mardi\n\nVenez tôt : https://a.example/x.\n\nSigner :\nhttps://b.example/"
    )


@pytest.mark.parametrize(
    "source",
    ["[x](javascript:alert(1))", "[x](data:text/html,a)", "<script>alert(1)</script>", "<img src=x onerror=y>"],
)
def test_rien_de_dangereux_ne_passe(source):
    assert {nom for nom, _attributs in balises(en_html(source))} <= {"p"}


@given(TEXTES, TEXTES)
def test_ce_qu_une_personne_a_tape_n_est_jamais_une_forme_ni_une_balise(libelle, motif):
    valeurs = {"titre": libelle.replace("\n", " "), "motif": motif.replace("\n", " "), "lien": "https://oten.example/s"}
    rempli = remplir("Texte {{ motif }}({{ lien }})\n\n[Voir {{ titre }} ici]({{ lien }})", valeurs)
    liens = [attributs for nom, attributs in balises(en_html(rempli)) if nom == "a"]
    assert {nom for nom, _a in balises(en_html(rempli))} <= {"p", "a"}
    assert {"href": "https://oten.example/s"} in liens
    assert all("evil" not in lien["href"] for lien in liens)


@given(TEXTES)
def test_neutraliser_se_relit_tel_quel(texte):
    texte = texte.replace("\n", " ")
    assert en_texte("x " + neutraliser(texte)) == "x " + texte


def test_une_valeur_n_est_pas_relue():
    assert remplir("{{ a }}", {"a": "{{ b }}", "b": "secret"}) == "{{ b }}"
    assert remplir_ligne("{{ a }} !", {"a": "x\r\nBcc: y@z.example"}) == "x Bcc: y@z.example !"


def test_une_ligne_de_places_vides_disparait():
    assert remplir("Un\n{{ a }} {{ b }}\nDeux {{ a }}", {"a": "", "b": ""}) == "Un\nDeux"


@pytest.mark.parametrize(
    "texte",
    [
        "{% load x %}",
        "{% include 'settings' %}",
        "{{ a.b }}",
        "{{ a|safe }}",
        "{{ a.__class__ }}",
        "{{ a",
        "a }}",
        "{# a #}",
        "{{ A }}",
        "{{}}",
        "{{ {{ a }} }}",
        "{{ a['x'] }}",
    ],
)
def test_ce_qui_n_est_pas_une_place_est_refuse(texte):
    assert [faute.genre for faute in fautes(texte, ["a"])][:1] == [Genre.SYNTAXE]


def test_une_variable_inconnue_ou_absente_est_nommee():
    assert fautes("{{ b }} {{ b }}", ["a"], ["a"]) == [Faute(Genre.INCONNUE, "b"), Faute(Genre.ABSENTE, "a")]
    assert fautes("{{ a }} et { } et %", ["a"], ["a"]) == []
