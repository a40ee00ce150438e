"""What evaluations, contacts, complaints and improvements prove to an auditor (2, 11, 12, 30, 31, 32). Nobody is named."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie import francais
from academie.branchements.qualiopi import Apport, Manque, Preuve, Rangee, preuve
from besoins.models import Invitation
from sessions.models import (
    Amelioration,
    ContactAbsence,
    Emargement,
    Evaluation,
    Financeur,
    Inscription,
    Reclamation,
    Reouverture,
    Session,
    Sollicitation,
)

Genre = Evaluation.Genre
REPONDUE = Q(invitation__etat=Invitation.Etat.REPONDUE)


def resultats(annee: int | None) -> Apport:
    """2: the answers behind the published indicators."""
    return _evaluees(annee, Genre.A_CHAUD, _("Sessions évaluées à leur fin par les personnes formées"))


def acquis(annee: int | None) -> Apport:
    """11: each person's ease with each objective at the end, to compare with what they said before."""
    return _evaluees(
        annee, Genre.A_CHAUD, _("Sessions à la fin desquelles les personnes se situent sur chaque objectif")
    )


def decrochages(annee: int | None) -> Apport:
    """12: what was tried with absent people."""
    contacts = _de_l_annee(ContactAbsence.objects.all(), "le", annee).select_related(
        "inscription__session__version__programme"
    )
    absences = _de_l_annee(Emargement.objects.filter(absent=True), "creneau__debut", annee)
    sans = Inscription.objects.filter(pk__in=absences.order_by().values("inscription"), contacts=None).count()
    manque = ngettext(
        "%(n)s personne absente n'a pas été contactée.", "%(n)s personnes absentes n'ont pas été contactées.", sans
    )
    return Apport(
        [preuve(_("Contacts avec des personnes absentes"), contacts.order_by("-le", "-pk"), _contact)],
        [Manque(manque % {"n": francais.nombre(sans)}, reverse("sessions:session_pilotage"))] if sans else [],
    )


def parties_prenantes(annee: int | None) -> Apport:
    """30: what each party was asked and answered."""
    sollicitations = _de_l_annee(Sollicitation.objects.all(), "demandee_le", annee)
    comptes = {
        genre: (demandees, repondues)
        for genre, demandees, repondues in sollicitations.order_by()
        .values_list("evaluation__genre")
        .annotate(demandees=Count("pk"), repondues=Count("pk", REPONDUE))
    }
    page = reverse("sessions:evaluation_list")
    preuves = [
        Preuve(
            _("Réponses, %(quand)s (sur %(demandees)s demandes)")
            % {"quand": genre.label, "demandees": francais.nombre(comptes.get(genre, (0, 0))[0])},
            comptes.get(genre, (0, 0))[1],
            lambda _combien: [],
            page,
        )
        for genre in Genre
    ]
    muets = [genre.label for genre in Genre if not comptes.get(genre, (0, 0))[1]]
    manques = [Manque(_("Aucune réponse %(quand)s.") % {"quand": quand}, page) for quand in muets]
    if not Financeur.objects.filter(sollicite=True).exists():
        manques.append(Manque(_("Aucun financeur à interroger."), reverse("sessions:modele_evaluation_list")))
    return Apport(preuves, manques)


def reclamations(annee: int | None) -> Apport:
    """31: each complaint, its terms and its closure."""
    deposees = _de_l_annee(Reclamation.objects.all(), "deposee_le", annee).order_by("-deposee_le", "-pk")
    closes = deposees.filter(etat=Reclamation.Etat.CLOSE)
    retards = deposees.en_retard(timezone.localdate()).count()
    manque = ngettext("%(n)s réclamation est en retard.", "%(n)s réclamations sont en retard.", retards)
    page = reverse("sessions:reclamation_registre")
    return Apport(
        [
            preuve(_("Réclamations et incidents enregistrés"), deposees, _reclamation, page),
            preuve(_("Réclamations closes, avec leur décision"), closes, _reclamation, f"{page}?etat=close"),
        ],
        [Manque(manque % {"n": francais.nombre(retards)}, f"{page}?retard=on")] if retards else [],
    )


