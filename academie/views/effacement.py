from tempfile import SpooledTemporaryFile

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, ListView, View

from academie.actions.effacement import annuler_effacement, demander_effacement, demander_son_effacement
from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.forms.effacement import DemandePourAutruiForm, EffacerForm
from academie.models import DemandeEffacement
from academie.queries.effacement import (
    demande_en_cours,
    devenirs,
    ecrire_donnees,
    empechements_de,
    lire_confirmation,
)
from academie.regles import regle

EN_MEMOIRE = 1 << 20


class CompteEffacerView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """What goes, what stays and why, what prevents it; asked for here, and cancelled here."""

    permission = "compte.gerer"
    form_class = EffacerForm
    template_name = "academie/effacement/effacer.html"
    success_url = reverse_lazy("compte_effacer")

    def get_context_data(self, **kwargs):
        utilisateur = self.request.user
        return super().get_context_data(
            demande=demande_en_cours(utilisateur),
            empechements=empechements_de(utilisateur),
            delai=regle("effacement.delai"),
            **devenirs(),
            **kwargs,
        )

    def agir(self, form):
        donnees = form.cleaned_data
        demander_son_effacement(
            utilisateur=self.request.user, nom_visible=donnees["nom_visible"], mot_de_passe=donnees["mot_de_passe"]
        )
        messages.success(self.request, _("C'est noté\xa0: un message vous est envoyé, lisez-le."))


class CompteEffacerConfirmerView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """The link sent to whoever signs in without a password."""

    permission = "compte.gerer"
    form_class = Form
    template_name = "academie/effacement/confirmer.html"
    success_url = reverse_lazy("compte_effacer")

    def dispatch(self, request, *args, **kwargs):
        self.nom_visible = lire_confirmation(request.user, kwargs["jeton"])
        if request.user.is_authenticated and self.nom_visible is None:
            return render(request, "academie/effacement/perime.html")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(nom_visible=self.nom_visible, delai=regle("effacement.delai"), **kwargs)

    def agir(self, form):
        return demander_effacement(utilisateur=self.request.user, nom_visible=self.nom_visible)


class CompteEffacerAnnulerView(ActeView):
    permission = "compte.gerer"
    reussite = _("L'effacement est annulé\xa0: votre compte est gardé.")

    def get_object(self, queryset=None):
        return self.request.user

    def acte(self, objet):
        annuler_effacement(utilisateur=objet)

    def retour(self, objet):
        return reverse_lazy("compte_effacer")


class CompteDonneesView(ProtegeeMixin, View):
    """Everything held on oneself. Written to the disk beyond a megabyte, sent as it is read."""

    permission = "compte.gerer"
    http_method_names = ["get", "head", "options"]

    def get(self, request):
        archive = SpooledTemporaryFile(max_size=EN_MEMOIRE)  # noqa: SIM115, the answer closes it
        ecrire_donnees(request.user, archive)
        archive.seek(0)
        return FileResponse(archive, as_attachment=True, filename="mes-donnees.zip")


class EffacementListView(ProtegeeMixin, ListView):
    permission = "personne.effacer"
    model = DemandeEffacement
    template_name = "academie/effacement/list.html"
    paginate_by = 25

    def get_queryset(self):
        return super().get_queryset().select_related("utilisateur", "par")


class EffacementCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """Record the request of a person who wrote to the Académie; they are told, and may cancel."""

    permission = "personne.effacer"
    form_class = DemandePourAutruiForm
    template_name = "academie/effacement/pour_autrui.html"
    success_url = reverse_lazy("effacement_list")

    def agir(self, form):
        return demander_effacement(
            utilisateur=form.personne,
            nom_visible=form.cleaned_data["nom_visible"],
            par=self.request.user,
            motif=form.cleaned_data["motif"],
        )


class EffacementAnnulerView(ActeView):
    permission = "personne.effacer"
    model = DemandeEffacement
    reussite = _("L'effacement est annulé\xa0: le compte est gardé, la personne est prévenue.")

    def acte(self, demande):
        annuler_effacement(utilisateur=demande.utilisateur)

    def retour(self, demande):
        return reverse_lazy("effacement_list")
