"""What does not forbid a plan and that a gestionnaire should know before saving it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from academie import francais
from sessions.conges import calendrier_scolaire_connu, jour_ferie, vacances_scolaires
from sessions.models import Creneau, Intervention, Session
from sessions.queries.conges import departements_de


def avertissements(session: Session, creneaux: Sequence[Creneau], prevus: Sequence) -> Iterator[str]:
    """One sentence each. `prevus` say who gives each of `creneaux`."""
    yield from _jours(session, creneaux)
    yield from _sans_personne(prevus)
    yield from _sans_lien(creneaux)
    yield from _accessibilite(creneaux)
    yield from _jamais_anime(session, prevus)


def _jours(session, creneaux) -> Iterator[str]:
    if session.territoire_id is None:
        return
    departements = departements_de(region=session.territoire, departement=session.departement)
    jours = sorted({creneau.debut.date() for creneau in creneaux})
    for jour in jours:
        if nom := jour_ferie(jour, departements):
            yield _("Le %(jour)s est férié : %(nom)s.") % {"jour": francais.date_longue(jour), "nom": nom}
    periodes = defaultdict(list)
    for jour in jours:
        if nom := vacances_scolaires(jour, departements):
            periodes[nom].append(francais.date_longue(jour))
    for nom, siens in periodes.items():
        yield _("%(nom)s : %(jours)s.") % {"nom": nom, "jours": francais.enumeration(siens)}
    if any(not calendrier_scolaire_connu(jour, departements) for jour in jours):
        yield _("Les vacances scolaires de %(territoire)s ne sont pas toutes connues ici : vérifiez-les.") % {
            "territoire": session.departement or session.territoire
        }


def _sans_personne(prevus) -> Iterator[str]:
    for prevu in prevus:
        if not prevu.formateurs:
            yield _(
                "Personne n'anime la demi-journée du %(jour)s : il faudra quelqu'un pour ouvrir les inscriptions."
            ) % {"jour": francais.date_longue(prevu.debut)}


def _sans_lien(creneaux) -> Iterator[str]:
    if any(creneau.a_distance and not creneau.lien for creneau in creneaux):
        yield _("Le lien de connexion d'une demi-journée à distance n'est pas encore indiqué.")


def _accessibilite(creneaux) -> Iterator[str]:
    salles = {creneau.salle.pk: creneau.salle for creneau in creneaux if creneau.salle}
    for salle in salles.values():
        if not salle.accessibilite:
            yield _("L'accessibilité de %(lieu)s n'est pas connue : demandez-la avant d'ouvrir les inscriptions.") % {
                "lieu": salle.nom
            }


def _jamais_anime(session, prevus) -> Iterator[str]:
    demandes = {formateur.pk: formateur for prevu in prevus for formateur in prevu.formateurs}
    habituees = Intervention.objects.filter(
        formateur__in=demandes,
        creneau__session__version__programme=session.version.programme_id,
        creneau__session__etat__in=(*Session.VIVANTES, *Session.TENUES),
    )
    if session.pk:
        habituees = habituees.exclude(creneau__session=session)
    for pk in demandes.keys() - set(habituees.values_list("formateur", flat=True)):
        yield _("%(personne)s n'a encore jamais animé ce programme.") % {"personne": demandes[pk]}
