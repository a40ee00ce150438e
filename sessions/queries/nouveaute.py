"""The last sessions opened among those that a `Filtre` chooses, as feed readers take them (JSON Feed 1.1, RSS 2.0)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from academie import francais
from academie.branchements.catalogue import Alternative
from academie.diffusion.contenu import Contenu
from academie.diffusion.memoire import memoire
from sessions.agendas.filtre import Filtre
from sessions.agendas.texte import ligne_sure, texte_sur
from sessions.models import EvenementPublie, Session
from sessions.queries.agenda import Etat, etat_de, resoudre
from sessions.queries.agenda_choix import filtre_de_recherche, page_de

DERNIERES = 50
MARQUES = {Session.Etat.ANNULEE: "[ANNULÉE]", Session.Etat.REPORTEE: "[REPORTÉE]"}


@dataclass(frozen=True, slots=True)
class Nouveaute:
    """A session as it is announced: never its seats, which change all the time."""

    url: str
    titre: str
    texte: str
    theme: str
    ouverte_le: datetime
    modifiee_le: datetime


@dataclass(frozen=True, slots=True)
class Fil:
    """The announcements of a choice. `page` presents it, `adresse` is where it is read."""

    nom: str
    page: str
    adresse: str
    nouveautes: list[Nouveaute]
    modifie_le: datetime


def adresses_des_nouveautes(filtre: Filtre) -> dict[str, str]:
    """The address of each form, by its name in the address."""
    return {forme: _adresse(filtre, forme) for forme in FORMES}


def alternatives_du_filtre(filtre: Filtre, nom: str) -> list[Alternative]:
    """What programs follow of a choice, whose name is given: no query."""
    agenda = Alternative(
        "text/calendar", _("Agenda : %(nom)s") % {"nom": nom}, settings.BASE_URL + filtre.adresse_relative()
    )
    titre = _("Nouvelles sessions : %(nom)s") % {"nom": nom}
    return [agenda, *(Alternative(genre, titre, _adresse(filtre, forme)) for forme, (_ecrire, genre) in FORMES.items())]


def alternatives_du_programme(programme) -> list[Alternative]:
    return alternatives_du_filtre(Filtre.de("programme", programme.slug), programme.titre)


@dataclass(frozen=True, slots=True)
class Suivi:
    """How to follow a search: the page where its feed is composed, and what programs read."""

    libelle: str
    page: str
    alternatives: list[Alternative]


def suivi_de_la_recherche(criteres: Mapping) -> Suivi:
    """The feed of a search among sessions, that of all of them when no feed can say it."""
    filtre = filtre_de_recherche(criteres) or Filtre()
    precis = bool(filtre.parametres)
    return Suivi(
        _("Suivre cette recherche dans mon agenda") if precis else _("Suivre dans mon agenda"),
        page_de(filtre.parametres),
        alternatives_du_filtre(filtre, _("cette recherche") if precis else _("toutes les sessions")),
    )


def nouveautes_du_filtre(filtre: Filtre, forme: str) -> Contenu:
    """One query when this process made it already, three otherwise.

    Raises:
        CodeInconnu: a région, a theme, a programme… that does not exist.
    """
    etat = etat_de(filtre.cles_de_version)
    return memoire.obtenir((forme, filtre.cle, etat), partial(_fabriquer, filtre, forme, etat))


def _adresse(filtre: Filtre, forme: str) -> str:
    requete = urlencode(filtre.parametres)
    return settings.BASE_URL + reverse(f"sessions:nouveautes_{forme}") + (f"?{requete}" if requete else "")


def _fabriquer(filtre: Filtre, forme: str, etat: Etat) -> Contenu:
    resolu = resoudre(filtre)
    ecrire, genre = FORMES[forme]
    fil = Fil(
        nom=_("Nouvelles sessions – %(nom)s") % {"nom": resolu.nom},
        page=settings.BASE_URL + page_de(filtre.parametres),
        adresse=_adresse(filtre, forme),
        nouveautes=[_nouveaute(session) for session in _dernieres(resolu.condition)],
        modifie_le=etat.modifie_le,
    )
    return Contenu(ecrire(fil), f"{genre}; charset=utf-8", etat.modifie_le, f"oten-academie-nouveautes.{forme}")


def _dernieres(condition):
    choisies = EvenementPublie.objects.actifs().filter(condition).order_by()
    sessions = Session.objects.publiques().filter(pk__in=choisies.values("session")).completes()
    return sessions.order_by("-ouverte_le", "-pk")[:DERNIERES]


def _nouveaute(session) -> Nouveaute:
    lieu = session.lieu.commune.nom if session.lieu else _("À distance")
    quand = francais.periode(session.debut, session.fin)
    lignes = [
        f"{quand[0].upper()}{quand[1:]}",
        f"{lieu} ({session.territoire.nom})",
        _("Modalité : %(modalite)s") % {"modalite": session.get_modalite_display()},
        _("Inscriptions jusqu'au %(jour)s") % {"jour": francais.date_longue(session.cloture_inscriptions)},
    ]
    if session.etat == Session.Etat.REPORTEE:
        lignes[0] = _("Nouvelles dates à venir")
    return Nouveaute(
        url=settings.BASE_URL + session.get_absolute_url(),
        titre=ligne_sure(f"{MARQUES.get(session.etat, '')} {session.titre}"),
        texte=texte_sur("\n".join(lignes)),
        theme=ligne_sure(session.version.programme.theme.nom),
        ouverte_le=session.ouverte_le,
        modifiee_le=session.modifiee_le,
    )


def _json(fil: Fil) -> bytes:
    """JSON Feed 1.1 (https://jsonfeed.org/version/1.1)."""
    articles = [
        {
            "id": nouveaute.url,
            "url": nouveaute.url,
            "title": nouveaute.titre,
            "content_text": nouveaute.texte,
            "date_published": nouveaute.ouverte_le.isoformat(),
            "date_modified": nouveaute.modifiee_le.isoformat(),
            "tags": [nouveaute.theme],
        }
        for nouveaute in fil.nouveautes
    ]
    texte = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": fil.nom,
        "home_page_url": fil.page,
        "feed_url": fil.adresse,
        "description": _description(),
        "language": "fr",
        "items": articles,
    }
    return json.dumps(texte, ensure_ascii=False).encode()


class _Rss(Rss201rev2Feed):
    """Without a session, Django writes the current time: the same facts must give the same bytes."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else self.feed["modifie_le"]


def _rss(fil: Fil) -> bytes:
    """RSS 2.0 (https://www.rssboard.org/rss-specification), with Atom's link to itself."""
    flux = _Rss(
        title=fil.nom,
        link=fil.page,
        description=_description(),
        language="fr",
        feed_url=fil.adresse,
        modifie_le=fil.modifie_le,
    )
    for nouveaute in fil.nouveautes:
        flux.add_item(
            title=nouveaute.titre,
            link=nouveaute.url,
            description=nouveaute.texte,
            unique_id=nouveaute.url,
            unique_id_is_permalink=True,
            pubdate=nouveaute.ouverte_le,
            updateddate=nouveaute.modifiee_le,
            categories=[nouveaute.theme],
        )
    return flux.writeString("utf-8").encode()


def _description() -> str:
    return _("Les dernières sessions de formation à la médiation numérique ouvertes aux inscriptions.")


FORMES: dict[str, tuple[Callable[[Fil], bytes], str]] = {
    "json": (_json, "application/feed+json"),
    "rss": (_rss, "application/rss+xml"),
}
