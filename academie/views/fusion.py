from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, FormView, ListView

from academie.actions.doublon import ecarter_doublon
from academie.actions.fusion import defaire_fusion, fusionner
from academie.autorisations.vues import ActeView, FormulaireActeMixin, ProtegeeMixin
from academie.forms.fusion import FusionForm
from academie.models import Doublon, Fusion, Utilisateur
from academie.queries.fusion import comparaison, empechements, structures_dites


class DoublonListView(ProtegeeMixin, ListView):
    """Accounts that look like one person, and the merges of late."""

    permission = "personne.fusionner"
    model = Doublon
    template_name = "academie/fusion/doublons.html"
    paginate_by = 50

    def get_queryset(self):
        return super().get_queryset().a_regarder().select_related("premiere", "seconde")

    def get_context_data(self, **kwargs):
        contexte = super().get_context_data(**kwargs)
        paires = contexte["page_obj"].object_list
        structures_dites([personne for paire in paires for personne in (paire.premiere, paire.seconde)])
        fusions = Fusion.objects.select_related("gardee", "fermee", "par")[:20]
        return contexte | {"fusions": fusions}


class DoublonEcarterView(ActeView):
    permission = "personne.fusionner"
    model = Doublon
    reussite = gettext_lazy("C'est noté\xa0: ce sont deux personnes. Elles ne seront plus proposées.")

    def acte(self, objet):
        ecarter_doublon(doublon=objet, par=self.request.user)

    def retour(self, objet):
        return reverse("doublon_list")


class FusionChoisirView(ProtegeeMixin, ListView):
    """Whoever else may be this person."""

    permission = "personne.fusionner"
    model = Utilisateur
    template_name = "academie/fusion/choisir.html"
    paginate_by = 50

    @cached_property
    def personne(self):
        return get_object_or_404(Utilisateur, pk=self.kwargs["pk"])

    def get_queryset(self):
        autres = Utilisateur.objects.filter(is_active=True).exclude(pk=self.personne.pk)
        return autres.nommes(self.request.GET.get("q", "").strip() or self.personne.nom)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs, personne=self.personne)


class FusionComparerView(ProtegeeMixin, FormulaireActeMixin, FormView):
    """Two accounts side by side; then one."""

    permission = "personne.fusionner"
    form_class = FusionForm
    template_name = "academie/fusion/comparer.html"

    @cached_property
    def personnes(self) -> tuple[Utilisateur, Utilisateur]:
        cles = (self.kwargs["pk"], self.kwargs["autre"])
        lues = Utilisateur.objects.select_related("territoire").in_bulk(cles)
        if len(lues) != 2:
            raise Http404
        structures_dites(lues.values())
        return lues[cles[0]], lues[cles[1]]

    def get_form_kwargs(self):
        premiere, seconde = self.personnes
        arguments = super().get_form_kwargs()
        del arguments["initial"]
        return arguments | {"premiere": premiere, "seconde": seconde}

    def get_context_data(self, **kwargs):
        premiere, seconde = self.personnes
        return super().get_context_data(
            **kwargs,
            premiere=premiere,
            seconde=seconde,
            lignes=comparaison(premiere, seconde),
            empechements=empechements(premiere, seconde, self.request.user),
            faite=Fusion.objects.filter(gardee__in=self.personnes, fermee__in=self.personnes, defaite_le=None).first(),
        )

    def agir(self, form):
        return fusionner(par=self.request.user, **form.choix)

    def get_success_url(self):
        messages.success(self.request, _("Les deux comptes n'en font plus qu'un. La personne en reçoit un message."))
        return self.object.get_absolute_url()


class FusionDetailView(ProtegeeMixin, DetailView):
    """What a merge moved, what stayed, and until when it is undone."""

    permission = "personne.fusionner"
    model = Fusion
    template_name = "academie/fusion/detail.html"
    context_object_name = "fusion"

    def get_queryset(self):
        return super().get_queryset().select_related("gardee", "fermee", "par", "defaite_par")


class FusionDefaireView(ActeView):
    permission = "personne.fusionner"
    model = Fusion
    reussite = gettext_lazy("La fusion est défaite\xa0: chaque compte a retrouvé ce qu'il avait.")

    def get_queryset(self):
        return super().get_queryset().select_related("gardee", "fermee")

    def acte(self, objet):
        return defaire_fusion(fusion=objet, par=self.request.user)
