from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from academie.autorisations.vues import ActeView, ProtegeeMixin
from besoins.actions.couverture import relier
from besoins.forms.couverture import LiensForm
from besoins.models import VersionProgramme
from besoins.queries.couverture import couverture, matrice
from besoins.queries.programme import avec_contenu
from besoins.queries.publication import peut_ecrire


class CouvertureDetailView(ProtegeeMixin, DetailView):
    """Needs × objectives × modules: what answers what, and what nothing answers yet."""

    permission = "programme.voir"
    model = VersionProgramme
    template_name = "besoins/couverture/detail.html"
    context_object_name = "version"

    def get_queryset(self):
        return avec_contenu(super().get_queryset())

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            couverture=couverture(self.object),
            matrice=matrice(self.object),
            peut_ecrire=peut_ecrire(self.object, self.request.user),
        )


class CouvertureUpdateView(ActeView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme
    reussite = _("La matrice est enregistrée.")

    def acte(self, objet):
        relier(version=objet, **LiensForm(self.request.POST).liens(), par=self.request.user)

    def retour(self, objet):
        return reverse("besoins:couverture_detail", args=[objet.pk])
