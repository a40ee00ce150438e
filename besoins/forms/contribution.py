from django import forms
from django.utils.translation import gettext_lazy as _

from academie.autorisations.table import Role
from academie.models import Structure
from besoins.models import Besoin


class ContributionForm(forms.ModelForm):
    """A need as somebody in the field words it, in a minute."""

    description = forms.CharField(
        label=_("Ce qui manque, et dans quelles situations"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("Que faudrait-il savoir faire ? Ne nommez aucun usager."),
    )
    structure = forms.ModelChoiceField(Structure.objects.none(), label=_("Pour quelle structure ?"), empty_label=None)

    class Meta:
        model = Besoin
        fields = ["titre", "description", "publics", "structure"]
        labels = {"titre": _("Le besoin, en une phrase"), "publics": _("Qui en a besoin")}

    def __init__(self, *args, utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        siennes = {pk for role in (Role.ANIMATEUR, Role.REFERENT) for pk in utilisateur.structures_comme(role)}
        self.fields["structure"].queryset = Structure.objects.filter(pk__in=siennes)
        self.fields["structure"].initial = utilisateur.structure
        if len(siennes) < 2:
            self.fields["structure"].widget = forms.HiddenInput()
            self.fields["structure"].required = bool(siennes)


class RechercheStructureForm(forms.Form):
    q = forms.CharField(label=_("Nom de la structure"), max_length=100, required=False)
