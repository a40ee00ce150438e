from django.contrib import messages
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, UpdateView

from academie.actions.annuaire import paraitre_dans_l_annuaire, quitter_l_annuaire
from academie.autorisations.vues import ConfirmationView, FormulaireActeMixin, ProtegeeMixin
from academie.champs.facettes import FacettesMixin
from academie.forms.annuaire import FicheAnnuaireForm, PersonnesForm, StructuresForm
from academie.models import FicheAnnuaire, Structure
from academie.queries.annuaire import personnes_trouvees, structures_trouvees


class AnnuaireStructuresView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "annuaire.voir"
    model = Structure
    facettes = StructuresForm
    template_name = "academie/annuaire/structures.html"
    paginate_by = 25

    def get_queryset(self):
        return structures_trouvees(**self.criteres)


class AnnuairePersonnesView(ProtegeeMixin, FacettesMixin, ListView):
    permission = "annuaire.voir"
    model = FicheAnnuaire
    facettes = PersonnesForm
    template_name = "academie/annuaire/personnes.html"
    paginate_by = 25

    def get_queryset(self):
        return personnes_trouvees(**self.criteres)


class FicheAnnuaireView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """Agree to be found, and say for what."""

    permission = "annuaire.paraitre"
    form_class = FicheAnnuaireForm
    template_name = "academie/annuaire/fiche.html"
    success_url = reverse_lazy("annuaire_fiche")

    def get_object(self, queryset=None):
        personne = self.request.user
        return FicheAnnuaire.objects.filter(utilisateur=personne).first() or FicheAnnuaire(utilisateur=personne)

    def agir(self, form):
        fiche = paraitre_dans_l_annuaire(utilisateur=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Vous êtes dans l'annuaire : les personnes connectées peuvent vous trouver."))
        return fiche


class FicheAnnuaireQuitterView(ConfirmationView):
    permission = "annuaire.paraitre"
    template_name = "academie/annuaire/quitter.html"
    reussite = _("Votre fiche est effacée : vous n'êtes plus dans l'annuaire.")

    def get_object(self, queryset=None):
        return self.request.user

    def acte(self, objet):
        quitter_l_annuaire(utilisateur=objet)

    def retour(self, objet):
        return reverse_lazy("annuaire_fiche")
