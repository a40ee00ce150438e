from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academie.queries.qualiopi import annees
from academie.regles import regle


class PeriodeForm(forms.Form):
    """A year, or since ever."""

    annee = forms.TypedChoiceField(label=_("Période"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["annee"].choices = [("", _("Depuis toujours")), *((annee, str(annee)) for annee in annees())]


class DossierForm(PeriodeForm):
    nominatif = forms.BooleanField(
        label=_("Joindre les feuilles d'émargement"),
        required=False,
        help_text=_("Elles portent les noms et les signatures des stagiaires : seulement si l'auditeur les demande."),
    )

    def __init__(self, *args, utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        if "qualiopi.emargements" not in utilisateur.permissions:
            del self.fields["nominatif"]


class PieceForm(forms.Form):
    """A note or a file."""

    titre = forms.CharField(label=_("Titre"), max_length=160)
    date = forms.DateField(
        label=_("Date de la pièce"),
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ce que la pièce montre, ou où elle se trouve."),
    )
    fichier = forms.FileField(
        label=_("Fichier"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.odt,.ods"}),
        error_messages={"empty": _("Ce fichier est vide.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fichier"].help_text = _(
            "PDF, image ou document, %(n)d Mo au plus. N'y laissez que ce que l'auditeur doit lire."
        ) % {"n": regle("qualiopi.piece_taille")}


class RetraitForm(forms.Form):
    motif = forms.CharField(label=_("Pourquoi la retirer ?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
