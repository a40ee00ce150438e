from django import forms
from django.utils.translation import gettext_lazy as _

from academie.regles import regle
from sessions.models import Creneau, PiecePresence

Nature = PiecePresence.Nature


class FichierForm(forms.ModelForm):
    fichier = forms.FileField(label=_("Fichier"), error_messages={"empty": _("Ce fichier est vide.")})

    class Meta:
        model = Creneau
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fichier"].help_text = _("PDF ou photo (JPEG, PNG), %(n)d Mo au plus.") % {
            "n": regle("emargement.piece_taille")
        }
        self.fields["fichier"].widget.attrs["accept"] = "application/pdf,image/jpeg,image/png"


class JustifierForm(FichierForm):
    """What shows that an absence had its reason."""

    motif = forms.CharField(
        label=_("Précision"),
        max_length=300,
        required=False,
        help_text=_("Par exemple « convocation » : jamais une information de santé."),
    )


class JoindreForm(FichierForm):
    """The sheet signed by hand, or the log of a remote room."""

    nature = forms.ChoiceField(
        label=_("Ce fichier est"),
        choices=[(Nature.FEUILLE, _("la feuille signée à la main")), (Nature.JOURNAL, _("le journal de connexion"))],
        widget=forms.RadioSelect,
        initial=Nature.FEUILLE,
    )
    field_order = ["nature", "fichier"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fichier"].help_text = _(
            "Feuille : PDF ou photo (JPEG, PNG). Journal : CSV ou XLSX, tel que l'outil de visioconférence le donne. %(n)d Mo au plus."
        ) % {"n": regle("emargement.piece_taille")}
        self.fields["fichier"].widget.attrs["accept"] = "application/pdf,image/jpeg,image/png,.csv,.xlsx"
