"""The cast: the same people in every test, so that a reader knows them by name."""

from dataclasses import dataclass, fields

from allauth.account.models import EmailAddress

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Territoire, Utilisateur


@dataclass
class Distribution:
    """Six roles at `structure` or the Académie, and strangers who hold the same roles somewhere else."""

    region: Territoire
    autre_region: Territoire
    departement: Territoire
    commune: Territoire
    structure: Structure
    autre_structure: Structure
    animateur: Utilisateur
    autre_animateur: Utilisateur
    referent: Utilisateur
    autre_referent: Utilisateur
    concepteur: Utilisateur
    autre_concepteur: Utilisateur
    formateur: Utilisateur
    autre_formateur: Utilisateur
    gestionnaire: Utilisateur
    administrateur: Utilisateur
    sans_role: Utilisateur

    @property
    def personnes(self) -> dict[str, Utilisateur]:
        return {f.name: getattr(self, f.name) for f in fields(self) if f.type is Utilisateur}


def distribuer() -> Distribution:
    region = territoire("region", "53", "Bretagne")
    autre_region = territoire("region", "76", "Occitanie")
    departement = territoire("departement", "29", "Finistère", region=region)
    commune = territoire("commune", "29232", "Quimper", region=region, departement=departement)
    ailleurs = territoire("commune", "31555", "Toulouse", region=autre_region)
    structure = Structure.objects.create(
        nom="Médiathèque de Quimper", genre="espace", territoire=commune, email="mediatheque@quimper.example"
    )
    autre_structure = Structure.objects.create(
        nom="Ville de Toulouse", genre="collectivite", territoire=ailleurs, email="ville@toulouse.example"
    )
    return Distribution(
        region=region,
        autre_region=autre_region,
        departement=departement,
        commune=commune,
        structure=structure,
        autre_structure=autre_structure,
        animateur=personne("animateur", Role.ANIMATEUR, structure),
        autre_animateur=personne("autre-animateur", Role.ANIMATEUR, autre_structure),
        referent=personne("referent", Role.REFERENT, structure),
        autre_referent=personne("autre-referent", Role.REFERENT, autre_structure),
        concepteur=personne("concepteur", Role.CONCEPTEUR),
        autre_concepteur=personne("autre-concepteur", Role.CONCEPTEUR),
        formateur=personne("formateur", Role.FORMATEUR),
        autre_formateur=personne("autre-formateur", Role.FORMATEUR),
        gestionnaire=personne("gestionnaire", Role.GESTIONNAIRE),
        administrateur=personne("administrateur", Role.ADMINISTRATEUR),
        sans_role=personne("sans-role"),
    )


def territoire(genre: str, code: str, nom: str, **parents) -> Territoire:
    return Territoire.objects.get_or_create(genre=genre, code=code, defaults={"nom": nom, **parents})[0]


def personne(nom: str, role: str | None = None, structure: Structure | None = None) -> Utilisateur:
    """A person whose address is `nom`@test.example and who holds one role today."""
    prenom, _, suite = nom.partition("-")
    utilisateur = Utilisateur.objects.create_user(
        f"{nom}@test.example", "mot-de-passe-du-test", prenom=prenom.capitalize(), nom=(suite or "Test").capitalize()
    )
    EmailAddress.objects.create(user=utilisateur, email=utilisateur.email, primary=True, verified=True)
    if role:
        Affectation.objects.create(utilisateur=utilisateur, role=role, structure=structure)
    return utilisateur
