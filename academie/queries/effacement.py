"""What erasing a person means: what prevents it, what goes, what stays and why, and everything that is held."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.jetons import JetonInvalide, creer_jeton, lire_jeton
from academie.autorisations.table import Role
from academie.branchements.effacement import DEVENIRS, DONNEES, EMPECHEMENTS, Devenir
from academie.models import Affectation, DemandeEffacement, FicheAnnuaire, Message, Organisme, Structure, Utilisateur
from academie.regles import regle

USAGE = "effacement.confirmer"


def empechements_de(utilisateur: Utilisateur) -> list[str]:
    """Why the account cannot be erased now, and what to do about each reason."""
    return [raison for empechements in EMPECHEMENTS for raison in empechements(utilisateur)]


def devenirs() -> dict[str, list[Devenir]]:
    """What goes and what stays, from every house."""
    tous = [devenir for dire in DEVENIRS for devenir in dire()]
    return {"effaces": [d for d in tous if not d.garde], "gardes": [d for d in tous if d.garde]}


def demande_en_cours(utilisateur: Utilisateur) -> DemandeEffacement | None:
    return DemandeEffacement.objects.en_cours().filter(utilisateur=utilisateur).first()


def jeton_de_confirmation(utilisateur: Utilisateur, *, nom_visible: bool) -> str:
    return creer_jeton(USAGE, utilisateur.pk, int(nom_visible))


def lire_confirmation(utilisateur: Utilisateur, jeton: str) -> bool | None:
    """Whether the name stays printed, as the link says; None when the link is not for this person, or is too old."""
    try:
        pk, nom_visible = lire_jeton(USAGE, jeton, validite=timedelta(hours=regle("effacement.lien_validite")))
    except JetonInvalide:
        return None
    return bool(nom_visible) if pk == utilisateur.pk else None


def seule_administratrice(utilisateur: Utilisateur) -> Iterator[str]:
    administrent = Affectation.objects.du_jour().filter(role=Role.ADMINISTRATEUR, utilisateur__is_active=True)
    pks = set(administrent.values_list("utilisateur", flat=True))
    if pks == {utilisateur.pk}:
        yield _(
            "Ce compte est le seul qui administre l'Académie. Nommez d'abord une autre administratrice ou un autre "
            "administrateur, depuis la page « Personnes »."
        )


def adresses_de_reponse(utilisateur: Utilisateur) -> Iterator[str]:
    """The person's address is where others write: it must be changed first."""
    accords = Q(accord_email__iexact=utilisateur.email) | Q(accord_email_suppleant__iexact=utilisateur.email)
    for structure in Structure.objects.filter(accords | Q(email__iexact=utilisateur.email)):
        yield _(
            "Votre adresse est celle que la structure « %(structure)s » a donnée pour être jointe ou répondre aux "
            "demandes d'accord. Changez-la d'abord dans les réglages de la structure, ou demandez-le à l'Académie."
        ) % {"structure": structure.nom}
    organisme = Organisme.charger()
    if utilisateur.email in (organisme.contact_email.lower(), organisme.handicap_email.lower()):
        yield _(
            "Votre adresse est celle que l'Académie publie pour être jointe. Changez-la d'abord, page « Organisme »."
        )


def devenirs_du_compte() -> list[Devenir]:
    return [
        Devenir(_("Votre nom, votre adresse électronique, votre mot de passe et votre seconde étape de connexion")),
        Devenir(_("Votre fiche d'annuaire et vos rôles, qui prennent fin")),
        Devenir(_("Les messages qui vous ont été envoyés, et votre nom dans le journal des modifications")),
    ]


def donnees_du_compte(utilisateur: Utilisateur) -> dict:
    return {
        "compte": lignes_de(
            Utilisateur.objects.filter(pk=utilisateur.pk), sans=("password", "is_superuser", "recherche")
        ),
        "affectations": lignes_de(Affectation.objects.filter(utilisateur=utilisateur)),
        "fiche_annuaire": lignes_de(FicheAnnuaire.objects.filter(utilisateur=utilisateur), sans=("recherche",)),
        "messages": lignes_de(Message.objects.filter(utilisateur=utilisateur), sans=("jeton", "cle")),
    }


def lignes_de(lignes: QuerySet, *, sans: tuple[str, ...] = ()) -> list[dict]:
    """Each row as `{field: value}`, related rows in words, files as their names; `sans`: fields that are no data."""
    champs = [champ for champ in lignes.model._meta.fields if champ.name not in sans]
    lies = [champ.name for champ in champs if champ.is_relation]
    return [
        {champ.name: _valeur(ligne, champ) for champ in champs} for ligne in lignes.select_related(*lies).order_by("pk")
    ]


def _valeur(ligne, champ):
    valeur = getattr(ligne, champ.name)
    if champ.choices:
        return str(getattr(ligne, f"get_{champ.name}_display")())
    if isinstance(valeur, File):
        return valeur.name
    return str(valeur) if champ.is_relation and valeur is not None else valeur


def ecrire_donnees(utilisateur: Utilisateur, sortie: IO[bytes]) -> None:
    """Write one ZIP: a JSON file for each part that a house holds on the person."""
    with ZipFile(sortie, "w", ZIP_DEFLATED) as archive:
        for donner in DONNEES:
            for nom, valeur in donner(utilisateur).items():
                texte = json.dumps(valeur, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
                archive.writestr(f"{nom}.json", texte)
        archive.writestr("lisez-moi.txt", _lisez_moi())


def _lisez_moi() -> str:
    return _(
        "Ce que l'Académie sait de vous au %(jour)s. Un fichier par sujet, au format JSON : il s'ouvre avec un "
        "éditeur de texte et se relit par un autre service. Une liste vide : nous n'avons rien à ce sujet. Les fichiers que "
        "vous avez déposés et ceux qui vous ont été délivrés se téléchargent depuis leurs pages.\n"
    ) % {"jour": timezone.localdate().strftime("%d/%m/%Y")}
