"""What is to be done by a day, for private feeds: each leads to a page behind sign-in, never to a link that answers."""

from datetime import date, datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.models import Structure, Utilisateur
from academie.regles import regle
from besoins.models import Enquete, Invitation
from sessions.agendas.echeance import Echeance, uid_de
from sessions.models import AccordEmployeur, Inscription, ReserveStructure, Session, Sollicitation


def echeances_de_la_personne(utilisateur: Utilisateur) -> list[Echeance]:
    """Evaluations to answer, seats offered, agreements awaited: two queries."""
    inscriptions = (
        Inscription.objects.filter(
            utilisateur=utilisateur, etat__in=[Inscription.Etat.PROPOSEE, Inscription.Etat.A_ACCORDER]
        )
        .filter(session__etat__in=Session.VIVANTES)
        .annotate(dite_le=Max("mouvements__le"))
        .select_related("accord", "session__version__programme")
        .order_by("pk")
    )
    lues = [_de_l_inscription(inscription) for inscription in inscriptions]
    demandees = _a_repondre(Sollicitation.objects.filter(inscription__utilisateur=utilisateur))
    evaluations = [_evaluation(s, reverse("sessions:inscription_detail", args=[s.inscription_id])) for s in demandees]
    return [*filter(None, lues), *evaluations]


def echeances_du_formateur(utilisateur: Utilisateur) -> list[Echeance]:
    demandees = _a_repondre(Sollicitation.objects.filter(formateur=utilisateur))
    return [_evaluation(s, reverse("sessions:animation_detail", args=[s.session_id])) for s in demandees]


def echeances_de_la_structure(structure: Structure) -> list[Echeance]:
    """Surveys and evaluations to answer, agreements to give, seats that will be released: four queries."""
    return [
        *map(_enquete, _enquetes(structure)),
        *(
            _evaluation(s, reverse("besoins:invitation_detail", args=[s.invitation_id]))
            for s in _a_repondre(Sollicitation.objects.filter(structure=structure))
        ),
        *_accords(structure),
        *map(_reserve, _reserves(structure)),
    ]


def _de_l_inscription(inscription: Inscription) -> Echeance | None:
    accord = getattr(inscription, "accord", None)
    if inscription.etat == Inscription.Etat.PROPOSEE:
        limite, dite_le = inscription.offre_expire_le, inscription.dite_le
        titre = _("Répondre à la place proposée : %(titre)s")
        quoi = _("Une place s'est libérée. Acceptez-la ou refusez-la avant le %(limite)s.")
    elif accord:
        limite, dite_le = accord.expire_le, accord.relance_le or accord.demande_le
        titre = _("Accord de l'employeur attendu : %(titre)s")
        quoi = _("Sans l'accord de votre employeur avant le %(limite)s, l'inscription s'annule.")
    else:
        return None
    return Echeance(
        uid=uid_de(inscription.etat, inscription.pk, timezone.localdate(limite)),
        jour=timezone.localdate(limite),
        modifie_le=dite_le,
        titre=titre % {"titre": inscription.session.titre},
        description=quoi % {"limite": f"{francais.date_longue(limite)}, {francais.heure(limite)}"},
        url=settings.BASE_URL + inscription.get_absolute_url(),
    )


def _a_repondre(sollicitations: QuerySet[Sollicitation]) -> QuerySet[Sollicitation]:
    """Those still asked and not answered."""
    fenetre = timezone.now() - timedelta(days=regle("evaluation.fenetre"))
    attendues = Invitation.objects.a_repondre(timezone.localdate())
    return (
        sollicitations.filter(invitation__in=attendues, demandee_le__gt=fenetre, session__isnull=False)
        .select_related("evaluation__enquete", "session__version__programme")
        .order_by("demandee_le", "pk")
    )


