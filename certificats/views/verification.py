from datetime import timedelta

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from academie.regles.essais import essai_permis
from certificats.forms.verification import VerificationForm
from certificats.queries.certificat import document_public, faits_lisibles

MINUTE = timedelta(minutes=1)


class VerificationView(FormView):
    """Type a code. The form is a GET: no cookie, no token, and the address of the answer can be kept."""

    form_class = VerificationForm
    template_name = "certificats/verification/form.html"
    http_method_names = ["get", "head", "options"]

    def get_form_kwargs(self):
        saisie = self.request.GET if "code" in self.request.GET else None
        return super().get_form_kwargs() | {"data": saisie}

    def get(self, request, *args, **kwargs):
        form = self.get_form()
        if form.is_valid():
            return HttpResponseRedirect(reverse("certificats:verification_detail", args=[form.cleaned_data["code"]]))
        return self.render_to_response(self.get_context_data(form=form))


@method_decorator(never_cache, name="dispatch")
class VerificationDetailView(TemplateView):
    """The public proof. An unknown code and a badly typed one are answered alike."""

    template_name = "certificats/verification/detail.html"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        if not essai_permis("verification.essais", adresse_du_client(request), periode=MINUTE):
            reponse = render(request, "certificats/verification/attendre.html", status=429)
            reponse["Retry-After"] = "60"
        else:
            reponse = super().dispatch(request, *args, **kwargs)
        reponse["X-Robots-Tag"] = "noindex, nofollow"
        return reponse

    def get(self, request, code):
        document = document_public(code)
        if document is None:
            return render(request, "certificats/verification/inconnu.html", {"saisie": code[:40]}, status=404)
        return self.render_to_response(
            {"document": document, "certificat": document.certificat, "faits": faits_lisibles(document)}
        )


def adresse_du_client(request) -> str:
    """The address of whoever asks; behind our own proxy, the one that the proxy saw."""
    if settings.SECURE_PROXY_SSL_HEADER and (relais := request.headers.get("X-Forwarded-For")):
        return relais.rpartition(",")[2].strip()
    return request.META["REMOTE_ADDR"]
