"""One way to make a survey from another: a copy, a new version or wave, a model of the library, a file."""

from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import ImportRefuse, Refus
from besoins.actions.description import Lecture, Lu, objets
from besoins.actions.lecture import lire_json
from besoins.actions.question import code_libre, codes_pris, refuser_incoherences, verrouiller_brouillon
from besoins.models import Condition, Enquete, Option, Question, Section
from besoins.queries.bibliotheque import Modele, decrire_enquete, normale, sans_publication
from besoins.queries.enquete import codes_repris, incoherences, questionnaire

TITRE_LONGUEUR = Enquete._meta.get_field("titre").max_length or 0


@transaction.atomic
def creer_depuis(*, description: Any, par: Utilisateur, le: datetime | None = None, nom: str = "", **champs) -> Enquete:
    """Make a draft from a description (docs/formats/enquete.md); `champs` replace those of the survey itself.

    The same one asked twice is made once; a draft of this title that differs leaves it, the new one takes a number.
    `nom` names the file in the errors.

    Raises:
        ImportRefuse: the description is wrong; what and where is said, nothing was written.
    """
    Utilisateur.objects.select_for_update().get(pk=par.pk)
    lecture = Lecture(nom or _("Enquête"))
    lue = lecture.lire(description)
    enquete = lue.objet
    for champ, valeur in champs.items():
        setattr(enquete, champ, valeur)
    enquete.titre, jumelle = _titre_libre(enquete, description, par)
    if jumelle:
        return jumelle
    enquete.cree_par, enquete.cree_le = par, le or timezone.now()
    enquete.save()
    _ecrire(lecture, lue.enfants, enquete)
    _refuser_incoherences(lecture, lue, enquete)
    return enquete


@transaction.atomic
def importer_enquete(*, contenu: bytes, nom: str, par: Utilisateur) -> Enquete:
    """Make a draft from a file.

    Raises:
        ImportRefuse: it is no JSON, or the description in it is wrong.
    """
    return creer_depuis(description=lire_json(contenu, nom), par=par, nom=nom)


@transaction.atomic
def dupliquer_enquete(*, enquete: Enquete, par: Utilisateur) -> Enquete:
    """A draft with the same questions; asked twice, made once."""
    titre = _("%(titre)s (copie)") % {"titre": enquete.titre[: TITRE_LONGUEUR - 10]}
    return creer_depuis(description=_a_reprendre(enquete), par=par, titre=titre)


@transaction.atomic
def nouvelle_version(*, enquete: Enquete, par: Utilisateur) -> Enquete:
    """A draft that follows an open or closed survey, a new version or a new wave: its questions keep their codes.

    Raises:
        Refus: the survey is still a draft.
    """
    if Enquete.objects.select_for_update().get(pk=enquete.pk).etat == Enquete.Etat.BROUILLON:
        raise Refus(_("Cette enquête est encore un brouillon : modifiez-la directement, ou dupliquez-la."))
    return creer_depuis(description=_a_reprendre(enquete), par=par, precedente=enquete)


@transaction.atomic
def ajouter_depuis(*, enquete: Enquete, modele: Modele, section: int, question: int | None = None) -> Enquete:
    """Add to a draft a section of the library, or one of its questions at the end of the last section.

    Ranks count from 0. Codes already taken are changed; a condition on a question that does not come along is left.
    Added twice, there once.

    Raises:
        Refus: the survey is no longer a draft, the model has changed, or a text takes up an answer that is not there.
    """
    enquete = verrouiller_brouillon(enquete)
    try:
        prise = modele.description["sections"][section]
        if question is not None:
            prise = {**prise, "questions": [prise["questions"][question]], "conditions": []}
    except IndexError as erreur:
        raise Refus(_("Ce modèle a changé depuis que vous l'avez ouvert. Choisissez de nouveau.")) from erreur
    lecture = Lecture(modele.titre)
    [lue] = lecture.lire({**modele.description, "sections": [_sans_attaches(prise)]}).enfants
    if any(code for lu in (lue, *lue.enfants) for repris in codes_repris(lu.objet).values() for code in repris):
        raise Refus(
            _(
                "Ce texte reprend une réponse donnée sur une autre page du modèle, qui ne viendrait pas avec lui. Créez "
                "plutôt une enquête à partir du modèle entier."
            )
        )
    _recoder(lue, set(codes_pris(enquete)))
    _ajouter_section(lecture, lue, enquete, seule=question is not None)
    refuser_incoherences(enquete)
    return enquete


