from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from besoins.models import Enquete
from besoins.queries.bibliotheque import modele

TAILLE = 2_000_000


class EnqueteFichierForm(forms.Form):
    """A survey in a file, as « Exporter le questionnaire » gives it."""

    fichier = forms.FileField(
        label=_("Fichier de l'enquête"),
        help_text=_("Un fichier .json exporté d'une enquête, de 2 Mo au plus."),
        validators=[
            FileExtensionValidator(["json"], _("Choisissez un fichier .json, exporté d'une enquête.")),
        ],
        error_messages={"empty": _("Ce fichier est vide. Exportez l'enquête de nouveau.")},
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE:
            raise forms.ValidationError(_("Ce fichier dépasse 2 Mo : ce n'est pas une enquête seule."))
        return fichier


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
