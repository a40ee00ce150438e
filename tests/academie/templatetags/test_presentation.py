import re
from datetime import date, timedelta

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from academie.branchements.accueil import Ligne
from academie.templatetags.presentation import champ_de_choix


def rendre(gabarit: str, **contexte) -> str:
    return Template("{% load presentation francais %}" + gabarit).render(Context(contexte))


class Formulaire(forms.Form):
    titre = forms.CharField(label="Titre")
    genre = forms.ChoiceField(label="Genre", choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self):
        raise forms.ValidationError("Ces dates se contredisent.")


def test_une_icone_est_muette_et_un_nom_inconnu_echoue():
    assert 'aria-hidden="true"' in rendre('{% icone "calendrier" %}')
    with pytest.raises(KeyError):
        rendre('{% icone "licorne" %}')


def test_un_etat_se_lit_et_se_voit_autrement_que_par_sa_couleur():
    badge = rendre('{% etat "annulee" "annulée" %}')
    assert "annulée" in badge
    assert "<svg" in badge
    assert "ton-danger" in badge


def test_un_etat_inconnu_est_neutre_et_son_nom_echappe():
    badge = rendre("{% etat code nom %}", code="nouveau", nom="<b>nouveau</b>")
    assert "ton-neutre" in badge
    assert "&lt;b&gt;" in badge


def test_les_pages_gardent_recherche_et_filtres(rf):
    page = Paginator(range(1255), 25).page(3)
    html = rendre(
        '{% pagination page "sessions" %}', page=page, request=rf.get("/", {"q": "médiation & co", "page": "3"})
    )
    assert "51–75 sur 1\u00a0255 sessions" in html
    assert 'href="?q=m%C3%A9diation+%26+co&amp;page=4"' in html
    assert html.count('aria-current="page"') == 1


def test_une_seule_page_n_a_pas_de_liens(rf):
    html = rendre('{% pagination page "sessions" %}', page=Paginator([1], 25).page(1), request=rf.get("/"))
    assert "Sessions&nbsp;: 1<" in html
    assert "<a" not in html


def test_le_resume_des_erreurs_mene_a_chaque_champ():
    html = rendre("{% erreurs formulaire %}", formulaire=Formulaire({}))
    assert "3 points à corriger" in html
    assert 'href="#id_titre"' in html
    assert 'href="#div_id_genre"' in html
    assert "Ces dates se contredisent." in html


def test_sans_erreur_pas_de_resume():
    assert rendre("{% erreurs formulaire %}", formulaire=Formulaire()).strip() == ""


def test_chaque_champ_est_relie_a_son_aide_et_a_son_erreur():
    class Aide(forms.Form):
        titre = forms.CharField(label="Titre", help_text="En une phrase.")

    html = rendre("{% load crispy_forms_tags %}{{ formulaire|crispy }}", formulaire=Aide({}))
    assert 'aria-describedby="id_titre_helptext id_titre_error"' in html
    assert 'id="id_titre_helptext"' in html
    assert 'id="id_titre_error"' in html
    assert html.index("En une phrase.") < html.index("<input")


def test_un_champ_facultatif_le_dit():
    class Facultatif(forms.Form):
        titre = forms.CharField(label="Titre", required=False)

    html = rendre("{% load crispy_forms_tags %}{{ formulaire|crispy }}", formulaire=Facultatif())
    assert "(facultatif)" in html


@pytest.mark.parametrize(
    ("ecart", "depassee"), [(timedelta(days=-1), True), (timedelta(0), False), (timedelta(days=1), False)]
)
def test_une_echeance_passee_se_dit(ecart, depassee):
    jour = timezone.localdate() + ecart
    html = render_to_string("composants/a_faire.html", {"lignes": [Ligne("Signez", "/x/", jour, maison="sessions")]})
    assert ("Depuis le" in html) is depassee


def test_une_echeance_a_l_heure_pres():
    html = "{% if instant|depassee %}oui{% endif %}"
    assert rendre(html, instant=timezone.now() - timedelta(minutes=1)) == "oui"
    assert rendre(html, instant=timezone.now() + timedelta(minutes=1)) == ""


def test_le_titre_de_la_page_est_le_meme_en_haut_et_dans_l_onglet(rf):
    page = Template(
        "{% extends 'base.html' %}{% block maison %}sessions{% endblock %}{% block titre %}{{ titre }}{% endblock %}"
    )
    html = page.render(Context({"titre": "L'été & <l'hiver>", "request": rf.get("/"), "user": None, "messages": []}))
    titre = "L&#x27;été &amp; &lt;l&#x27;hiver&gt;"
    assert f"<title>{titre} – OTeN Académie</title>" in html
    assert f"<h1>{titre}</h1>" in html
    assert '<body class="maison-sessions">' in html


def test_les_formats_francais():
    html = rendre(
        "{{ jour|periode:fin }} / {{ minutes|duree }} / {{ part|pourcentage }}",
        jour=date(2027, 3, 3),
        fin=date(2027, 3, 5),
        minutes=810,
        part=9 / 11,
    )
    assert html.replace("\u00a0", " ") == "du 3 au 5 mars 2027 / 13 h 30 / 81,8 %"


def test_les_champs_d_un_filtre_disent_toujours_ce_qu_il_contient():
    def filtre(choix, donnees=None):
        class Filtre(forms.Form):
            etat = forms.ChoiceField(choices=choix, required=False)

        return rendre("{% champs_de_filtre form %}", form=Filtre(donnees))

    depart = filtre([("a", "Ouverte"), ("b", "Close")])
    assert "Ouverte" in depart
    assert "selected" not in depart
    assert filtre([("a", "Ouverte"), ("b", "Close")]) == depart
    assert '<option value="b" selected>Close</option>' in filtre([("a", "Ouverte"), ("b", "Close")], {"etat": "b"})
    assert "Reportée" in filtre([("a", "Ouverte"), ("b", "Reportée")])
    assert "invalid" in filtre([("a", "Ouverte")], {"etat": "z"})


def test_des_cases_gardees_disent_toujours_ce_qu_elles_contiennent():
    def cases(donnees=None, libelle="Souvent", initial=None, widget=forms.RadioSelect, **options):
        class Question(forms.Form):
            q = forms.ChoiceField(
                choices=[(1, libelle), (2, "Jamais")], label="Le faites-vous ?", widget=widget, **options
            )

        return champ_de_choix(Question(donnees, initial={"q": initial})["q"])

    depart = cases()
    assert "Souvent" in depart
    assert not {"checked", "facultatif", "champ-erreur"} & set(re.findall(r"[a-z-]+", depart))
    assert cases() == depart
    assert re.search(r'value="2"[^>]*checked', cases(initial=2))
    assert "Rarement" in cases(libelle="Rarement")
    assert "facultatif" in cases(required=False)
    assert "Une seule" in cases(help_text="Une seule")
    assert 'type="checkbox"' in cases(widget=forms.CheckboxSelectMultiple)
    assert "champ-erreur" in cases({"q": "3"})
    assert "&lt;b&gt;" in cases(libelle="<b>Gras</b>")
    assert "<b>Gras</b>" in cases(libelle=mark_safe("<b>Gras</b>"))
    assert cases() == depart
