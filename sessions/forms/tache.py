from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.models import ModeleTache, Tache


class ModeleTacheForm(forms.ModelForm):
    class Meta:
        model = ModeleTache
        fields = ["libelle", "decalage", "reference", "constat", "programme"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = self.fields["programme"].queryset.order_by("titre")
        self.fields["programme"].empty_label = _("Toutes les sessions")
        self.fields["constat"].choices = [("", _("on la coche à la main")), *self.fields["constat"].choices[1:]]

    def validate_unique(self):
        """The action tells a double click from a name taken."""


class EcarterTacheForm(forms.ModelForm):
    motif = forms.CharField(
        label=_("Pourquoi elle est sans objet"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    class Meta:
        model = Tache
        fields = []
