from django.core.paginator import Page, Paginator


class PaginateurDeCles(Paginator):
    """A long list: the order is found on keys alone, from the nearer end, and only the rows of the page are read.

    The queryset is ordered, its key last.
    """

    def page(self, number) -> Page:
        numero = self.validate_number(number)
        debut = (numero - 1) * self.per_page
        fin = min(debut + self.per_page, self.count)
        cles = self.object_list.values_list("pk", flat=True)
        loin = debut > self.count - fin
        cles = cles.reverse()[self.count - fin : self.count - debut] if loin else cles[debut:fin]
        return self._get_page(self.object_list.filter(pk__in=list(cles)), numero, self)
