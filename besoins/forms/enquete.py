from django import forms

from besoins.models import Enquete


class JourInput(forms.DateInput):
    """A day, in the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class EnqueteForm(forms.ModelForm):
    """Once the survey is open its words are shown but no longer taken."""

    FIGES = ("titre", "presentation")

    class Meta:
        model = Enquete
        fields = ["titre", "presentation", "ferme_le", "population", "note_donnees"]
        widgets = {
            "presentation": forms.Textarea(attrs={"rows": 6}),
            "ferme_le": JourInput(),
            "note_donnees": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fige = self.instance.etat != Enquete.Etat.BROUILLON
        for champ in self.FIGES:
            self.fields[champ].disabled = fige
