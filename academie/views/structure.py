from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import CreateView, ListView, UpdateView

from academie.actions.structure import enregistrer_structure
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.forms.structure import StructureForm
from academie.models import Structure


class StructureListView(ProtegeeMixin, ListView):
    permission = "structure.voir"
    model = Structure
    template_name = "academie/structure/list.html"
    paginate_by = 50

    def get_queryset(self):
        structures = super().get_queryset().select_related("territoire")
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
