"""The yearly interview: prepared by either, written by both, signed by both, then only added to."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from academie.models.territoire import normaliser
from academie.regles import Refus
from certificats.actions.plan import adopter_plan
from certificats.models import AddendumEntretien, Entretien, PlanParcours
from certificats.notifications import (
    annoncer_entretien_a_signer,
    annoncer_entretien_prepare,
    annoncer_entretien_signe,
    rappeler_entretien,
)
from certificats.queries.entretien import cote_de, entretiens_dus, faits_du_jour, plans_a_joindre
from certificats.queries.rattachement import referents_de

Etat = Entretien.Etat


@transaction.atomic
def preparer_entretien(
    *, personne: Utilisateur, structure: Structure | None, par: Utilisateur, jour: date | None = None
) -> Entretien:
    """Open this year's interview of a person with the structure that employs them; the one that is there otherwise.

    Raises:
        Refus: the structure does not employ the person today.
    """
    jour = jour or timezone.localdate()
    emplois = Affectation.objects.du_jour(jour).filter(utilisateur=personne, role=Role.ANIMATEUR, structure=structure)
    if structure is None or not emplois.exists():
        raise Refus(
            _(
                "L'entretien se tient avec la structure qui emploie la personne aujourd'hui : faites-la indiquer dans son compte."
            )
        )
    entretien, nouveau = Entretien.objects.get_or_create(
        utilisateur=personne, structure=structure, annee=jour.year, defaults={"prepare_par": par}
    )
    if nouveau:
        annoncer_entretien_prepare(entretien, par, _autres(entretien, par))
    return entretien


@transaction.atomic
def remplir_entretien(*, entretien: Entretien, par: Utilisateur, revision: int, **champs) -> Entretien:
    """Write what both write, and one's own comment. A changed text takes back the signature given already.

    Raises:
        Refus: it is signed or declined; the other side wrote meanwhile.
    """
    entretien = _verrouiller(entretien)
    _exiger_preparation(entretien)
    competences = set(champs.pop("competences", ()))
    permis = {*Entretien.COMMUNS, Entretien.MOTS[cote_de(entretien, par)]}
    nouveaux = {champ: valeur for champ, valeur in champs.items() if champ in permis}
    changes = [champ for champ, valeur in nouveaux.items() if getattr(entretien, champ) != valeur]
    if not changes and set(entretien.competences.all()) == competences:
        return entretien
    if revision != entretien.revision:
        raise Refus(
            _(
                "Le texte a changé pendant que vous écriviez. Ouvrez l'entretien dans un autre onglet, comparez, puis enregistrez de nouveau."
            ),
            champ="revision",
        )
    for champ, valeur in nouveaux.items():
        setattr(entretien, champ, valeur)
    entretien.revision += 1
    entretien.oublier_les_signatures()
    entretien.save()
    entretien.competences.set(competences)
    return entretien


@transaction.atomic
def signer_entretien(*, entretien: Entretien, par: Utilisateur, nom: str, le: datetime | None = None) -> Entretien:
    """Sign by writing one's name; the second signature freezes the text and agrees the plan attached. Asked twice, done once.

    Raises:
        Refus: another name, no day or conclusions yet, an interview to come, or a plan that was taken back.
    """
    le = le or timezone.now()
    entretien = _verrouiller(entretien)
    cote = cote_de(entretien, par)
    if entretien.signatures[cote]:
        return entretien
    _exiger_signable(entretien, par, nom, timezone.localdate(le))
    setattr(entretien, f"signe_{cote}_le", le)
    setattr(entretien, f"nom_{cote}", par.get_full_name())
    if cote == Entretien.REFERENT:
        entretien.referent = par
    if all(entretien.signatures.values()) and entretien.referent:
        _figer(entretien, entretien.referent, le)
    else:
        entretien.save()
        annoncer_entretien_a_signer(entretien, par, _autres(entretien, par))
    return entretien


@transaction.atomic
def decliner_entretien(*, entretien: Entretien, motif: str, le: datetime | None = None) -> Entretien:
    """The person declines, and says why if they wish. Asked twice, done once.

    Raises:
        Refus: both have signed already.
    """
    entretien = _verrouiller(entretien)
    if entretien.etat == Etat.DECLINE:
        return entretien
    _exiger_preparation(entretien)
    entretien.decliner(le=le or timezone.now(), motif=motif.strip())
    entretien.save()
    return entretien


@transaction.atomic
def rouvrir_entretien(*, entretien: Entretien) -> Entretien:
    """The person changes their mind. Asked twice, done once.

    Raises:
        Refus: both have signed already.
    """
    entretien = _verrouiller(entretien)
    if entretien.etat == Etat.DECLINE:
        entretien.rouvrir()
        entretien.save()
    _exiger_preparation(entretien)
    return entretien


@transaction.atomic
def completer_entretien(*, entretien: Entretien, par: Utilisateur, texte: str) -> AddendumEntretien:
    """Add to a signed interview, dated and named: what was signed stays. The same text twice is added once.

    Raises:
        Refus: it is not signed yet: change its text.
    """
    entretien = _verrouiller(entretien)
    if entretien.etat != Etat.SIGNE:
        raise Refus(_("Cet entretien n'est pas encore signé par les deux : corrigez son texte."))
    return AddendumEntretien.objects.get_or_create(
        entretien=entretien, par=par, texte=texte.strip(), defaults={"nom": par.get_full_name()}
    )[0]


def rappeler_entretiens(*, jour: date | None = None) -> None:
    """Invite people and their structures to meet; the worker calls it, as often as it likes: once for each due date."""
    for personne, structure, echeance in entretiens_dus(jour):
        destinataires = [personne, *referents_de(structure).exclude(pk=personne.pk)]
        rappeler_entretien(echeance, personne, structure, destinataires)


def _verrouiller(entretien: Entretien) -> Entretien:
    return (
        Entretien.objects.select_for_update(of=("self",))
        .select_related("utilisateur", "structure", "fiche_visee", "plan", "referent")
        .get(pk=entretien.pk)
    )


def _exiger_preparation(entretien: Entretien) -> None:
    if entretien.etat == Etat.SIGNE:
        raise Refus(_("Cet entretien est signé par les deux : il ne change plus. Ajoutez un complément."))
    if entretien.etat == Etat.DECLINE:
        raise Refus(_("Cet entretien est décliné : la personne peut le rouvrir."))


def _exiger_signable(entretien: Entretien, par: Utilisateur, nom: str, jour: date) -> None:
    _exiger_preparation(entretien)
    if sorted(normaliser(nom).split()) != sorted(normaliser(par.get_full_name()).split()):
        raise Refus(
            _("Pour signer, écrivez votre prénom et votre nom comme dans votre compte : %(nom)s.")
            % {"nom": par.get_full_name()},
            champ="nom",
        )
    if entretien.tenu_le is None or not entretien.conclusions.strip():
        raise Refus(_("Indiquez le jour de l'entretien et ses conclusions avant de signer."))
    if entretien.tenu_le > jour:
        raise Refus(_("L'entretien n'a pas encore eu lieu : signez-le le jour venu."))
    if entretien.plan and not plans_a_joindre(entretien).filter(pk=entretien.plan_id).exists():
        raise Refus(_("Le plan joint a été repris ou remplacé depuis : choisissez la version à joindre, puis signez."))


def _figer(entretien: Entretien, referent: Utilisateur, le: datetime) -> None:
    entretien.figer(faits=faits_du_jour(entretien))
    entretien.save()
    if entretien.plan and entretien.plan.etat == PlanParcours.Etat.PROPOSE:
        adopter_plan(plan=entretien.plan, par=referent, le=le)
    annoncer_entretien_signe(entretien, [entretien.utilisateur, referent])


def _autres(entretien: Entretien, par: Utilisateur) -> list[Utilisateur]:
    """The other side of the table."""
    if par.pk != entretien.utilisateur_id:
        return [entretien.utilisateur]
    return list(referents_de(entretien.structure).exclude(pk=par.pk))
