from itertools import groupby

from django import forms
from django.utils.translation import gettext as _

from academie.models import Competence, Niveau
from besoins.models import Objectif


class ObjectifForm(forms.ModelForm):
    class Meta:
        model = Objectif
        fields = ["intitule", "competence", "niveau", "evaluation", "besoins"]
        widgets = {
            "evaluation": forms.Textarea(attrs={"rows": 3}),
            "besoins": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["besoins"].queryset = version.besoins.retenus()
        competences = Competence.objects.select_related("domaine__referentiel")
        self.fields["competence"].queryset = competences
        self.fields["competence"].choices = [("", _("Choisissez une compétence")), *par_domaine(competences)]
        self.fields["niveau"].min_value = 1
        self.fields["niveau"].help_text = _("Le rang sur l'échelle du référentiel : %(echelles)s.") % {
            "echelles": _echelles()
        }


def par_domaine(competences) -> list:
    return [
        (f"{domaine.referentiel} – {domaine}", [(competence.pk, str(competence)) for competence in groupe])
        for domaine, groupe in groupby(competences, key=lambda competence: competence.domaine)
    ]


def _echelles() -> str:
    niveaux = Niveau.objects.select_related("referentiel").order_by("referentiel", "rang")
    echelles = [(referentiel, list(groupe)) for referentiel, groupe in groupby(niveaux, key=lambda n: n.referentiel)]
    return " ; ".join(
        _("de %(bas)s (%(premier)s) à %(haut)s (%(dernier)s) pour « %(referentiel)s »")
        % {
            "bas": groupe[0].rang,
            "premier": groupe[0],
            "haut": groupe[-1].rang,
            "dernier": groupe[-1],
            "referentiel": referentiel,
        }
        for referentiel, groupe in echelles
    )
