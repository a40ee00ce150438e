"""The facts that the documents of a session print, gathered with a constant number of queries."""

from dataclasses import dataclass, replace
from functools import partial

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Organisme, Structure
from besoins.models import VersionProgramme
from besoins.queries.financement import mentions
from besoins.queries.programme import avec_contenu
from sessions.documents import attestation, convention, convocation, dossier, livret, mission
from sessions.models import Creneau, Emargement, Inscription, Session, Titre
from sessions.queries.feuille import modules_prevus
from sessions.queries.session import adresse, formateurs_de


def lire_organisme() -> dossier.Organisme:
    """Who trains, as documents print it."""
    organisme = Organisme.charger()
    return dossier.Organisme(
        nom=organisme.nom or settings.EDITEUR["nom"],
        adresse=organisme.adresse,
        commune=organisme.commune,
        siret=organisme.siret,
        declaration=organisme.declaration,
        declaration_region=organisme.declaration_region,
        representant=organisme.representant_nom,
        fonction=organisme.representant_fonction,
        contact=_joindre(
            organisme.contact_nom, organisme.contact_email or settings.CONTACT, organisme.contact_telephone
        ),
        referent_handicap=_joindre(organisme.handicap_nom, organisme.handicap_email, organisme.handicap_telephone),
        signature=_image(organisme),
    )


def _joindre(*parties: str) -> str:
    return ", ".join(filter(None, parties))


def _image(organisme: Organisme) -> bytes:
    if not organisme.signature:
        return b""
    try:
        with organisme.signature.open() as fichier:
            return fichier.read()
    except FileNotFoundError:
        return b""


def lire_formation(session: Session) -> dossier.Formation:
    """The programme as it was published, and the half-days as they are today."""
    version = avec_contenu(VersionProgramme.objects).get(pk=session.version_id)
    modules = modules_prevus(session)
    return dossier.Formation(
        titre=session.titre,
        session=_("Session n° %(numero)d, %(ou)s") % {"numero": session.pk, "ou": adresse(session)},
        demi_journees=tuple(_demi_journee(creneau, modules[creneau.pk]) for creneau in creneaux_de(session)),
        formateurs=tuple(str(formateur) for formateur in formateurs_de(session)),
        objectifs=tuple(objectif.intitule for objectif in version.objectifs.all()),
        modules=tuple((module.titre, module.minutes) for module in version.modules.all()),
        prerequis=version.prerequis,
        methodes=version.methodes,
        moyens=version.moyens,
        accompagnement=version.accompagnement,
        accessibilite=version.accessibilite,
        evaluation=version.modalites_evaluation,
        seuil=version.seuil_assiduite,
        tarif=version.tarif,
        mentions_europe=tuple(mentions(version)),
        programme=_url("besoins:catalogue_detail", session.version.programme.slug),
    )


def creneaux_de(session: Session) -> list[Creneau]:
    """Its half-days with their places and trainers; the session itself is the one given."""
    creneaux = session.creneaux.select_related("lieu__commune").prefetch_related("interventions__formateur")
    trouves = list(creneaux.order_by("debut", "pk"))
    for creneau in trouves:
        creneau.session = session
    return trouves


def _demi_journee(creneau: Creneau, modules: tuple[str, ...]) -> dossier.DemiJournee:
    return dossier.DemiJournee(creneau.debut, creneau.fin, modules, _ou(creneau), not creneau.sur_place)


def _ou(creneau: Creneau) -> str:
    if not creneau.salle:
        return _("À distance")
    ou = f"{creneau.salle.nom}, {creneau.salle.commune.nom}"
    return _("%(ou)s, ou à distance") % {"ou": ou} if creneau.a_distance else ou


def _venues(creneaux: list[Creneau]) -> tuple[convocation.Venue, ...]:
    """Each place once, then each link once, in the order one needs them."""
    salles = {creneau.salle.pk: creneau.salle for creneau in creneaux if creneau.salle}
    liens = dict.fromkeys(creneau.lien for creneau in creneaux if creneau.lien)
    return (
        *(
            convocation.Venue(
                nom=lieu.nom,
                adresse=f"{lieu.adresse}, {lieu.commune.nom}",
                acces=lieu.acces,
                accessibilite=lieu.accessibilite,
                contact=_joindre(lieu.contact_nom, lieu.contact_telephone, lieu.contact_email),
            )
            for lieu in salles.values()
        ),
        *(convocation.Venue(nom=_("À distance"), lien=lien) for lien in liens),
    )


def _url(nom: str, *arguments) -> str:
    return settings.BASE_URL + reverse(nom, args=arguments)


def donnees_convocations(session: Session, inscriptions) -> list[convocation.DonneesConvocation]:
    """One for each of `inscriptions`, which are of `session`."""
    formation, organisme = lire_formation(session), lire_organisme()
    venues = _venues(creneaux_de(session))
    return [
        convocation.DonneesConvocation(
            personne=inscription.utilisateur.get_full_name(),
            structure=str(inscription.structure or ""),
            formation=formation,
            venues=venues,
            organisme=organisme,
            reglement=_url("sessions:reglement_pdf"),
            livret=_url("sessions:livret_pdf"),
            donnees_personnelles=_url("donnees_personnelles"),
            espace=_url("sessions:inscription_detail", inscription.pk),
            etablie_le=timezone.localdate(),
        )
        for inscription in inscriptions
    ]


