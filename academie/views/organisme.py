from django.utils.translation import gettext_lazy as _
from django.views.generic import UpdateView

from academie.actions.organisme import enregistrer_organisme
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.forms.organisme import OrganismeForm
from academie.models import Organisme
from academie.queries.organisme import manques


class OrganismeView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """What every document says of the Académie, and what is still missing."""

    permission = "organisme.gerer"
    model = Organisme
    form_class = OrganismeForm
    template_name = "academie/organisme/form.html"
    extra_context = {"verbe": _("Enregistrer")}

    def get_object(self, queryset=None):
        return Organisme.charger()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, manques=manques(Organisme.charger()))

    def agir(self, form):
        return enregistrer_organisme(
            organisme=form.instance,
            signature=form.cleaned_data["image_signature"],
            sans_signature=form.cleaned_data.get("sans_signature", False),
        )
