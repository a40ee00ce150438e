"""What the tests of the certificates start from: a closed session and who was there."""

from datetime import timedelta

from django.utils import timezone

from academie.models import Competence, Domaine, Niveau, Referentiel
from besoins.models import Objectif
from certificats.actions.campagne import demander_campagne
from certificats.models import Certificat, Exigence, FichePoste
from sessions.actions.inscription import inscrire
from sessions.models import Creneau, Emargement, Inscription, Session
from tests.sessions.fabriques import session_ouverte


def referentiel(code: str = "digcomp", version: str = "2.2", niveaux: int = 8) -> Referentiel:
    referentiel, neuf = Referentiel.objects.get_or_create(code=code, version=version, defaults={"nom": "DigComp"})
    if neuf:
        Niveau.objects.bulk_create(
            Niveau(referentiel=referentiel, rang=rang, nom=f"Palier {rang}") for rang in range(1, niveaux + 1)
        )
    return referentiel


def competence(code: str = "1.1", nom: str = "Naviguer, rechercher, filtrer") -> Competence:
    domaine, _ = Domaine.objects.get_or_create(
        referentiel=referentiel(), code=code[0], defaults={"nom": f"Domaine {code[0]}", "ordre": int(code[0])}
    )
    return Competence.objects.get_or_create(
        domaine=domaine, code=code, defaults={"nom": nom, "ordre": int(code.split(".")[1])}
    )[0]


def enseigner(version, *, code: str = "1.1", niveau: int = 4) -> Objectif:
    """Make `version` aim at a level of a competence."""
    return Objectif.objects.create(
        version=version,
        ordre=version.objectifs.count() + 1,
        intitule=f"Accompagner un usage ({code}, {niveau})",
        competence=competence(code),
        niveau=niveau,
        evaluation="Mise en situation",
    )


def session_tenue(d, *, presences: dict | None = None, **projet) -> Session:
    """An open session of two half-days of 195 minutes, with the half-days that each person signed (both by default)."""
    session = session_ouverte(d, **projet)
    if not session.version.objectifs.exists():
        enseigner(session.version)
    for personne, demi_journees in (presences or {d.animateur: 2}).items():
        inscription = inscrire(session=session, utilisateur=personne, par=personne)
        emarger(inscription, demi_journees)
    return Session.objects.get(pk=session.pk)


def emarger(inscription: Inscription, demi_journees: int) -> None:
    for creneau in inscription.session.creneaux.all()[:demi_journees]:
        Emargement.objects.create(
            inscription=inscription,
            creneau=creneau,
            nom_saisi=inscription.utilisateur.get_full_name(),
            moyen=Emargement.Moyen.LIEN,
            minutes=creneau.minutes,
            signe_le=creneau.debut,
        )


def noter_absente(inscription: Inscription, par) -> None:
    """The trainer noted an absence wherever the person did not sign."""
    for creneau in inscription.session.creneaux.exclude(emargements__inscription=inscription):
        Emargement.objects.create(
            inscription=inscription,
            creneau=creneau,
            moyen=Emargement.Moyen.FORMATEUR,
            declare_par=par,
            minutes=0,
            absent=True,
            signe_le=creneau.fin,
        )


def contresigner(session: Session) -> Session:
    Creneau.objects.filter(session=session).update(
        emargement=Creneau.Emargement.CONTRESIGNE,
        ouvert_le=session.debut,
        contresigne_le=session.fin,
        contresigne_par=session.planifiee_par,
    )
    return Session.objects.get(pk=session.pk)


def clore(session: Session) -> Session:
    """Move the session's life to its end: half-days countersigned, session realised. Nothing is issued."""
    session = contresigner(session)
    session.realiser(le=session.fin)
    session.save()
    return session


def session_close(d, **options) -> Session:
    return clore(session_tenue(d, **options))


def delivrer(session: Session, d) -> list[Certificat]:
    """What is issued at once to the few people of a closed session."""
    deja = list(Certificat.objects.filter(inscription__session=session).values_list("pk", flat=True))
    demander_campagne(session=session, par=d.gestionnaire)
    return list(Certificat.objects.filter(inscription__session=session).exclude(pk__in=deja).order_by("pk"))


def certificat(d, *, personne=None, **options) -> Certificat:
    """A valid certificate of `d.animateur`, or of `personne`."""
    session = session_close(d, presences={personne or d.animateur: 2}, **options)
    [certificat] = delivrer(session, d)
    return certificat


def fiche(*, titre: str = "Médiatrice ou médiateur numérique", publiee: bool = True, **niveaux: int) -> FichePoste:
    """A job sheet; `niveaux` are required levels by competence, written "c1_1"."""
    code = titre.lower().replace(" ", "-")[:60]
    fiche = FichePoste.objects.create(code=code, titre=titre, description="Accompagner les publics.")
    for nom, niveau in (niveaux or {"c1_1": 4}).items():
        Exigence.objects.create(fiche=fiche, competence=competence(nom[1:].replace("_", ".")), niveau=niveau)
    if publiee:
        fiche.publier(le=timezone.now() - timedelta(days=1))
        fiche.save()
    return fiche


def relire(objet):
    return type(objet)._default_manager.get(pk=objet.pk)
