"""Themes seen in the texts of open questions: the codebook, who saw what, what was settled, what may be quoted."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.models import Utilisateur
from academie.regles import Refus
from besoins.models import Arbitrage, Citation, Codage, Code, Question, SuggestionEcartee, Valeur
from besoins.queries.codage import lecture_des_textes, textes_de, vus_par


@transaction.atomic
def ajouter_code(*, code: Code, par: Utilisateur) -> Code:
    """Put a theme at the end of the codebook. The same name twice is kept once."""
    Question.objects.select_for_update().get(pk=code.question_id)
    if existant := Code.objects.filter(question=code.question, libelle=code.libelle).first():
        return existant
    code.ordre = (code.question.codes.aggregate(n=Max("ordre"))["n"] or 0) + 1
    code.cree_par = par
    code.save()
    return code


@transaction.atomic
def modifier_code(*, code: Code) -> Code:
    """Rename or define a theme.

    Raises:
        Refus: another theme has this name.
    """
    Question.objects.select_for_update().get(pk=code.question_id)
    if Code.objects.filter(question=code.question_id, libelle=code.libelle).exclude(pk=code.pk).exists():
        raise Refus(_("Ce thème est déjà dans la liste. Donnez un autre nom, ou fusionnez les deux."), champ="libelle")
    code.save(update_fields=["libelle", "definition"])
    return code


@transaction.atomic
def fusionner_codes(*, code: Code, dans: Code) -> Code:
    """Every text under `code` goes under `dans`; who read what stays.

    Raises:
        Refus: themes of two questions, or `code` is the evidence of a need.
    """
    if code.pk == dans.pk:
        return dans
    if code.question_id != dans.question_id:
        raise Refus(_("Ces deux thèmes ne viennent pas de la même question."), champ="dans")
    _refuser_si_preuve(code)
    Question.objects.select_for_update().get(pk=code.question_id)
    deja = Codage.objects.filter(code=dans).values_list("valeur", "par")
    doubles = set(deja)
    for codage in list(Codage.objects.filter(code=code)):
        if (codage.valeur_id, codage.par_id) not in doubles:
            Codage.objects.filter(pk=codage.pk).update(code=dans)
    # What was settled was settled about one of the two: those who disagree settle it again.
    Arbitrage.objects.filter(code__in=[code, dans]).delete()
    code.delete()
    return dans


@transaction.atomic
def supprimer_code(*, code: Code) -> None:
    """Remove a theme; a text that had no other becomes read without a theme.

    Raises:
        Refus: it is the evidence of a need.
    """
    _refuser_si_preuve(code)
    Question.objects.select_for_update().get(pk=code.question_id)
    concernes = set(Codage.objects.filter(code=code).values_list("valeur", "par", "le"))
    code.delete()
    restants = set(Codage.objects.filter(valeur__in=[v for v, _p, _l in concernes]).values_list("valeur", "par"))
    Codage.objects.bulk_create(
        Codage(valeur_id=valeur, par_id=par, le=le) for valeur, par, le in concernes if (valeur, par) not in restants
    )


def _refuser_si_preuve(code: Code) -> None:
    if code.preuves.exists():
        raise Refus(
            _(
                "Le thème « %(theme)s » est la preuve d'un besoin : il reste. Vous pouvez fusionner un autre thème dans celui-ci."
            )
            % {"theme": code.libelle}
        )


@transaction.atomic
def coder_textes(
    *, question: Question, choix: Mapping[int, Iterable[Code] | None], par: Utilisateur, le: datetime | None = None
) -> int:
    """What `par` sees in each text, by its key: themes, none of them (empty), or not read yet (None).

    Raises:
        Refus: the texts may not be read, or are not there any more.
    """
    question = Question.objects.select_for_update(of=("self",)).select_related("section__enquete").get(pk=question.pk)
    refuser_si_illisible(question)
    valeurs = set(textes_de(question).filter(pk__in=list(choix)).values_list("pk", flat=True))
    if valeurs != set(choix):
        raise Refus(_("Ces textes ont changé depuis que la page s'est affichée. Relisez-les, puis enregistrez."))
    actuels = vus_par_une_personne(question, par, valeurs)
    voulus: dict[int, set[int | None] | None] = {
        pk: None if codes is None else {code.pk for code in codes} for pk, codes in choix.items()
    }
    changes = [pk for pk in valeurs if actuels.get(pk) != voulus[pk]]
    Codage.objects.filter(valeur__in=changes, par=par).delete()
    Codage.objects.bulk_create(
        Codage(valeur_id=pk, code_id=code, par=par, le=le or timezone.now())
        for pk in changes
        if voulus[pk] is not None
        for code in voulus[pk] or {None}
    )
    return len(changes)


def vus_par_une_personne(question: Question, par: Utilisateur, valeurs: set[int]) -> dict[int, set[int]]:
    return {pk: lecteurs[par.pk] for pk, lecteurs in vus_par(question, [par]).items() if pk in valeurs}


def refuser_si_illisible(question: Question) -> None:
    """
    Raises:
        Refus: the texts of this question may not be read now.
    """
    lue = lecture_des_textes(question)
    if not lue.permise:
        raise Refus(lue.raison)


@transaction.atomic
def trancher(*, valeur: Valeur, code: Code, retenu: bool, par: Utilisateur, le: datetime | None = None) -> Arbitrage:
    """Settle whether a text holds a theme; what each person saw stays as it was.

    Raises:
        Refus: the text is not of this question, or may not be read.
    """
    if valeur.question_id != code.question_id:
        raise Refus(_("Ce thème n'est pas celui de cette question."))
    refuser_si_illisible(code.question)
    arbitrage, _nouveau = Arbitrage.objects.update_or_create(
        valeur=valeur, code=code, defaults={"retenu": retenu, "par": par, "le": le or timezone.now()}
    )
    return arbitrage


@transaction.atomic
def accepter_suggestion(*, question: Question, mots: str, libelle: str, proposer: bool, par: Utilisateur) -> Code:
    """A person makes a theme of words found together. With `proposer`, texts that hold them are shown to be confirmed."""
    code = ajouter_code(code=Code(question=question, libelle=libelle, mots=mots if proposer else ""), par=par)
    ecarter_suggestion(question=question, mots=mots, par=par)
    return code


@transaction.atomic
def ecarter_suggestion(*, question: Question, mots: str, par: Utilisateur, le: datetime | None = None) -> None:
    """These words are decided: they are not suggested again."""
    SuggestionEcartee.objects.get_or_create(
        question=question, mots=mots, defaults={"par": par, "le": le or timezone.now()}
    )


@transaction.atomic
def citer(*, valeur: Valeur, texte: str, par: Utilisateur, le: datetime | None = None) -> Citation:
    """Keep the words of a text that may be quoted: read by a person, without what tells who wrote it.

    Raises:
        Refus: no words, or the text may not be read.
    """
    if not texte.strip():
        raise Refus(_("Écrivez les mots à citer."), champ="texte")
    refuser_si_illisible(valeur.question)
    citation, _nouvelle = Citation.objects.update_or_create(
        valeur=valeur, defaults={"texte": texte.strip(), "par": par, "le": le or timezone.now()}
    )
    return citation


@transaction.atomic
def retirer_citation(*, valeur: Valeur) -> None:
    """The text is not quoted any more."""
    Citation.objects.filter(valeur=valeur).delete()
