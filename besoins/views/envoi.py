from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.francais import nombre
from besoins.actions.envoi import envoyer
from besoins.forms.envoi import EnvoiForm
from besoins.models import Enquete
from besoins.notifications.invitation import apercu_envoi
from besoins.queries.envoi import destinataires, ecarts

PAR_PAGE = 50


class EnvoiView(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """Who will receive what, and who will not and why; then, once, the sending."""

    permission = "enquete.concevoir"
    model = Enquete
    form_class = EnvoiForm
    context_object_name = "enquete"
    template_name = "besoins/envoi/form.html"
    genre = ""

    @cached_property
    def object(self):
        return self.get_object()

    @cached_property
    def page(self):
        qui = destinataires(self.object, self.genre, timezone.now()).select_related("structure", "territoire")
        return Paginator(qui.order_by("nom", "pk"), PAR_PAGE).get_page(self.request.GET.get("page"))

    def get_initial(self):
        return {"nombre": self.page.paginator.count}

    def form_valid(self, form):
        if "apercu" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        return super().form_valid(form)

    def agir(self, form):
        envoi = envoyer(enquete=self.object, genre=self.genre, par=self.request.user, **form.cleaned_data)
        messages.success(self.request, _phrase(envoi.nombre if envoi else 0))
        return self.object

    def get_success_url(self):
        return reverse("besoins:invitation_list", args=[self.object.pk])

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", self.get_form())
        premiere = next(iter(self.page), None)
        mot = kwargs["form"]["mot"].value() or ""
        return super().get_context_data(
            **kwargs,
            genre=self.genre,
            nombre=self.page.paginator.count,
            page_obj=self.page,
            ecarts=ecarts(self.object, self.genre, timezone.now()),
            message=apercu_envoi(self.object, self.genre, premiere, mot) if premiere else None,
        )


def _phrase(envoyes: int) -> str:
    if not envoyes:
        return _("Rien n'est parti : il ne restait personne à qui écrire.")
    return ngettext("%(nombre)s message part.", "%(nombre)s messages partent.", envoyes) % {"nombre": nombre(envoyes)}
