from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView, ListView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.models import Affectation
from certificats.actions.entretien import (
    completer_entretien,
    decliner_entretien,
    preparer_entretien,
    remplir_entretien,
    rouvrir_entretien,
    signer_entretien,
)
from certificats.documents.entretien import entretien_pdf
from certificats.forms.entretien import (
    ComplementForm,
    DeclinerForm,
    EntretienForm,
    PersonneEntretienForm,
    SignatureForm,
)
from certificats.models import Consultation, Entretien
from certificats.queries.entretien import donnees_pdf, emplois_suivis, entretiens_de, faits_de, membres, situation
from certificats.queries.plan import plans_a_convenir
from certificats.queries.rattachement import structures_employeuses
from certificats.views.consultation import ConsulteeMixin, NoteeMixin


class EntretienListView(ProtegeeMixin, ListView):
    """One's own interviews, with every structure."""

    permission = "entretien.voir"
    model = Entretien
    template_name = "certificats/entretien/list.html"

    def get_queryset(self):
        return entretiens_de(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(structures=structures_employeuses(self.request.user), **kwargs)


class EntretienEquipeView(ProtegeeMixin, ListView):
    """The people whom one's structures employ, with this year's interview."""

    permission = "entretien.conduire"
    template_name = "certificats/entretien/equipe.html"
    paginate_by = 50

    def get_queryset(self):
        return emplois_suivis(self.request.user)

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        return contexte | {
            "membres": membres(contexte["object_list"]),
            "plans": plans_a_convenir(self.request.user),
        }


class EntretienCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """A person begins to prepare their interview."""

    permission = "entretien.preparer"
    form_class = PersonneEntretienForm
    template_name = "certificats/entretien/nouveau.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"structures": structures_employeuses(self.request.user)}

    def agir(self, form):
        moi = self.request.user
        return preparer_entretien(personne=moi, structure=form.cleaned_data["structure"], par=moi)

    def get_success_url(self):
        return reverse("certificats:entretien_update", args=[self.object.pk])


class EntretienConduireView(ActeView):
    """A référent begins to prepare the interview of somebody of the team."""

    permission = "entretien.conduire"
    model = Affectation

    def get_queryset(self):
        return super().get_queryset().filter(pk__in=emplois_suivis(self.request.user).order_by().values("pk"))

    def acte(self, emploi):
        return preparer_entretien(personne=emploi.utilisateur, structure=emploi.structure, par=self.request.user)

    def retour(self, objet) -> str:
        return objet.get_absolute_url() if isinstance(objet, Entretien) else reverse("certificats:entretien_equipe")


class EntretienMixin(ProtegeeMixin):
    permission = "entretien.voir"
    model = Entretien
    etendue = Consultation.Etendue.ENTRETIEN

    def get_queryset(self):
        return super().get_queryset().select_related("utilisateur", "structure", "fiche_visee", "plan", "referent")


class EntretienDetailView(ConsulteeMixin, EntretienMixin, DetailView):
    template_name = "certificats/entretien/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            faits=faits_de(self.object),
            situation=situation(self.object, self.request.user),
            complements=self.object.addendums.all(),
            **kwargs,
        )


class EntretienPdfView(NoteeMixin, EntretienMixin, DetailView):
    def render_to_response(self, context, **autres):
        reponse = HttpResponse(entretien_pdf(donnees_pdf(self.object)), content_type="application/pdf")
        reponse["Content-Disposition"] = f'attachment; filename="entretien-{self.object.annee}.pdf"'
        return reponse


class EntretienFormMixin(NoteeMixin, EntretienMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    permission = "entretien.preparer"
    template_name = "certificats/entretien/form.html"
    object = None

    @cached_property
    def entretien(self) -> Entretien:
        return self.get_object()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.entretien}

    def get_success_url(self):
        return self.entretien.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(entretien=self.entretien, **kwargs)


class EntretienUpdateView(EntretienFormMixin):
    form_class = EntretienForm
    extra_context = {"verbe": _("Enregistrer l'entretien"), "titre": _("Remplir l'entretien")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"utilisateur": self.request.user}

    def agir(self, form):
        return remplir_entretien(entretien=self.entretien, par=self.request.user, **form.cleaned_data)


class EntretienSignerView(EntretienFormMixin):
    form_class = SignatureForm
    template_name = "certificats/entretien/signer.html"
    extra_context = {"verbe": _("Signer l'entretien"), "titre": _("Signer l'entretien")}

    def agir(self, form):
        return signer_entretien(entretien=self.entretien, par=self.request.user, nom=form.cleaned_data["nom"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(faits=faits_de(self.entretien), **kwargs)


class EntretienDeclinerView(EntretienFormMixin):
    permission = "entretien.decliner"
    form_class = DeclinerForm
    extra_context = {"verbe": _("Décliner cet entretien"), "titre": _("Décliner l'entretien"), "decliner": True}

    def agir(self, form):
        return decliner_entretien(entretien=self.entretien, motif=form.cleaned_data["motif"])


class EntretienRouvrirView(ActeView):
    permission = "entretien.decliner"
    model = Entretien
    reussite = _("L'entretien est rouvert.")

    def acte(self, entretien):
        return rouvrir_entretien(entretien=entretien)


class EntretienCompleterView(EntretienFormMixin):
    form_class = ComplementForm
    extra_context = {"verbe": _("Ajouter ce complément"), "titre": _("Compléter l'entretien signé"), "complement": True}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def agir(self, form):
        return completer_entretien(entretien=self.entretien, par=self.request.user, texte=form.cleaned_data["texte"])
