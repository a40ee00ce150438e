from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from besoins.actions.effectif import compter_effectifs, viser_territoires
from besoins.forms.effectif import EffectifsForm, TerritoiresForm
from besoins.queries.effectif import demandeuses, structures_cherchees
from besoins.views.programme import RedactionView


class EffectifsView(RedactionView):
    """How many people each structure expects to send: those that asked are proposed, others are looked for by name."""

    redige = None
    form_class = EffectifsForm
    template_name = "besoins/effectif/form.html"
    reussite = _("Les effectifs attendus sont enregistrés.")

    @cached_property
    def structures(self) -> dict:
        comptees = list(self.version.effectifs.select_related("structure__territoire"))
        deja = {attendu.structure_id for attendu in comptees}
        proposees = [une for une in demandeuses(self.version) if une.structure.pk not in deja]
        connues = deja | {une.structure.pk for une in proposees}
        return {
            "comptees": comptees,
            "demandeuses": proposees,
            "trouvees": structures_cherchees(self.request.GET.get("q", ""), sauf=connues),
        }

    def get_form_kwargs(self):
        return super().get_form_kwargs() | self.structures

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, q=self.request.GET.get("q", ""))

    def agir(self, form):
        return compter_effectifs(version=self.version, effectifs=form.effectifs(), par=self.request.user)


class TerritoiresView(RedactionView):
    form_class = TerritoiresForm
    extra_context = {"titre": _("Territoires visés"), "verbe": _("Enregistrer les territoires")}
    reussite = _("Les territoires visés sont enregistrés.")

    def get_initial(self):
        return {"territoires": list(self.version.territoires.select_related("departement"))}

    def agir(self, form):
        return viser_territoires(version=self.version, par=self.request.user, lue=self.lue, **form.cleaned_data)
