from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from academie.autorisations.vues import ActeView, ConfirmationView
from besoins.actions.positionnement import (
    ajouter_positionnement,
    deplacer_positionnement,
    modifier_positionnement,
    supprimer_positionnement,
)
from besoins.forms.positionnement import PositionnementForm
from besoins.models import Presence, VersionProgramme
from besoins.views.programme import RedactionView
from besoins.views.redaction import revision_lue


class PositionnementEditionMixin(RedactionView):
    presence = Presence.Lieu.POSITIONNEMENT
    form_class = PositionnementForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"version": self.version}

    def get_success_url(self):
        return self.object.get_absolute_url()


class PositionnementCreateView(PositionnementEditionMixin):
    redige = None
    extra_context = {"titre": _("Ajouter une question de positionnement"), "verbe": _("Ajouter la question")}

    def agir(self, form):
        return ajouter_positionnement(version=self.version, par=self.request.user, **form.cleaned_data)


class PositionnementUpdateView(PositionnementEditionMixin):
    extra_context = {"titre": _("Modifier une question de positionnement"), "verbe": _("Enregistrer la question")}

    @property
    def redige(self):
        return self.question

    @cached_property
    def question(self):
        return get_object_or_404(self.version.positionnements, pk=self.kwargs["question"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.question}

    def agir(self, form):
        return modifier_positionnement(question=self.question, par=self.request.user, lue=self.lue, **form.cleaned_data)


class PositionnementMoveView(ActeView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme

    @cached_property
    def question(self):
        return get_object_or_404(self.get_object().positionnements, pk=self.kwargs["question"])

    def acte(self, objet):
        deplacer_positionnement(question=self.question, rang=self.kwargs["rang"], par=self.request.user)

    def retour(self, objet):
        return self.question.get_absolute_url()


class PositionnementDeleteView(ConfirmationView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    template_name = "besoins/positionnement/delete.html"
    reussite = _("La question est supprimée.")

    def get_context_data(self, **kwargs):
        question = get_object_or_404(self.object.positionnements, pk=self.kwargs["question"])
        return super().get_context_data(**kwargs, question=question)

    def acte(self, objet):
        lue = revision_lue(self.request)
        supprimer_positionnement(version=objet, question=self.kwargs["question"], par=self.request.user, lue=lue)
