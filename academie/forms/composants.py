from django import forms
from django.utils.translation import gettext_lazy as _


class ExempleForm(forms.Form):
    """Every kind of field, for the page of components."""

    titre = forms.CharField(label=_("Titre de la session"), help_text=_("En une phrase, le verbe d'abord."))
    presentation = forms.CharField(label=_("Présentation"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    debut = forms.DateField(
        label=_("Premier jour"),
        help_text=_("Au format jj/mm/aaaa, par exemple 03/03/2027."),
        error_messages={"invalid": _("Indiquez une date au format jj/mm/aaaa, par exemple 03/03/2027.")},
    )
    modalite = forms.ChoiceField(
        label=_("Modalité"),
        choices=[("presentiel", _("Sur place")), ("distance", _("À distance"))],
    )
    genre = forms.ChoiceField(
        label=_("Qui peut s'inscrire ?"),
        choices=[("tous", _("Tout le monde")), ("structure", _("Les personnes de ma structure"))],
        widget=forms.RadioSelect,
    )
    publics = forms.MultipleChoiceField(
        label=_("Publics accompagnés"),
        help_text=_("Plusieurs réponses possibles."),
        choices=[
            ("seniors", _("Seniors")),
            ("emploi", _("Personnes en recherche d'emploi")),
            ("tpe", _("Très petites entreprises")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    piece = forms.FileField(label=_("Pièce jointe"), required=False, help_text=_("Un fichier PDF de 2 Mo au plus."))
    accord = forms.BooleanField(label=_("J'ai lu la présentation de la session"))


class FacettesForm(forms.Form):
    """What a list is filtered by, for the page of components."""

    q = forms.CharField(label=_("Rechercher"), required=False)
    region = forms.ChoiceField(label=_("Région"), choices=[("", _("Toutes")), ("53", "Bretagne")], required=False)
    places = forms.BooleanField(label=_("Avec des places libres"), required=False)
