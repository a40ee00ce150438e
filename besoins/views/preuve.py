from django.utils.translation import gettext_lazy as _

from academie.autorisations.vues import ActeView
from besoins.actions.preuve import joindre_demande, joindre_resultat, joindre_signal, retirer_preuve
from besoins.forms.besoin import PreuveForm
from besoins.models import Besoin
from besoins.views.besoin import BesoinDecisionView


class PreuveCreateView(BesoinDecisionView):
    form_class = PreuveForm
    extra_context = {"titre": _("Joindre une preuve"), "verbe": _("Joindre la preuve")}

    def agir(self, form):
        choix = {"besoin": self.object, "par": self.request.user}
        donnees = form.cleaned_data
        if donnees["option"]:
            joindre_resultat(option=donnees["option"], note=donnees["note"], **choix)
        elif donnees["signal"]:
            joindre_signal(signal=donnees["signal"], note=donnees["note"], **choix)
        else:
            joindre_demande(note=donnees["demande"], structure=donnees["structure"], **choix)
        return self.object


class PreuveRetirerView(ActeView):
    permission = "besoin.arbitrer"
    model = Besoin

    def acte(self, besoin):
        if preuve := besoin.preuves.filter(pk=self.kwargs["preuve"]).first():
            retirer_preuve(besoin=besoin, preuve=preuve)