def _evaluation(sollicitation: Sollicitation, chemin: str) -> Echeance:
    fenetre = timezone.localdate(sollicitation.demandee_le) + timedelta(days=regle("evaluation.fenetre"))
    session = sollicitation.session
    return Echeance(
        uid=uid_de("evaluation", sollicitation.pk),
        jour=min(fenetre, sollicitation.evaluation.enquete.ferme_le or fenetre),
        modifie_le=sollicitation.demandee_le,
        titre=_("Évaluation à remplir : %(titre)s") % {"titre": session.titre},
        description=_("Session des %(jours)s. Dernier jour pour répondre.")
        % {"jours": francais.periode(session.debut, session.fin)},
        url=settings.BASE_URL + chemin,
    )


def _enquetes(structure: Structure) -> QuerySet[Invitation]:
    attendues = Invitation.objects.a_repondre(timezone.localdate()).filter(
        structure=structure, enquete__finalite=Enquete.Finalite.BESOINS, enquete__ferme_le__isnull=False
    )
    return attendues.select_related("enquete").order_by("enquete__ferme_le", "pk")


def _enquete(invitation: Invitation) -> Echeance:
    return Echeance(
        uid=uid_de("enquete", invitation.pk),
        jour=invitation.enquete.ferme_le,
        modifie_le=invitation.relancee_le or invitation.invitee_le,
        sequence=invitation.relances,
        titre=_("Répondre à l'enquête « %(titre)s »") % {"titre": invitation.enquete.titre},
        description=_("Dernier jour pour répondre au nom de votre structure."),
        url=settings.BASE_URL + reverse("besoins:invitation_detail", args=[invitation.pk]),
    )


def _accords(structure: Structure) -> list[Echeance]:
    """One for the people of a session whose agreement is due the same day: counted, never named."""
    accords = (
        AccordEmployeur.objects.attendus()
        .filter(inscription__structure=structure)
        .select_related("inscription__session__version__programme")
        .order_by("inscription__session", "expire_le", "pk")
    )
    groupes = groupby(accords, key=lambda a: (a.inscription.session, timezone.localdate(a.expire_le)))
    return [_accord(structure, session, jour, list(lignes)) for (session, jour), lignes in groupes]


def _accord(structure: Structure, session: Session, jour: date, accords: list[AccordEmployeur]) -> Echeance:
    nombre = len(accords)
    titre = ngettext(
        "Un accord à donner : %(titre)s", "%(nombre)s accords à donner : %(titre)s", nombre
    ) % {"nombre": nombre, "titre": session.titre}  # fmt: skip
    return Echeance(
        uid=uid_de("accord", structure.pk, session.pk, jour),
        jour=jour,
        modifie_le=max(_derniere_demande(accord) for accord in accords),
        sequence=sum(accord.numero for accord in accords),
        titre=titre,
        description=_("Sans accord ce jour-là, l'inscription s'annule."),
        url=settings.BASE_URL + reverse("sessions:accord_list"),
    )


def _derniere_demande(accord: AccordEmployeur) -> datetime:
    return accord.relance_le or accord.demande_le


def _reserves(structure: Structure) -> QuerySet[ReserveStructure]:
    reserves = ReserveStructure.objects.en_vigueur().filter(structure=structure, session__etat__in=Session.OUVERTES)
    return reserves.avec_reste().select_related("session__version__programme").order_by("jusqu_au", "pk")


def _reserve(reserve: ReserveStructure) -> Echeance:
    phrase = ngettext(
        "%(reste)s place encore libre sur %(places)s : elle est ensuite ouverte à tout le monde.",
        "%(reste)s places encore libres sur %(places)s : elles sont ensuite ouvertes à tout le monde.",
        reserve.reste,
    )
    return Echeance(
        uid=uid_de("reserve", reserve.pk),
        jour=reserve.jusqu_au,
        modifie_le=reserve.cree_le,
        titre=_("Dernier jour des places gardées : %(titre)s") % {"titre": reserve.session.titre},
        description=phrase % {"reste": reserve.reste, "places": reserve.places},
        url=settings.BASE_URL + reverse("sessions:reserve_list"),
    )
