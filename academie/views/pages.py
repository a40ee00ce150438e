from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from academie.forms.composants import ExempleForm
from academie.templatetags.dessins import DESSINS
from academie.templatetags.etats import ETATS
from academie.templatetags.presentation import MAISONS, TONS


class AccessibiliteView(TemplateView):
    template_name = "academie/pages/accessibilite.html"


class EditeurView(TemplateView):
    """A legal page: what only the operator knows comes from the settings."""

    extra_context = {"editeur": settings.EDITEUR, "hebergeur": settings.HEBERGEUR}


class MentionsLegalesView(EditeurView):
    template_name = "academie/pages/mentions_legales.html"


class DonneesPersonnellesView(EditeurView):
    template_name = "academie/pages/donnees_personnelles.html"


class ComposantsView(TemplateView):
    """Every element of the look with its variants, for those who write pages."""

    template_name = "academie/pages/composants.html"

    def dispatch(self, request, *args, **kwargs):
        if not settings.DEBUG:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        for niveau, texte in (
            (messages.SUCCESS, _("Votre inscription est confirmée.")),
            (messages.WARNING, _("La session est complète : vous êtes en liste d'attente.")),
        ):
            messages.add_message(self.request, niveau, texte)
        formulaire = ExempleForm({"titre": "", "debut": "32/13/2027", "publics": ["seniors"]})
        return super().get_context_data(
            **kwargs,
            formulaire=formulaire,
            vierge=ExempleForm(auto_id="vierge_%s"),
            maisons=MAISONS,
            tons=TONS,
            etats=list(ETATS),
            icones=list(DESSINS),
            page=Paginator(range(1255), 25).get_page(self.request.GET.get("page", 3)),
        )
