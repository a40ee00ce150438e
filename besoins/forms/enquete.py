from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import Enquete

REGIMES = [
    (
        Enquete.Regime.NOMME,
        _("Réponses nommées : vous voyez qui a répondu quoi, les exports portent les noms."),
    ),
    (
        Enquete.Regime.PSEUDONYME,
        _(
            "Réponses sous pseudonyme : un numéro remplace le nom partout ; à la clôture, le lien entre la personne et "
            "sa réponse est détruit."
        ),
    ),
    (
        Enquete.Regime.ANONYME,
        _(
            "Réponses anonymes : rien ne relie une réponse à qui l'a donnée, dès son envoi ; les résultats se lisent "
            "après la clôture, à partir de cinq réponses."
        ),
    ),
]


class JourInput(forms.DateInput):
    """A day, in the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class EnqueteForm(forms.ModelForm):
    """Once the survey is open, its words and its privacy are shown but no longer taken."""

    FIGES = ("titre", "presentation", "regime")

    class Meta:
        model = Enquete
        fields = [
            "titre",
            "presentation",
            "regime",
            "ouvre_le",
            "ferme_le",
            "lien_ouvert",
            "lien_limite",
            "population",
            "note_donnees",
            "resultats_publies",
        ]
        widgets = {
            "presentation": forms.Textarea(attrs={"rows": 6}),
            "regime": forms.RadioSelect,
            "ouvre_le": JourInput(),
            "ferme_le": JourInput(),
            "note_donnees": forms.Textarea(attrs={"rows": 4}),
        }
        # The help of a box would come before the box: its label says all.
        labels = {
            "lien_ouvert": _("Recevoir aussi, par un lien ouvert, les réponses de qui n'est pas invité"),
            "resultats_publies": _("Publier les résultats : chacun les lit, les groupes de moins de cinq sont masqués"),
        }
        help_texts = {"lien_ouvert": "", "resultats_publies": ""}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regime"].choices = REGIMES
        fige = self.instance.etat != Enquete.Etat.BROUILLON
        for champ in self.FIGES:
            self.fields[champ].disabled = fige

    def clean(self):
        donnees = super().clean()
        ouvre, ferme = donnees.get("ouvre_le"), donnees.get("ferme_le")
        if ouvre and ferme and ferme < ouvre:
            self.add_error("ferme_le", _("Le dernier jour pour répondre ne peut pas précéder le premier."))
        return donnees
