from django import forms
from django.utils.translation import gettext_lazy as _

from academie.regles import regle
from certificats.forms.acquis import CompetenceNiveauForm
from certificats.models import AvisReconnaissance, PieceReconnaissance, Reconnaissance


class RecitForm(forms.ModelForm):
    class Meta:
        model = Reconnaissance
        fields = ["recit"]
        widgets = {"recit": forms.Textarea(attrs={"rows": 10})}


class ReconnaissanceForm(CompetenceNiveauForm):
    recit = RecitForm.base_fields["recit"]


class PieceForm(forms.ModelForm):
    fichier = forms.FileField(
        label=_("Fichier"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={"empty": _("Ce fichier est vide.")},
    )

    class Meta:
        model = PieceReconnaissance
        fields = ["intitule"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fichier"].help_text = _(
            "PDF, JPEG ou PNG, %(n)d Mo au plus. Vue de vous et des personnes qui examinent ; effacée %(mois)d mois "
            "après la décision."
        ) % {"n": regle("reconnaissance.piece_taille"), "mois": regle("reconnaissance.conservation")}


class AvisForm(forms.ModelForm):
    favorable = forms.TypedChoiceField(
        label=_("Votre avis"),
        choices=[
            ("oui", _("Favorable : le récit et les pièces montrent ces niveaux")),
            ("non", _("Défavorable : ils ne les montrent pas")),
        ],
        coerce=lambda valeur: valeur == "oui",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = AvisReconnaissance
        fields = ["motifs"]
        widgets = {"motifs": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"motifs": _("La personne les lira avec la décision.")}

    field_order = ["favorable", "motifs"]


class ComplementForm(forms.Form):
    manque = forms.CharField(
        label=_("Ce qui manque"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Une situation à préciser, une pièce à joindre. La personne le reçoit aussitôt."),
    )
