"""What this house brings to a person's home page."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.autorisations.table import Role
from academie.branchements.accueil import Apport, Figure, Ligne
from academie.models import Utilisateur
from academie.regles import regle
from certificats.models import Certificat, FichePoste
from certificats.queries.certificat import certificats_de
from certificats.queries.entretien import entretiens_a_signer
from certificats.queries.parcours import ecarts_ouverts
from certificats.queries.plan import plans_a_convenir
from certificats.queries.suggestion import suggerer


def apport(utilisateur: Utilisateur) -> Apport:
    fiche, ouverts = ecarts_ouverts(utilisateur)
    figures = list(_figures(utilisateur))
    a_faire = list(_a_faire(utilisateur))
    if Role.ANIMATEUR in utilisateur.roles:
        a_faire += [*(_nouveaux_certificats(utilisateur) if figures else ()), _pas_suivant(fiche, len(ouverts))]
    return Apport(a_faire=a_faire, figures=figures, suggestions=suggerer(fiche, ouverts))


def _a_faire(utilisateur: Utilisateur) -> Iterator[Ligne]:
    if utilisateur.roles & {Role.ANIMATEUR, Role.REFERENT}:
        yield from _entretiens(utilisateur)
    if Role.REFERENT in utilisateur.roles:
        yield from _plans(utilisateur)


def _entretiens(utilisateur: Utilisateur) -> Iterator[Ligne]:
    for entretien in entretiens_a_signer(utilisateur):
        yield Ligne(
            libelle=_("%(entretien)s : à relire et à signer") % {"entretien": entretien},
            url=entretien.get_absolute_url(),
            detail=f"{entretien.utilisateur}, {entretien.structure}",
            maison="certificats",
        )


def _plans(utilisateur: Utilisateur) -> Iterator[Ligne]:
    nommees = ("utilisateur__prenom", "utilisateur__nom", "utilisateur__email", "structure__nom")
    for plan in plans_a_convenir(utilisateur).only("propose_le", *nommees):
        yield Ligne(
            libelle=_("Plan de parcours à convenir : %(personne)s") % {"personne": plan.utilisateur},
            url=plan.get_absolute_url(),
            detail=_("Proposé le %(jour)s") % {"jour": francais.date_longue(plan.propose_le)},
            maison="certificats",
        )


def _nouveaux_certificats(utilisateur: Utilisateur) -> Iterator[Ligne]:
    depuis = timezone.now() - timedelta(days=regle("certificat.nouveaute"))
    for certificat in certificats_de(utilisateur).valides().filter(emis_le__gte=depuis).only("faits", "emis_le"):
        yield Ligne(
            libelle=_("Téléchargez votre certificat : %(titre)s") % {"titre": certificat.faits["programme"]},
            url=certificat.get_absolute_url(),
            detail=_("Délivré le %(jour)s") % {"jour": francais.date_longue(certificat.emis_le)},
            maison="certificats",
        )


def _pas_suivant(fiche: FichePoste | None, ecarts: int) -> Ligne:
    if fiche is None:
        return Ligne(
            libelle=_("Choisissez le poste que vous visez"),
            url=reverse("certificats:parcours_viser"),
            detail=_("Votre parcours vous dira quelles compétences il vous manque et quelles sessions y mènent."),
            maison="certificats",
        )
    libelle = _("Vous prouvez toutes les compétences du poste : %(poste)s")
    if ecarts:
        libelle = ngettext(
            "Il vous manque une compétence pour le poste : %(poste)s",
            "Il vous manque %(nombre)s compétences pour le poste : %(poste)s",
            ecarts,
        )
    return Ligne(
        libelle=libelle % {"poste": fiche.titre, "nombre": ecarts},
        url=reverse("certificats:parcours_detail"),
        detail=_("Voyez les sessions qui y mènent.") if ecarts else _("Choisissez le poste suivant."),
        maison="certificats",
    )


def _figures(utilisateur: Utilisateur) -> Iterator[Figure]:
    if not utilisateur.roles & {Role.ANIMATEUR, Role.REFERENT, Role.GESTIONNAIRE}:
        return
    nombre = Certificat.objects.autorises(utilisateur, "certificat.voir").valides().count()
    if nombre:
        yield Figure(
            valeur=francais.nombre(nombre),
            libelle=ngettext("certificat valide", "certificats valides", nombre),
            url=reverse("certificats:certificat_list"),
        )
