"""Time sheets, as whoever writes them and whoever validates them see them."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from sessions.actions.temps import (
    ajouter_temps,
    attester_mois,
    ouvrir_mois,
    renvoyer_mois,
    reprendre_les_sessions,
    retirer_temps,
    valider_mois,
)
from sessions.forms.temps import LigneTempsForm, MoisForm, RenvoiForm
from sessions.models import MoisTemps
from sessions.queries.temps import empechement_d_ecrire, feuille_de_temps


class TempsListView(ProtegeeMixin, ListView):
    permission = "temps.voir"
    model = MoisTemps
    template_name = "sessions/temps/list.html"
    paginate_by = 25

    def get_queryset(self):
        return super().get_queryset().complets().avec_minutes().order_by("-mois", "-pk")


class TempsCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    permission = "temps.saisir"
    form_class = MoisForm
    template_name = "sessions/temps/create.html"

    def agir(self, form):
        return ouvrir_mois(utilisateur=self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.object.get_absolute_url()


class MoisMixin(ProtegeeMixin):
    model = MoisTemps
    context_object_name = "mois"
    permission = "temps.saisir"
    visible = "temps.voir"

    def get_queryset(self):
        return super().get_queryset().complets()


class TempsDetailView(MoisMixin, DetailView):
    permission = "temps.voir"
    visible = None
    template_name = "sessions/temps/detail.html"

    def get_context_data(self, **kwargs):
        lecteur = self.request.user
        return super().get_context_data(
            **kwargs,
            feuille=feuille_de_temps(self.object),
            verrou=empechement_d_ecrire(self.object),
            la_sienne=lecteur.has_perm("temps.saisir", self.object),
            a_valider=lecteur.has_perm("temps.valider", self.object) and self.object.utilisateur_id != lecteur.pk,
        )


class TempsAjouterView(MoisMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    form_class = LigneTempsForm
    template_name = "sessions/temps/ajouter.html"

    @cached_property
    def object(self):
        return self.get_object()

    def agir(self, form):
        ajouter_temps(mois=self.object, **form.temps)
        return self.object

    def get_success_url(self):
        return self.object.get_absolute_url()


class TempsReprendreView(MoisMixin, ActeView):
    reussite = _("Les demi-journées que vous avez animées sont sur la feuille.")

    def acte(self, objet):
        return reprendre_les_sessions(mois=objet)


class TempsAttesterView(MoisMixin, ActeView):
    reussite = _("Vous attestez cette feuille. Une autre personne la validera.")

    def acte(self, objet):
        return attester_mois(mois=objet)


class TempsValiderView(MoisMixin, ActeView):
    permission = "temps.valider"
    reussite = _("La feuille est validée.")

    def acte(self, objet):
        return valider_mois(mois=objet, par=self.request.user)


class TempsRenvoyerView(MoisMixin, FormulaireActeMixin, UpdateView):
    permission = "temps.valider"
    form_class = RenvoiForm
    template_name = "sessions/temps/renvoyer.html"

    def agir(self, form):
        return renvoyer_mois(mois=self.object, par=self.request.user, **form.cleaned_data)


class TempsRetirerView(MoisMixin, ActeView):
    reussite = _("La ligne est retirée.")

    def acte(self, objet):
        return retirer_temps(mois=objet, ligne=self.kwargs["ligne"])
