"""Business truths of what is said of competences, audited by `manage.py verifier_invariants`."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from academie.models import Niveau
from certificats.models import Acquis, Reconnaissance


def acquis_sans_deux_avis() -> Iterator[str]:
    """A recognised level rests on a recognised claim of the same person, that two others approved; and conversely."""
    favorables = Count("reconnaissance__avis", filter=Q(reconnaissance__avis__favorable=True), distinct=True)
    reconnus = Acquis.objects.filter(nature=Acquis.Nature.RECONNAISSANCE).annotate(favorables=favorables)
    fondes = Q(
        favorables__gte=2,
        reconnaissance__etat=Reconnaissance.Etat.RECONNUE,
        reconnaissance__utilisateur=F("utilisateur"),
    )
    for acquis in reconnus.exclude(pk__in=reconnus.filter(fondes).values("pk")):
        yield _("L'acquis %(pk)s est dit reconnu sans deux avis favorables.") % {"pk": acquis.pk}
    muettes = Reconnaissance.objects.filter(etat=Reconnaissance.Etat.RECONNUE, acquis=None)
    for reconnaissance in muettes:
        yield _("La reconnaissance %(pk)s est acceptée et n'a rien prouvé.") % {"pk": reconnaissance.pk}
    for reconnaissance in Reconnaissance.objects.filter(avis__par=F("utilisateur")):
        yield _("La reconnaissance %(pk)s est jugée par la personne qui la demande.") % {"pk": reconnaissance.pk}


def acquis_hors_de_l_echelle() -> Iterator[str]:
    """A level is on the scale of its framework."""
    echelle = Niveau.objects.filter(referentiel=OuterRef("competence__domaine__referentiel"), rang=OuterRef("niveau"))
    for acquis in Acquis.objects.filter(~Exists(echelle), niveau__gte=1):
        yield _("L'acquis %(pk)s a un niveau que son référentiel n'a pas.") % {"pk": acquis.pk}
