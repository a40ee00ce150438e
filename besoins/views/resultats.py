import csv

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from academie.autorisations.vues import ActeView, ProtegeeMixin
from besoins.actions.preuve import deriver_besoin_d_option
from besoins.models import Enquete, Option
from besoins.queries.resultats import resultats, tableau


class EnqueteResultatsView(ProtegeeMixin, DetailView):
    permission = "enquete.voir"
    model = Enquete
    template_name = "besoins/enquete/resultats.html"
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, resultats=resultats(self.object))


class EnqueteResultatsCsvView(ProtegeeMixin, DetailView):
    """The figures as a table for spreadsheets: UTF-8 with its mark, semicolons."""

    permission = "enquete.voir"
    model = Enquete

    def render_to_response(self, context, **kwargs):
        reponse = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        nom = f"resultats-{slugify(self.object.titre)[:60] or self.object.pk}.csv"
        reponse["Content-Disposition"] = f'attachment; filename="{nom}"'
        csv.writer(reponse, delimiter=";").writerows(tableau(resultats(self.object, textes=None)))
        return reponse


class OptionDeriverView(ActeView):
    """One click from a result to a need."""

    permission = "besoin.arbitrer"
    model = Enquete
    reussite = _("Le besoin est là, avec ce résultat pour preuve. Qualifiez-le, puis retenez-le ou écartez-le.")

    def acte(self, enquete):
        option = Option.objects.filter(question__section__enquete=enquete, pk=self.kwargs["option"]).first()
        return option and deriver_besoin_d_option(option=option, par=self.request.user)
