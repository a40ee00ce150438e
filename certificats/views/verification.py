from datetime import timedelta

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from academie.diffusion.cadence import adresse_du_client
from academie.regles import regle
from academie.regles.essais import essai_permis
from certificats.forms.verification import OCTETS, DepotForm, NomForm, VerificationForm
from certificats.queries.document import faits_lisibles
from certificats.queries.effacement import nom_correspond
from certificats.queries.verification import document_public, documents_lies, sceau, verdict_du_fichier

MINUTE = timedelta(minutes=1)
ENVELOPPE = 64 * 1024  # what a form adds around its file
LU_AU_PLUS = 128 * OCTETS
MORCEAU = 64 * 1024


@method_decorator(never_cache, name="dispatch")
class PubliqueMixin:
    """Tries are counted by address, and search engines kept out."""

    def dispatch(self, request, *args, **kwargs):
        if not essai_permis("verification.essais", adresse_du_client(request), periode=MINUTE):
            reponse = render(request, "certificats/verification/attendre.html", status=429)
            reponse["Retry-After"] = "60"
        else:
            reponse = super().dispatch(request, *args, **kwargs)
        reponse["X-Robots-Tag"] = "noindex, nofollow"
        return reponse


@method_decorator(csrf_exempt, name="dispatch")  # nothing is written, and a file too big must not be read
class VerificationView(PubliqueMixin, TemplateView):
    """Type a code, or drop a file. The code is a GET: no cookie, and the address of the answer can be kept."""

    template_name = "certificats/verification/form.html"
    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, *args, **kwargs):
        form = VerificationForm(request.GET if "code" in request.GET else None)
        if form.is_valid():
            return HttpResponseRedirect(reverse("certificats:verification_detail", args=[form.cleaned_data["code"]]))
        return self.render_to_response({"form": form, "depot": DepotForm()})

    def post(self, request, *args, **kwargs):
        if int(request.META.get("CONTENT_LENGTH") or 0) > regle("verification.taille") * OCTETS + ENVELOPPE:
            return self.trop_lourd(request)
        depot = DepotForm(request.POST, request.FILES)
        if not depot.is_valid():
            return self.render_to_response({"form": VerificationForm(), "depot": depot})
        verdict = verdict_du_fichier(depot.cleaned_data["fichier"])
        return render(request, "certificats/verification/verdict.html", {"verdict": verdict, "depot": DepotForm()})

    def trop_lourd(self, request):
        lu = 0
        while lu < LU_AU_PLUS and (morceau := request.read(MORCEAU)):  # a browser that is not listened to shows nothing
            lu += len(morceau)
        contexte = {"form": VerificationForm(), "depot": DepotForm({}, trop_lourd=True)}
        return self.render_to_response(contexte, status=413)


@method_decorator(csrf_exempt, name="dispatch")  # nothing is written
class VerificationDetailView(PubliqueMixin, TemplateView):
    """The public proof. An unknown code and a badly typed one are answered alike."""

    template_name = "certificats/verification/detail.html"
    http_method_names = ["get", "head", "post", "options"]

    def get(self, request, code):
        document = document_public(code)
        if document is None:
            return render(request, "certificats/verification/inconnu.html", {"saisie": code[:40]}, status=404)
        return self.render_to_response(self.contenu(document))

    def post(self, request, code):
        """Compare a name with the one that was erased from the document."""
        document = document_public(code)
        form = NomForm(request.POST)
        if document is None or not form.is_valid():
            return self.get(request, code)
        meme = nom_correspond(document.certificat, form.cleaned_data["nom"])
        return self.render_to_response(self.contenu(document) | {"nom": form, "meme": meme})

    def contenu(self, document) -> dict:
        certificat = document.certificat
        return {
            "document": document,
            "destinataire": document.DESTINATAIRES[document.genre],
            "certificat": certificat,
            "faits": faits_lisibles(document),
            "sceau": sceau(document),
            "nom": NomForm(),
            "depot": DepotForm(),
            **documents_lies(document),
        }
