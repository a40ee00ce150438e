from django import forms

from besoins.models import Module


class ModuleForm(forms.ModelForm):
    class Meta:
        model = Module
        fields = ["titre", "minutes", "contenu", "methode", "objectifs"]
        widgets = {
            "contenu": forms.Textarea(attrs={"rows": 5}),
            "methode": forms.Textarea(attrs={"rows": 3}),
            "objectifs": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objectifs"].queryset = version.objectifs.all()
