from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from besoins.actions.commentaire import (
    accepter_suggestion,
    commenter,
    decliner_suggestion,
    exiger_en_chantier,
    repondre,
    resoudre,
    rouvrir,
)
from besoins.actions.revision import Perimee
from besoins.forms.commentaire import AcceptationForm, CommentaireForm, MotifForm, ReponseForm
from besoins.models import Commentaire, VersionProgramme
from besoins.queries.commentaire import (
    annotations,
    avec_interventions,
    element_de,
    fil,
    lieu_de,
    nombre_d_ouverts,
    peut_commenter,
)
from besoins.queries.publication import peut_ecrire
from besoins.textes.differences import mots_differents
from besoins.views.programme import VersionFormView
from besoins.views.redaction import EcritureMixin


class CommentaireListView(ProtegeeMixin, DetailView):
    """The text of a version, with what was said of it."""

    permission = "programme.voir"
    model = VersionProgramme
    template_name = "besoins/commentaire/list.html"
    context_object_name = "version"

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    def get_context_data(self, **kwargs):
        parties, orphelins = annotations(self.object)
        return super().get_context_data(
            **kwargs,
            parties=parties,
            orphelins=orphelins,
            ouverts=nombre_d_ouverts(self.object),
            peut_commenter=peut_commenter(self.object, self.request.user),
            peut_ecrire=peut_ecrire(self.object, self.request.user),
        )


class CommentaireCreateView(EcritureMixin, VersionFormView):
    permission = "programme.commenter"
    form_class = CommentaireForm
    template_name = "besoins/commentaire/create.html"
    reussite = _("Votre commentaire est sur la page. Les personnes concernées recevront un message dans l'heure.")

    @cached_property
    def lieu(self):
        return lieu_de(self.version, self.kwargs["lieu"])

    def get(self, request, *args, **kwargs):
        if self.lieu is None:
            raise Http404
        try:
            exiger_en_chantier(self.version)
        except Refus as refus:
            messages.error(request, refus.message)
            return HttpResponseRedirect(self.version.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().select_related("programme")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"lieu": self.lieu}

    def get_initial(self):
        return {"passage": self.request.GET.get("passage", "")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, lieu=self.lieu)

    def agir(self, form):
        return commenter(version=self.version, lieu=self.kwargs["lieu"], par=self.request.user, **form.cleaned_data)


class FilView(EcritureMixin, ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """A form about one thread."""

    visible = "programme.voir"
    model = Commentaire
    context_object_name = "commentaire"
    reussite = _("C'est enregistré.")

    @cached_property
    def object(self):
        return self.get_object()

    @cached_property
    def lieu(self):
        return lieu_de(self.object.version, self.object.code)

    def get_queryset(self):
        return avec_interventions(super().get_queryset().select_related("version__programme"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, version=self.object.version, lieu=self.lieu, fil=fil(self.object, self.lieu)
        )

    def get_success_url(self):
        messages.success(self.request, self.reussite)
        return self.object.get_absolute_url()


class CommentaireRepondreView(FilView):
    permission = "programme.commenter"
    form_class = ReponseForm
    template_name = "besoins/commentaire/repondre.html"
    reussite = _("Votre réponse est sur la page.")

    def agir(self, form):
        return repondre(commentaire=self.object, par=self.request.user, **form.cleaned_data)


class CommentaireAccepterView(FilView):
    """What the suggestion would change in the text as it is now."""

    permission = "programme.rediger"
    form_class = AcceptationForm
    template_name = "besoins/commentaire/accepter.html"
    reussite = _("La suggestion est dans le texte.")

    @cached_property
    def element(self):
        return element_de(self.object)

    def get_initial(self):
        return {"texte": self.object.proposition, "revision": self.element and self.element.revision}

    def get_context_data(self, **kwargs):
        actuel = self.lieu.texte if self.lieu else ""
        return super().get_context_data(
            **kwargs, actuel=actuel, morceaux=mots_differents(actuel, self.object.proposition)
        )

    def agir(self, form):
        lue, texte = form.cleaned_data["revision"], form.cleaned_data["texte"]
        return accepter_suggestion(commentaire=self.object, texte=texte, par=self.request.user, lue=lue)

    def refuser(self, form, refus):
        if isinstance(refus, Perimee):
            form.data["revision"] = refus.actuel.revision
        return super().refuser(form, refus)


class CommentaireDeclinerView(FilView):
    permission = "programme.rediger"
    form_class = MotifForm
    template_name = "besoins/commentaire/decliner.html"
    reussite = _("La suggestion est déclinée. La personne qui l'a faite lira pourquoi.")

    def agir(self, form):
        return decliner_suggestion(commentaire=self.object, par=self.request.user, **form.cleaned_data)


class CommentaireResoudreView(ActeView):
    permission = "programme.commenter"
    visible = "programme.voir"
    model = Commentaire

    def acte(self, objet):
        return resoudre(commentaire=objet, par=self.request.user)


class CommentaireRouvrirView(ActeView):
    permission = "programme.commenter"
    visible = "programme.voir"
    model = Commentaire

    def acte(self, objet):
        return rouvrir(commentaire=objet, par=self.request.user)
