from django.utils.translation import gettext_lazy as _
from django.views.generic import UpdateView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.remplacement import remplacer
from sessions.forms.remplacement import RemplacerForm
from sessions.models import Inscription


class InscriptionRemplacerView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """A colleague of the same structure comes instead."""

    permission = "inscription.remplacer"
    visible = "inscription.voir"
    model = Inscription
    form_class = RemplacerForm
    template_name = "sessions/remplacement/form.html"
    extra_context = {"verbe": _("Donner la place")}

    def get_queryset(self):
        return super().get_queryset().select_related("utilisateur", "structure", "session__version__programme")

    def agir(self, form):
        return remplacer(inscription=self.object, utilisateur=form.cleaned_data["utilisateur"], par=self.request.user)
