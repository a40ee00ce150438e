from secrets import token_urlsafe

from django import forms
from django.utils.translation import gettext_lazy as _

from academie.autorisations.jetons import JetonInvalide, creer_jeton, lire_jeton
from sessions.models import AbonnementAgenda
from sessions.queries.abonnement import USAGE, contenus_de

OCTETS = 20


class SecretForm(forms.Form):
    """Carries the secret that will make the address: the same form sent twice makes one address, and shows the same."""

    jeton = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args, utilisateur, **kwargs):
        super().__init__(*args, **kwargs)
        self.utilisateur = utilisateur
        self.fields["jeton"].initial = lambda: creer_jeton(USAGE, utilisateur.pk, token_urlsafe(OCTETS))

    def clean(self):
        """The secret was drawn here, for this person."""
        donnees = super().clean()
        try:
            pour, donnees["secret"] = lire_jeton(USAGE, donnees.pop("jeton", ""))
        except (JetonInvalide, ValueError):
            pour = None
        if pour != self.utilisateur.pk:
            raise forms.ValidationError(_("Cette page est trop ancienne : rechargez-la, puis recommencez."))
        return donnees


class AbonnementForm(SecretForm):
    """Asks nothing of whoever has nothing to follow: its page says so."""

    contenu = forms.ChoiceField(label=_("Que voulez-vous suivre ?"), widget=forms.RadioSelect)
    libelle = AbonnementAgenda._meta.get_field("libelle").formfield()
    noms = AbonnementAgenda._meta.get_field("noms").formfield()

    field_order = ["contenu", "libelle", "noms"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.contenus = {contenu.cle: contenu for contenu in contenus_de(self.utilisateur)}
        choix = [(cle, contenu.libelle) for cle, contenu in self.contenus.items()]
        self.fields["contenu"].choices = choix
        self.initial["contenu"] = choix[0][0] if choix else None
        if not any(contenu.structure for contenu in self.contenus.values()):
            del self.fields["noms"]
        if not choix:
            self.fields.clear()

    def clean_contenu(self):
        return self.contenus[self.cleaned_data["contenu"]]
