"""Who may enrol: one table of rules. Each refusal is a sentence that says what, why, what next, and by which rule."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from academie import francais
from academie.autorisations.table import Role
from academie.models import Affectation, Structure, Utilisateur
from academie.models.territoire import normaliser
from academie.regles import regle
from sessions.models import Inscription, Session
from sessions.queries.session import Deroule, deroule_de, rencontres

SANS_PREREQUIS = {"", "aucun", "aucun prerequis", "sans prerequis", "pas de prerequis", "neant"}


class Concerne(TextChoices):
    TOUS = "tous", gettext_lazy("tout le monde")
    PERSONNE = "personne", gettext_lazy("la personne")
    STRUCTURE = "structure", gettext_lazy("sa structure")


@dataclass
class Candidature:
    """Somebody who would enrol, and what the rules need to know: read once for many people, judged without a query."""

    session: Session
    le: datetime
    utilisateur: Utilisateur | None = None
    structure: Structure | None = None
    anime: bool = False
    ailleurs: Session | None = None
    en_meme_temps: Session | None = None
    collegues: int = 0
    place_gardee: bool = False
    prerequis_confirmes: bool | None = None

    @property
    def jour(self) -> date:
        return timezone.localdate(self.le)


@dataclass(frozen=True)
class RegleInscription:
    """`motif` gives why this rule forbids, empty when it does not. A gestionnaire may exceed it when `depassable`."""

    code: str
    libelle: str
    concerne: Concerne
    motif: Callable[[Candidature], str]
    depassable: bool = False

    def phrase(self, candidature: Candidature) -> str:
        if not (motif := self.motif(candidature)):
            return ""
        return _("%(motif)s Règle : %(regle)s.") % {"motif": motif, "regle": self.libelle}


def premier_jour(session, jour: date) -> date | None:
    """The first day to enrol: the session's own, else by the rule in force on `jour`; None as soon as it is open."""
    return session.ouverture_inscriptions or premier_jour_par_regle(session, regle("inscription.ouverture", jour))


def premier_jour_par_regle(session, avance: int) -> date | None:
    """`avance` days before the first one; 0 is as soon as it is open."""
    return session.debut.date() - timedelta(days=avance) if avance else None


def places_par_structure(session, jour: date) -> int:
    """How many people of one structure; 0 is no limit."""
    propre = session.par_structure
    return regle("inscription.par_structure", jour) if propre is None else propre


def prerequis_a_confirmer(version) -> str:
    """The prerequisites of a programme that has some."""
    return "" if normaliser(version.prerequis) in SANS_PREREQUIS else version.prerequis


def _non_publique(c: Candidature) -> str:
    if c.session.etat == Session.Etat.BROUILLON:
        return _("Les inscriptions à cette session ne sont pas encore ouvertes.")
    if c.session.etat == Session.Etat.ANNULEE:
        return _("Cette session est annulée. Cherchez une autre session du même programme.")
    if c.session.etat == Session.Etat.REPORTEE:
        return _("Cette session est reportée : l'inscription reprendra quand ses nouvelles dates seront connues.")
    return ""


def _commencee(c: Candidature) -> str:
    if c.session.etat in Session.OUVERTES and c.session.debut > c.le:
        return ""
    return _("Cette session a déjà commencé ou eu lieu. Cherchez une autre session du même programme.")


def _trop_tot(c: Candidature) -> str:
    ouverture = premier_jour(c.session, c.jour)
    if ouverture is None or ouverture <= c.jour:
        return ""
    return _("Les inscriptions ouvrent le %(jour)s. Revenez ce jour-là.") % {"jour": francais.date_longue(ouverture)}


def _trop_tard(c: Candidature) -> str:
    if c.session.cloture_inscriptions >= c.jour:
        return ""
    return _("Les inscriptions sont closes depuis le %(jour)s. Cherchez une autre session du même programme.") % {
        "jour": francais.date_longue(c.session.cloture_inscriptions)
    }


def _pas_animatrice(c: Candidature) -> str:
    if c.structure:
        return ""
    return _(
        "L'inscription est ouverte aux animatrices et animateurs qu'une structure emploie aujourd'hui. "
        "Écrivez à l'Académie pour que votre structure soit indiquée dans votre compte."
    )


