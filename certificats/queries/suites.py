"""What the certificates say of programmes: how many people hold a valid one."""

from collections.abc import Collection

from django.db.models import Count
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.accueil import Figure
from academie.branchements.suites import Suites
from certificats.models import Certificat


def suites_des_programmes(programmes: Collection[int]) -> Suites:
    valides = Certificat.objects.valides().filter(inscription__session__version__programme__in=programmes).order_by()
    titulaires = Count("inscription__utilisateur", distinct=True)
    comptes = dict(valides.values_list("inscription__session__version__programme").annotate(n=titulaires))
    return Suites(
        par_programme={programme: [_figure(comptes.get(programme, 0))] for programme in programmes},
        ensemble=[_figure(valides.aggregate(n=titulaires)["n"])],
    )


def _figure(certifiees: int) -> Figure:
    return Figure(francais.nombre(certifiees), ngettext("personne certifiée", "personnes certifiées", certifiees))
