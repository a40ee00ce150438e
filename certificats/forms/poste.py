from django import forms
from django.forms.models import construct_instance
from django.utils.translation import gettext_lazy as _

from academie.champs.date import ChoixDate
from academie.champs.structure import ChampStructure
from certificats.models import Poste
from certificats.queries.poste import choix_de_fiches, fiches_proposees


class PosteForm(forms.ModelForm):
    """`lecteur` writes the post: the sheets of their structures come first."""

    structure = ChampStructure(
        label=_("Structure du réseau"),
        required=False,
        help_text=_("Son nom, ou celui de sa commune. Laissez vide si l'employeur n'est pas du réseau."),
    )

    class Meta:
        model = Poste
        fields = ["intitule", "structure", "employeur", "fiche", "debut", "fin"]
        widgets = {"debut": ChoixDate, "fin": ChoixDate}
        labels = {"employeur": _("Ou nom de l'employeur, hors du réseau")}
        help_texts = {
            "fin": _("Laissez vide si vous tenez ce poste."),
            "fiche": _("Elle dit ce que le poste demande, et sert à calculer vos écarts."),
        }

    def __init__(self, *args, lecteur, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fiche"].queryset = fiches_proposees(lecteur)
        self.fields["fiche"].choices = [("", _("Aucune")), *choix_de_fiches(lecteur)]

    def _post_clean(self):
        """What the model forbids is said by the action, on the right field."""
        self.instance = construct_instance(self, self.instance)


class FinPosteForm(forms.Form):
    fin = forms.DateField(label=_("Dernier jour de ce poste"), widget=ChoixDate)
    quitter = forms.TypedChoiceField(
        label=_("Et votre rattachement à cette structure ?"),
        choices=[
            ("non", _("Je reste rattachée ou rattaché : j'y tiens un autre poste")),
            ("oui", _("Je quitte la structure ce jour-là : elle ne verra plus mon parcours dès le lendemain")),
        ],
        coerce=lambda valeur: valeur == "oui",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, rattachement, **kwargs):
        super().__init__(*args, **kwargs)
        if rattachement is None:
            del self.fields["quitter"]
