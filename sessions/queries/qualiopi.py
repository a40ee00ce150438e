"""What the sessions prove to an auditor. No person is named, but on the attendance sheets."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.qualiopi import Apport, Manque, Piece, Preuve, Rangee, preuve
from academie.regles import regle
from sessions.documents.feuille import feuille_emargement_pdf
from sessions.models import (
    Creneau,
    Emargement,
    Enseignement,
    EntretienFormateur,
    Inscription,
    Intervention,
    Lieu,
    Session,
    Titre,
)
from sessions.queries.feuille import donnees_de_la_feuille
from sessions.queries.formateur import formateurs_suivis

# What takes nobody's time: their half-days prove nothing and lack nothing.
SANS_DATES = (Session.Etat.ANNULEE, Session.Etat.REPORTEE)


def resultats(annee: int | None) -> Apport:
    """2: what was held, and how many people came."""
    realisees = _realisees(annee)
    presents = Emargement.objects.filter(absent=False, inscription__session__in=realisees.order_by().values("pk"))
    formees = presents.aggregate(n=Count("inscription__utilisateur", distinct=True))["n"]
    manques = [] if formees else [Manque(_("Aucune personne formée sur cette période."))]
    return Apport(
        [
            preuve(_("Sessions réalisées"), realisees, _session, reverse("sessions:session_pilotage")),
            Preuve(_("Personnes formées"), formees, lambda _combien: []),
        ],
        manques,
    )


def conditions(annee: int | None) -> Apport:
    """9: each person with a seat received dates, place, access, accessibility."""
    confirmees = Inscription.objects.confirmees().filter(session=OuterRef("pk"))
    informees = Count("inscriptions", filter=Q(inscriptions__etat=Inscription.Etat.CONFIRMEE))
    sessions = _ouvertes(annee).filter(Exists(confirmees)).annotate(n=informees)
    return Apport([preuve(_("Sessions dont chaque personne inscrite a reçu les conditions"), sessions, _informees)])


def assiduite(annee: int | None) -> Apport:
    """12: signed half-days, absences with their reason."""
    creneaux = _de_l_annee(Creneau.objects.exclude(session__etat__in=SANS_DATES), "debut", annee)
    creneaux = creneaux.select_related("session__version__programme").defer("session__version__recherche")
    passes = creneaux.filter(fin__lt=timezone.now()).exclude(emargement=Creneau.Emargement.CONTRESIGNE).count()
    absences = _de_l_annee(Emargement.objects.filter(absent=True), "creneau__debut", annee)
    sans_motif = absences.filter(motif="").count()
    signes = creneaux.filter(emargement=Creneau.Emargement.CONTRESIGNE).order_by("debut", "pk")
    return Apport(
        [
            preuve(_("Demi-journées émargées et contresignées"), signes, _creneau),
            Preuve(_("Absences suivies, avec leur motif"), absences.count() - sans_motif, lambda _combien: []),
        ],
        [
            *_manque(passes, "%(n)s demi-journée passée n'est pas contresignée.", "%(n)s demi-journées passées ne sont pas contresignées."),
            *_manque(sans_motif, "%(n)s absence n'a pas de motif.", "%(n)s absences n'ont pas de motif."),
        ],
    )  # fmt: skip


def feuilles(annee: int | None) -> Iterable[Piece]:
    """12: the attendance sheet of each session held. They bear names."""
    for session in _realisees(annee).completes():
        yield Piece(
            f"emargement-session-{session.pk}.pdf",
            lambda session=session: feuille_emargement_pdf(donnees_de_la_feuille(session)),
            nominative=True,
        )


def moyens(annee: int | None) -> Apport:
    """17: the rooms, how one enters them."""
    pendant = _ouvertes(annee).order_by().values("lieu")
    lieux = Lieu.objects.filter(pk__in=pendant.filter(lieu__isnull=False)).select_related("commune")
    sans = lieux.filter(accessibilite="").count()
    return Apport(
        [preuve(_("Lieux dont l'accessibilité est décrite"), lieux.exclude(accessibilite=""), _lieu, reverse("sessions:lieu_list"))],
        _manque(sans, "%(n)s lieu ne dit pas s'il est accessible.", "%(n)s lieux ne disent pas s'ils sont accessibles.", "sessions:lieu_list"),
    )  # fmt: skip


def coordination(annee: int | None) -> Apport:
    """18: who gives what, half-day by half-day."""
    animees = Intervention.objects.filter(creneau__session=OuterRef("pk"))
    intervenants = Count("creneaux__interventions__formateur", distinct=True)
    sessions = _ouvertes(annee).filter(Exists(animees)).annotate(n=intervenants)
    a_venir = Creneau.objects.filter(debut__gt=timezone.now(), interventions=None)
    sans = a_venir.exclude(session__etat__in=SANS_DATES).count()
    return Apport(
        [preuve(_("Sessions avec leurs intervenantes et intervenants"), sessions, _animee, reverse("sessions:session_pilotage"))],
        _manque(sans, "%(n)s demi-journée à venir n'a personne pour l'animer.", "%(n)s demi-journées à venir n'ont personne pour les animer."),
    )  # fmt: skip


def competences(annee: int | None) -> Apport:
    """21: what allows each person to give what they give; it is about them, so they are named."""
    page = reverse("sessions:formateur_list")
    enseignements = Enseignement.objects.en_vigueur().select_related("formateur", "programme", "titre")
    titres = Titre.objects.en_vigueur().filter(verifie_le__isnull=False).select_related("formateur")
    suivis = formateurs_suivis()
    sans_cv, sans_appui = suivis.filter(a_cv=False).count(), suivis.filter(sans_appui=True).count()
    return Apport(
        [
            preuve(_("Programmes enseignés, avec le titre ou l'expérience qui le permet"), enseignements, _enseignement, page),
            preuve(_("Titres et diplômes vérifiés"), titres, _titre, page),
        ],
        [
            *_manque(sans_appui, "%(n)s personne anime un programme sans dire ce qui le lui permet.", "%(n)s personnes animent un programme sans dire ce qui le leur permet.", "sessions:formateur_list"),
            *_manque(sans_cv, "%(n)s personne qui anime n'a pas déposé de CV.", "%(n)s personnes qui animent n'ont pas déposé de CV.", "sessions:formateur_list"),
        ],
    )  # fmt: skip


def entretien_et_developpement(annee: int | None) -> Apport:
    """22: the yearly reviews. What was said stays in the files."""
    entretiens = _de_l_annee(EntretienFormateur.objects.select_related("formateur"), "date", annee)
    avant = timezone.localdate() - timedelta(days=regle("formateur.entretien"))
    tenus = Q(dernier_entretien__isnull=False, dernier_entretien__gte=avant)
    sans = formateurs_suivis().exclude(tenus).count()
    return Apport(
        [preuve(_("Entretiens annuels menés"), entretiens, _entretien, reverse("sessions:formateur_list"))],
        _manque(sans, "%(n)s personne qui anime n'a pas eu d'entretien depuis un an.", "%(n)s personnes qui animent n'ont pas eu d'entretien depuis un an.", "sessions:formateur_list"),
    )  # fmt: skip


PREUVES = {
    2: resultats,
    9: conditions,
    12: assiduite,
    17: moyens,
    18: coordination,
    21: competences,
    22: entretien_et_developpement,
}


def _realisees(annee: int | None) -> QuerySet:
    return _sessions(annee).filter(etat__in=Session.TENUES)


def _ouvertes(annee: int | None) -> QuerySet:
    return _sessions(annee).filter(etat__in=[*Session.VIVANTES, *Session.TENUES])


def _sessions(annee: int | None) -> QuerySet:
    sessions = Session.objects.select_related("version__programme", "lieu__commune").defer("version__recherche")
    return _de_l_annee(sessions, "debut", annee).order_by("debut", "pk")


def _de_l_annee(objets: QuerySet, champ: str, annee: int | None) -> QuerySet:
    return objets if annee is None else objets.filter(**{f"{champ}__year": annee})


def _manque(combien: int, une: str, plusieurs: str, page: str = "sessions:session_pilotage") -> list[Manque]:
    if not combien:
        return []
    return [Manque(ngettext(une, plusieurs, combien) % {"n": francais.nombre(combien)}, reverse(page))]


def _session(session: Session) -> Rangee:
    return _rangee(session, session.lieu.commune.nom if session.lieu else _("à distance"))


def _informees(session: Session) -> Rangee:
    return _rangee(session, ngettext("%(n)s personne informée", "%(n)s personnes informées", session.n) % {"n": session.n})  # fmt: skip


def _animee(session: Session) -> Rangee:
    return _rangee(session, ngettext("%(n)s personne l'anime", "%(n)s personnes l'animent", session.n) % {"n": session.n})  # fmt: skip


def _rangee(session: Session, detail: str) -> Rangee:
    libelle = f"{session.titre}, {francais.periode(session.debut, session.fin)}"
    return Rangee(libelle, detail, session.get_absolute_url())


def _creneau(creneau: Creneau) -> Rangee:
    quand = f"{francais.date_sans_jour(creneau.debut)}, {francais.plage(creneau.debut, creneau.fin)}"
    return Rangee(f"{creneau.session.titre}, {quand}", "", reverse("sessions:session_cockpit", args=[creneau.session_id]))  # fmt: skip


def _lieu(lieu: Lieu) -> Rangee:
    return Rangee(str(lieu), lieu.accessibilite, lieu.get_absolute_url())


def _enseignement(enseignement: Enseignement) -> Rangee:
    appui = str(enseignement.titre or "") or enseignement.experience
    return Rangee(f"{enseignement.formateur}, {enseignement.programme.titre}", appui, enseignement.get_absolute_url())


def _titre(titre: Titre) -> Rangee:
    return Rangee(f"{titre.formateur}, {titre}", "", titre.get_absolute_url())


def _entretien(entretien: EntretienFormateur) -> Rangee:
    return Rangee(str(entretien.formateur), francais.date_sans_jour(entretien.date), entretien.get_absolute_url())