def _anime(c: Candidature) -> str:
    return _("Vous animez cette session : vous ne pouvez pas vous y inscrire.") if c.anime else ""


def _deja_ailleurs(c: Candidature) -> str:
    if not c.ailleurs:
        return ""
    return _(
        "Une place est déjà tenue dans une autre session de ce programme, prévue %(quand)s. "
        "Annulez d'abord cette inscription, ou gardez-la."
    ) % {"quand": _quand(c.ailleurs)}


def _en_meme_temps(c: Candidature) -> str:
    if not c.en_meme_temps:
        return ""
    return _(
        "Une autre inscription tombe en même temps : « %(titre)s », %(quand)s. "
        "Annulez-la d'abord, ou choisissez d'autres dates."
    ) % {"titre": c.en_meme_temps.titre, "quand": _quand(c.en_meme_temps)}


def _structure_complete(c: Candidature) -> str:
    plafond = places_par_structure(c.session, c.jour)
    if not plafond or c.place_gardee or c.collegues < plafond:
        return ""
    return ngettext(
        "%(structure)s a déjà une personne inscrite ou en attente : c'est le plus pour une structure dans cette session.",
        "%(structure)s a déjà %(n)d personnes inscrites ou en attente : c'est le plus pour une structure dans cette session.",
        c.collegues,
    ) % {"structure": c.structure, "n": c.collegues} + _(
        " Choisissez une autre session, ou demandez une exception à l'Académie."
    )


def _prerequis_non_confirmes(c: Candidature) -> str:
    if c.prerequis_confirmes is not False or not prerequis_a_confirmer(c.session.version):
        return ""
    return _("Confirmez que les prérequis du programme sont remplis, ou choisissez un autre programme.")


TOUS, PERSONNE, STRUCTURE = Concerne.TOUS, Concerne.PERSONNE, Concerne.STRUCTURE
# In the order in which they are said.
REGLES_INSCRIPTION = (
    RegleInscription("session.etat", gettext_lazy("session ouverte aux inscriptions"), TOUS, _non_publique),
    RegleInscription("session.debut", gettext_lazy("inscription avant le début"), TOUS, _commencee),
    RegleInscription("inscription.ouverture", gettext_lazy("premier jour pour s'inscrire"), TOUS, _trop_tot, True),
    RegleInscription(
        "session.cloture_inscriptions", gettext_lazy("dernier jour pour s'inscrire"), TOUS, _trop_tard, True
    ),
    RegleInscription("inscription.animation", gettext_lazy("animer ou suivre"), PERSONNE, _anime),
    RegleInscription(
        "inscription.employeur", gettext_lazy("animatrice ou animateur en poste"), PERSONNE, _pas_animatrice
    ),
    RegleInscription(
        "inscription.programme", gettext_lazy("une seule place par programme"), PERSONNE, _deja_ailleurs, True
    ),
    RegleInscription(
        "inscription.chevauchement", gettext_lazy("une seule session à la fois"), PERSONNE, _en_meme_temps
    ),
    RegleInscription(
        "inscription.par_structure", gettext_lazy("places par structure"), STRUCTURE, _structure_complete, True
    ),
    RegleInscription("inscription.prerequis", gettext_lazy("prérequis confirmés"), PERSONNE, _prerequis_non_confirmes),
)


def regle_contraire(candidature: Candidature, *, derogation: str = "") -> RegleInscription | None:
    """The first rule that forbids. A reason in `derogation` sets aside those that may be exceeded."""
    for contraire in REGLES_INSCRIPTION:
        if not (derogation and contraire.depassable) and contraire.motif(candidature):
            return contraire
    return None


def fermeture(session, le: datetime | None = None) -> str:
    """The rule that forbids everybody to enrol, as a sentence with what to do next; empty when nothing does."""
    candidature = Candidature(session, le or timezone.now())
    for contraire in REGLES_INSCRIPTION:
        if contraire.concerne == TOUS and (phrase := contraire.phrase(candidature)):
            return phrase
    return ""


