from datetime import date, time

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from academie.branchements.accueil import Figure, Ligne
from academie.forms.composants import ExempleForm, FacettesForm
from academie.templatetags.dessins import DESSINS
from academie.templatetags.etats import ETATS
from academie.templatetags.presentation import MAISONS, TONS

EXEMPLES = {
    "jour": date(2027, 3, 3),
    "lendemain": date(2027, 3, 5),
    "debut": time(9, 30),
    "fin": time(12, 15),
    "lignes": [
        Ligne("Signez votre présence du matin", "#a-faire", date(2020, 3, 3), "Accueillir et orienter", "sessions"),
        Ligne("Relisez le programme « Médiation itinérante »", "#a-faire", date(2127, 3, 9), "", "besoins"),
        Ligne("Téléchargez votre certificat", "#a-faire", maison="certificats"),
    ],
    "chiffres": [
        {"valeur": "81,8 %", "libelle": "expriment le besoin", "precision": "9 sur 11 [52 % – 95 %]"},
        Figure("12", "inscriptions à venir", "#chiffres"),
        Figure("1 255", "intercommunalités"),
    ],
    "faits": [
        ("Lieu", "Médiathèque, 12 rue des Écoles, Nevers"),
        ("Durée", "13 h 30, en quatre demi-journées"),
        ("Formatrices et formateurs", "Camille D., Dominique R."),
    ],
    "filtres_actifs": [
        {"libelle": "Région : Bretagne", "url_retrait": "#listes"},
        {"libelle": "À distance", "url_retrait": "#listes"},
    ],
    "etapes": [
        {"libelle": "Dates", "url": "#etapes", "faite": True, "courante": False},
        {"libelle": "Lieu", "url": "#etapes", "faite": False, "courante": True},
        {"libelle": "Récapitulatif", "url": "", "faite": False, "courante": False},
    ],
    "phrases": [
        "Mardi 3 mars, Camille D. a confirmé l'inscription.",
        "Lundi 2 mars, Dominique R. a ouvert la session.",
    ],
}


class EditeurView(TemplateView):
    """A legal page: what only the operator knows comes from the settings."""

    extra_context = {"editeur": settings.EDITEUR, "hebergeur": settings.HEBERGEUR}


class AccessibiliteView(EditeurView):
    template_name = "academie/pages/accessibilite.html"


class MentionsLegalesView(EditeurView):
    template_name = "academie/pages/mentions_legales.html"


class DonneesPersonnellesView(EditeurView):
    template_name = "academie/pages/donnees_personnelles.html"


class RobotsView(TemplateView):
    """What search engines leave alone; each proof says so itself too."""

    template_name = "academie/pages/robots.txt"
    content_type = "text/plain; charset=utf-8"


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
            (messages.WARNING, _("La session est complète : vous êtes en liste d'attente.")),
        ):
            messages.add_message(self.request, niveau, texte)
        return super().get_context_data(
            **kwargs,
            **EXEMPLES,
            formulaire=ExempleForm({"titre": "", "debut": "32/13/2027", "publics": ["seniors"]}),
            facettes=FacettesForm(auto_id="facette_%s"),
            vierge=ExempleForm(auto_id="vierge_%s"),
            maisons=MAISONS,
            tons=TONS,
            etats=list(ETATS),
            icones=list(DESSINS),
            page=Paginator(range(1255), 25).get_page(self.request.GET.get("page", 3)),
        )