def ameliorations(annee: int | None) -> Apport:
    """32: what was decided on which evidence, and what it changed; needs reopened by themselves."""
    actions = _de_l_annee(Amelioration.objects.all(), "cree_le", annee).order_by("-cree_le", "-pk")
    rouverts = _de_l_annee(Reouverture.objects.filter(rouvert=True), "le", annee).select_related("besoin")
    page = reverse("sessions:amelioration_list")
    retards = actions.en_retard(timezone.localdate()).count()
    non_verifiees = actions.filter(etat=Amelioration.Etat.FAITE).count()
    sans_suite = _de_l_annee(Reclamation.objects.filter(fondee=True, ameliorations=None), "deposee_le", annee).count()
    manques = [
        (retards, "%(n)s amélioration est en retard.", "%(n)s améliorations sont en retard.", f"{page}?retard=on"),
        (non_verifiees, "%(n)s amélioration attend que son effet soit vérifié.", "%(n)s améliorations attendent que leur effet soit vérifié.", f"{page}?etat=faite"),
        (sans_suite, "%(n)s réclamation fondée n'a mené à aucune amélioration.", "%(n)s réclamations fondées n'ont mené à aucune amélioration.", reverse("sessions:reclamation_registre")),
    ]  # fmt: skip
    return Apport(
        [
            preuve(_("Améliorations décidées"), actions, _amelioration, page),
            preuve(_("Améliorations dont l'effet est vérifié"), actions.filter(etat=Amelioration.Etat.VERIFIEE), _amelioration, f"{page}?etat=verifiee"),
            preuve(_("Besoins rouverts d'après les évaluations"), rouverts.order_by("-le", "-pk"), _reouverture),
        ],
        [Manque(ngettext(une, plusieurs, n) % {"n": francais.nombre(n)}, url) for n, une, plusieurs, url in manques if n],
    )  # fmt: skip


PREUVES = {2: resultats, 11: acquis, 12: decrochages, 30: parties_prenantes, 31: reclamations, 32: ameliorations}


def _evaluees(annee: int | None, genre: str, libelle: str) -> Apport:
    """The sessions held with an answer of this kind; how many have none."""
    repondues = Sollicitation.objects.filter(REPONDUE, session=OuterRef("pk"), evaluation__genre=genre)
    tenues = _de_l_annee(Session.objects.filter(etat__in=Session.TENUES), "debut", annee)
    tenues = tenues.select_related("version__programme").defer("version__recherche")
    evaluees = tenues.filter(Exists(repondues)).order_by("debut", "pk")
    sans = tenues.filter(~Exists(repondues)).count()
    manque = ngettext("%(n)s session réalisée n'a aucune réponse %(quand)s.", "%(n)s sessions réalisées n'ont aucune réponse %(quand)s.", sans)  # fmt: skip
    page = reverse("sessions:evaluation_list")
    return Apport(
        [preuve(libelle, evaluees, _session, page)],
        [Manque(manque % {"n": francais.nombre(sans), "quand": Genre(genre).label}, page)] if sans else [],
    )


def _de_l_annee(objets: QuerySet, champ: str, annee: int | None) -> QuerySet:
    return objets if annee is None else objets.filter(**{f"{champ}__year": annee})


def _session(session: Session) -> Rangee:
    libelle = f"{session.titre}, {francais.periode(session.debut, session.fin)}"
    return Rangee(libelle, "", reverse("sessions:session_evaluations", args=[session.pk]))


def _contact(contact: ContactAbsence) -> Rangee:
    detail = f"{contact.get_moyen_display()}, {contact.get_suite_display()}"
    return Rangee(f"{contact.inscription.session.titre}, {francais.date_sans_jour(contact.le)}", detail)


def _reclamation(reclamation: Reclamation) -> Rangee:
    libelle = f"{reclamation.get_genre_display()}, {reclamation.get_sujet_display()}, {francais.date_sans_jour(reclamation.deposee_le)}"  # fmt: skip
    return Rangee(libelle, str(reclamation.get_etat_display()), reverse("sessions:reclamation_suivi", args=[reclamation.pk]))  # fmt: skip


def _amelioration(action: Amelioration) -> Rangee:
    return Rangee(action.titre, str(action.get_etat_display()), action.get_absolute_url())


def _reouverture(reouverture: Reouverture) -> Rangee:
    detail = _("%(k)s réponses sur %(n)s") % {"k": reouverture.insatisfaites, "n": reouverture.reponses}
    return Rangee(reouverture.besoin.titre, detail, reouverture.besoin.get_absolute_url())
