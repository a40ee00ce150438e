from itertools import groupby

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.actions.message import mettre_en_file
from academie.models import Utilisateur
from besoins.models import Intervention, VersionProgramme

# Beyond, the page tells the rest.
CITEES = 20


def annoncer(interventions: list[Intervention]) -> None:
    """Tell authors and those who take part in the discussion what the others said, in one message a version."""
    for version, groupe in groupby(interventions, key=lambda intervention: intervention.commentaire.version):
        nouvelles = list(groupe)
        for personne in _interesses(version):
            dites = [nouvelle for nouvelle in nouvelles if nouvelle.par_id != personne.pk]
            if dites:
                _ecrire(version, personne, dites)


def _interesses(version: VersionProgramme) -> QuerySet:
    participantes = Intervention.objects.filter(commentaire__version=version)
    return Utilisateur.objects.filter(
        Q(pk__in=version.redacteurs.values("pk")) | Q(pk__in=participantes.values("par")), is_active=True
    ).order_by("pk")


def _ecrire(version: VersionProgramme, personne: Utilisateur, dites: list[Intervention]) -> None:
    mettre_en_file(
        cle=f"commentaires:{version.pk}:{personne.pk}:{dites[-1].pk}",
        gabarit="besoins/messages/commentaires.txt",
        contexte={
            "version": version,
            "personne": personne,
            "nouvelles": ngettext("%(nombre)d nouvel échange", "%(nombre)d nouveaux échanges", len(dites))
            % {"nombre": len(dites)},
            "dites": [_phrase(dite) for dite in dites[:CITEES]],
            "autres": len(dites) > CITEES,
            "lien": settings.BASE_URL + reverse("besoins:commentaire_list", args=[version.pk]),
        },
        utilisateur=personne,
    )


def _phrase(intervention: Intervention) -> str:
    geste = {"qui": intervention.par, "geste": intervention.get_genre_display(), "texte": intervention.texte[:300]}
    return (_("%(qui)s %(geste)s : %(texte)s") if intervention.texte else "%(qui)s %(geste)s") % geste
