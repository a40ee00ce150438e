from django import forms


class InscriptionCompteForm(forms.Form):
    def signup(self, request, user):
        pass
