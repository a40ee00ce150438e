"""What this house holds on a person, what becomes of it when they are erased, and what stands in the way."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.effacement import Devenir
from academie.models import Utilisateur
from academie.queries.effacement import lignes_de
from sessions.models import (
    AbonnementAgenda,
    AccordEmployeur,
    Alerte,
    ConsentementNom,
    Emargement,
    Enseignement,
    EntretienFormateur,
    FicheFormateur,
    Indisponibilite,
    Inscription,
    LigneTemps,
    Reclamation,
    ReponsePositionnement,
    Session,
    Titre,
)

# The lines of the file of whoever gives sessions, those that point to others first.
DU_FORMATEUR = (Enseignement, Titre, EntretienFormateur, Indisponibilite, FicheFormateur)


def devenirs() -> list[Devenir]:
    return [
        Devenir(_("Vos inscriptions à venir, annulées : les places sont rendues")),
        Devenir(_("Vos réponses de positionnement, vos demandes d'aménagement, vos alertes")),
        Devenir(_("Les adresses de vos agendas privés, révoquées ; vos accords pour y être nommée ou nommé")),
        Devenir(_("Votre dossier de formatrice ou de formateur : présentation, CV, titres, entretiens")),
        Devenir(
            _("Les feuilles d'émargement : nom signé, signature, minutes suivies, justificatifs d'absence"),
            _("Preuve légale que la formation a eu lieu, gardée scellée : 6 ans après la session, 10 ans si elle est cofinancée par l'Union européenne."),
        ),
        Devenir(
            _("Vos inscriptions passées, vos évaluations, vos réclamations, vos feuilles de temps"),
            _("Sans votre nom, pour les comptes rendus aux financeurs et à l'auditeur : 6 ans, 10 ans si cofinancé."),
        ),
    ]  # fmt: skip


def empechements(utilisateur: Utilisateur) -> Iterator[str]:
    """Sessions that run with this person, and answers that others await from them."""
    animees = Session.objects.filter(creneaux__interventions__formateur=utilisateur, etat__in=Session.VIVANTES)
    for session in animees.completes().distinct():
        yield _(
            "Vous animez la session « %(session)s ». Demandez à l'Académie de vous y remplacer ; après sa clôture, "
            "rien ne s'oppose plus à l'effacement."
        ) % {"session": session}
    for inscription in _en_cours(utilisateur):
        yield _(
            "Vous êtes inscrite ou inscrit à la session « %(session)s », commencée le %(jour)s et pas encore close. "
            "Attendez sa clôture, ou demandez à l'Académie de vous en retirer."
        ) % {"session": inscription.session, "jour": francais.date_longue(inscription.session.debut)}
    adresse = Q(email__iexact=utilisateur.email) | Q(email_suppleant__iexact=utilisateur.email)
    if attendus := AccordEmployeur.objects.attendus().filter(adresse).count():
        yield ngettext(
            "Une demande d'accord attend votre réponse : donnez-la d'abord, page « Accords des employeurs ».",
            "%(nombre)s demandes d'accord attendent votre réponse : donnez-les d'abord, page « Accords des employeurs ».",
            attendus,
        ) % {"nombre": attendus}


def _en_cours(utilisateur: Utilisateur):
    """Enrolments that can no longer be cancelled, and whose certificate is not decided."""
    tenantes = Inscription.objects.tenantes().filter(utilisateur=utilisateur, session__etat__in=Session.VIVANTES)
    return tenantes.filter(session__debut__lte=timezone.now()).select_related("session__version__programme")


def inscriptions_a_annuler(utilisateur: Utilisateur):
    """What has not begun, in the order of the sessions: always locked in the same order."""
    a_venir = Q(session__etat__in=Session.OUVERTES, session__debut__gt=timezone.now())
    actives = Inscription.objects.actives().filter(
        a_venir | Q(session__etat=Session.Etat.REPORTEE), utilisateur=utilisateur
    )
    return actives.select_related("session").order_by("session", "pk")


def donnees(utilisateur: Utilisateur) -> dict:
    inscriptions = Inscription.objects.filter(utilisateur=utilisateur)
    positionnements = ReponsePositionnement.objects.filter(inscription__in=inscriptions)
    return {
        "inscriptions": lignes_de(inscriptions, sans=("ordre", "reserve", "remplace")),
        "accords_de_l_employeur": lignes_de(AccordEmployeur.objects.filter(inscription__in=inscriptions)),
        "positionnement": lignes_de(positionnements),
        "emargements": lignes_de(Emargement.objects.filter(inscription__in=inscriptions), sans=("cle",)),
        "reclamations": lignes_de(Reclamation.objects.filter(deposee_par=utilisateur), sans=("cle",)),
        "alertes": lignes_de(Alerte.objects.filter(utilisateur=utilisateur)),
        "agendas_prives": lignes_de(
            AbonnementAgenda.objects.filter(Q(utilisateur=utilisateur) | Q(cree_par=utilisateur)), sans=("empreinte",)
        ),
        "nom_dans_les_agendas": lignes_de(ConsentementNom.objects.filter(utilisateur=utilisateur)),
        "feuilles_de_temps": lignes_de(LigneTemps.objects.filter(mois__utilisateur=utilisateur)),
        "dossier_de_formateur": {
            str(modele._meta.verbose_name): lignes_de(modele.objects.filter(formateur=utilisateur))
            for modele in DU_FORMATEUR
        },
    }
