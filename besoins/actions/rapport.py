from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from academie.models import Utilisateur
from academie.regles import Refus, regle
from besoins.documents.rapport import rapport_pdf
from besoins.models import Enquete, Rapport
from besoins.queries.filtres import Filtre
from besoins.queries.rapport import donnees_rapport
from besoins.queries.resultats import lecture


@transaction.atomic
def demander_rapport(
    *, enquete: Enquete, filtre: Filtre, par: Utilisateur, le: datetime | None = None
) -> tuple[Rapport, bool]:
    """Ask for the report of the answers that `filtre` keeps; the second value says whether it is to be made.

    Asked twice while it is being made, made once. The oldest beyond `rapport.conserves` go.

    Raises:
        Refus: these answers may not be read, or not yet.
    """
    enquete = Enquete.objects.select_for_update().get(pk=enquete.pk)
    lue = lecture(enquete, filtre)
    if not lue.permise:
        raise Refus(lue.raison)
    requete = filtre.requete
    if attendu := enquete.rapports.filter(requete=requete, etat=Rapport.Etat.DEMANDE).first():
        return attendu, False
    rapport = enquete.rapports.create(requete=requete, par=par, demande_le=le or timezone.now())
    for ancien in enquete.rapports.order_by("-demande_le", "-pk")[regle("rapport.conserves") :]:
        _oublier(ancien)
    return rapport, True


@transaction.atomic
def etablir_rapport(*, rapport: Rapport, le: datetime | None = None) -> Rapport:
    """Make the file, once: a second worker finds it made.

    Raises:
        Refus: the answers may not be read any more.
    """
    rapport = Rapport.objects.select_for_update(of=["self"]).select_related("enquete").get(pk=rapport.pk)
    if rapport.etat != Rapport.Etat.DEMANDE:
        return rapport
    le = le or timezone.now()
    filtre = Filtre.depuis(QueryDict(rapport.requete), rapport.enquete)
    lue = lecture(rapport.enquete, filtre)
    if not lue.permise:
        raise Refus(lue.raison)
    contenu = rapport_pdf(donnees_rapport(rapport.enquete, filtre, lue, timezone.localdate(le)))
    rapport.fichier.save(f"rapport-{rapport.enquete_id}.pdf", ContentFile(contenu), save=False)
    rapport.finir(le=le)
    rapport.save()
    return rapport


@transaction.atomic
def abandonner_rapport(*, rapport: Rapport) -> None:
    """Say on its page that it could not be made."""
    rapport = Rapport.objects.select_for_update().get(pk=rapport.pk)
    if rapport.etat == Rapport.Etat.DEMANDE:
        rapport.echouer()
        rapport.save()


def _oublier(rapport: Rapport) -> None:
    fichier = rapport.fichier
    rapport.delete()
    if fichier:
        transaction.on_commit(lambda: fichier.delete(save=False))
