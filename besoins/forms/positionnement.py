from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import QuestionPositionnement


class PositionnementForm(forms.ModelForm):
    class Meta:
        model = QuestionPositionnement
        fields = ["intitule", "genre", "objectif"]
        widgets = {"genre": forms.RadioSelect}
        help_texts = {
            "intitule": _(
                "Posée à l'inscription. Seulement ce qu'il faut pour suivre le programme (article L. 6353-9 du code du "
                "travail)."
            )
        }

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objectif"].queryset = version.objectifs.all()
        self.fields["objectif"].empty_label = _("Aucun en particulier")
