import json

from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.forms.fichier import FichierJsonForm
from besoins.forms.programme import ProgrammeForm


class ProgrammeFichierForm(FichierJsonForm):
    """A programme in a file, as « Programme (JSON) » gives it."""

    TAILLE = 500_000

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fichier"].label = _("Fichier du programme")
        self.fields["fichier"].help_text = _("Un fichier .json exporté d'un programme, de 500 ko au plus.")


class ProgrammeImportForm(ProgrammeForm):
    """What a file does not decide: the subject here, the needs it answers. The file comes along, to be read again."""

    description = forms.CharField(max_length=ProgrammeFichierForm.TAILLE, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["besoins"].help_text = _("Les besoins retenus ici. Ceux du même titre sont déjà cochés.")

    def clean_description(self):
        try:
            return json.loads(self.cleaned_data["description"])
        except (RecursionError, ValueError) as erreur:
            raise forms.ValidationError(_("Le fichier ne se lit plus. Choisissez-le de nouveau.")) from erreur
