"""Why a programme exists: its needs, what shows each, what made it come first, what was set aside, what changed."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.accueil import Figure, Ligne
from academie.branchements.suites import Suites, suites
from academie.models import Utilisateur
from besoins.models import Besoin, Enquete, Module, Objectif, Preuve, Programme, Signal, VersionProgramme
from besoins.queries.besoin import (
    description_publique,
    dire_preuve,
    dire_preuve_au_public,
    dire_preuve_masquee,
    enquete_de,
    masquee,
    preuves_de,
)
from besoins.queries.citations import citations_des_themes
from besoins.queries.priorite import LignePriorite, besoins_par_priorite

ECARTES_DITS = 20


@dataclass(frozen=True)
class PreuveDite:
    """A piece of evidence in words, the quotes that go with it, and where to read more."""

    phrase: str
    url: str = ""
    libelle: str = ""
    citations: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class BesoinRepondu:
    """A need of a version: what shows it, why it came first, what answers it. The words of a request are not public."""

    besoin: Besoin
    description: str
    preuves: list[PreuveDite]
    priorite: list[str]
    objectifs: list[Objectif]
    modules: list[Module]


@dataclass(frozen=True)
class Etape:
    """What a version changed to the one before."""

    version: VersionProgramme
    phrases: list[str]


@dataclass(frozen=True)
class Pourquoi:
    besoins: list[BesoinRepondu]
    ecartes: list[Besoin]
    etapes: list[Etape]
    suites: Suites


def pourquoi(version: VersionProgramme, lecteur: Utilisateur | None = None) -> Pourquoi:
    """`version` comes from `avec_contenu`. Without `lecteur`, what anyone may read: small counts hidden, nobody named."""
    besoins = [besoin for besoin in version.besoins.all() if lecteur or besoin.etat in Besoin.SERVIS]
    preuves = {besoin.pk: preuves_de(besoin) for besoin in besoins}
    toutes = [preuve for liste in preuves.values() for preuve in liste]
    redacteur = _Redacteur(toutes, lecteur)
    places = _places(besoins)
    compares = sum(ligne.rang is not None for ligne in places.values())
    return Pourquoi(
        besoins=[
            BesoinRepondu(
                besoin,
                besoin.description if lecteur else description_publique(besoin),
                [redacteur.dire(preuve) for preuve in preuves[besoin.pk]],
                _priorite(places[besoin.pk], compares, lecteur, discret=any(map(redacteur.cachee, preuves[besoin.pk]))),
                objectifs := [objectif for objectif in version.objectifs.all() if besoin in objectif.besoins.all()],
                [module for module in version.modules.all() if set(objectifs) & set(module.objectifs.all())],
            )
            for besoin in besoins
        ],
        ecartes=_ecartes(version, besoins, toutes, lecteur),
        etapes=_etapes(version, lecteur),
        suites=suites([version.programme_id]),
    )  # fmt: skip


class _Redacteur:
    """Says pieces of evidence to one reader; what it must ask, it asks once for all of them."""

    def __init__(self, preuves: list[Preuve], lecteur: Utilisateur | None):
        self.lecteur = lecteur
        self.permissions = lecteur.permissions if lecteur else frozenset()
        signaux = Signal.objects.filter(pk__in=[preuve.signal_id for preuve in preuves if preuve.signal_id])
        self.sources = dict(signaux.avec_sources().values_list("pk", "nombre_sources"))
        self.citations = citations_des_themes(preuve.code for preuve in preuves if self._citable(preuve))

    def _citable(self, preuve: Preuve) -> bool:
        """In public, what respondents were told: that what is published of a named survey names nobody."""
        if not preuve.code or self.cachee(preuve):
            return False
        enquete = preuve.code.enquete
        return bool(self.lecteur) or (enquete.resultats_publies and enquete.regime == Enquete.Regime.NOMME)

    def cachee(self, preuve: Preuve) -> bool:
        return masquee(preuve, public=self.lecteur is None)

    def dire(self, preuve: Preuve) -> PreuveDite:
        url, libelle = self._lien(preuve)
        return PreuveDite(self._phrase(preuve), url, libelle, self.citations.get(preuve.code_id, []))

    def _phrase(self, preuve: Preuve) -> str:
        if self.cachee(preuve):
            return dire_preuve_masquee(preuve)
        phrase = dire_preuve(preuve) if self.lecteur else dire_preuve_au_public(preuve)
        if preuve.genre != Preuve.Genre.SIGNAL:
            return phrase
        nombre = self.sources.get(preuve.signal_id, 1)
        sources = ngettext("%(n)s source", "%(n)s sources indépendantes", nombre) % {"n": nombre}
        notes = [str(preuve.signal.get_fiabilite_display()), str(preuve.signal.get_credibilite_display())]
        return " ; ".join([phrase, *(notes if preuve.signal.cotation else []), sources])

    def _lien(self, preuve: Preuve) -> tuple[str, str]:
        if preuve.signal_id:
            if "signal.voir" in self.permissions:
                return preuve.signal.get_absolute_url(), _("Voir le signal")
            return preuve.signal.url, _("Lire la source") if preuve.signal.url else ""
        if preuve.genre == Preuve.Genre.DEMANDE:
            return "", ""
        if preuve.genre == Preuve.Genre.ECART:
            if "competences.voir" in self.permissions:
                return reverse("certificats:competence_detail", args=[preuve.competence_id]), _("Voir les écarts")
            return reverse("certificats:competence_publique_list"), _("Voir les compétences du réseau")
        enquete = enquete_de(preuve)
        if "enquete.voir" in self.permissions:
            return reverse("besoins:enquete_suites", args=[enquete.pk]), _("Voir ce qui est sorti de l'enquête")
        if enquete.resultats_publies:
            return reverse("besoins:resultats_publics", args=[enquete.pk]), _("Lire les résultats de l'enquête")
        return "", ""


def _places(besoins: list[Besoin]) -> dict[int, LignePriorite]:
    """The line of every need compared, and of those asked for."""
    demandes = Besoin.objects.filter(pk__in=[besoin.pk for besoin in besoins])
    return {ligne.besoin.pk: ligne for ligne in besoins_par_priorite(Besoin.objects.vivants() | demandes)}


def _priorite(ligne: LignePriorite, compares: int, lecteur: Utilisateur | None, *, discret: bool) -> list[str]:
    """Why it came first. The public reads the criteria: the sentence compares with needs that are not public."""
    if not ligne.rang:
        return [ligne.explication]
    place = _("Place %(rang)s sur %(compares)s besoins comparés aujourd'hui.") % {
        "rang": ligne.rang,
        "compares": compares,
    }
    if lecteur:
        return [place, ligne.explication]
    tus = {"portee", "ecart"} if discret else set()
    mots = [_("%(nom)s : %(mots)s") % {"nom": c.nom, "mots": c.mots} for c in ligne.criteres if c.code not in tus]
    if ligne.imposee:
        jour, motif = francais.date_sans_jour(ligne.imposee.le), ligne.imposee.motif
        place = _("%(place)s Cette place a été décidée le %(jour)s : %(motif)s") % {"place": place, "jour": jour, "motif": motif}  # fmt: skip
    return [place, *(mot[:1].upper() + mot[1:] for mot in mots)]


def _ecartes(version: VersionProgramme, besoins: list[Besoin], preuves: list[Preuve], lecteur: Utilisateur | None) -> list[Besoin]:  # fmt: skip
    """What was set aside among what came the same way: the same theme, the same surveys; latest first.

    Of somebody's request, the words and the reason are for who made it: not public.
    """
    themes = {version.programme.theme_id, *(besoin.theme_id for besoin in besoins)} - {None}
    enquetes = {enquete_de(preuve).pk for preuve in preuves if preuve.option_id or preuve.code_id}
    voisins = Besoin.objects.filter(etat=Besoin.Etat.ECARTE).filter(
        Q(theme__in=themes)
        | Q(preuves__option__question__section__enquete__in=enquetes)
        | Q(preuves__code__question__section__enquete__in=enquetes)
    )
    retrouves = Besoin.objects.filter(pk__in=voisins.values("pk"))
    if lecteur is None:
        retrouves = retrouves.exclude(porte=Besoin.Porte.DEMANDE)
    return list(retrouves.order_by("-decide_le", "-pk")[:ECARTES_DITS])


def _etapes(version: VersionProgramme, lecteur: Utilisateur | None) -> list[Etape]:
    """Version after version, latest first: the needs, objectives and modules that came and went."""
    versions = version.programme.versions.filter(numero__lte=version.numero)
    if lecteur is None:
        versions = versions.filter(etat__in=VersionProgramme.ETE_PUBLIEES)
    etapes, avant = [], None
    for lue in versions.prefetch_related("besoins", "objectifs", "modules").order_by("numero"):
        etapes.append(Etape(lue, _changements(avant, lue) if avant else []))
        avant = lue
    return etapes[::-1]


_PARTS = (("besoins", "titre"), ("objectifs", "intitule"), ("modules", "titre"))


def _changements(avant: VersionProgramme, apres: VersionProgramme) -> list[str]:
    phrases = {
        "besoins": (_("besoins ajoutés : %s"), _("besoins retirés : %s")),
        "objectifs": (_("objectifs ajoutés : %s"), _("objectifs retirés : %s")),
        "modules": (_("modules ajoutés : %s"), _("modules retirés : %s")),
    }
    dites = []
    for nom, champ in _PARTS:
        anciens, nouveaux = ([getattr(e, champ) for e in getattr(v, nom).all()] for v in (avant, apres))
        for phrase, mots in zip(
            phrases[nom],
            ([m for m in nouveaux if m not in anciens], [m for m in anciens if m not in nouveaux]),
            strict=True,
        ):
            if mots:
                dites.append(phrase % francais.enumeration(f"« {mot} »" for mot in mots))
    return dites


@dataclass(frozen=True)
class ProgrammeDuBesoin:
    """A programme that answers a need: its versions that say so, latest first, its figures in words, its next sessions."""

    programme: Programme
    versions: list[VersionProgramme]
    chiffres: str
    a_venir: list[Ligne]


def programmes_du_besoin(besoin: Besoin) -> tuple[list[ProgrammeDuBesoin], list[Figure]]:
    """What answers a need, or its group, retired versions too; then the figures of all of it, a person counted once."""
    porteurs = [besoin.pk, *([besoin.groupe_id] if besoin.groupe_id else [])]
    versions = VersionProgramme.objects.filter(besoins__in=porteurs).distinct().select_related("programme")
    par_programme: dict[Programme, list[VersionProgramme]] = {}
    for version in versions.order_by("programme__recherche", "programme", "-numero"):
        par_programme.setdefault(version.programme, []).append(version)
    devenus = suites([programme.pk for programme in par_programme])
    return [
        ProgrammeDuBesoin(
            programme, liste, _en_mots(devenus.par_programme[programme.pk]), devenus.a_venir[programme.pk]
        )
        for programme, liste in par_programme.items()
    ], devenus.ensemble


def _en_mots(figures: list[Figure]) -> str:
    """Those that are not nought."""
    return ", ".join(f"{figure.valeur} {figure.libelle}" for figure in figures if figure.valeur != "0") or _("rien encore")  # fmt: skip


def programmes_nes_de(enquete: Enquete) -> QuerySet:
    """The programmes of the catalogue that answer a need, or a group of needs, that rests on this survey."""
    preuves = Preuve.objects.filter(
        Q(option__question__section__enquete=enquete) | Q(code__question__section__enquete=enquete)
    ).values("besoin")
    besoins = Besoin.objects.filter(Q(pk__in=preuves) | Q(membres__in=preuves), etat__in=Besoin.SERVIS)
    versions = VersionProgramme.objects.publiees().filter(besoins__in=besoins)
    return Programme.objects.filter(pk__in=versions.values("programme"))
