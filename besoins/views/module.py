from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from academie.autorisations.vues import ActeView, ConfirmationView
from besoins.actions.module import ajouter_module, deplacer_module, modifier_module, supprimer_module
from besoins.forms.module import ModuleForm
from besoins.models import Presence, VersionProgramme
from besoins.views.programme import RedactionView
from besoins.views.redaction import revision_lue


class ModuleEditionMixin(RedactionView):
    presence = Presence.Lieu.MODULES
    form_class = ModuleForm
    template_name = "besoins/module/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"version": self.version}

    def get_success_url(self):
        return self.object.get_absolute_url()


class ModuleCreateView(ModuleEditionMixin):
    redige = None
    extra_context = {"titre": _("Ajouter un module"), "verbe": _("Ajouter le module")}
    reussite = _("Le module est ajouté.")

    def agir(self, form):
        return ajouter_module(version=self.version, par=self.request.user, **form.cleaned_data)


class ModuleUpdateView(ModuleEditionMixin):
    extra_context = {"titre": _("Modifier un module"), "verbe": _("Enregistrer le module")}
    reussite = _("Le module est enregistré.")

    @property
    def redige(self):
        return self.module

    @cached_property
    def module(self):
        return get_object_or_404(self.version.modules, pk=self.kwargs["module"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.module}

    def agir(self, form):
        return modifier_module(module=self.module, par=self.request.user, lue=self.lue, **form.cleaned_data)


class ModuleMoveView(ActeView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme

    @cached_property
    def module(self):
        return get_object_or_404(self.get_object().modules, pk=self.kwargs["module"])

    def acte(self, objet):
        deplacer_module(module=self.module, rang=self.kwargs["rang"], par=self.request.user)

    def retour(self, objet):
        return self.module.get_absolute_url()


class ModuleDeleteView(ConfirmationView):
    permission = "programme.rediger"
    visible = "programme.voir"
    model = VersionProgramme
    context_object_name = "version"
    template_name = "besoins/module/delete.html"
    reussite = _("Le module est supprimé.")

    def get_context_data(self, **kwargs):
        module = get_object_or_404(self.object.modules, pk=self.kwargs["module"])
        return super().get_context_data(**kwargs, module=module)

    def acte(self, objet):
        lue = revision_lue(self.request)
        supprimer_module(version=objet, module=self.kwargs["module"], par=self.request.user, lue=lue)
