from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academie import francais
from academie.champs.date import ChoixDate
from academie.models import Competence, Niveau
from certificats.models import Acquis
from certificats.queries.auto_evaluation import echelons_de, niveaux_groupes
from certificats.queries.fiche_poste import competences_groupees


class CompetenceNiveauForm(forms.Form):
    """A competence and a level of its own framework; cleans to the competence and the rank."""

    competence = forms.ModelChoiceField(
        label=_("Compétence"), queryset=Competence.objects.select_related("domaine"), empty_label=None
    )
    niveau = forms.ModelChoiceField(
        label=_("Niveau"),
        queryset=Niveau.objects.select_related("referentiel"),
        help_text=_("Sur l'échelle du référentiel de la compétence."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["competence"].choices = [("", _("Choisissez une compétence")), *competences_groupees()]
        self.fields["niveau"].choices = [("", _("Choisissez un niveau")), *niveaux_groupes()]

    def clean(self):
        donnees = super().clean()
        competence, niveau = donnees.get("competence"), donnees.get("niveau")
        if competence and niveau:
            if competence.domaine.referentiel_id != niveau.referentiel_id:
                nom = niveau.referentiel.nom
                self.add_error(
                    "niveau",
                    gettext("Ce niveau est de l'échelle « %(nom)s », pas de celle de la compétence.") % {"nom": nom},
                )
            donnees["niveau"] = niveau.rang
        return donnees


class EvaluationForm(CompetenceNiveauForm):
    faits = forms.CharField(
        label=_("Ce que vous avez vu"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Une situation et ce que la personne y a fait, sans jugement : elle le lira, avec votre nom."),
    )
    observe_le = forms.DateField(label=_("Vu le"), widget=ChoixDate, initial=timezone.localdate)


class RemarqueForm(forms.ModelForm):
    class Meta:
        model = Acquis
        fields = ["remarque"]
        labels = {"remarque": _("Votre remarque")}
        help_texts = {"remarque": _("La personne qui vous a évalué la lira. Elle ne se modifie plus ensuite.")}
        widgets = {"remarque": forms.Textarea(attrs={"rows": 4})}


class AutoEvaluationForm(forms.Form):
    """One question a competence: where one stands, in the words of its framework. What is not answered changes nothing."""

    def __init__(self, *args, competences: list[Competence], actuels: dict, **kwargs):
        super().__init__(*args, **kwargs)
        echelons = echelons_de({competence.domaine.referentiel_id for competence in competences})
        for competence in competences:
            niveaux = actuels.get(competence.pk)
            declare = niveaux.declare if niveaux else None
            self.fields[f"c{competence.pk}"] = _question(
                competence, declare, echelons[competence.domaine.referentiel_id]
            )

    @property
    def reponses(self) -> dict[int, int]:
        return {int(nom[1:]): niveau for nom, niveau in self.cleaned_data.items() if niveau is not None}


def _question(competence: Competence, declare, echelons: list[tuple[int, str, str]]) -> forms.TypedChoiceField:
    recent = declare and not declare.ancien
    choix = [(str(rang), _libelle(nom, description)) for rang, nom, description in echelons]
    aide = competence.description
    if declare and declare.ancien:
        aide = gettext("%(aide)s Votre dernière réponse date du %(jour)s : répondez de nouveau.") % {
            "aide": aide,
            "jour": francais.date_courte(declare.le),
        }
    return forms.TypedChoiceField(
        label=str(competence),
        help_text=aide.strip(),
        choices=choix if recent else [("", _("Je ne me prononce pas")), *choix],
        initial=str(declare.niveau) if recent else "",
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )


def _libelle(nom: str, description: str) -> str:
    return format_html('<strong>{}</strong> <span class="attenue">{}</span>', nom, description) if description else nom
