from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificats.models import Partage

PROPOSE = timedelta(days=30)


class PartageForm(forms.Form):
    etendue = forms.MultipleChoiceField(
        label=_("Ce que le lien montre"),
        choices=Partage.Etendue,
        initial=[Partage.Etendue.POSTES, Partage.Etendue.PROUVEES, Partage.Etendue.CERTIFICATS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Et votre nom. Jamais votre adresse, vos entretiens ni vos demandes de reconnaissance."),
    )
    expire_le = forms.DateField(
        label=_("Dernier jour"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Après ce jour, le lien ne montre plus rien. Vous pouvez le retirer avant."),
    )
    pour = forms.CharField(
        label=_("Pour qui"),
        max_length=120,
        required=False,
        help_text=_("Pour vous y retrouver\u00a0: une recruteuse, un collègue. Personne d'autre ne le lit."),
    )
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("expire_le", timezone.localdate() + PROPOSE)


class OuvrirForm(forms.Form):
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
