"""Being named, or not, in the feeds of one's structures."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from sessions.actions.consentement import choisir_structures
from sessions.forms.consentement import ConsentementForm


class ConsentementView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """One's own choice, structure by structure; nobody is named to begin with."""

    permission = "abonnement.gerer"
    form_class = ConsentementForm
    template_name = "sessions/consentement/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user}

    def agir(self, form):
        choisir_structures(utilisateur=self.request.user, structures=form.cleaned_data["structures"])
        messages.success(self.request, _("Votre choix est noté. Il vaut dès la prochaine lecture de ces agendas."))

    def get_success_url(self):
        return reverse("sessions:consentement")
