from django.contrib import messages
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, ListView, UpdateView

from academie.actions.structure import enregistrer_structure, regler_accord
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.forms.structure import ReglageStructureForm, StructureForm
from academie.models import Structure


class StructureListView(ProtegeeMixin, ListView):
    permission = "structure.voir"
    model = Structure
    template_name = "academie/structure/list.html"
    paginate_by = 50

    def get_queryset(self):
        structures = super().get_queryset().select_related("territoire")
        structures = structures.only("nom", "genre", "email", "accord_requis", "accord_email", "territoire__nom")
        return structures.nommees(self.request.GET.get("q", ""))


class StructureEditionMixin(ProtegeeMixin, FormulaireActeMixin):
    permission = "structure.gerer"
    model = Structure
    form_class = StructureForm
    template_name = "academie/structure/form.html"
    success_url = reverse_lazy("structure_list")

    def agir(self, form):
        return enregistrer_structure(structure=form.instance)


class StructureCreateView(StructureEditionMixin, CreateView):
    extra_context = {"verbe": _("Créer la structure")}


class StructureUpdateView(StructureEditionMixin, UpdateView):
    extra_context = {"verbe": _("Enregistrer la structure")}


class StructureReglerView(ProtegeeMixin, FormulaireActeMixin, UpdateView):
    """What a structure decides for its people: to be asked before each enrolment, and who answers."""

    permission = "structure.regler"
    visible = "structure.voir"
    model = Structure
    form_class = ReglageStructureForm
    template_name = "academie/structure/regler.html"
    success_url = reverse_lazy("structure_list")
    extra_context = {"verbe": _("Enregistrer les réglages")}

    def agir(self, form):
        structure = regler_accord(structure=form.instance, **form.cleaned_data)
        messages.success(self.request, gettext("Les réglages de la structure sont enregistrés."))
        return structure