def convocation_pdf(inscription: Inscription) -> bytes:
    """The convocation of somebody who has a seat, as the facts are now."""
    (donnees,) = donnees_convocations(inscription.session, [inscription])
    return convocation.convocation_pdf(donnees)


def donnees_attestation(inscription: Inscription) -> attestation.DonneesAttestation:
    session = inscription.session
    suivies = dict(Emargement.objects.filter(inscription=inscription).values_list("creneau", "minutes"))
    return attestation.DonneesAttestation(
        personne=inscription.utilisateur.get_full_name(),
        structure=str(inscription.structure or ""),
        suivies=tuple(
            suivies.get(creneau.pk, 0) if creneau.emargement == Creneau.Emargement.CONTRESIGNE else None
            for creneau in creneaux_de(session)
        ),
        formation=lire_formation(session),
        organisme=lire_organisme(),
        etablie_le=timezone.localdate(),
    )


def attestables(inscriptions):
    """Those whose session has at least one half-day countersigned."""
    signes = Creneau.objects.filter(emargement=Creneau.Emargement.CONTRESIGNE)
    return inscriptions.confirmees().filter(session__in=signes.values("session"))


def donnees_conventions(session: Session, structures) -> list[convention.DonneesConvention]:
    """One for each of `structures` that has somebody in `session`."""
    formation, organisme = lire_formation(session), lire_organisme()
    personnes: dict[int, list[str]] = {}
    for inscription in confirmees(session):
        personnes.setdefault(inscription.structure_id, []).append(inscription.utilisateur.get_full_name())
    return [
        convention.DonneesConvention(
            structure=structure.nom,
            structure_adresse=structure.territoire.nom,
            personnes=tuple(personnes[structure.pk]),
            formation=formation,
            organisme=organisme,
            reglement=_url("sessions:reglement_pdf"),
            etablie_le=timezone.localdate(),
        )
        for structure in structures
        if structure.pk in personnes
    ]


def donnees_mission(session: Session, formateur) -> mission.DonneesMission | None:
    """Nothing when they give none of its half-days."""
    siens = [
        creneau
        for creneau in creneaux_de(session)
        if any(intervention.formateur_id == formateur.pk for intervention in creneau.interventions.all())
    ]
    if not siens:
        return None
    modules = modules_prevus(session)
    demi_journees = tuple(_demi_journee(creneau, modules[creneau.pk]) for creneau in siens)
    return mission.DonneesMission(
        formateur=formateur.get_full_name(),
        qualites="\n".join(_titres(formateur)),
        attendues=session.places_prises,
        formation=replace(lire_formation(session), demi_journees=demi_journees),
        liens=tuple(dict.fromkeys(creneau.lien for creneau in siens if creneau.lien)),
        organisme=lire_organisme(),
        etablie_le=timezone.localdate(),
    )


def _titres(formateur) -> list[str]:
    """What proves that they may teach: degrees and certificates, the latest first."""
    titres = Titre.objects.en_vigueur().filter(formateur=formateur).order_by("-annee", "pk")
    return [f"{titre.intitule}, {titre.organisme} ({titre.annee})" for titre in titres]


def donnees_reglement() -> livret.DonneesTexte | None:
    """Nothing until the Académie has written it."""
    organisme = Organisme.charger()
    if not organisme.reglement:
        return None
    jour = organisme.reglement_le
    return livret.DonneesTexte(
        _("Règlement intérieur"), organisme.reglement, lire_organisme(), timezone.localdate(), en_vigueur_le=jour
    )


def donnees_livret() -> livret.DonneesTexte | None:
    """Nothing until the Académie has written it."""
    organisme = Organisme.charger()
    if not organisme.livret:
        return None
    return livret.DonneesTexte(
        _("Livret d'accueil"), organisme.livret, lire_organisme(), timezone.localdate(), contacts=True
    )


def confirmees(session: Session):
    """Who has a seat, by name."""
    return (
        Inscription.objects.confirmees()
        .filter(session=session)
        .select_related("utilisateur", "structure")
        .order_by("utilisateur__nom", "utilisateur__prenom", "pk")
    )


def structures_de(session: Session):
    """Those that have somebody with a seat, and how many."""
    presentes = Inscription.objects.confirmees().filter(session=session, structure__isnull=False)
    effectifs = {
        ligne["structure"]: ligne["n"] for ligne in presentes.values("structure").annotate(n=Count("pk")).order_by()
    }
    structures = list(Structure.objects.filter(pk__in=effectifs).select_related("territoire"))
    for structure in structures:
        structure.effectif = effectifs[structure.pk]
    return structures


@dataclass(frozen=True)
class Fichier:
    """A file of an archive: its name, and how to draw it when its turn comes."""

    nom: str
    dessiner: partial


def fichiers_de(session: Session) -> list[Fichier]:
    """Every convocation and every convention of a session."""
    inscriptions = list(confirmees(session))
    structures = structures_de(session)
    convocations = zip(inscriptions, donnees_convocations(session, inscriptions), strict=True)
    conventions = zip(structures, donnees_conventions(session, structures), strict=True)
    return [
        *(
            Fichier(f"convocations/convocation-{inscription.pk}.pdf", partial(convocation.convocation_pdf, donnees))
            for inscription, donnees in convocations
        ),
        *(
            Fichier(f"conventions/convention-{structure.pk}.pdf", partial(convention.convention_pdf, donnees))
            for structure, donnees in conventions
        ),
    ]
