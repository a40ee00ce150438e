"""Several people at once: chosen in a list, or read in a file that is shown line by line before anything is done."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from academie import francais
from academie.autorisations.vues import FormulaireActeMixin, ProtegeeMixin
from academie.regles import Refus
from sessions.actions.groupe import Issue, inscrire_groupe, inscrire_lignes
from sessions.forms.groupe import ConfirmerGroupeForm, FichierGroupeForm, GroupeForm
from sessions.models import Session
from sessions.queries.groupe import candidats, lire_fichier, prevoir
from sessions.queries.regles import fermeture

REFUS_DITS = 20


class GroupeMixin(ProtegeeMixin, FormulaireActeMixin, SingleObjectMixin):
    permission = "inscription.inscrire"
    context_object_name = "session"

    def get_queryset(self):
        return Session.objects.publiques().completes()

    @cached_property
    def object(self):
        return self.get_object()

    def get_success_url(self):
        return reverse("sessions:groupe_create", args=[self.kwargs["pk"]])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, fermeture=fermeture(self.object))

    def dire(self, issues: list[Issue]) -> None:
        faites = sorted((i for i in issues if i.inscription), key=lambda issue: issue.inscription.etat)
        for etat, groupe in groupby(faites, key=lambda issue: issue.inscription.get_etat_display()):
            dites = {"etat": etat, "noms": francais.enumeration(issue.qui for issue in groupe)}
            messages.success(self.request, _("Inscription %(etat)s : %(noms)s.") % dites)
        refusees = [issue for issue in issues if issue.refus]
        for issue in refusees[:REFUS_DITS]:
            messages.error(self.request, f"{issue.qui} : {issue.refus}")
        if (reste := len(refusees) - REFUS_DITS) > 0:
            messages.error(self.request, _("Et %(n)d autres refus.") % {"n": reste})


class GroupeCreateView(GroupeMixin, FormView):
    """The people of one's structures, or those whose name is searched; why each one may not."""

    form_class = GroupeForm
    template_name = "sessions/groupe/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"session": self.object, "par": self.request.user}

    def agir(self, form):
        donnees = form.cleaned_data
        issues = inscrire_groupe(
            session=self.object, personnes=donnees["personnes"], par=self.request.user, demande=form.demande
        )
        self.dire(issues)
        return self.object

    def get_context_data(self, **kwargs):
        recherche = self.request.GET.get("q", "")[:100]
        return super().get_context_data(
            **kwargs,
            candidats=candidats(self.object, self.request.user, recherche),
            choisies=self.request.POST.getlist("personnes"),
        )


class GroupeFichierView(GroupeMixin, FormView):
    """Bring a file; what each line would give is shown, nothing is done."""

    form_class = FichierGroupeForm
    template_name = "sessions/groupe/fichier.html"
    extra_context = {"verbe": gettext_lazy("Lire ce fichier")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"par": self.request.user}

    def form_valid(self, form):
        fichier, structure, par = form.cleaned_data["fichier"], form.cleaned_data["structure"], self.request.user
        try:
            lignes = prevoir(self.object, structure, lire_fichier(fichier, fichier.name), par)
        except Refus as refus:
            return self.refuser(form, refus)
        scelle = ConfirmerGroupeForm.sceller(self.object, par, structure, lignes)
        suite = ConfirmerGroupeForm(session=self.object, par=par, initial={"lignes": scelle})
        contexte = {"form": suite, "lignes": lignes, "structure": structure}
        self.template_name = "sessions/groupe/apercu.html"
        return self.render_to_response(self.get_context_data(**contexte))


class GroupeConfirmerView(GroupeMixin, FormView):
    """What was shown is done. Sent without the page before, it leads there."""

    http_method_names = ["post", "options"]
    form_class = ConfirmerGroupeForm
    template_name = "sessions/groupe/apercu.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"session": self.object, "par": self.request.user}

    def agir(self, form):
        issues = inscrire_lignes(
            session=self.object,
            structure=form.structure,
            lignes=form.cleaned_data["lignes"],
            par=self.request.user,
            demande=form.demande,
        )
        self.dire(issues)
        return self.object

    def form_invalid(self, form):
        lignes = form.cleaned_data.get("lignes")
        if lignes is None:
            messages.error(self.request, form.errors["lignes"][0])
            return HttpResponseRedirect(reverse("sessions:groupe_fichier", args=[self.object.pk]))
        lues = prevoir(self.object, form.structure, lignes, self.request.user)
        return self.render_to_response(self.get_context_data(form=form, lignes=lues, structure=form.structure))
