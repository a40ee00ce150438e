from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import VersionProgramme
from besoins.queries.catalogue import DUREES, themes_publies


class CatalogueForm(forms.Form):
    q = forms.CharField(
        label=_("Rechercher"), required=False, max_length=100, help_text=_("Un mot du titre ou du contenu.")
    )
    theme = forms.ChoiceField(label=_("Thème"), required=False)
    niveau = forms.ChoiceField(
        label=_("Niveau"),
        required=False,
        choices=[("", _("Tous les niveaux")), *VersionProgramme.NiveauUsage.choices],
    )
    duree = forms.ChoiceField(label=_("Durée"), required=False, choices=[("", _("Toutes les durées")), *DUREES.items()])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("Tous les thèmes")), *themes_publies()]
