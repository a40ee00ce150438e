"""The network's memory as anyone reads it."""

from mimetypes import guess_type

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.generic import DetailView, ListView

from academie.champs.facettes import FacettesMixin
from besoins.forms.ressource import FiltreRessourcesForm
from besoins.models import Ressource
from besoins.queries import ressource as lectures


class RessourceListView(FacettesMixin, ListView):
    facettes = FiltreRessourcesForm
    template_name = "besoins/ressource/list.html"
    paginate_by = 20

    def get_queryset(self):
        return lectures.avec_lieux(lectures.trier(lectures.trouver(self.criteres), self.criteres))

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        comptes = lectures.compter(self.criteres)
        self.filtre.annoncer(comptes)
        tuiles, regions = lectures.carte(self.criteres, comptes["region"])
        lignes = lectures.en_lignes(contexte["page_obj"])
        return contexte | {"lignes": lignes, "tuiles": tuiles, "regions": regions}


class RessourceDetailView(DetailView):
    """A published resource. A withdrawn one says so, and why: its address may be in a printed sheet."""

    template_name = "besoins/ressource/detail.html"
    context_object_name = "ressource"

    def get_queryset(self):
        parues = Ressource.objects.filter(etat__in=[Ressource.Etat.PUBLIEE, Ressource.Etat.RETIREE])
        return parues.select_related("theme", "territoire__departement", "region").prefetch_related("competences")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            **lectures.lire(self.object),
            semblables=lectures.semblables(self.object),
            programmes=lectures.programmes_citant(self.object),
            peut_ouvrir=self.request.user.has_perm("ressource.voir", self.object),
        )

    def render_to_response(self, context, **kwargs):
        if self.object.etat == Ressource.Etat.RETIREE:
            self.template_name = "besoins/ressource/retiree.html"
            kwargs["status"] = 410
        return super().render_to_response(context, **kwargs)


class RessourceFichierView(DetailView):
    """The attached file: for everybody once published, for those who write before."""

    def get_queryset(self):
        siennes = Ressource.objects.autorises(self.request.user, "ressource.voir").values("pk")
        return Ressource.objects.filter(Q(etat=Ressource.Etat.PUBLIEE) | Q(pk__in=siennes))

    def render_to_response(self, context, **kwargs):
        if not self.object.fichier:
            raise Http404
        nom = self.object.fichier_nom
        with self.object.fichier.open() as fichier:
            reponse = HttpResponse(fichier.read(), content_type=guess_type(nom)[0] or "application/octet-stream")
        reponse["Content-Disposition"] = content_disposition_header(True, nom)
        return reponse
