from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.regles import regle
from sessions.forms.filtre import ChoixDate
from sessions.models import Enseignement, EntretienFormateur, FicheFormateur, Titre


class PieceField(forms.FileField):
    """A file of which the help says what is taken and how big."""

    def __init__(self, *, aide, accept: str, **kwargs):
        self.aide = aide
        super().__init__(
            required=False,
            widget=forms.FileInput(attrs={"accept": accept}),
            error_messages={"empty": _("Ce fichier est vide.")},
            **kwargs,
        )

    def get_bound_field(self, form, field_name):
        self.help_text = self.aide % {"n": regle("formateur.piece_taille")}
        return super().get_bound_field(form, field_name)


class FicheFormateurForm(forms.ModelForm):
    fichier = PieceField(label=_("CV"), aide=_("PDF, %(n)d Mo au plus. Il remplace le précédent."), accept=".pdf")

    class Meta:
        model = FicheFormateur
        fields = ["presentation", "statut", "declaration"]
        widgets = {"presentation": forms.Textarea(attrs={"rows": 5})}


class TitreForm(forms.ModelForm):
    annee = forms.IntegerField(label=_("Année"), min_value=1950, max_value=2100)
    fichier = PieceField(
        label=_("Copie"),
        aide=_("PDF, JPEG ou PNG, %(n)d Mo au plus. Nécessaire pour la vérification."),
        accept=".pdf,.jpg,.jpeg,.png",
    )

    class Meta:
        model = Titre
        fields = ["intitule", "organisme"]

    field_order = ["intitule", "organisme", "annee", "fichier"]


class EnseignementForm(forms.ModelForm):
    """A title of theirs, or experience in words."""

    class Meta:
        model = Enseignement
        fields = ["programme", "titre", "experience"]
        widgets = {"experience": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, formateur, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = self.fields["programme"].queryset.order_by("titre")
        self.fields["programme"].empty_label = _("Choisissez un programme")
        self.fields["titre"].queryset = Titre.objects.en_vigueur().filter(formateur=formateur)
        self.fields["titre"].empty_label = _("Aucun")


class EntretienForm(forms.ModelForm):
    jour = forms.DateField(label=_("Date"), widget=ChoixDate, initial=timezone.localdate)

    class Meta:
        model = EntretienFormateur
        fields = ["conclusion"]
        widgets = {"conclusion": forms.Textarea(attrs={"rows": 6})}

    field_order = ["jour", "conclusion"]
