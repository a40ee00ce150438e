"""How a page is guarded: one mixin, one permission of the table.

Not signed in: sent to sign-in. Permission not held at all: 403. Object out of the permission's scope: 404.
Object visible (by `visible`) but the deed out of scope: 403.
"""

from django.contrib import messages
from django.contrib.auth.mixins import AccessMixin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin
from django.views.generic.detail import SingleObjectMixin

from academie.regles import Refus


class ProtegeeMixin(AccessMixin):
    permission: str
    visible: str | None = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if self.permission not in request.user.permissions:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def handle_no_permission(self):
        """A deed sent once the session is over is said not done; signing in leads back to its page, not to its address."""
        request = self.request
        if request.method != "POST" or "HX-Request" in request.headers:
            return super().handle_no_permission()
        messages.warning(
            request,
            _(
                "Vous n'étiez plus connectée ou connecté\xa0: ce que vous venez d'envoyer n'est pas enregistré. "
                "Connectez-vous, puis recommencez."
            ),
        )
        page = request.headers.get("Referer", "")
        connue = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
        return redirect_to_login(page if connue else reverse("accueil"))

    def get_queryset(self):
        return super().get_queryset().autorises(self.request.user, self.visible or self.permission)

    def get_object(self, queryset=None):
        objet = super().get_object(queryset)
        if self.visible and not self.request.user.has_perm(self.permission, objet):
            raise PermissionDenied
        return objet


class ActeView(ProtegeeMixin, SingleObjectMixin, View):
    """A button: one POST, one action, one sentence back. A refusal is said where the person was."""

    http_method_names = ["post", "options"]
    reussite = ""

    def acte(self, objet):
        """Call the action. May return another object to go to."""
        raise NotImplementedError

    def retour(self, objet) -> str:
        return objet.get_absolute_url()

    def post(self, request, *args, **kwargs):
        objet = self.get_object()
        try:
            objet = self.acte(objet) or objet
        except Refus as refus:
            messages.error(request, refus.message)
        else:
            if self.reussite:
                messages.success(request, self.reussite)
        return HttpResponseRedirect(self.retour(objet))


class ConfirmationView(TemplateResponseMixin, ActeView):
    """A deed that cannot be undone or reaches many: its page says what will happen, to whom, and how many."""

    http_method_names = ["get", "head", *ActeView.http_method_names]

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data())


class FormulaireActeMixin:
    """A form whose valid content goes to an action; the action's refusal comes back on the right field."""

    def agir(self, form):
        """Call the action with the cleaned data; return the object to go to."""
        raise NotImplementedError

    def form_valid(self, form):
        try:
            self.object = self.agir(form)
        except Refus as refus:
            return self.refuser(form, refus)
        return HttpResponseRedirect(self.get_success_url())

    def refuser(self, form, refus: Refus):
        """Say the refusal in the form, with what was typed."""
        raisons = [str(erreur) for erreur in getattr(refus, "erreurs", [refus])]
        form.add_error(refus.champ if refus.champ in form.fields else None, raisons)
        return self.form_invalid(form)


def telecharger(fichier, nom: str) -> FileResponse:
    """A file that somebody sent, to be kept and never shown by the browser."""
    try:
        contenu = fichier.open()
    except (OSError, ValueError) as absent:
        raise Http404 from absent
    nom = f"{nom}.{fichier.name.rpartition('.')[2]}"
    reponse = FileResponse(contenu, as_attachment=True, filename=nom, content_type="application/octet-stream")
    reponse["Cache-Control"] = "private, no-store"
    reponse["X-Content-Type-Options"] = "nosniff"
    return reponse
