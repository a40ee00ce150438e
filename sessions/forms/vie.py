"""The deeds of a session's life: little to type, the page says what will happen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from academie import francais
from sessions.models import Session
from sessions.queries.regles import prerequis_a_confirmer
from sessions.queries.reinscription import sessions_de_remplacement


class ActeForm(forms.ModelForm):
    """Nothing to type."""

    class Meta:
        model = Session
        fields = []


class ConfirmerSessionForm(ActeForm):
    motif = forms.CharField(
        label=_("Pourquoi elle a lieu"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nécessaire sous le minimum. Il reste dans l'histoire de la session, il n'est envoyé à personne."),
    )


class ReporterSessionForm(ActeForm):
    motif = forms.CharField(
        label=_("Motif"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Il est envoyé tel quel aux personnes inscrites et montré sur la page de la session."),
    )


class RemplacanteField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        ou = obj.lieu.commune.nom if obj.lieu else _("à distance")
        quand = francais.periode(obj.debut, obj.fin)
        return _("%(quand)s, %(ou)s (places libres : %(libres)d)") % {
            "quand": quand,
            "ou": ou,
            "libres": max(obj.places_libres, 0),
        }


class AnnulerSessionForm(ReporterSessionForm):
    """The nearest session of the same programme is proposed; another may be chosen, or none."""

    remplacante = RemplacanteField(
        label=_("Session proposée à la place"),
        queryset=Session.objects.none(),
        required=False,
        empty_label=_("Aucune"),
        help_text=_("Chaque personne inscrite reçoit un lien personnel pour s'y inscrire, avant toute autre annonce."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        proposees = sessions_de_remplacement(self.instance) if self.instance.ouverte_le else []
        if not proposees:
            del self.fields["remplacante"]
            return
        champ = self.fields["remplacante"]
        champ.queryset = Session.objects.filter(pk__in=[session.pk for session in proposees])
        champ.choices = [("", champ.empty_label), *((s.pk, champ.label_from_instance(s)) for s in proposees)]
        champ.initial = proposees[0]


class ReinscriptionForm(forms.Form):
    """The link says who, the page says where; prerequisites are confirmed, unless they were."""

    prerequis_confirmes = forms.BooleanField(label=_("Je remplis les prérequis du programme"))

    def __init__(self, *args, inscription, **kwargs):
        super().__init__(*args, **kwargs)
        prerequis = prerequis_a_confirmer(inscription.session.remplacante.version)
        if inscription.prerequis_confirmes or not prerequis:
            del self.fields["prerequis_confirmes"]
        else:
            self.fields["prerequis_confirmes"].help_text = prerequis
