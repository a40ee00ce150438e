import pytest
from django.core.paginator import Paginator

from academie.models import Territoire
from academie.queries.pagination import PaginateurDeCles


@pytest.mark.django_db
@pytest.mark.parametrize("total", [0, 1, 3, 9, 10])
def test_chaque_page_est_celle_de_django(total):
    Territoire.objects.bulk_create(
        Territoire(genre="commune", code=f"{rang:05}", nom=f"Commune {rang % 4}") for rang in range(total)
    )
    communes = Territoire.objects.order_by("nom", "-pk")
    nos_pages, les_siennes = PaginateurDeCles(communes, 3), Paginator(communes, 3)
    assert nos_pages.num_pages == les_siennes.num_pages
    for numero in les_siennes.page_range:
        assert list(nos_pages.page(numero)) == list(les_siennes.page(numero))
