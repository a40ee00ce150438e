import json
from dataclasses import astuple
from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.autorisations.jetons import JetonInvalide, creer_jeton, lire_jeton
from academie.champs.tableur import ChampTableur
from academie.models import Structure, Utilisateur
from sessions.actions.positionnement import Demande
from sessions.queries.groupe import LigneLue, Sort, affectations_inscriptibles, structures_inscriptibles
from sessions.queries.regles import prerequis_a_confirmer

LIGNES = "groupe.lignes"
UN_JOUR = timedelta(days=1)


class AccompagnerForm(forms.Form):
    """What who enrols others answers for; an exception is a gestionnaire's."""

    def __init__(self, *args, session, par, **kwargs):
        super().__init__(*args, **kwargs)
        self.session, self.par = session, par
        if prerequis_a_confirmer(session.version):
            self.fields["prerequis"] = forms.BooleanField(
                label=_("Les personnes choisies remplissent les prérequis"),
                help_text=_("Prérequis : %(prerequis)s") % {"prerequis": session.version.prerequis},
                error_messages={
                    "required": _("Vérifiez avec elles que les prérequis sont remplis, puis cochez la case.")
                },
            )
        if "session.planifier" in par.permissions:
            self.fields["derogation"] = forms.CharField(
                label=_("Motif d'une exception"),
                help_text=_(
                    "Avec un motif, vous pouvez dépasser les dates d'inscription, les places par structure et la règle "
                    "d'une place par programme. Il reste dans l'historique de l'inscription."
                ),
                max_length=300,
                required=False,
            )

    @property
    def demande(self) -> Demande:
        return Demande(
            prerequis_confirmes=self.cleaned_data.get("prerequis", False),
            derogation=self.cleaned_data.get("derogation", ""),
        )


class GroupeForm(AccompagnerForm):
    personnes = forms.ModelMultipleChoiceField(
        Utilisateur.objects.none(),
        label=gettext_lazy("Personnes à inscrire"),
        error_messages={
            "required": gettext_lazy("Choisissez au moins une personne."),
            "invalid_choice": gettext_lazy(
                "Une de ces personnes ne travaille plus dans votre structure. Rechargez la page."
            ),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        inscriptibles = affectations_inscriptibles(self.par).order_by().values("utilisateur")
        self.fields["personnes"].queryset = Utilisateur.objects.filter(pk__in=inscriptibles)


class FichierGroupeForm(forms.Form):
    """A file of people of one structure."""

    structure = forms.ModelChoiceField(
        Structure.objects.none(), label=gettext_lazy("Structure qui emploie ces personnes"), empty_label=None
    )
    fichier = ChampTableur(
        help_text=gettext_lazy(
            "CSV ou XLSX, une personne par ligne. La première ligne nomme les colonnes : adresse électronique, prénom, nom."
        )
    )

    def __init__(self, *args, par, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["structure"].queryset = structures_inscriptibles(par)


class ConfirmerGroupeForm(AccompagnerForm):
    """The lines that were read and shown, signed: nothing is kept between the two pages."""

    lignes = forms.CharField(widget=forms.HiddenInput())

    @classmethod
    def sceller(cls, session, par, structure, lignes: list[LigneLue]) -> str:
        contenu = json.dumps([astuple(ligne) for ligne in lignes])
        return creer_jeton(LIGNES, session.pk, par.pk, structure.pk, contenu)

    def clean_lignes(self):
        perimees = forms.ValidationError(_("Ces lignes ne sont plus lisibles : déposez à nouveau le fichier."))
        try:
            session, par, structure, contenu = lire_jeton(LIGNES, self.cleaned_data["lignes"], validite=UN_JOUR)
        except (JetonInvalide, ValueError) as erreur:
            raise perimees from erreur
        self.structure = structures_inscriptibles(self.par).filter(pk=structure).first()
        if (session, par) != (self.session.pk, self.par.pk) or self.structure is None:
            raise perimees
        lues = [LigneLue(*valeurs) for valeurs in json.loads(contenu)]
        for ligne in lues:
            ligne.sort = Sort(ligne.sort)
        return lues
