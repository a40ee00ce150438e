"""The catalogue as a file: what the address keeps of it, in its order."""

from collections.abc import Iterator

from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import gettext as _

from academie.tableaux import TABLEUR, ecrire_classeur, lignes_csv
from besoins.queries.offre import tableau_du_catalogue
from besoins.views.catalogue import CatalogueListView


class CatalogueTableauView(CatalogueListView):
    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        lignes = self.trouvailles.rayons.lignes
        return self.ecrire(tableau_du_catalogue([lignes[rang].programme for rang in self.get_queryset()]))

    def ecrire(self, rangees: Iterator[list]):
        raise NotImplementedError


class CatalogueCsvView(CatalogueTableauView):
    def ecrire(self, rangees):
        return StreamingHttpResponse(
            lignes_csv(rangees),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="catalogue.csv"'},
        )


class CatalogueXlsxView(CatalogueTableauView):
    def ecrire(self, rangees):
        classeur = ecrire_classeur({_("Catalogue"): rangees})
        return FileResponse(classeur, as_attachment=True, filename="catalogue.xlsx", content_type=TABLEUR)
