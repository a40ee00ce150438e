from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from academie.models import Structure
from certificats.models import Certificat, DocumentDelivre


class MotifForm(forms.Form):
    """The detail of a decision, for the person alone: nobody else reads it."""

    motif = forms.CharField(
        label=_("Pourquoi, en détail"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Ce détail est envoyé à la personne. Il n'est pas affiché sur la page publique de vérification."),
    )


class RemplacementForm(MotifForm):
    titulaire = forms.CharField(label=_("Nom de la personne, tel qu'il sera imprimé"), max_length=200)
    employeur = forms.CharField(label=_("Employeur"), max_length=200, required=False)
    lieu = forms.CharField(label=_("Lieu"), max_length=400)

    field_order = ("titulaire", "employeur", "lieu", "motif")


class RevocationForm(MotifForm):
    # An absence is known by correcting the attendance.
    classe = forms.ChoiceField(
        label=_("Raison de la révocation"),
        choices=[
            (
                classe.value,
                format_lazy("{}\u00a0: «\u00a0{}\u00a0»", classe.label, Certificat.RAISONS_PUBLIQUES[classe]),
            )
            for classe in Certificat.Classe
            if classe != Certificat.Classe.ABSENCE
        ],
        widget=forms.RadioSelect,
        help_text=_("La phrase entre guillemets est dite à toute personne qui vérifie ce certificat."),
    )

    field_order = ("classe", "motif")


class CertificatFiltreForm(forms.Form):
    """What narrows the list of certificates."""

    q = forms.CharField(label=_("Nom, formation ou numéro"), max_length=100, required=False)
    etat = forms.ChoiceField(
        label=_("État"), choices=[("", _("Tous les états")), *Certificat.Etat.choices], required=False
    )
    genre = forms.ChoiceField(
        label=_("Document"), choices=[("", _("Tous les documents")), *DocumentDelivre.Genre.choices], required=False
    )
    annee = forms.IntegerField(label=_("Année de délivrance"), min_value=2000, max_value=9998, required=False)
    structure = forms.ModelChoiceField(
        label=_("Structure"),
        queryset=Structure.objects.order_by("nom"),
        empty_label=_("Toutes les structures"),
        required=False,
    )
    session = forms.IntegerField(label=_("Numéro de la session"), min_value=1, max_value=2_147_483_647, required=False)


class ArchiveForm(forms.Form):
    """The documents of a structure over a period."""

    structure = forms.ModelChoiceField(label=_("Structure"), queryset=Structure.objects.none())
    du = forms.DateField(label=_("Délivrés à partir du"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    au = forms.DateField(label=_("Jusqu'au"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args, structures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["structure"].queryset = structures

    def clean(self):
        donnees = super().clean()
        if donnees.get("du") and donnees.get("au") and donnees["au"] < donnees["du"]:
            self.add_error("au", _("La période finit avant de commencer\u00a0: corrigez l'un des deux jours."))
        return donnees
