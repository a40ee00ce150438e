"""The team of a référente or référent: what it proves, what is to come, and the career of each, read in the open."""

from django.http import FileResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from academie.autorisations.vues import ActeView, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.models import Utilisateur
from academie.tableaux import TABLEUR, ecrire_classeur, lignes_csv
from certificats.actions.consultation import noter_consultation
from certificats.forms.equipe import EquipeForm
from certificats.models import Certificat, Consultation
from certificats.queries.equipe import equipe_de, rangees
from certificats.queries.parcours import parcours_lisible
from certificats.queries.poste import postes_de
from certificats.queries.projection import avenir_de
from certificats.queries.regard import consultation_ouverte


class EquipeDetailView(ProtegeeMixin, FacettesMixin, TemplateView):
    permission = "equipe.voir"
    template_name = "certificats/equipe/detail.html"

    @cached_property
    def toute(self):
        return equipe_de(self.request.user)

    def facettes(self, donnees):
        return EquipeForm(donnees, equipe=self.toute)

    @cached_property
    def equipe(self):
        return self.toute.garder(**self.criteres)

    def get_context_data(self, **kwargs):
        return super().get_context_data(equipe=self.equipe, **kwargs)


class EquipeCsvView(EquipeDetailView):
    def render_to_response(self, context, **kwargs):
        return StreamingHttpResponse(
            lignes_csv(rangees(self.equipe)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="equipe.csv"'},
        )


class EquipeXlsxView(EquipeDetailView):
    def render_to_response(self, context, **kwargs):
        classeur = ecrire_classeur({_("Compétences"): rangees(self.equipe)})
        return FileResponse(classeur, as_attachment=True, filename="equipe.xlsx", content_type=TABLEUR)


class EquipeAvenirView(ProtegeeMixin, TemplateView):
    permission = "equipe.voir"
    template_name = "certificats/equipe/avenir.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(avenir=avenir_de(self.request.user), **kwargs)


class PersonneMixin(ProtegeeMixin):
    permission = "equipe.voir"
    model = Utilisateur
    etendue = Consultation.Etendue.PARCOURS


class PersonneDetailView(PersonneMixin, DetailView):
    """The career of a person of the team, once this reading of the day is noted; what will be read, before."""

    context_object_name = "personne"

    @cached_property
    def ouverte(self) -> bool:
        return consultation_ouverte(self.request.user, self.object, self.etendue)

    def get_template_names(self):
        return ["certificats/equipe/personne.html" if self.ouverte else "certificats/equipe/ouvrir.html"]

    def get_context_data(self, **kwargs):
        lu = self.contenu() if self.ouverte else {}
        return super().get_context_data(**lu, **kwargs)

    def contenu(self) -> dict:
        certificats = Certificat.objects.autorises(self.request.user, "certificat.voir")
        return {
            **parcours_lisible(self.object, "actuel"),
            "postes": postes_de(self.object),
            "certificats": certificats.filter(inscription__utilisateur=self.object),
        }


class PersonneOuvrirView(PersonneMixin, ActeView):
    def acte(self, personne):
        noter_consultation(lecteur=self.request.user, personne=personne, etendue=self.etendue)

    def retour(self, personne):
        return reverse("certificats:personne_detail", args=[personne.pk])
