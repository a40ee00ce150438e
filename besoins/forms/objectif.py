from itertools import groupby

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.francais import enumeration
from academie.models import Competence, Niveau
from besoins.models import Objectif
from besoins.taxonomie.verbes import DEGRES, verbe_de, verbes_proches

# Enough to see what a degree is made of; the page of the form shows them all.
EXEMPLES = 3


class NiveauField(forms.ModelChoiceField):
    """A level of any framework, by name, those of one framework together."""

    def __init__(self, **options):
        super().__init__(Niveau.objects.select_related("referentiel"), **options)

    def label_from_instance(self, obj):
        return f"{obj.nom} – {obj.description}" if obj.description else obj.nom

    def grouper(self) -> None:
        groupes = groupby(self.queryset.order_by("referentiel", "rang"), key=lambda niveau: niveau.referentiel)
        self.choices = [
            ("", _("Choisissez un niveau")),
            *(
                (str(referentiel), [(niveau.pk, self.label_from_instance(niveau)) for niveau in niveaux])
                for referentiel, niveaux in groupes
            ),
        ]


class ObjectifForm(forms.ModelForm):
    niveau = NiveauField(
        label=gettext_lazy("Niveau visé"),
        help_text=gettext_lazy("Un niveau du même référentiel que la compétence."),
    )

    class Meta:
        model = Objectif
        fields = ["intitule", "competence", "niveau", "evaluation", "besoins"]
        widgets = {
            "intitule": forms.TextInput(attrs={"list": "verbes"}),
            "evaluation": forms.Textarea(attrs={"rows": 3}),
            "besoins": forms.CheckboxSelectMultiple,
        }

    degres = DEGRES

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["besoins"].queryset = version.besoins.retenus()
        competences = Competence.objects.select_related("domaine__referentiel")
        self.fields["competence"].queryset = competences
        self.fields["competence"].choices = [("", _("Choisissez une compétence")), *par_domaine(competences)]
        self.fields["niveau"].grouper()
        if self.instance.pk:
            self.initial["niveau"] = Niveau.objects.filter(
                referentiel__domaines__competences=self.instance.competence_id, rang=self.instance.niveau
            ).first()

    def clean_intitule(self):
        intitule = self.cleaned_data["intitule"]
        if verbe_de(intitule) is None:
            raise forms.ValidationError(_sans_verbe(intitule))
        return intitule

    def clean(self):
        """The action takes the rank of the level."""
        donnees = super().clean()
        competence, niveau = donnees.get("competence"), donnees.get("niveau")
        if niveau:
            donnees["niveau"] = niveau.rang
        if competence and niveau and competence.domaine.referentiel_id != niveau.referentiel_id:
            self.add_error(
                "niveau",
                _(
                    "« %(niveau)s » est un niveau de « %(autre)s », et la compétence est de « %(referentiel)s » : "
                    "choisissez un niveau de « %(referentiel)s »."
                )
                % {"niveau": niveau, "autre": niveau.referentiel, "referentiel": competence.domaine.referentiel},
            )
        return donnees


def par_domaine(competences) -> list:
    return [
        (f"{domaine.referentiel} – {domaine}", [(competence.pk, str(competence)) for competence in groupe])
        for domaine, groupe in groupby(competences, key=lambda competence: competence.domaine)
    ]


def _sans_verbe(intitule: str) -> list[str]:
    """Why an objective is refused, in sentences: what it should begin with, verbs near it, the six degrees."""
    phrases = [
        _("Commencez par un verbe d'action, à l'infinitif : « %(mots)s » n'est pas dans la liste des verbes.")
        % {"mots": " ".join(intitule.split()[:2])}
    ]
    if proches := verbes_proches(intitule):
        phrases.append(
            _("Verbes proches : %(verbes)s.") % {"verbes": enumeration([f"« {verbe} »" for verbe in proches], "ou")}
        )
    degres = [f"{degre.nom} ({', '.join(degre.verbes[:EXEMPLES])}…)" for degre in DEGRES]
    return [*phrases, _("Les six degrés : %(degres)s.") % {"degres": ", ".join(degres)}]
