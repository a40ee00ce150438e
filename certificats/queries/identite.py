"""Certificates whose name or employer is no longer the one printed."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat, Trim

from certificats.models import Certificat


@dataclass(frozen=True)
class Changement:
    """What would be printed today, where it is not what was."""

    titulaire: str = ""
    employeur: str = ""

    @property
    def corrections(self) -> dict[str, str]:
        return {champ: valeur for champ, valeur in vars(self).items() if valeur}


def changement(certificat: Certificat) -> Changement | None:
    """What changed of the person since `certificat` was printed; nothing for one that no longer stands."""
    if certificat.etat != Certificat.Etat.VALIDE or not certificat.inscription.utilisateur.is_active:
        return None
    nom = certificat.inscription.utilisateur.get_full_name()
    structure = certificat.inscription.structure
    employeur = structure.nom if structure else ""
    change = Changement(
        titulaire=nom if nom != certificat.faits["titulaire"] else "",
        employeur=employeur if employeur != certificat.faits["employeur"] else "",
    )
    return change if change.corrections else None


def a_mettre_a_jour(certificats: QuerySet[Certificat]) -> QuerySet[Certificat]:
    """Those that say another name or another employer than today; those that their holder pointed out come first."""
    utilisateur = "inscription__utilisateur"
    nom = Trim(Concat(f"{utilisateur}__prenom", Value(" "), f"{utilisateur}__nom"))
    employeur = Coalesce("inscription__structure__nom", Value(""))
    return (
        certificats.en_vigueur()
        .filter(**{f"{utilisateur}__is_active": True})
        .annotate(imprime=_texte("titulaire"), employeur_imprime=_texte("employeur"))
        .annotate(nom_du_jour=nom, employeur_du_jour=employeur)
        .filter(~Q(imprime=F("nom_du_jour")) | ~Q(employeur_imprime=F("employeur_du_jour")))
        .select_related(utilisateur, "inscription__structure")
        .order_by(F("signale_le").asc(nulls_last=True), "-emis_le", "-pk")
    )


def _texte(fait: str) -> Cast:
    """A printed fact, compared as text and not as JSON."""
    return Cast(KT(f"faits__{fait}"), TextField())
