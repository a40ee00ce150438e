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
    troupe = {
        "animateur": (Role.ANIMATEUR, structure),
        "autre_animateur": (Role.ANIMATEUR, autre_structure),
        "referent": (Role.REFERENT, structure),
        "autre_referent": (Role.REFERENT, autre_structure),
        "concepteur": (Role.CONCEPTEUR, None),
        "autre_concepteur": (Role.CONCEPTEUR, None),
        "formateur": (Role.FORMATEUR, None),
        "autre_formateur": (Role.FORMATEUR, None),
        "gestionnaire": (Role.GESTIONNAIRE, None),
        "administrateur": (Role.ADMINISTRATEUR, None),
        "sans_role": (None, None),
    }
    personnes = recruter([(nom.replace("_", "-"), role, ou) for nom, (role, ou) in troupe.items()])
    return Distribution(
        region=region,
        autre_region=autre_region,
        departement=departement,
        commune=commune,
        structure=structure,
        autre_structure=autre_structure,
        **dict(zip(troupe, personnes, strict=True)),
    )


def territoire(genre: str, code: str, nom: str, **parents) -> Territoire:
    return Territoire.objects.get_or_create(genre=genre, code=code, defaults={"nom": nom, **parents})[0]


def personne(nom: str, role: str | None = None, structure: Structure | None = None) -> Utilisateur:
    """A person whose address is `nom`@test.example and who holds one role today."""
    return recruter([(nom, role, structure)])[0]


def recruter(troupe: list[tuple[str, str | None, Structure | None]]) -> list[Utilisateur]:
    """Write the people of `troupe`, (name, role, structure) each, in three queries: every test begins with it."""
    utilisateurs = Utilisateur.objects.bulk_create([_utilisateur(nom) for nom, _role, _structure in troupe])
    EmailAddress.objects.bulk_create(
        EmailAddress(user=utilisateur, email=utilisateur.email, primary=True, verified=True)
        for utilisateur in utilisateurs
    )
    Affectation.objects.bulk_create(
        Affectation(utilisateur=utilisateur, role=role, structure=structure)
        for utilisateur, (_nom, role, structure) in zip(utilisateurs, troupe, strict=True)
        if role
    )
    return utilisateurs


def _utilisateur(nom: str) -> Utilisateur:
    prenom, _, suite = nom.partition("-")
    utilisateur = Utilisateur(
        email=f"{nom}@test.example", prenom=prenom.capitalize(), nom=(suite or "Test").capitalize()
    )
    utilisateur.set_password("mot-de-passe-du-test")
    return utilisateur