def _a_reprendre(enquete: Enquete) -> dict:
    description = decrire_enquete(enquete)
    return description if enquete.etat == Enquete.Etat.BROUILLON else sans_publication(description)


def _titre_libre(enquete: Enquete, description: dict, par: Utilisateur) -> tuple[str, Enquete | None]:
    """A title that no other draft of this person bears, or the same survey already made."""
    brouillons = Enquete.objects.filter(cree_par=par, etat=Enquete.Etat.BROUILLON)
    for rang in count(1):
        suffixe = f" ({rang})" if rang > 1 else ""
        titre = enquete.titre[: TITRE_LONGUEUR - len(suffixe)] + suffixe
        jumelle = brouillons.filter(titre=titre).first()
        if jumelle is None:
            return titre, None
        attendue = normale({**description, "titre": titre})
        if jumelle.precedente_id == enquete.precedente_id and normale(decrire_enquete(jumelle)) == attendue:
            return titre, jumelle
    raise AssertionError


def _ecrire(lecture: Lecture, sections: list[Lu], enquete: Enquete, *, apres: int = 0) -> None:
    """Write sections with all they hold, after the place `apres`, in four insertions."""
    for rang, lue in enumerate(sections, start=1):
        lue.objet.enquete, lue.objet.ordre = enquete, apres + rang
    Section.objects.bulk_create(objets(sections))
    _ecrire_questions(lecture, sections)


def _ecrire_questions(lecture: Lecture, sections: list[Lu]) -> None:
    questions = [question for section in sections for question in section.enfants]
    for section in sections:
        for rang, question in enumerate(section.enfants, start=section.objet.questions.count() + 1):
            question.objet.section, question.objet.ordre = section.objet, rang
    Question.objects.bulk_create(objets(questions))
    for question in questions:
        for rang, option in enumerate(question.enfants, start=1):
            option.objet.question, option.objet.ordre = question.objet, rang
    Option.objects.bulk_create(option.objet for question in questions for option in question.enfants)
    conditions = [condition for lu in (*sections, *questions) for condition in lecture.conditions(lu)]
    if lecture.erreurs:
        raise ImportRefuse(lecture.erreurs)
    Condition.objects.bulk_create(conditions)


def _refuser_incoherences(lecture: Lecture, lue: Lu, enquete: Enquete) -> None:
    endroits = {
        (type(lu.objet), lu.objet.pk): lu.endroit for section in lue.enfants for lu in (section, *section.enfants)
    }
    for trouvee in incoherences(questionnaire(enquete)):
        endroit = endroits[type(trouvee.element), trouvee.element.pk]
        lecture.refuser(f"{endroit}.{trouvee.champ}", trouvee.phrase)
    if lecture.erreurs:
        raise ImportRefuse(lecture.erreurs)


def _sans_attaches(section: dict) -> dict:
    """A section without the conditions that bear on questions out of it."""
    codes = {question["code"] for question in section["questions"]}
    questions = [
        {**question, "conditions": [c for c in question.get("conditions", []) if c["source"] in codes]}
        for question in section["questions"]
    ]
    return {**section, "conditions": [], "questions": questions}


def _recoder(lue: Lu, pris: set[str]) -> None:
    for question in lue.enfants:
        if question.objet.code in pris:
            question.objet.code = code_libre(pris)
        pris.add(question.objet.code)


def _ajouter_section(lecture: Lecture, lue: Lu, enquete: Enquete, *, seule: bool) -> None:
    """`seule`: a lone question, which joins the last section rather than bringing its own."""
    derniere = enquete.sections.order_by("ordre").last()
    if seule and derniere:
        presentes = set(derniere.questions.values_list("intitule", flat=True))
        lue.objet = derniere
        lue.enfants = [question for question in lue.enfants if question.objet.intitule not in presentes]
        _ecrire_questions(lecture, [lue])
    elif not enquete.sections.filter(titre=lue.objet.titre).exists():
        _ecrire(lecture, [lue], enquete, apres=derniere.ordre if derniere else 0)
