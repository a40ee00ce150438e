from django.http import FileResponse, Http404, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView, View
from django.views.generic.detail import SingleObjectMixin

from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from academie.tableaux import TABLEUR, ecrire_classeur, lignes_csv
from certificats.actions.importation import (
    abandonner_import,
    charger_import,
    decider_ligne,
    laisser_les_doublons,
)
from certificats.forms.importation import ColonnesForm, ImportationForm, StructuresForm
from certificats.models import ImportationReseau, LigneReseau
from certificats.queries.importation import (
    COMPTES,
    MODELES,
    comptes_de,
    dire_les_lignes,
    lignes_montrees,
    lignes_refusees,
    modele_a_remplir,
    restes_de,
)
from certificats.tasks.importation import (
    demander_annulation,
    demander_import,
    demander_lecture,
    relire_avec_colonnes,
    relire_avec_structures,
)


class ReseauListView(ProtegeeMixin, ListView):
    """The files already brought, and the models to fill."""

    permission = "reseau.importer"
    model = ImportationReseau
    template_name = "certificats/importation/list.html"
    paginate_by = 25

    def get_queryset(self):
        return super().get_queryset().select_related("par")


class ReseauCreateView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """Bring a file; nothing of it is written yet."""

    permission = "reseau.importer"
    form_class = ImportationForm
    template_name = "certificats/importation/form.html"
    extra_context = {"verbe": gettext_lazy("Lire ce fichier")}

    def agir(self, form):
        return charger_import(fichier=form.cleaned_data["fichier"], par=self.request.user)

    def get_success_url(self):
        return self.object.get_absolute_url()


class ReseauModeleView(ProtegeeMixin, View):
    """A spreadsheet to fill."""

    permission = "reseau.importer"

    def get(self, request, nom):
        if nom not in MODELES:
            raise Http404
        classeur = ecrire_classeur({_("À remplir"): modele_a_remplir(nom)})
        return FileResponse(classeur, as_attachment=True, filename=f"modele-{nom}.xlsx", content_type=TABLEUR)


class ReseauMixin(ProtegeeMixin):
    permission = "reseau.importer"
    model = ImportationReseau
    context_object_name = "importation"


class ReseauDetailView(ReseauMixin, ListView):
    """Where a file is: columns, unknown structures, what each line becomes, what was written."""

    template_name = "certificats/importation/detail.html"
    paginate_by = 50

    @cached_property
    def importation(self) -> ImportationReseau:
        return get_object_or_404(ImportationReseau.objects.select_related("par"), pk=self.kwargs["pk"])

    def get_queryset(self):
        return lignes_montrees(self.importation, self.request.GET.get("verdict", ""))

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        verdicts = [(verdict.value, verdict.label) for verdict in LigneReseau.Verdict]
        return contexte | {
            "importation": self.importation,
            "comptes": comptes_de(self.importation),
            "lignes": dire_les_lignes(contexte["page_obj"].object_list),
            "verdict": self.request.GET.get("verdict", ""),
            "verdicts": [
                ("", _("Toutes")),
                *verdicts,
                ("a_decider", _("À décider")),
                ("laissee", _("Laissées de côté")),
            ],
            "form": ColonnesForm(importation=self.importation),
            "structures": StructuresForm(importation=self.importation),
            "bilan": dict.fromkeys(COMPTES, 0) | self.importation.bilan,
            "restes": restes_de(self.importation),
        }


class ReseauReglageView(ReseauMixin, FormulaireActeMixin, SingleObjectMixin, FormView):
    """One of the two settings of a file; then it is read again."""

    template_name = "certificats/importation/reglage.html"

    @cached_property
    def object(self):
        return self.get_object()

    def get_form_kwargs(self):
        arguments = super().get_form_kwargs()
        del arguments["initial"]
        return arguments | {"importation": self.object}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, titre=self.titre)

    def get_success_url(self):
        return self.object.get_absolute_url()


class ReseauColonnesView(ReseauReglageView):
    form_class = ColonnesForm
    titre = gettext_lazy("Les colonnes")

    def agir(self, form):
        return relire_avec_colonnes(self.object, form.cleaned_data)


class ReseauStructuresView(ReseauReglageView):
    form_class = StructuresForm
    titre = gettext_lazy("Les structures inconnues")

    def agir(self, form):
        try:
            return relire_avec_structures(self.object, form.choix)
        except Refus as refus:
            raise Refus(refus.message, champ=form.champ_de(refus.champ)) from refus


class ReseauLireView(ReseauMixin, ActeView):
    def acte(self, objet):
        demander_lecture(objet)


class ReseauLigneView(ReseauMixin, ActeView):
    """Decide one line; back to the page where the person was."""

    def acte(self, objet):
        try:
            decider_ligne(importation=objet, numero=self.kwargs["numero"], choix=self.request.POST.get("choix", ""))
        except LigneReseau.DoesNotExist as erreur:
            raise Http404 from erreur

    def retour(self, objet):
        ici = self.request.POST.get("ici", "")
        verdict = ici if ici in {*LigneReseau.Verdict.values, "a_decider", "laissee"} else ""
        page = self.request.POST.get("page", "")
        suite = f"&page={page}" if page.isascii() and page.isdecimal() else ""
        return f"{objet.get_absolute_url()}?verdict={verdict}{suite}#lignes"


class ReseauLaisserView(ReseauMixin, ActeView):
    reussite = gettext_lazy("Les doublons probables qui restaient sont laissés de côté.")

    def acte(self, objet):
        laisser_les_doublons(importation=objet)


class ReseauLancerView(ReseauMixin, ActeView):
    def acte(self, objet):
        demander_import(objet, inviter="inviter" in self.request.POST)


class ReseauAnnulerView(ReseauMixin, ActeView):
    def acte(self, objet):
        demander_annulation(objet)


class ReseauAbandonnerView(ReseauMixin, ActeView):
    reussite = gettext_lazy("Le fichier est oublié\xa0: rien n'en a été écrit.")

    def post(self, request, *args, **kwargs):
        """Forgotten already, it is forgotten."""
        if not ImportationReseau.objects.filter(pk=self.kwargs["pk"]).exists():
            return HttpResponseRedirect(reverse("certificats:reseau_list"))
        return super().post(request, *args, **kwargs)

    def acte(self, objet):
        abandonner_import(importation=objet)

    def retour(self, objet):
        return reverse("certificats:reseau_list")


class ReseauErreursView(ReseauMixin, SingleObjectMixin, View):
    """The refused lines, as they came, with the reason of each."""

    def get(self, request, *args, **kwargs):
        importation = self.get_object()
        return StreamingHttpResponse(
            lignes_csv(lignes_refusees(importation)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="lignes-refusees-{importation.pk}.csv"'},
        )