def candidatures(
    session,
    personnes: Iterable[Utilisateur],
    le: datetime,
    *,
    structure: Structure | None = None,
    structures: Mapping[int, Structure] | None = None,
    deroule: Deroule | None = None,
) -> list[Candidature]:
    """What the rules need to know of `personnes`, in a constant number of queries.

    Args:
        structure: in whose name, for all; `structures`, for each; else the one that employs them.
    """
    personnes, deroule = list(personnes), deroule or deroule_de(session)
    employeurs = structures or ({} if structure else _employeurs(personnes, timezone.localdate(le)))
    animent = {formateur.pk for formateur in deroule.formateurs}
    ailleurs, en_meme_temps = _autres_sessions(session, deroule.creneaux, personnes, le)
    trouvees = [
        Candidature(
            session=session,
            le=le,
            utilisateur=personne,
            structure=structure or employeurs.get(personne.pk),
            anime=personne.pk in animent,
            ailleurs=ailleurs.get(personne.pk),
            en_meme_temps=en_meme_temps.get(personne.pk),
        )
        for personne in personnes
    ]
    if places_par_structure(session, timezone.localdate(le)):
        _compter_les_collegues(session, trouvees)
    return trouvees


def _employeurs(personnes: list[Utilisateur], jour: date) -> dict[int, Structure]:
    """The structure that employs each one as animatrice or animateur on that day: the latest, as their account says."""
    if len(personnes) == 1 and jour == timezone.localdate():
        lus = personnes[0].affectations_du_jour
    else:
        lus = Affectation.objects.du_jour(jour).filter(utilisateur__in=personnes).select_related("structure")
    postes = [poste for poste in lus if poste.role == Role.ANIMATEUR and poste.structure_id]
    return {poste.utilisateur_id: poste.structure for poste in sorted(postes, key=lambda p: (p.debut, p.pk))}


def _autres_sessions(session, creneaux, personnes, le: datetime) -> tuple[dict[int, Session], dict[int, Session]]:
    """By person: a session of the same programme where they hold a seat, a session that meets at the same hours.

    Sessions are read only to be named: most people have none that forbids.
    """
    autres = list(
        Inscription.objects.actives()
        .filter(
            utilisateur__in=[personne.pk for personne in personnes],
            session__fin__gt=le,
            session__etat__in=Session.VIVANTES,
        )
        .exclude(session=session)
        .order_by()
        .values_list("utilisateur", "etat", "session", "session__version__programme", "session__debut", "session__fin")
    )
    voisines = {cle for *_reste, cle, _programme, debut, fin in autres if debut < session.fin and fin > session.debut}
    simultanees = _aux_memes_heures(creneaux, voisines, session)
    ailleurs, en_meme_temps = {}, {}
    for personne, etat, cle, programme, *_heures in autres:
        if cle in simultanees:
            en_meme_temps[personne] = cle
        elif programme == session.version.programme_id and etat in Inscription.TENANTES:
            ailleurs[personne] = cle
    nommees = Session.objects.select_related("version__programme").only(
        "debut", "fin", "fuseau", "version__programme__titre"
    )
    sessions = nommees.in_bulk({*ailleurs.values(), *en_meme_temps.values()})
    return (
        {personne: sessions[cle] for personne, cle in ailleurs.items()},
        {personne: sessions[cle] for personne, cle in en_meme_temps.items()},
    )


def _aux_memes_heures(creneaux, cles: set[int], session) -> set[int]:
    """Those of the sessions `cles` that meet during one of `creneaux`: nothing is asked when there are none."""
    if not cles:
        return set()
    rencontrees = rencontres(creneaux, sauf=session).filter(session__in=cles).order_by()
    return set(rencontrees.values_list("session", flat=True))


def _compter_les_collegues(session, trouvees: list[Candidature]) -> None:
    """How many of each structure are in already, kept seats apart; whether one of those is left."""
    compte: dict[int, int] = defaultdict(int)
    for structure in session.inscriptions.actives().filter(reserve=None).values_list("structure", flat=True):
        compte[structure] += 1
    gardees = set(session.reserves.en_vigueur().avec_reste().filter(reste__gt=0).values_list("structure", flat=True))
    for candidature in trouvees:
        if candidature.structure:
            candidature.collegues = compte[candidature.structure.pk]
            candidature.place_gardee = candidature.structure.pk in gardees


def _quand(session) -> str:
    return francais.periode(session.debut, session.fin)
