"""The files of those who give sessions: for those who see to them, and for themselves."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin, telecharger
from academie.models import Utilisateur
from sessions.actions.formateur import (
    ajouter_titre,
    completer_fiche,
    justifier_enseignement,
    noter_entretien,
    retirer_enseignement,
    retirer_titre,
    verifier_titre,
)
from sessions.forms.formateur import EnseignementForm, EntretienForm, FicheFormateurForm, TitreForm
from sessions.models import Enseignement, FicheFormateur, Titre
from sessions.queries.formateur import dossier_du_formateur, formateurs, formateurs_suivis, manques


class FormateurMixin(ProtegeeMixin):
    """Somebody who gives sessions, as far as the reader may see."""

    permission = "formateur.voir"
    model = Utilisateur
    context_object_name = "formateur"

    def get_queryset(self):
        return formateurs().autorises(self.request.user, self.visible or self.permission)


class FormateurListView(FormateurMixin, ListView):
    template_name = "sessions/formateur/list.html"
    paginate_by = 50

    def get_queryset(self):
        return formateurs_suivis(super().get_queryset())

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        return contexte | {"lignes": [(formateur, manques(formateur)) for formateur in contexte["page_obj"]]}


class FormateurDetailView(FormateurMixin, DetailView):
    template_name = "sessions/formateur/detail.html"

    def get_queryset(self):
        return formateurs_suivis(super().get_queryset())

    def get_context_data(self, **kwargs):
        moi, formateur = self.request.user, self.object
        return super().get_context_data(
            **kwargs,
            dossier=dossier_du_formateur(formateur),
            manques=manques(formateur),
            completable=moi.has_perm("formateur.completer", formateur),
            entretiens_lisibles=moi == formateur or "formateur.evaluer" in moi.permissions,
        )


class FormateurCvView(FormateurMixin, DetailView):
    def render_to_response(self, context, **kwargs):
        fiche = FicheFormateur.objects.filter(formateur=self.object).exclude(cv="").first()
        if fiche is None:
            raise Http404
        return telecharger(fiche.cv, f"cv-{self.object.pk}")


class FormateurActeView(FormulaireActeMixin, FormateurMixin, SingleObjectMixin, FormView):
    """A form about somebody's file."""

    permission = "formateur.completer"
    visible = "formateur.voir"
    template_name = "sessions/formateur/form.html"

    @cached_property
    def formateur(self):
        return self.get_object()

    def get(self, request, *args, **kwargs):
        self.object = self.formateur
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.formateur
        return super().post(request, *args, **kwargs)

    def get_success_url(self):
        return reverse("sessions:formateur_detail", args=[self.formateur.pk])

    @property
    def commun(self) -> dict:
        return {"formateur": self.formateur, "par": self.request.user}


class FormateurUpdateView(FormateurActeView):
    form_class = FicheFormateurForm
    extra_context = {"verbe": _("Enregistrer la fiche"), "objet": _("Compléter la fiche")}

    def get_form_kwargs(self):
        fiche = FicheFormateur.objects.filter(formateur=self.formateur).first()
        return super().get_form_kwargs() | {"instance": fiche}

    def agir(self, form):
        return completer_fiche(**self.commun, **form.cleaned_data)


class TitreCreateView(FormateurActeView):
    form_class = TitreForm
    extra_context = {"verbe": _("Ajouter le titre"), "objet": _("Ajouter un titre ou un diplôme")}

    def agir(self, form):
        return ajouter_titre(**self.commun, **form.cleaned_data)


class EnseignementCreateView(FormateurActeView):
    form_class = EnseignementForm
    extra_context = {"verbe": _("Enregistrer"), "objet": _("Dire ce qui permet d'enseigner un programme")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"formateur": self.formateur}

    def agir(self, form):
        return justifier_enseignement(**self.commun, **form.cleaned_data)


class EntretienCreateView(FormateurActeView):
    permission = "formateur.evaluer"
    form_class = EntretienForm
    extra_context = {"verbe": _("Enregistrer l'entretien"), "objet": _("Noter l'entretien annuel")}

    def agir(self, form):
        return noter_entretien(**self.commun, **form.cleaned_data)


class TitreFichierView(ProtegeeMixin, DetailView):
    permission = "formateur.voir"
    model = Titre

    def render_to_response(self, context, **kwargs):
        return telecharger(self.object.fichier, f"titre-{self.object.pk}")


class TitreVerifierView(ActeView):
    permission = "formateur.evaluer"
    model = Titre
    reussite = _("Ce titre est vérifié.")

    def acte(self, objet):
        return verifier_titre(titre=objet, par=self.request.user)


class TitreRetirerView(ActeView):
    permission = "formateur.completer"
    visible = "formateur.voir"
    model = Titre

    def acte(self, objet):
        return retirer_titre(titre=objet, par=self.request.user)


class EnseignementRetirerView(ActeView):
    permission = "formateur.completer"
    visible = "formateur.voir"
    model = Enseignement

    def acte(self, objet):
        retirer_enseignement(enseignement=objet, par=self.request.user)
