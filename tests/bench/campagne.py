"""A campaign by the worker, in a process of its own so that its memory can be told.

Its floor is the sum of its pages, counted while it draws them: the processor has no time to change its speed between
the two. Seals and badges, which no page has, are told apart.
"""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial, wraps
from unittest.mock import patch

from certificats.actions import emission
from certificats.actions.campagne import demander_campagne, executer_campagne
from certificats.actions.cle import cle_active
from certificats.models import CleEmission, DocumentDelivre
from sessions.models import Emargement, Inscription, Session
from tests.bench.ailleurs import mesurer_ailleurs
from tests.certificats.fabriques import enseigner
from tests.distribution import Distribution
from tests.sessions.fabriques import animateurs, session_ouverte, version_publiee

PERSONNES = 1_000
MEMOIRE = 300


def mesurer_campagne(d: Distribution, dans: int, personnes: int) -> tuple[dict[str, float], float]:
    """Seconds of processor of pages, campaign, seals and badges, and how many megabytes it took at most."""
    for usage in CleEmission.Usage.values:
        cle_active(usage)
    session = _session_close(d, dans, personnes)
    campagne, _nouvelle = demander_campagne(session=session, par=None)
    _secondes, mega, durees = mesurer_ailleurs(partial(_executer, campagne, personnes))
    return durees, mega


def _executer(campagne, personnes: int) -> dict[str, float]:
    durees: Counter[str] = Counter()
    with ExitStack() as pile:
        actes = (("pages", emission, "fabriquer_pdf"), ("badges", emission, "emettre_badges"))
        for nom, ou, acte in (*actes, ("sceaux", emission._Sceau, "apposer")):
            pile.enter_context(patch.object(ou, acte, _chronometre(getattr(ou, acte), durees, nom)))
        _chronometre(executer_campagne, durees, "tout")(campagne.pk)
    documents = DocumentDelivre.objects.filter(certificat__inscription__session=campagne.session_id).count()
    if documents != 3 * personnes:
        raise AssertionError(f"{documents} documents instead of {3 * personnes}")
    durees["campagne"] = durees["tout"] - durees["sceaux"] - durees["badges"]
    return dict(durees)


def _chronometre(acte: Callable, durees: Counter[str], nom: str) -> Callable:
    @wraps(acte)
    def chronometre(*arguments, **nommes):
        debut = time.process_time()
        try:
            return acte(*arguments, **nommes)
        finally:
            durees[nom] += time.process_time() - debut

    return chronometre


def _session_close(d: Distribution, dans: int, personnes: int) -> Session:
    version = version_publiee(d, slug="campagne", titre="Campagne")
    session = session_ouverte(d, version=version, capacite=personnes, dans=dans)
    enseigner(session.version)
    Inscription.objects.bulk_create(
        Inscription(
            session=session,
            utilisateur=personne,
            structure=d.structure,
            etat=Inscription.Etat.CONFIRMEE,
            ordre=rang,
            inscrite_le=session.debut,
        )
        for rang, personne in enumerate(animateurs(personnes), start=1)
    )
    Emargement.objects.bulk_create(
        Emargement(
            inscription=inscription,
            creneau=creneau,
            nom_saisi=inscription.utilisateur.get_full_name(),
            moyen=Emargement.Moyen.LIEN,
            minutes=creneau.minutes,
            signe_le=creneau.debut,
        )
        for inscription in session.inscriptions.select_related("utilisateur")
        for creneau in session.creneaux.all()
    )
    Session.objects.filter(pk=session.pk).update(
        etat=Session.Etat.REALISEE, cloturee_le=session.fin, places_prises=personnes
    )
    return Session.objects.get(pk=session.pk)
