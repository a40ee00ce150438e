"""The wording of an open survey, corrected and logged."""

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from besoins.actions.correction import corriger_mots
from besoins.forms.correction import correction_form
from besoins.models import Enquete
from besoins.queries.correction import CORRIGES
from besoins.views.question import VERS_ENQUETE, ElementFormView

VERS = VERS_ENQUETE | {Enquete: "pk"}


class CorrectionCreateView(ElementFormView):
    titre, verbe = _("Corriger une formulation"), _("Enregistrer la correction")
    template_name = "besoins/correction/create.html"

    def element(self):
        modele = CORRIGES.get(self.kwargs["genre"])
        trouve = (
            modele
            and modele.objects.filter(**{VERS[modele]: self.enquete.pk}).filter(pk=self.kwargs["element"]).first()
        )
        if not trouve:
            raise Http404
        return trouve

    @cached_property
    def form_class(self):
        return correction_form(self.instance)

    def agir(self, form):
        corriger_mots(element=self.instance, mots=form.mots(), motif=form.cleaned_data["motif"], par=self.request.user)
        return self.instance
