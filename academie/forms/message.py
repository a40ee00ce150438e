from django import forms
from django.utils.translation import gettext_lazy as _

from academie.branchements.gabarits import GABARITS
from academie.models import Message


class MessageFiltreForm(forms.Form):
    """What the queue is searched by."""

    q = forms.CharField(label=_("Destinataire ou sujet"), max_length=100, required=False)
    etat = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("Tous")), *Message.Etat.choices])
    gabarit = forms.ChoiceField(label=_("Message"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gabarit"].choices = [
            ("", _("Tous")),
            *sorted((gabarit.code, f"{gabarit.theme} – {gabarit.titre}") for gabarit in GABARITS.values()),
        ]


class MessageForm(forms.Form):
    sujet = forms.CharField(label=_("Sujet"), max_length=300)
    texte = forms.CharField(
        label=_("Texte"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 18}),
        help_text=_("« ## Titre », « - élément de liste », « **important** », « [Libellé](https://adresse) »."),
    )


class GabaritForm(MessageForm):
    """The text of a message, with its places; `exemple` is the real case of the preview."""

    exemple = forms.ChoiceField(label=_("Aperçu avec"), required=False)

    def __init__(self, *args, gabarit, mots="", **kwargs):
        super().__init__(*args, **kwargs)
        exemples = gabarit.exemples.chercher(mots) if gabarit.exemples else []
        self.fields["exemple"].choices = exemples
        if gabarit.exemples:
            self.fields["exemple"].label = _("Aperçu avec : %(quoi)s") % {"quoi": gabarit.exemples.libelle.lower()}
        else:
            del self.fields["exemple"]
        self.fields["texte"].help_text = _(
            "Les variables s'écrivent {{ nom }}. « ## Titre », « - élément de liste », « **important** », "
            "« [Libellé]({{ lien }}) » seul sur sa ligne est un bouton."
        )
