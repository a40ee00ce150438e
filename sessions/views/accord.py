"""The employer's agreement: answered by a link, followed and asked again by who runs the sessions."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, ListView, UpdateView

from academie.autorisations.jetons import JetonInvalide
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.accord import donner_accord, redemander_accord, refuser_accord
from sessions.forms.accord import AccordFiltre, PapierAccordForm, RedemanderAccordForm, RepondreAccordForm
from sessions.models import AccordEmployeur
from sessions.queries.accord import avec_inscription, faits, lien_accord


@method_decorator(never_cache, name="dispatch")
class AccordRepondreView(FormulaireActeMixin, FormView):
    """Public: who, what, when, how long, for how much; then the answer. Answered or too late, it says so."""

    form_class = RepondreAccordForm
    template_name = "sessions/accord/repondre.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            self.lien = lien_accord(kwargs["jeton"])
        except (JetonInvalide, AccordEmployeur.DoesNotExist, ValueError):
            return self.response_class(request, "sessions/accord/lien_invalide.html", status=404)
        return super().dispatch(request, *args, **kwargs)

    def agir(self, form):
        if self.lien.obstacle:
            return self.lien.accord
        if form.cleaned_data["decision"] == "accepter":
            return donner_accord(accord=self.lien.accord, par=form.par)
        return refuser_accord(accord=self.lien.accord, par=form.par, motif=form.cleaned_data["motif"])

    def get_success_url(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        accord = self.lien.accord
        return super().get_context_data(**kwargs, accord=accord, obstacle=self.lien.obstacle, faits=faits(accord))


class AccordListView(ProtegeeMixin, ListView):
    """What employers are asked, and what they answered: one's own, those of one's structures, or all."""

    permission = "accord.voir"
    model = AccordEmployeur
    template_name = "sessions/accord/list.html"
    paginate_by = 25

    def get_queryset(self):
        accords = avec_inscription(super().get_queryset()).order_by("-demande_le", "-pk")
        self.filtre = AccordFiltre(self.request.GET, queryset=accords)
        return self.filtre.trouvees()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, filtre=self.filtre, filtres_actifs=self.filtre.filtres_actifs(), maintenant=timezone.now()
        )


class AccordDecisionView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """What a gestionnaire does with a request that waits."""

    permission = "accord.demander"
    visible = "accord.voir"
    model = AccordEmployeur
    context_object_name = "accord"
    template_name = "sessions/accord/decision.html"

    def get_queryset(self):
        return avec_inscription(super().get_queryset())

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, faits=faits(self.object))

    def get_success_url(self):
        return reverse("sessions:accord_list")


class AccordRedemanderView(AccordDecisionView):
    form_class = RedemanderAccordForm
    extra_context = {
        "titre": gettext_lazy("Demander l'accord à nouveau"),
        "explication": gettext_lazy("Un nouveau lien est envoyé ; le lien précédent ne sert plus."),
        "verbe": gettext_lazy("Envoyer la demande"),
    }

    def get_initial(self):
        return {"numero": self.object.numero}

    def agir(self, form):
        accord = redemander_accord(accord=form.instance, **form.cleaned_data)
        messages.success(self.request, _("La demande est envoyée à %(adresse)s.") % {"adresse": accord.email})
        return accord


class AccordPapierView(AccordDecisionView):
    form_class = PapierAccordForm
    extra_context = {
        "titre": gettext_lazy("Enregistrer un accord donné sur papier"),
        "explication": gettext_lazy("L'inscription devient confirmée, comme si la personne avait répondu par le lien."),
        "verbe": gettext_lazy("Enregistrer l'accord"),
    }

    def get_form_kwargs(self):
        arguments = super().get_form_kwargs()
        del arguments["instance"]
        return arguments

    def agir(self, form):
        accord = donner_accord(
            accord=self.object, par=form.par, motif=form.cleaned_data["motif"], enregistre_par=self.request.user
        )
        messages.success(self.request, _("L'accord est enregistré."))
        return accord
