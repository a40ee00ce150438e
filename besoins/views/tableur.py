import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

from academie.tableaux import cellule_sure


class TableurMixin:
    """A CSV file, streamed, that spreadsheets open as it is and of which they run nothing."""

    fichier = ""

    def lignes(self) -> Iterator[Iterable]:
        raise NotImplementedError

    def render_to_response(self, context, **kwargs):
        return StreamingHttpResponse(
            self._texte(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{self.fichier}-{self.object.pk}.csv"'},
        )

    def _texte(self) -> Iterator[str]:
        ecrire = csv.writer(_Echo(), delimiter=";").writerow
        yield "\ufeff"
        for ligne in self.lignes():
            yield ecrire([cellule_sure(str(cellule)) for cellule in ligne])


class _Echo:
    """A file that gives back what is written in it."""

    def write(self, texte: str) -> str:
        return texte
