"""What is written in the file of a trainer, by them or by a gestionnaire."""

from datetime import date, datetime

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from sessions.actions.agenda import publier, verrouiller_publiques
from sessions.actions.piece import empreinte_de, suffixe_de_document
from sessions.models import Creneau, Enseignement, EntretienFormateur, FicheFormateur, Titre

TAILLE = "formateur.piece_taille"


@transaction.atomic
def completer_fiche(
    *,
    formateur: Utilisateur,
    presentation: str,
    statut: str,
    declaration: str,
    par: Utilisateur,
    fichier: File | None = None,
    le: datetime | None = None,
) -> FicheFormateur:
    """Write who the person is; `fichier` is the CV, kept until another replaces it.

    Raises:
        Refus: an external person without a declaration number, or a CV that is not a PDF or is too big.
    """
    le = le or timezone.now()
    a_venir = Creneau.objects.filter(interventions__formateur=formateur, fin__gt=le)
    sessions = verrouiller_publiques(a_venir.values("session"))  # before the person, as all that plans does
    _verrouiller(formateur)
    if statut == FicheFormateur.Statut.EXTERNE and not declaration.strip():
        raise Refus(_("Une personne externe a un numéro de déclaration d'activité : indiquez-le."), champ="declaration")
    fiche = FicheFormateur.objects.filter(formateur=formateur).first() or FicheFormateur(formateur=formateur)
    fiche.presentation, fiche.statut, fiche.declaration = presentation.strip(), statut, declaration.strip()
    if fichier:
        _deposer_cv(fiche, fichier, le=le)
    fiche.save()
    publier(*sessions, le=le)
    return fiche


@transaction.atomic
def ajouter_titre(
    *,
    formateur: Utilisateur,
    intitule: str,
    organisme: str,
    annee: int,
    par: Utilisateur,
    fichier: File | None = None,
    le: datetime | None = None,
) -> Titre:
    """Add a title to the file. The same one sent twice is kept once.

    Raises:
        Refus: a year to come, or a copy of another kind or too big.
    """
    _verrouiller(formateur)
    le = le or timezone.now()
    if annee > timezone.localdate(le).year:
        raise Refus(_("Cette année est à venir : indiquez celle du diplôme."), champ="annee")
    titre = Titre(
        formateur=formateur, intitule=intitule, organisme=organisme, annee=annee, ajoute_par=par, ajoute_le=le
    )
    if fichier:
        suffixe = suffixe_de_document(fichier, taille=TAILLE)
        titre.empreinte = empreinte_de(fichier)
    memes = Titre.objects.en_vigueur().filter(
        formateur=formateur, intitule=intitule, organisme=organisme, annee=annee, empreinte=titre.empreinte
    )
    if deja := memes.first():
        return deja
    if fichier:
        titre.fichier.save(f"{titre.empreinte[:32]}{suffixe}", fichier, save=False)
    titre.save()
    return titre


@transaction.atomic
def verifier_titre(*, titre: Titre, par: Utilisateur, le: datetime | None = None) -> Titre:
    """Say that one has seen the original. Twice is once.

    Raises:
        Refus: one's own title, or no copy to compare with.
    """
    titre = Titre.objects.select_for_update(of=("self",)).get(pk=titre.pk)
    if titre.verifie_le:
        return titre
    if titre.formateur_id == par.pk:
        raise Refus(_("Une autre personne que vous vérifie ce titre."))
    if not titre.fichier:
        raise Refus(_("Aucune copie n'est jointe : demandez-la avant de vérifier ce titre."))
    titre.verifie_par, titre.verifie_le = par, le or timezone.now()
    titre.save()
    return titre


@transaction.atomic
def retirer_titre(*, titre: Titre, par: Utilisateur, le: datetime | None = None) -> Titre:
    """Take a title out of the file. Twice is once.

    Raises:
        Refus: a programme rests on it.
    """
    titre = Titre.objects.select_for_update(of=("self",)).get(pk=titre.pk)
    if titre.retire_le is None:
        if Enseignement.objects.en_vigueur().filter(titre=titre).exists():
            raise Refus(_("Un programme enseigné repose sur ce titre : retirez-le d'abord des programmes enseignés."))
        titre.retire_le = le or timezone.now()
        titre.save()
    return titre


@transaction.atomic
def justifier_enseignement(
    *,
    formateur: Utilisateur,
    programme,
    titre: Titre | None,
    experience: str,
    par: Utilisateur,
    le: datetime | None = None,
) -> Enseignement:
    """Say what allows the person to give a programme; said again, it replaces what was said.

    Raises:
        Refus: neither title nor experience, or the title of somebody else.
    """
    _verrouiller(formateur)
    if not titre and not experience.strip():
        raise Refus(_("Choisissez un titre ou décrivez l'expérience."), champ="experience")
    if titre and titre.formateur_id != formateur.pk:
        raise Refus(_("Ce titre n'est pas celui de cette personne."), champ="titre")
    ecrits = Enseignement.objects.en_vigueur().filter(formateur=formateur, programme=programme)
    enseignement = ecrits.first() or Enseignement(formateur=formateur, programme=programme)
    if (enseignement.titre, enseignement.experience) != (titre, experience.strip()) or enseignement.pk is None:
        enseignement.titre, enseignement.experience = titre, experience.strip()
        enseignement.le = le or timezone.now()
        enseignement.save()
    return enseignement


@transaction.atomic
def retirer_enseignement(*, enseignement: Enseignement, par: Utilisateur, le: datetime | None = None) -> None:
    """The person no longer gives this programme. Twice is once."""
    Enseignement.objects.en_vigueur().filter(pk=enseignement.pk).update(retire_le=le or timezone.now())


@transaction.atomic
def noter_entretien(*, formateur: Utilisateur, jour: date, conclusion: str, par: Utilisateur) -> EntretienFormateur:
    """Write the yearly review. The same one sent twice is kept once.

    Raises:
        Refus: a day to come, one's own review, or another one that day.
    """
    _verrouiller(formateur)
    if jour > timezone.localdate():
        raise Refus(_("Cet entretien n'a pas encore eu lieu : notez-le ensuite."), champ="jour")
    if formateur == par:
        raise Refus(_("Une autre personne que vous mène votre entretien."))
    entretien, nouveau = EntretienFormateur.objects.get_or_create(
        formateur=formateur, date=jour, defaults={"mene_par": par, "conclusion": conclusion.strip()}
    )
    if not nouveau and entretien.conclusion != conclusion.strip():
        raise Refus(_("Un entretien est déjà écrit à cette date, et ne se réécrit pas."), champ="jour")
    return entretien


def _deposer_cv(fiche: FicheFormateur, fichier: File, *, le: datetime) -> None:
    if suffixe_de_document(fichier, taille=TAILLE) != ".pdf":
        raise Refus(_("Déposez le CV en PDF."), champ="fichier")
    empreinte = empreinte_de(fichier)
    if empreinte != fiche.cv_empreinte:
        ancien, stockage = fiche.cv.name, fiche.cv.storage
        fiche.cv.save(f"{empreinte[:32]}.pdf", fichier, save=False)
        fiche.cv_empreinte, fiche.cv_le = empreinte, le
        if ancien:
            transaction.on_commit(lambda: stockage.delete(ancien))


def _verrouiller(formateur: Utilisateur) -> None:
    Utilisateur.objects.select_for_update(no_key=True).get(pk=formateur.pk)
