from django import forms
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academie.francais import duree
from academie.regles import regle
from besoins.models import Module

GROUPES = (
    (gettext_lazy("Le module"), ("titre", "minutes", "modalite", "objectifs")),
    (gettext_lazy("Ce qui s'y passe"), ("contenu", "methode", "cas_local")),
    (gettext_lazy("Les moyens"), ("supports", "profil_formateur")),
)


class ModuleForm(forms.ModelForm):
    class Meta:
        model = Module
        fields = [champ for _legende, champs in GROUPES for champ in champs]
        widgets = {
            "minutes": forms.NumberInput(attrs={"list": "durees"}),
            "modalite": forms.RadioSelect,
            "objectifs": forms.CheckboxSelectMultiple,
            "contenu": forms.Textarea(attrs={"rows": 5}),
            **{
                champ: forms.Textarea(attrs={"rows": 3})
                for champ in ("methode", "cas_local", "supports", "profil_formateur")
            },
        }

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objectifs"].queryset = version.objectifs.all()
        self.demi_journee = regle("programme.demi_journee")
        autres = version.modules.exclude(pk=self.instance.pk).aggregate(total=Sum("minutes"))["total"] or 0
        self.fields["minutes"].help_text = self._aide(autres)

    def groupes(self):
        return [(legende, [self[champ] for champ in champs]) for legende, champs in GROUPES]

    def durees(self) -> list[tuple[int, str]]:
        """Minutes that fill half-days, in words."""
        demi = self.demi_journee
        return [
            (demi // 2, _("la moitié d'une demi-journée")),
            (demi, _("une demi-journée")),
            (2 * demi, _("une journée")),
            (4 * demi, _("deux journées")),
        ]

    def _aide(self, autres: int) -> str:
        faits = {"demi": self.demi_journee, "autres": duree(autres), "reste": -autres % self.demi_journee}
        if not autres:
            return _("Une demi-journée fait %(demi)s minutes.") % faits
        if not faits["reste"]:
            return (
                _(
                    "Une demi-journée fait %(demi)s minutes. Les autres modules durent %(autres)s, en demi-journées entières."
                )
                % faits
            )
        return (
            _(
                "Une demi-journée fait %(demi)s minutes. Les autres modules durent %(autres)s : %(reste)s minutes de plus "
                "finiraient une demi-journée."
            )
            % faits
        )
