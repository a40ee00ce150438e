"""Opening a personal link: who it is, and where they stand."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from academie.autorisations.jetons import JetonInvalide
from besoins.models import Invitation
from besoins.queries.conditions import Parcours
from besoins.queries.enquete import questionnaire
from besoins.queries.invitation import invitation_du_jeton
from besoins.queries.reponse import Situation, pages_du_parcours, situation, valeurs_par_question


@method_decorator(never_cache, name="dispatch")
class ReponseMixin:
    """Whoever holds the link, when the link still leads somewhere."""

    attendues = {Situation.OUVERTE}

    def dispatch(self, request, *args, **kwargs):
        try:
            self.invitation = invitation_du_jeton(kwargs["jeton"])
        except JetonInvalide:
            return self.sans_invitation(request, *args, **kwargs)
        except Invitation.DoesNotExist:
            return self.impasse("lien_remplace", 404)
        return self.selon_la_situation(request, *args, **kwargs)

    def sans_invitation(self, request, *args, **kwargs):
        return self.impasse("lien_invalide", 404)

    def selon_la_situation(self, request, *args, **kwargs):
        actuelle = situation(self.invitation, timezone.localdate())
        if actuelle in self.attendues:
            return super().dispatch(request, *args, **kwargs)
        ailleurs = {
            Situation.A_VENIR: lambda: self.impasse("a_venir", 200),
            Situation.REPONDUE: lambda: self.aller("reponse_merci"),
            Situation.REFUSEE: lambda: self.aller("reponse_refuser"),
            Situation.OUVERTE: lambda: self.aller("reponse_enquete"),
            Situation.CLOSE: lambda: self.impasse("close", 410),
        }
        return ailleurs[actuelle]()

    def aller(self, page: str, ancre: str = "", **kwargs):
        return HttpResponseRedirect(self.adresse(page, **kwargs) + ancre)

    def adresse(self, page: str, **kwargs) -> str:
        return reverse(f"besoins:{page}", kwargs={"jeton": self.kwargs["jeton"], **kwargs})

    def impasse(self, gabarit: str, statut: int):
        contexte = {"enquete": self.invitation.enquete} if hasattr(self, "invitation") else {}
        return render(self.request, f"besoins/reponse/{gabarit}.html", contexte, status=statut)

    @cached_property
    def sections(self):
        return questionnaire(self.invitation.enquete)

    @cached_property
    def reponse(self):
        return getattr(self.invitation, "reponse", None)

    @cached_property
    def valeurs(self):
        return valeurs_par_question(self.reponse)

    @cached_property
    def parcours(self):
        return Parcours(self.sections, self.valeurs)

    @cached_property
    def pages(self):
        return pages_du_parcours(self.sections, self.parcours)

    def etapes(self, numero: int | None = None) -> list[dict]:
        """The pages that are asked and the summary, as steps; `numero` is the one shown."""
        etapes = [
            {
                "libelle": page.titre,
                "url": self.adresse("reponse_section", numero=page.numero),
                "faite": page.est_commencee and page.est_complete,
                "courante": page.numero == numero,
            }
            for page in self.pages
        ]
        fin = {"libelle": _("Relire et envoyer"), "url": self.adresse("reponse_recapitulatif"), "faite": False}
        return [*etapes, fin | {"courante": numero is None}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs, enquete=self.invitation.enquete, invitation=self.invitation, pages=self.pages
        )
