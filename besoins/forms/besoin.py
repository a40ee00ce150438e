from django import forms
from django.utils.translation import gettext_lazy as _

from academie.francais import enumeration
from academie.models import Competence, Structure, Territoire, Theme
from academie.queries.territoire import territoire_designe
from besoins.forms.objectif import par_domaine
from besoins.models import Besoin, Enquete, Option, Signal


class RechercheBesoinsForm(forms.Form):
    q = forms.CharField(label=_("Mots cherchés"), max_length=100, required=False)
    etat = forms.ChoiceField(label=_("État"), choices=[("", _("Tous")), *Besoin.Etat.choices], required=False)
    porte = forms.ChoiceField(label=_("Arrivé par"), choices=[("", _("Tous")), *Besoin.Porte.choices], required=False)
    theme = forms.ModelChoiceField(
        Theme.objects.all(), label=_("Thème"), to_field_name="slug", required=False, empty_label=_("Tous")
    )
    region = forms.ModelChoiceField(
        Territoire.objects.filter(genre=Territoire.Genre.REGION).order_by("nom"),
        label=_("Priorité selon les réponses de"),
        to_field_name="code",
        required=False,
        empty_label=_("Toutes les régions"),
    )


class ChampTerritoires(forms.CharField):
    """Territories, one a line; cleans to a list of `Territoire`."""

    widget = forms.Textarea
    MAXIMUM = 30

    def __init__(self, **options):
        super().__init__(max_length=4000, **options)
        self.widget.attrs["rows"] = 3

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(territoire.designation for territoire in value)
        return value

    def clean(self, value):
        lignes = [ligne.strip() for ligne in super().clean(value).splitlines() if ligne.strip()]
        if len(lignes) > self.MAXIMUM:
            raise forms.ValidationError(_("Indiquez %(n)s territoires au plus.") % {"n": self.MAXIMUM})
        trouves = {ligne: _le_plus_vaste(ligne) for ligne in lignes}
        if inconnus := [_("« %(texte)s »") % {"texte": ligne} for ligne in lignes if trouves[ligne] is None]:
            raise forms.ValidationError(
                _("Aucun territoire unique ne correspond à %(textes)s : indiquez un code INSEE ou un SIREN.")
                % {"textes": enumeration(inconnus, _("ni à"))}
            )
        return list(dict.fromkeys(trouves.values()))


def _le_plus_vaste(texte: str) -> Territoire | None:
    """The territory of that name; of several, the région, then the département: communes bear their names too."""
    niveaux = [(), (Territoire.Genre.REGION,), (Territoire.Genre.DEPARTEMENT,)]
    designes = (territoire_designe(texte, genres=genres) for genres in niveaux)
    return next((territoire for territoire in designes if territoire), None)


class BesoinForm(forms.ModelForm):
    """What is known of a need, and what its priority is computed from."""

    territoires = ChampTerritoires(
        label=_("Territoires concernés"),
        required=False,
        help_text=_("Un par ligne : un nom, un code INSEE ou un SIREN. Laissez vide si tous le sont."),
    )
    competences = forms.ModelMultipleChoiceField(
        Competence.objects.none(), label=_("Compétences en jeu"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Besoin
        fields = ["titre", "description", "theme", "publics", "exprime_par", "urgence", "faisabilite"]
        widgets = {"description": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        competences = Competence.objects.select_related("domaine__referentiel")
        self.fields["competences"].queryset = competences
        self.fields["competences"].choices = par_domaine(competences)
        for champ in ("urgence", "faisabilite"):
            self.fields[champ].choices = [("", _("Pas encore appréciée")), *Besoin.Degre.choices]
        if self.instance.pk:
            territoires = self.instance.territoires.select_related("departement")
            self.initial |= {"territoires": list(territoires), "competences": list(self.instance.competences.all())}

    def liens(self) -> dict:
        """What the action sets beside the fields of the need."""
        return {nom: self.cleaned_data[nom] for nom in ("territoires", "competences")}


class DecisionForm(forms.Form):
    """Why a need is retained."""

    motif = forms.CharField(
        label=_("Motif"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_(
            "Ce qui décide, en une ou deux phrases. Il sera lu par toutes les personnes qui voient les besoins."
        ),
    )


class EcartForm(DecisionForm):
    """Why a need is set aside: a reason is due."""

    manque = _("Indiquez pourquoi le besoin est écarté : les personnes qui l'ont exprimé le liront.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["motif"].required = True
        self.fields["motif"].error_messages["required"] = self.manque


class SatisfactionForm(EcartForm):
    """What met a need."""

    manque = _("Indiquez ce qui satisfait le besoin : les personnes qui l'ont exprimé le liront.")


class OptionChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, option):
        return f"{option.libelle} ({option.question.section.enquete.titre})"


class SignalChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, signal):
        return f"{signal.titre} ({signal.cotation})"


class PreuveForm(forms.Form):
    """One survey result, or one corroborated signal, or one request in its own words."""

    SOURCES = ("option", "signal", "demande")

    option = OptionChoiceField(
        Option.objects.none(), label=_("Un résultat d'enquête"), required=False, empty_label=_("Aucun")
    )
    signal = SignalChoiceField(
        Signal.objects.none(), label=_("Ou un signal noté"), required=False, empty_label=_("Aucun")
    )
    demande = forms.CharField(
        label=_("Ou une demande, avec ses mots"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("Ce qui a été demandé, sans nommer la personne."),
    )
    structure = forms.CharField(
        label=_("Structure qui le demande"),
        max_length=200,
        required=False,
        help_text=_("Son nom exact, quand la demande vient d'une structure connue."),
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["option"].queryset = (
            Option.objects.exclude(question__section__enquete__etat=Enquete.Etat.BROUILLON)
            .select_related("question__section__enquete")
            .order_by("-question__section__enquete__cree_le", "question__section__ordre", "question__ordre", "ordre")
        )
        self.fields["signal"].queryset = Signal.objects.filter(note_le__isnull=False)

    def clean_structure(self):
        nom = self.cleaned_data["structure"].strip()
        trouvees = Structure.objects.filter(nom__iexact=nom)[:2] if nom else []
        if nom and len(trouvees) != 1:
            raise forms.ValidationError(
                _("Aucune structure unique ne porte ce nom. Laissez vide, et écrivez-le dans la demande.")
            )
        return trouvees[0] if nom else None

    def clean(self):
        donnees = super().clean()
        if sum(bool(donnees.get(source)) for source in self.SOURCES) != 1 and not self.errors:
            self.add_error(
                "option", _("Choisissez un résultat d'enquête, un signal ou une demande, et un seul des trois.")
            )
        return donnees


class RegroupementForm(forms.Form):
    """The needs that say the same as this one, and under which title."""

    besoins = forms.ModelMultipleChoiceField(
        Besoin.objects.all(),  # those already grouped too: the action knows what a second click means
        label=_("Besoins à réunir avec celui-ci"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choisissez au moins un besoin à regrouper.")},
    )
    titre = forms.CharField(
        label=_("Titre d'un nouveau groupe"),
        max_length=300,
        required=False,
        help_text=_("Laissez vide pour réunir les autres sous ce besoin-ci."),
    )

    def __init__(self, *args, regroupables, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["besoins"].choices = [
            (autre.pk, _("%(titre)s (titre proche)") % {"titre": autre.titre} if proche else autre.titre)
            for autre, proche in regroupables
        ]
