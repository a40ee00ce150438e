from django import forms
from django.utils.translation import gettext_lazy as _


class SuppressionForm(forms.Form):
    """Nothing to say, unless others worked on the draft."""

    def __init__(self, *args, a_confirmer: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if a_confirmer:
            self.fields["sachant"] = forms.BooleanField(
                label=_("J'ai lu ce que d'autres personnes ont écrit ici, et cela peut se perdre"),
                error_messages={"required": _("Cochez cette case pour supprimer aussi ce que d'autres ont écrit.")},
            )
