from django import forms
from django.utils.translation import gettext_lazy as _

from academie.models import Utilisateur

MOT = "EFFACER"


class ChoixDuNomForm(forms.Form):
    """Whether the name stays on the pages that verify certificates."""

    nom_visible = forms.TypedChoiceField(
        label=_("Votre nom sur les pages qui vérifient vos certificats"),
        choices=[
            ("oui", _("Il reste : qui reçoit votre certificat peut lire à qui il est.")),
            ("non", _("Il est remplacé par une empreinte : on peut lui comparer un nom, pas l'y lire.")),
        ],
        coerce=lambda valeur: valeur == "oui",
        initial="oui",
        widget=forms.RadioSelect,
    )


class EffacerForm(ChoixDuNomForm):
    mot = forms.CharField(
        label=_("Écrivez EFFACER"),
        max_length=20,
        help_text=_("En majuscules, pour confirmer."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    mot_de_passe = forms.CharField(
        label=_("Mot de passe"),
        max_length=200,
        required=False,
        strip=False,
        help_text=_("Si vous vous connectez sans mot de passe, laissez vide : un lien vous sera envoyé."),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def clean_mot(self):
        if self.cleaned_data["mot"].strip() != MOT:
            raise forms.ValidationError(_("Écrivez le mot EFFACER, en majuscules."))
        return MOT


class DemandePourAutruiForm(ChoixDuNomForm):
    email = forms.EmailField(label=_("Adresse électronique du compte"), max_length=254)
    motif = forms.CharField(
        label=_("Comment la demande est venue"),
        max_length=300,
        help_text=_("Par exemple : lettre reçue le 3 mars, identité vérifiée par téléphone."),
    )
    field_order = ["email", "motif", "nom_visible"]

    def clean_email(self):
        personne = Utilisateur.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if personne is None:
            raise forms.ValidationError(_("Aucun compte actif n'a cette adresse : vérifiez-la avec la personne."))
        self.personne = personne
        return personne.email
