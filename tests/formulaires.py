"""Any page's forms, filled as a person would: what is proposed is kept, what is asked for is given."""

from datetime import timedelta

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from academie.champs.territoire import ChampTerritoire
from academie.models import Territoire


def formulaires_de(reponse, *, aussi_recherches: bool = False) -> list[forms.Form]:
    """The forms that a page was drawn with, those of its formsets included; the facets of lists on demand."""
    trouves = {}
    for contexte in reponse.context or []:
        for valeur in contexte.flatten().values() if hasattr(contexte, "flatten") else contexte.values():
            for formulaire in _deplier(valeur):
                trouves[id(formulaire)] = formulaire
    return [formulaire for formulaire in trouves.values() if aussi_recherches or not _cherche(formulaire)]


def _deplier(valeur):
    if isinstance(valeur, forms.BaseForm):
        yield valeur
        if isinstance(formset := getattr(valeur, "creneaux", None), forms.BaseFormSet):
            yield from _deplier(formset)
    elif isinstance(valeur, forms.BaseFormSet):
        yield valeur.management_form
        yield from valeur.forms


def _cherche(formulaire) -> bool:
    """Whether the form only searches: the facets of a list."""
    return formulaire.is_bound or (
        all(not champ.required for champ in formulaire.fields.values()) and ("q" in formulaire.fields)
    )


def remplir(formulaires) -> dict:
    """What the browser would send."""
    donnees = {}
    for formulaire in formulaires:
        demande = not getattr(formulaire, "empty_permitted", False)
        for nom, champ in formulaire.fields.items():
            valeur = formulaire[nom].value()
            if valeur in (None, "", []) and champ.required and demande:
                valeur = plausible(champ)
            if valeur not in (None, "", [], False):
                donnees[formulaire.add_prefix(nom)] = valeur
    return donnees


def plausible(champ: forms.Field):
    if isinstance(champ, ChampTerritoire):
        return Territoire.objects.filter(genre="commune").first().designation
    if isinstance(champ, forms.ModelMultipleChoiceField):
        return [champ.prepare_value(champ.queryset.first())]
    if isinstance(champ, forms.ModelChoiceField):
        return champ.prepare_value(champ.queryset.first())
    if isinstance(champ, forms.MultipleChoiceField):
        return [_choix(champ)[0]]
    if isinstance(champ, forms.ChoiceField):
        return _choix(champ)[0]
    if isinstance(champ, forms.IntegerField | forms.DecimalField):
        return champ.min_value or 5
    for genre, valeur in VALEURS.items():
        if isinstance(champ, genre):
            return valeur() if callable(valeur) else valeur
    raise TypeError(type(champ))


def _choix(champ) -> list:
    return [
        cle
        for choix in champ.choices
        for cle, _libelle in (choix[1] if isinstance(choix[1], list | tuple) else [choix])
        if cle not in ("", None)
    ]


VALEURS = {
    forms.FileField: lambda: SimpleUploadedFile("piece.pdf", b"%PDF-"),
    forms.EmailField: "quelqu-une@test.example",
    forms.URLField: "https://test.example/",
    forms.DateField: lambda: (timezone.localdate() + timedelta(days=30)).isoformat(),
    forms.DateTimeField: lambda: timezone.localtime().strftime("%Y-%m-%dT%H:%M"),
    forms.TimeField: "09:00",
    forms.UUIDField: "11111111-2222-4333-8444-555555555555",
    forms.BooleanField: "on",
    forms.CharField: "Première ligne\nDeuxième ligne",
}
