from django.utils.translation import gettext as _

from besoins.forms.croisement import CroisementForm
from besoins.models import Enquete
from besoins.queries.croisement import axes, croiser
from besoins.queries.filtres import Filtre
from besoins.queries.resultats import lecture
from besoins.views.scores import AnalyseView
from besoins.views.tableur import TableurMixin


class CroisementView(AnalyseView):
    """Any question by any other, or by who answers. Where nobody may be recognised, without a filter over it."""

    template_name = "besoins/croisement/page.html"

    def analyser(self, filtre, lue):
        if filtre and self.object.regime != Enquete.Regime.NOMME:
            remarque = _(
                "Un croisement de réponses qui ne sont pas nommées ne se filtre pas. Les filtres sont ignorés."
            )
            filtre = Filtre(self.object)
            filtre.remarques.append(remarque)
            lue = lecture(self.object)
        lignes, colonnes = axes(self.object)
        demande = self.request.GET if {"lignes", "colonnes"} & self.request.GET.keys() else None
        form = CroisementForm(demande, lignes=lignes, colonnes=colonnes, filtre=filtre)
        contexte = {"filtre": filtre, "filtres_actifs": filtre.phrases, "form": form, "possible": bool(colonnes)}
        return contexte | (self.croiser(form.cleaned_data, lignes, colonnes, filtre, lue) if form.is_valid() else {})

    def croiser(self, choix, lignes, colonnes, filtre, lue) -> dict:
        croise = croiser(
            self.object,
            filtre,
            lue,
            lignes[choix["lignes"]],
            colonnes[choix["colonnes"]],
            par=choix["sens"] or "lignes",
        )
        return {"croisement": croise, "intervalles": choix["intervalles"], "adresse": self.request.GET.urlencode()}


class CroisementCsvView(TableurMixin, CroisementView):
    fichier = "croisement"

    def get_context_data(self, **kwargs):
        self.contexte = super().get_context_data(**kwargs)
        return self.contexte

    def lignes(self):
        if croisement := self.contexte.get("croisement"):
            return croisement.rangees
        return [[self.contexte["lecture"].raison or _("Choisissez ce qu'il faut croiser.")]]
