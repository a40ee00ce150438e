from django.http import JsonResponse
from django.views import View

from academie.queries.territoire import territoires_trouves


class TerritoireRechercheView(View):
    """Suggestions for `academie/territoire.js`: ?q=nevers&genres=commune+epci."""

    def get(self, request):
        trouves = territoires_trouves(request.GET.get("q", ""), genres=request.GET.get("genres", "").split(), limite=10)
        reponse = JsonResponse({"territoires": [territoire.designation for territoire in trouves]})
        reponse["Cache-Control"] = "public, max-age=300"
        return reponse
