from django.http import JsonResponse
from django.views.generic import View

from academie.queries.sante import pannes


class SanteView(View):
    """For monitors: 200 when database, cache and queue answer, else 503 with the names of what does not."""

    def get(self, request):
        en_panne = pannes()
        reponse = JsonResponse({"etat": "panne" if en_panne else "ok", "pannes": en_panne})
        reponse.status_code = 503 if en_panne else 200
        reponse["Cache-Control"] = "no-store"
        return reponse
