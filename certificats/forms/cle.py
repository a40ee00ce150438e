from django import forms
from django.utils.translation import gettext_lazy as _


class CompromissionForm(forms.Form):
    depuis = forms.DateTimeField(
        label=_("Elle n'est plus sûre depuis"),
        help_text=_(
            "Ce qu'elle a signé à partir de ce moment sera refusé. Dans le doute, donnez un moment plus ancien."
        ),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
