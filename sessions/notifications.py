"""The messages of the sessions. Each fact has its key: it is told once, whatever is clicked twice."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from academie import francais
from academie.actions.message import Lettre, Piece, mettre_en_file, mettre_en_file_en_nombre
from academie.autorisations.jetons import creer_jeton
from academie.models import Utilisateur
from sessions.models import Alerte, Inscription
from sessions.queries.agenda import calendrier_de_session
from sessions.queries.alerte import ARRETER
from sessions.queries.emargement import lien_personnel
from sessions.queries.inscription import rang
from sessions.queries.session import adresse, formateurs_de, horaires


def inscription_confirmee(inscription) -> None:
    _ecrire("confirmee", inscription, piece=_piece(inscription.session))


def inscription_promue(inscription) -> None:
    _ecrire("promue", inscription, piece=_piece(inscription.session))


def inscription_en_attente(inscription) -> None:
    _ecrire("en_attente", inscription, rang=rang(inscription))


def inscription_annulee(inscription, *, motif: str = "") -> None:
    _ecrire("annulee", inscription, motif=motif)


def session_modifiee(session, changements: list[tuple[str, str, str]], *, aussi=()) -> None:
    """Tell who has a seat, who waits and who gives the session what was and what is; `aussi`, who gave it."""
    nouveau_lien = _("un nouveau lien, sur la page de votre inscription")
    # Those who wait have no right to the link.
    changements = [
        (libelle, "", nouveau_lien) if apres and apres == session.lien_distance else (libelle, avant, apres)
        for libelle, avant, apres in changements
    ]
    _diffuser("modifiee", session, cle=f"{session.pk}:{session.sequence}", aussi=aussi, changements=changements)


def session_annulee(session) -> None:
    _diffuser("annulee", session, cle=session.pk, piece=False)


def session_ouverte(session) -> None:
    """Tell who gives the session: nobody has enrolled yet."""
    _diffuser("ouverte", session, cle=session.pk)


def session_attendue(session, alertes: list[Alerte]) -> None:
    """Tell whoever asked for it that such a session opens: one message for a person and a session, whatever runs twice."""
    contexte = _contexte(session)
    mettre_en_file_en_nombre(
        gabarit="sessions/messages/alerte.txt",
        lettres=(
            Lettre(
                cle=f"alerte:{session.pk}:{alerte.utilisateur_id}",
                destinataire=alerte.utilisateur.email,
                contexte=contexte
                | {
                    "alerte": alerte,
                    "personne": alerte.utilisateur,
                    "lien_arret": settings.BASE_URL
                    + reverse("sessions:alerte_lien", args=[creer_jeton(ARRETER, alerte.pk)]),
                },
            )
            for alerte in alertes
        ),
    )


def emargement_ouvert(inscription, creneau) -> None:
    """Send a person the personal link to sign for this half-day; the code is in the room."""
    mettre_en_file(
        cle=f"emargement.ouvert:{creneau.pk}:{inscription.pk}",
        gabarit="sessions/messages/emargement_ouvert.txt",
        contexte={
            "session": creneau.session,
            "personne": inscription.utilisateur,
            "jour": francais.date_longue(creneau.debut),
            "heures": francais.plage(creneau.debut, creneau.fin),
            "lien": settings.BASE_URL + lien_personnel(inscription, creneau),
        },
        utilisateur=inscription.utilisateur,
    )


def assiduite_insuffisante(assiduite, session) -> None:
    """Tell a person why the session that closes brings them no certificate."""
    inscription = assiduite.inscription
    mettre_en_file(
        cle=f"session.assiduite:{inscription.pk}",
        gabarit="sessions/messages/assiduite_insuffisante.txt",
        contexte={
            "session": session,
            "version": session.version,
            "personne": inscription.utilisateur,
            "periode": francais.periode(session.debut, session.fin),
            "mesure": assiduite.mesure,
            "lien": settings.BASE_URL + inscription.get_absolute_url(),
            "catalogue": settings.BASE_URL + reverse("besoins:catalogue_detail", args=[session.version.programme.slug]),
        },
        utilisateur=inscription.utilisateur,
    )


def destinataires(session) -> list[Utilisateur]:
    """Everybody whom a change of `session` concerns."""
    inscrites = Utilisateur.objects.filter(
        pk__in=Inscription.objects.actives().filter(session=session).values("utilisateur")
    )
    return sorted({*inscrites, *formateurs_de(session)}, key=lambda personne: personne.pk)


def _ecrire(fait: str, inscription, *, piece=None, **contexte) -> None:
    mettre_en_file(
        cle=f"inscription.{fait}:{inscription.pk}",
        gabarit=f"sessions/messages/inscription_{fait}.txt",
        contexte=_contexte(inscription.session)
        | {
            "personne": inscription.utilisateur,
            "lien_inscription": settings.BASE_URL + inscription.get_absolute_url(),
        }
        | contexte,
        utilisateur=inscription.utilisateur,
        piece=piece,
    )


def _diffuser(fait: str, session, *, cle, aussi=(), piece=True, **contexte) -> None:
    contexte |= _contexte(session)
    jointe = _piece(session) if piece else None
    for personne in {*destinataires(session), *aussi}:
        mettre_en_file(
            cle=f"session.{fait}:{cle}:{personne.pk}",
            gabarit=f"sessions/messages/session_{fait}.txt",
            contexte=contexte | {"personne": personne},
            utilisateur=personne,
            piece=jointe,
        )


def _contexte(session) -> dict:
    return {
        "session": session,
        "version": session.version,
        "periode": francais.periode(session.debut, session.fin),
        "horaires": horaires(session),
        "adresse": adresse(session),
        "formateurs": francais.enumeration(str(formateur) for formateur in formateurs_de(session)),
        "lien": settings.BASE_URL + session.get_absolute_url(),
    }


def _piece(session) -> Piece:
    return Piece("session.ics", "text/calendar", calendrier_de_session(session))
