from django.utils.translation import gettext as _
from django.views.generic import DetailView, TemplateView

from academie.autorisations.vues import ProtegeeMixin
from academie.francais import nombre
from academie.regles import regle
from besoins.forms.filtres import FiltreForm
from besoins.forms.scores import ComparaisonForm
from besoins.models import Enquete
from besoins.queries.comparaison import comparer, questions_comparables
from besoins.queries.facettes import facettes
from besoins.queries.filtres import Filtre
from besoins.queries.methodes import verifications
from besoins.queries.resultats import lecture
from besoins.queries.scores import CROIX, SCORES, scores_matrices


class AnalyseView(ProtegeeMixin, DetailView):
    """Figures of a survey for the answers that the address asks for, when they may be read."""

    permission = "enquete.voir"
    model = Enquete
    context_object_name = "enquete"

    def get_context_data(self, **kwargs):
        filtre = Filtre.depuis(self.request.GET, self.object)
        lue = lecture(self.object, filtre)
        contexte = super().get_context_data(filtre=filtre, lecture=lue, filtres_actifs=filtre.phrases, **kwargs)
        return contexte | (self.analyser(filtre, lue) if lue.permise else {})

    def analyser(self, filtre, lue) -> dict:
        raise NotImplementedError

    def choisir(self, cle: str, connus: dict[str, str], filtre: Filtre) -> str:
        """A word of the address, or the first known one; an unknown one is ignored, and said so."""
        demande = self.request.GET.get(cle) or next(iter(connus))
        if demande in connus:
            return demande
        filtre.remarques.append(_("L'adresse demande un choix qui n'existe pas ici. Il est ignoré."))
        return next(iter(connus))


class ScoresView(AnalyseView):
    template_name = "besoins/scores/page.html"

    def analyser(self, filtre, lue):
        score, croix = self.choisir("score", SCORES, filtre), self.choisir("croix", CROIX, filtre)
        return {
            "matrices": scores_matrices(self.object, filtre, lue, score, croix),
            "score": SCORES[score],
            "scores": _liens(SCORES, score, f"croix={croix}&{filtre.requete}", "score"),
            "choisis": {"score": score, "croix": croix},
            "form_filtre": FiltreForm(filtre, facettes(self.object, filtre, lue)),
            "tirages": nombre(regle("resultats.reechantillons")),
            "croix": _liens(CROIX, croix, f"score={score}&{filtre.requete}", "croix"),
        }


class ComparaisonView(AnalyseView):
    template_name = "besoins/scores/comparaison.html"

    def analyser(self, filtre, lue):
        questions = questions_comparables(self.object)
        demande = self.request.GET if {"a", "b"} & self.request.GET.keys() else None
        form = ComparaisonForm(demande, questions=questions)
        if not form.is_valid():
            return {"form": form, "questions": questions}
        choix = form.cleaned_data
        return {
            "form": form,
            "questions": questions,
            "comparaison": comparer(self.object, filtre, lue, choix["a"], choix["b"]),
        }


class MethodesView(TemplateView):
    """How every figure is computed, and what it is checked against."""

    template_name = "besoins/scores/methodes.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, verifications=verifications(), tirages=nombre(regle("resultats.reechantillons"))
        )


def _liens(choix: dict[str, str], courant: str, reste: str, cle: str) -> list[dict]:
    return [
        {"libelle": libelle, "url": f"?{cle}={valeur}&{reste}".rstrip("&"), "courant": valeur == courant}
        for valeur, libelle in choix.items()
    ]
