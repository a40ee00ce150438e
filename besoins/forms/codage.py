from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from besoins.models import Citation, Code, Question, Valeur

AUCUN = "aucun"


class ChoixTextesForm(forms.Form):
    """Which texts of a question to read."""

    q = forms.CharField(label=_("Mots"), max_length=100, required=False)
    statut = forms.ChoiceField(
        label=_("Textes"),
        required=False,
        choices=[
            ("", _("tous")),
            ("a_lire", _("que je n'ai pas lus")),
            ("sans_theme", _("où je n'ai vu aucun thème")),
            ("theme", _("où j'ai vu le thème choisi")),
            ("proposes", _("qui tiennent les mots du thème choisi, à lire")),
        ],
    )
    code = forms.ModelChoiceField(Code.objects.none(), label=_("Thème"), required=False, empty_label=_("aucun choisi"))

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].queryset = question.codes.all()

    def clean(self):
        donnees = super().clean()
        if donnees.get("statut") in ("theme", "proposes") and not donnees.get("code"):
            self.add_error("code", _("Choisissez le thème."))
        return donnees


class CodageForm(forms.Form):
    """For each text of the page: themes, none of them, or nothing ticked when it is not read yet."""

    def __init__(self, *args, valeurs: list[Valeur], codes: list[Code], **kwargs):
        super().__init__(*args, **kwargs)
        self.valeurs, self.codes = valeurs, {str(code.pk): code for code in codes}
        choix = [*((cle, code.libelle) for cle, code in self.codes.items()), (AUCUN, _("aucun de ces thèmes"))]
        for valeur in valeurs:
            self.fields[f"v{valeur.pk}"] = forms.MultipleChoiceField(
                label=valeur.texte,
                choices=choix,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[str(codage.code_id or AUCUN) for codage in valeur.miens],
            )

    def clean(self):
        donnees = super().clean()
        for nom, coches in list(donnees.items()):
            if AUCUN in coches and len(coches) > 1:
                self.add_error(
                    nom, ValidationError(_("Choisissez des thèmes, ou « aucun de ces thèmes », pas les deux."))
                )
        return donnees

    def choix(self) -> dict[int, list[Code] | None]:
        return {
            int(nom[1:]): [self.codes[cle] for cle in coches if cle != AUCUN] if coches else None
            for nom, coches in self.cleaned_data.items()
        }

    def lignes(self):
        """Each text with its field."""
        return [(valeur, self[f"v{valeur.pk}"]) for valeur in self.valeurs]


class CodeForm(forms.ModelForm):
    class Meta:
        model = Code
        fields = ("libelle", "definition")
        widgets = {"definition": forms.Textarea(attrs={"rows": 3})}


class FusionForm(forms.Form):
    dans = forms.ModelChoiceField(
        Code.objects.none(),
        label=_("Fusionner dans"),
        help_text=_("Les textes de ce thème passent dans l'autre ; ce que chaque personne a lu est gardé."),
    )

    def __init__(self, *args, code: Code, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dans"].queryset = Code.objects.filter(question=code.question_id).exclude(pk=code.pk)


class SuggestionForm(forms.Form):
    mots = forms.CharField(max_length=300, widget=forms.HiddenInput)
    libelle = forms.CharField(label=_("Nom du thème"), max_length=120)
    proposer = forms.BooleanField(label=_("Me proposer les textes qui tiennent ces mots"), required=False, initial=True)


class MotsForm(forms.Form):
    mots = forms.CharField(max_length=300)


class AccordForm(forms.Form):
    a = forms.ModelChoiceField(None, label=_("Première personne"), empty_label=None)
    b = forms.ModelChoiceField(None, label=_("Deuxième personne"), empty_label=None)

    def __init__(self, *args, lecteurs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["a"].queryset = self.fields["b"].queryset = lecteurs

    def clean(self):
        donnees = super().clean()
        if donnees.get("a") and donnees.get("a") == donnees.get("b"):
            self.add_error("b", _("Choisissez deux personnes différentes."))
        return donnees


class ArbitrageForm(forms.Form):
    code = forms.ModelChoiceField(Code.objects.all())
    retenu = forms.TypedChoiceField(choices=[("oui", ""), ("non", "")], coerce=lambda mot: mot == "oui")


class CitationForm(forms.ModelForm):
    verifiee = forms.BooleanField(
        label=_("Ces mots ne permettent de reconnaître personne"),
        error_messages={"required": _("Relisez : ni nom, ni lieu, ni détail qui ferait reconnaître quelqu'un.")},
    )

    class Meta:
        model = Citation
        fields = ("texte",)
        widgets = {"texte": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"texte": _("Retirez les noms, les lieux et les détails ; remplacez-les par « […] ».")}
