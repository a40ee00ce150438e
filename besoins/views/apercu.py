"""A survey as the person who answers will see it: every page, its conditions and what it takes up; nothing is kept."""

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import DetailView

from academie.autorisations.vues import ProtegeeMixin
from besoins.forms.apercu import Essai
from besoins.models import Enquete
from besoins.queries.enquete import questionnaire
from besoins.queries.reponse import pages_du_parcours


class EnqueteApercuView(ProtegeeMixin, DetailView):
    permission = "enquete.voir"
    model = Enquete
    template_name = "besoins/enquete/apercu.html"
    context_object_name = "enquete"
    http_method_names = ["get", "head", "post", "options"]
    # From a page to the one before; from the end, which stands after the last page, to the last.
    RECULS = {"precedente": 0, "reprendre": 1}

    @cached_property
    def sections(self):
        sections = questionnaire(self.object)
        if not 1 <= self.kwargs["numero"] <= len(sections):
            raise Http404
        return sections

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        essai = Essai(self.sections)
        return self.montrer(essai, self.kwargs["numero"], essai.page(self.kwargs["numero"]))

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        numero, aller = self.kwargs["numero"], request.POST.get("aller")
        essai = Essai(self.sections, request.POST)
        form = essai.envoyee(numero)
        if aller in self.RECULS:
            cible = essai.voisine(numero + self.RECULS[aller], -1) or numero
        elif form.errors:
            return self.montrer(essai, numero, form)
        else:
            cible = numero if essai.appelle(numero, form) else essai.voisine(numero, 1)
        return self.montrer(essai, cible, essai.page(cible) if cible else None)

    def montrer(self, essai, numero, form):
        """A page, or without `numero` the end."""
        section = essai.sections[numero - 1] if numero else None
        contexte = self.get_context_data(
            numero=numero,
            form=form,
            titre=essai.parcours.reprendre(section.titre) if section else "",
            aide=essai.parcours.reprendre(section.aide) if section else "",
            cachee=section is not None and section not in essai.parcours.sections,
            emportees=essai.emportees(form),
            precedente=numero is None or essai.voisine(numero, -1),
            derniere=len(essai.sections),
            pages=[] if numero else pages_du_parcours(essai.sections, essai.parcours),
        )
        return self.render_to_response(contexte)
