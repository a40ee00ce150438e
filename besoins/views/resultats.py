from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from academie.autorisations.vues import ActeView
from besoins.actions.preuve import deriver_besoin_d_option
from besoins.forms.filtres import FiltreForm
from besoins.models import Enquete, Option
from besoins.queries.carte import carte_demandee
from besoins.queries.correction import corrections_dites
from besoins.queries.facettes import facettes
from besoins.queries.resultats import resultats
from besoins.queries.tableau import tableau
from besoins.queries.verbatims import question_de_texte, verbatims
from besoins.views.scores import AnalyseView
from besoins.views.tableur import TableurMixin


class EnqueteResultatsView(AnalyseView):
    template_name = "besoins/enquete/resultats.html"

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        filtre, lue = contexte["filtre"], contexte["lecture"]
        choix = facettes(self.object, filtre, lue)
        return contexte | {"form_filtre": FiltreForm(filtre, choix), "cartes": "region" in choix}

    def analyser(self, filtre, lue):
        return {
            "resultats": resultats(self.object, filtre, minimum=lue.minimum),
            "carte": carte_demandee(self.object, filtre, lue, self.request.GET.get("carte", "")),
            "corrections": corrections_dites(self.object),
        }


class EnqueteResultatsCsvView(TableurMixin, AnalyseView):
    """The figures as a table for spreadsheets: the same filters, every text."""

    fichier = "resultats"

    def get_context_data(self, **kwargs):
        self.contexte = super().get_context_data(**kwargs)
        return self.contexte

    def analyser(self, filtre, lue):
        return {"resultats": resultats(self.object, filtre, textes=None, minimum=lue.minimum)}

    def lignes(self):
        if not self.contexte["lecture"].permise:
            return [[self.contexte["lecture"].raison]]
        return tableau(self.contexte["resultats"])


class VerbatimsView(AnalyseView):
    """Every text of one question, searched, a page at a time, without a name."""

    template_name = "besoins/resultats/verbatims.html"
    par_page = 50

    def analyser(self, filtre, lue):
        question = question_de_texte(self.object, self.kwargs["question"])
        if question is None:
            raise Http404
        textes = verbatims(question, filtre, self.request.GET.get("q", ""))
        page = Paginator(textes, self.par_page).get_page(self.request.GET.get("page"))
        return {"question": question, "page_obj": page, "masque": page.paginator.count < lue.minimum_croise}


class OptionDeriverView(ActeView):
    """One click from a result to a need."""

    permission = "besoin.arbitrer"
    model = Enquete
    reussite = _("Le besoin est là, avec ce résultat pour preuve. Qualifiez-le, puis retenez-le ou écartez-le.")

    def acte(self, enquete):
        option = Option.objects.filter(question__section__enquete=enquete, pk=self.kwargs["option"]).first()
        return option and deriver_besoin_d_option(option=option, par=self.request.user)
