from django import forms
from django.utils.translation import gettext_lazy as _

from academie.champs.date import ChoixDate
from academie.models import Competence, Structure, Utilisateur
from certificats.models import AddendumEntretien, Entretien, FichePoste, PlanParcours
from certificats.queries.entretien import cote_de, plans_a_joindre
from certificats.queries.fiche_poste import competences_groupees

COURT, LONG = {"rows": 3}, {"rows": 5}


class ChampFiche(forms.ModelChoiceField):
    def label_from_instance(self, fiche):
        return fiche.titre


class EntretienForm(forms.ModelForm):
    """What both write, and the comment of the one who writes."""

    fiche_visee = ChampFiche(
        label=_("Poste visé"), queryset=FichePoste.objects.none(), required=False, empty_label=_("Aucun")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Entretien
        fields = [*Entretien.COMMUNS, *Entretien.MOTS.values()]
        widgets = {
            "tenu_le": ChoixDate,
            "fait": forms.Textarea(LONG),
            "reussites": forms.Textarea(LONG),
            "souhaits": forms.Textarea(LONG),
            "conclusions": forms.Textarea(LONG),
            "mot_personne": forms.Textarea(COURT),
            "mot_referent": forms.Textarea(COURT),
            "competences": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, utilisateur: Utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        entretien, cote = self.instance, cote_de(self.instance, utilisateur)
        for autre in Entretien.MOTS.keys() - {cote}:
            del self.fields[Entretien.MOTS[autre]]
        fiches = FichePoste.objects.publiees().filter(structure=None)
        fiches |= FichePoste.objects.publiees().filter(structure=entretien.structure_id)
        self.fields["fiche_visee"].queryset = fiches | FichePoste.objects.filter(pk=entretien.fiche_visee_id)
        self.fields["plan"].queryset = plans_a_joindre(entretien) | PlanParcours.objects.filter(pk=entretien.plan_id)
        self.fields["plan"].empty_label = _("Aucun plan joint")
        self.fields["plan"].help_text = _(
            "Le plan que la personne a proposé à la structure : vos deux signatures en conviennent."
        )
        self.fields["competences"].queryset = Competence.objects.all()
        self.fields["competences"].choices = competences_groupees()
        self.initial["revision"] = entretien.revision

    def _post_clean(self):
        """The action writes: what is on screen stays what was read."""


class PersonneEntretienForm(forms.Form):
    """With which structure, for whom several employ."""

    structure = forms.ModelChoiceField(
        label=_("Avec quelle structure"), queryset=Structure.objects.none(), empty_label=None
    )

    def __init__(self, *args, structures, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["structure"].queryset = structures


class SignatureForm(forms.ModelForm):
    nom = forms.CharField(
        label=_("Votre prénom et votre nom"),
        max_length=150,
        help_text=_("Les écrire vaut signature : le jour et l'heure sont notés."),
    )

    class Meta:
        model = Entretien
        fields: list[str] = []


class DeclinerForm(forms.ModelForm):
    motif = forms.CharField(label=_("Pourquoi"), max_length=1000, required=False, widget=forms.Textarea(COURT))

    class Meta:
        model = Entretien
        fields: list[str] = []


class ComplementForm(forms.ModelForm):
    class Meta:
        model = AddendumEntretien
        fields = ["texte"]
        widgets = {"texte": forms.Textarea(LONG)}
