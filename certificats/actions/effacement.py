from collections.abc import Iterable, Iterator
from functools import partial

from auditlog.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import models, router, transaction
from django.db.models import Q
from django.db.models.deletion import Collector

from academie.actions.expurgation import expurger, nom_efface
from academie.models import Utilisateur
from certificats.models import Certificat, LigneReseau
from certificats.queries.effacement import a_comparer, modeles_personnels


@transaction.atomic
def effacer(personne: Utilisateur, *, nom_visible: bool) -> None:
    """The career goes with its files. Certificates stay, checkable, with or without the name as the person chose."""
    for modele in modeles_personnels():
        _supprimer(modele, personne)
    LigneReseau.objects.filter(Q(personne=personne) | Q(lu__email=personne.email)).update(
        lu={}, origine=None, raisons=[], reconnue="", candidats=[], personne=None
    )
    certificats = Certificat.objects.filter(inscription__utilisateur=personne)
    expurger(certificats, ["motif"], personne)
    journal = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Certificat),
        object_pk__in=[str(pk) for pk in certificats.values_list("pk", flat=True)],
    )
    expurger(journal, ["changes"], personne)
    if not nom_visible:
        _masquer_le_nom(certificats)


def _masquer_le_nom(certificats: Iterable[Certificat]) -> None:
    """Each certificate keeps a salted fingerprint of the name that it printed: that name, not today's."""
    for certificat in certificats:
        empreinte = make_password(a_comparer(certificat.faits["titulaire"]))
        faits = certificat.faits | {"titulaire": nom_efface()}
        Certificat.objects.filter(pk=certificat.pk).update(faits=faits, titulaire_efface=empreinte)


def _supprimer(modele: type[models.Model], personne: Utilisateur) -> None:
    """Delete what the person owns of this kind with all that hangs on it: files and journal too."""
    collecte = Collector(using=router.db_for_write(modele))
    collecte.collect(modele._default_manager.filter(utilisateur=personne))
    for parti, lignes in [*collecte.data.items(), *((lignes.model, lignes) for lignes in collecte.fast_deletes)]:
        cles = [str(ligne.pk) for ligne in lignes]
        LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(parti), object_pk__in=cles).delete()
        for fichier in list(_fichiers(parti, lignes)):
            transaction.on_commit(partial(default_storage.delete, fichier))
    collecte.delete()


def _fichiers(modele: type[models.Model], lignes: Iterable[models.Model]) -> Iterator[str]:
    for champ in modele._meta.fields:
        if isinstance(champ, models.FileField):
            yield from filter(None, (getattr(ligne, champ.name).name for ligne in lignes))
