from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.forms.fichier import FichierJsonForm
from besoins.models import Enquete
from besoins.queries.bibliotheque import modele


class EnqueteFichierForm(FichierJsonForm):
    """A survey in a file, as « Exporter le questionnaire » gives it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fichier"].label = _("Fichier de l'enquête")
        self.fields["fichier"].help_text = _("Un fichier .json exporté d'une enquête, de 2 Mo au plus.")


class ModeleForm(forms.Form):
    """Whether a survey is in the library, as the button says: pressed twice, done once."""

    est_modele = forms.TypedChoiceField(choices=[("oui", "oui"), ("non", "non")], coerce=lambda mot: mot == "oui")


class BrouillonForm(forms.Form):
    """The draft that sections and questions of the library join."""

    vers = forms.ModelChoiceField(
        Enquete.objects.none(),
        label=_("Ajouter à mon brouillon"),
        empty_label=_("Choisissez un brouillon"),
        required=False,
    )

    def __init__(self, *args, par, **kwargs):
        super().__init__(*args, **kwargs)
        brouillons = Enquete.objects.filter(etat=Enquete.Etat.BROUILLON).autorises(par, "enquete.concevoir")
        self.fields["vers"].queryset = brouillons

    def brouillon(self) -> Enquete | None:
        return self.cleaned_data.get("vers") if self.is_valid() else None


class PriseForm(forms.Form):
    """What is taken of a model: a section by its rank, or one of its questions."""

    modele = forms.CharField(max_length=100)
    section = forms.IntegerField(min_value=0, max_value=500)
    question = forms.IntegerField(min_value=0, max_value=500, required=False)

    def clean_modele(self):
        trouve = modele(self.cleaned_data["modele"])
        if trouve is None:
            raise forms.ValidationError(_("Ce modèle n'existe plus."))
        return trouve
