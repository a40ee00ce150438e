import re

import pytest
from django import forms
from django.template import Context, Template

from academie.champs.territoire import ChampTerritoire
from academie.models import Structure
from tests.distribution import territoire


class Formulaire(forms.Form):
    lieu = ChampTerritoire(label="Territoire")


class Facultatif(forms.Form):
    lieu = ChampTerritoire(label="Commune", genres=["commune"], required=False)


class SurStructure(forms.ModelForm):
    territoire = ChampTerritoire()

    class Meta:
        model = Structure
        fields = ["territoire"]


@pytest.fixture(autouse=True)
def carte(db):
    nievre = territoire("departement", "58", "Nièvre")
    territoire("commune", "58194", "Nevers", departement=nievre)
    territoire("commune", "93066", "Saint-Denis", population=2)
    territoire("commune", "97411", "Saint-Denis", population=3)
    territoire("region", "04", "Saint-Denis")


def page(form):
    return Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))


def radios(form):
    return re.findall(r'name="lieu_choix" value="([^"]*)"', page(form))


@pytest.mark.parametrize("texte", ["Nevers", "nevers ", "58194", "Nevers (Nièvre, commune 58194)"])
def test_un_territoire_sans_ambiguite_est_accepte(texte):
    form = Formulaire({"lieu": texte})
    assert form.is_valid()
    assert form.cleaned_data["lieu"].code == "58194"


def test_un_nom_ambigu_est_refuse_avec_ses_sens_a_choisir():
    form = Formulaire({"lieu": "saint denis"})
    assert not form.is_valid()
    assert "saint denis" in form.errors["lieu"][0]
    assert radios(form) == [
        "Saint-Denis (commune 97411)",
        "Saint-Denis (commune 93066)",
        "Saint-Denis (région 04)",
        "",
    ]
    assert 'value="saint denis"' in page(form)


def test_le_choix_l_emporte_sur_le_texte():
    form = Formulaire({"lieu": "saint denis", "lieu_choix": "Saint-Denis (commune 93066)"})
    assert form.is_valid()
    assert form.cleaned_data["lieu"].code == "93066"


def test_sans_choix_le_texte_corrige_compte():
    assert Formulaire({"lieu": "nevers", "lieu_choix": ""}).is_valid()


def test_un_debut_de_nom_se_confirme():
    form = Formulaire({"lieu": "neve"})
    assert form.errors.as_data()["lieu"][0].code == "a_confirmer"
    assert radios(form) == ["Nevers (Nièvre, commune 58194)", ""]


def test_un_inconnu_est_refuse_sans_choix_et_le_texte_reste():
    form = Formulaire({"lieu": "Atlantide <b>"})
    assert "Atlantide" in form.errors["lieu"][0]
    assert "code INSEE" in form.errors["lieu"][0]
    assert radios(form) == []
    assert 'value="Atlantide &lt;b&gt;"' in page(form)


def test_seuls_les_niveaux_demandes():
    form = Facultatif({"lieu": "saint denis"})
    assert len(radios(form)) == 3
    assert not Facultatif({"lieu": "Saint-Denis (région 04)"}).is_valid()


def test_vide():
    assert Formulaire({"lieu": " "}).errors["lieu"] == ["Ce champ est obligatoire."]
    form = Facultatif({})
    assert form.is_valid()
    assert form.cleaned_data["lieu"] is None


def test_les_choix_d_un_formulaire_ne_vont_pas_dans_un_autre():
    assert not Formulaire({"lieu": "saint denis"}).is_valid()
    assert radios(Formulaire()) == []


def test_la_valeur_de_depart_est_une_designation_qui_se_relit():
    structure = Structure(territoire=territoire("commune", "58194", "Nevers"))
    assert 'value="Nevers (Nièvre, commune 58194)"' in page(SurStructure(instance=structure))
    form = SurStructure({"territoire": "Nevers (Nièvre, commune 58194)"}, instance=structure)
    assert not form.has_changed()
    form = SurStructure({"territoire": "Saint-Denis (région 04)"}, instance=structure)
    assert form.changed_data == ["territoire"]
    form.is_valid()
    assert form.instance.territoire.nom == "Saint-Denis"


@pytest.mark.parametrize("texte", ["x" * 1_000_000, "(" * 100_000, "\x00", "\ud800", "سان دوني"])
def test_rien_ne_fait_tomber_le_champ(texte):
    assert not Formulaire({"lieu": texte}).is_valid()
