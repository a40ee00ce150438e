from django import forms
from django.utils.translation import gettext_lazy as _

from besoins.models import Option, Question, Section

DEGRES_MAXIMUM = 11


class DeplacementForm(forms.Form):
    """The place that the person saw when they pressed the button."""

    depuis = forms.IntegerField()


class SectionForm(forms.ModelForm):
    class Meta:
        model = Section
        fields = ["titre", "aide"]
        widgets = {"aide": forms.Textarea(attrs={"rows": 3})}


class QuestionForm(forms.ModelForm):
    """Only what the kind of answer needs is asked."""

    COMMUNS = ("intitule", "aide", "obligatoire")
    PROPRES = {
        Question.Genre.CHOIX_UNIQUE: ("options",),
        Question.Genre.CHOIX_MULTIPLE: ("options",),
        Question.Genre.ECHELLE: ("minimum", "libelle_minimum", "maximum", "libelle_maximum"),
        Question.Genre.NOMBRE: ("minimum", "maximum", "unite"),
        Question.Genre.TEXTE: (),
    }

    options = forms.CharField(
        label=_("Réponses proposées"),
        help_text=_("Une par ligne, deux au moins. Vous pourrez en ajouter, les modifier et les déplacer ensuite."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    class Meta:
        model = Question
        fields = [
            "section",
            "intitule",
            "aide",
            "obligatoire",
            "minimum",
            "libelle_minimum",
            "maximum",
            "libelle_maximum",
            "unite",
        ]
        widgets = {"aide": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        question = self.instance
        propres = set(self.PROPRES[question.genre])
        gardes = {*self.COMMUNS, *(propres - {"options"} | {"section"} if question.pk else propres)}
        for nom in set(self.fields) - gardes:
            del self.fields[nom]
        if question.pk:
            self.fields["section"].queryset = question.enquete.sections.order_by("ordre")
        if question.genre == Question.Genre.ECHELLE:
            for nom in ("minimum", "maximum"):
                self.fields[nom].required = True

    def clean_options(self):
        libelles = list(
            dict.fromkeys(ligne.strip() for ligne in self.cleaned_data["options"].splitlines() if ligne.strip())
        )
        longueur = Option._meta.get_field("libelle").max_length
        if len(libelles) < 2:
            raise forms.ValidationError(_("Proposez au moins deux réponses différentes, une par ligne."))
        if trop_longue := next((libelle for libelle in libelles if len(libelle) > longueur), None):
            raise forms.ValidationError(
                _("Une réponse proposée tient en %(longueur)s caractères : raccourcissez « %(debut)s… »."),
                params={"longueur": longueur, "debut": trop_longue[:40]},
            )
        return libelles

    def clean(self):
        donnees = super().clean()
        minimum, maximum = donnees.get("minimum"), donnees.get("maximum")
        if None in (minimum, maximum):
            return donnees
        if maximum <= minimum:
            self.add_error("maximum", _("Le maximum doit dépasser le minimum."))
        elif self.instance.genre == Question.Genre.ECHELLE and maximum - minimum >= DEGRES_MAXIMUM:
            self.add_error(
                "maximum",
                _("Une échelle a au plus %(degres)s degrés, pour tenir sur un téléphone.") % {"degres": DEGRES_MAXIMUM},
            )
        return donnees


class OptionForm(forms.ModelForm):
    class Meta:
        model = Option
        fields = ["libelle", "detail", "pourcentage_publie", "effectif_inconnu"]
        widgets = {"detail": forms.Textarea(attrs={"rows": 3})}
