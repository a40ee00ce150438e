from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from academie.actions.gabarit import reecrire_gabarit, refuser_les_fautes, retablir_gabarit
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.branchements.gabarits import GABARITS
from academie.forms.message import GabaritForm
from academie.queries.gabarit import Texte, apercu, par_theme, texte_en_vigueur, versions_de
from academie.regles import Refus


class GabaritListView(ProtegeeMixin, TemplateView):
    permission = "gabarit.gerer"
    template_name = "academie/gabarit/list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, themes=par_theme())


class GabaritMixin(ProtegeeMixin):
    permission = "gabarit.gerer"

    @cached_property
    def gabarit(self):
        if (gabarit := GABARITS.get(self.kwargs["code"])) is None or not gabarit.modifiable:
            raise Http404
        return gabarit

    def get_success_url(self):
        return reverse("gabarit_update", args=[self.gabarit.code])


class GabaritUpdateView(GabaritMixin, FormulaireActeMixin, FormView):
    """Rewrite a message, see it on a real case before and after."""

    form_class = GabaritForm
    template_name = "academie/gabarit/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "gabarit": self.gabarit,
            "mots": self.request.GET.get("q", "").replace("\0", "")[:100],
        }

    def get_initial(self):
        texte = texte_en_vigueur(self.gabarit)
        return {"sujet": texte.sujet, "texte": texte.texte, "exemple": self.request.GET.get("exemple", "")}

    def form_valid(self, form):
        if "apercu" not in self.request.POST:
            return super().form_valid(form)
        try:
            refuser_les_fautes(self.gabarit, form.cleaned_data["sujet"], form.cleaned_data["texte"])
        except Refus as refus:
            return self.refuser(form, refus)
        return self.render_to_response(self.get_context_data(form=form))

    def agir(self, form):
        saisie = form.cleaned_data
        reecrire_gabarit(gabarit=self.gabarit, sujet=saisie["sujet"], texte=saisie["texte"], par=self.request.user)
        messages.success(self.request, _("Ce texte sert dès le prochain message."))

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs, gabarit=self.gabarit, versions=versions_de(self.gabarit))
        return contexte | {"apercu": self.voir(contexte["form"])}

    def voir(self, form):
        """What is typed when it can be filled, else what is in force, on the case chosen or the latest one."""
        valide = form.is_bound and form.is_valid()
        saisie = form.cleaned_data if valide else form.initial
        choix = [valeur for valeur, _libelle in form.fields["exemple"].choices] if "exemple" in form.fields else []
        choisi = saisie.get("exemple") if saisie.get("exemple") in choix else next(iter(choix), "")
        texte = Texte(saisie["sujet"], saisie["texte"])
        return apercu(self.gabarit, texte, choisi) if choisi else None


class GabaritRetablirView(GabaritMixin, View):
    http_method_names = ["post", "options"]
    reussite = gettext_lazy("Le texte choisi est de nouveau en vigueur.")

    def post(self, request, *args, **kwargs):
        try:
            retablir_gabarit(gabarit=self.gabarit, numero=kwargs["numero"], par=request.user)
        except Refus as refus:
            messages.error(request, refus.message)
        else:
            messages.success(request, self.reussite)
        return HttpResponseRedirect(self.get_success_url())
