from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from academie.autorisations.vues import ActeView, ConfirmationView
from besoins.actions.objectif import ajouter_objectif, deplacer_objectif, modifier_objectif, supprimer_objectif
from besoins.forms.objectif import ObjectifForm
from besoins.models import Presence, VersionProgramme
from besoins.views.programme import RedactionView
from besoins.views.redaction import revision_lue


class ObjectifEditionMixin(RedactionView):
    presence = Presence.Lieu.OBJECTIFS
    form_class = ObjectifForm
    template_name = "besoins/objectif/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"version": self.version}

    def get_success_url(self):
        return self.object.get_absolute_url()


class ObjectifCreateView(ObjectifEditionMixin):
    redige = None
    extra_context = {"titre": _("Ajouter un objectif"), "verbe": _("Ajouter l'objectif")}
    reussite = _("L'objectif est ajouté.")

    def agir(self, form):
        return ajouter_objectif(version=self.version, par=self.request.user, **form.cleaned_data)


class ObjectifUpdateView(ObjectifEditionMixin):
    extra_context = {"titre": _("Modifier un objectif"), "verbe": _("Enregistrer l'objectif")}
    reussite = _("L'objectif est enregistré.")

    @property
    def redige(self):
        return self.objectif

    @cached_property
    def objectif(self):
        return get_object_or_404(self.version.objectifs, pk=self.kwargs["objectif"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.objectif}

    def agir(self, form):
        return modifier_objectif(objectif=self.objectif, par=self.request.user, lue=self.lue, **form.cleaned_data)


class ObjectifMoveView(ActeView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme

    @cached_property
    def objectif(self):
        return get_object_or_404(self.get_object().objectifs, pk=self.kwargs["objectif"])

    def acte(self, objet):
        deplacer_objectif(objectif=self.objectif, rang=self.kwargs["rang"], par=self.request.user)

    def retour(self, objet):
        return self.objectif.get_absolute_url()


class ObjectifDeleteView(ConfirmationView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    template_name = "besoins/objectif/delete.html"
    reussite = _("L'objectif est supprimé.")

    def get_context_data(self, **kwargs):
        objectif = get_object_or_404(self.object.objectifs, pk=self.kwargs["objectif"])
        return super().get_context_data(**kwargs, objectif=objectif, modules=list(objectif.modules.all()))

    def acte(self, objet):
        lue = revision_lue(self.request)
        supprimer_objectif(version=objet, objectif=self.kwargs["objectif"], par=self.request.user, lue=lue)
