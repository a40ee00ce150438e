"""The results of a survey: one GROUP BY for all the questions, whatever the number of answers."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, F, Max, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from academie.francais import nombre
from academie.regles import regle
from besoins.models import Enquete, Option, Preuve, Question, Reponse, Section, Valeur
from besoins.queries.constats import chiffre, comparer_au_publie, constats_de_classement, crochets, place, sur
from besoins.queries.enquete import questionnaire
from besoins.queries.filtres import Filtre
from besoins.statistiques.dessin import Dessin, Entree, dessiner
from besoins.statistiques.egalites import rangs
from besoins.statistiques.proportion import Proportion
from besoins.statistiques.resume import ResumeNombres, compter_options, resumer_nombres

TEXTES_PAR_QUESTION = 200


@dataclass(frozen=True)
class Lecture:
    """Whether the answers of a survey may be read now; if not, why. `minimum`: smaller groups are hidden (0: none).

    `minimum_croise` is the same for a part of the answers: a filter, a cell of a cross-table.
    """

    permise: bool
    raison: str = ""
    minimum: int = 0
    minimum_croise: int = 0


def lecture(enquete: Enquete, filtre: Filtre | None = None) -> Lecture:
    """May these answers be read? Every results page, score, export and report asks first and shows the reason."""
    if enquete.regime == Enquete.Regime.NOMME:
        return Lecture(True)
    minimum = regle("resultats.effectif_minimum")
    anonyme = enquete.regime == Enquete.Regime.ANONYME
    if anonyme and (raison := _pas_encore(enquete, minimum)):
        return Lecture(False, raison, minimum, minimum)
    if filtre and (raison := _groupe_reconnaissable(enquete, filtre, minimum)):
        return Lecture(False, raison, minimum, minimum)
    return Lecture(True, minimum=minimum if anonyme else 0, minimum_croise=minimum)


def _pas_encore(enquete: Enquete, minimum: int) -> str:
    if enquete.etat != Enquete.Etat.CLOSE:
        return _(
            "Cette enquête est anonyme : ses réponses ne se lisent qu'après la clôture, pour que personne ne soit "
            "reconnu à l'heure de sa réponse. Revenez quand elle sera close."
        )
    if enquete.reponses.soumises().count() < minimum:
        return _(
            "Cette enquête est anonyme et elle a reçu moins de %(minimum)s réponses : les montrer ferait reconnaître "
            "qui a répondu. Elles restent masquées."
        ) % {"minimum": minimum}
    return ""


def _groupe_reconnaissable(enquete: Enquete, filtre: Filtre, minimum: int) -> str:
    """A group too small, or so large that those left out are too few: by difference, they would be seen."""
    tout = enquete.reponses.soumises().count()
    groupe = filtre.reponses(enquete).count()
    if groupe >= minimum and (tout == groupe or tout - groupe >= minimum):
        return ""
    return _(
        "Ce filtre garde ou écarte moins de %(minimum)s réponses : on pourrait reconnaître qui a répondu. Retirez-le, "
        "ou choisissez un groupe plus grand."
    ) % {"minimum": minimum}


@dataclass(frozen=True)
class LigneResultat:
    """One answer of a choice, or one step of a scale. `proportion` is None when the count is unknown."""

    libelle: str
    proportion: Proportion | None
    option: Option | None = None
    place: str = ""
    constat: str = ""
    besoin: int | None = None

    @property
    def sur(self) -> str:
        return sur(self.proportion) if self.proportion else ""

    @property
    def intervalle(self) -> str:
        return crochets(self.proportion) if self.proportion else ""


@dataclass(frozen=True)
class ResultatQuestion:
    question: Question
    total: int
    lignes: list[LigneResultat] = field(default_factory=list)
    constats: list[str] = field(default_factory=list)
    resume: ResumeNombres | None = None
    textes: list[str] = field(default_factory=list)
    dessin: Dessin | None = None

    @property
    def faits(self) -> list[tuple[str, str]]:
        """The summary of numbers, as terms and values."""
        if not self.resume:
            return []
        unite = f" {self.question.unite}" if self.question.unite else ""
        bornes = _("de %(bas)s à %(haut)s")
        return [
            (_("Médiane"), chiffre(self.resume.mediane) + unite),
            (_("Moitié centrale"), bornes % {"bas": chiffre(self.resume.q1), "haut": chiffre(self.resume.q3)}),
            (_("Étendue"), bornes % {"bas": chiffre(self.resume.minimum), "haut": chiffre(self.resume.maximum)}),
        ]


@dataclass(frozen=True)
class Resultats:
    soumises: int
    en_cours: int
    invitees: int
    sections: list[tuple[Section, list[ResultatQuestion]]]

    @property
    def questions(self) -> list[ResultatQuestion]:
        return [resultat for _section, resultats in self.sections for resultat in resultats]


@dataclass(frozen=True)
class _Comptes:
    """Submitted values of a survey, counted."""

    options: dict[int, int]
    nombres: dict[int, dict[Decimal, int]]
    repondants: dict[int, int]
    textes: dict[int, list[str]]
    besoins: dict[int, int]


def resultats(enquete: Enquete, textes: int | None = TEXTES_PAR_QUESTION) -> Resultats:
    """Counts, shares, intervals and what they allow to say, in a constant number of queries.

    `textes` is how many texts are read for each question; None: all.
    """
    sections = questionnaire(enquete)
    comptes = _compter(enquete, [question for section in sections for question in section.questions.all()], textes)
    etats = dict(enquete.reponses.order_by().values_list("etat").annotate(n=Count("*")))
    return Resultats(
        soumises=etats.get(Reponse.Etat.SOUMISE, 0),
        en_cours=etats.get(Reponse.Etat.EN_COURS, 0),
        invitees=enquete.invitations.count(),
        sections=[
            (section, [_resultat(question, enquete, comptes) for question in section.questions.all()])
            for section in sections
        ],
    )


def compter_option(option: Option) -> tuple[int | None, int]:
    """How many chose `option` (None: unknown), and how many answered its question.

    For an item of a matrix: how many deem it more important than they master it, among those who gave both scores.
    """
    soumises = Valeur.objects.filter(question=option.question, reponse__etat=Reponse.Etat.SOUMISE)
    if option.question.genre == Question.Genre.MATRICE:
        paires = soumises.filter(option=option, nombre__isnull=False, maitrise__isnull=False)
        return paires.filter(nombre__gt=F("maitrise")).count(), paires.count()
    total = soumises.aggregate(n=Count("reponse", distinct=True))["n"]
    return (None if option.effectif_inconnu else soumises.filter(option=option).count()), total


def _compter(enquete: Enquete, questions: list[Question], textes: int | None) -> _Comptes:
    soumises = Valeur.objects.filter(reponse__enquete=enquete, reponse__etat=Reponse.Etat.SOUMISE).order_by()
    par_genre = defaultdict(list)
    for question in questions:
        par_genre[question.genre].append(question.pk)
    multiples, libres = par_genre[Question.Genre.CHOIX_MULTIPLE], par_genre[Question.Genre.TEXTE]
    choix = [*par_genre[Question.Genre.CHOIX_UNIQUE], *multiples]
    autres = [*par_genre[Question.Genre.ECHELLE], *par_genre[Question.Genre.NOMBRE], *libres]
    options, nombres, repondants = {}, defaultdict(dict), defaultdict(int)
    for question, option, effectif in _grouper(soumises.filter(question__in=choix), "option"):
        options[option] = effectif
        repondants[question] += effectif
    for question, valeur, effectif in _grouper(soumises.filter(question__in=autres), "nombre"):
        repondants[question] += effectif
        nombres[question][valeur] = effectif
    # Several ticks come from one person: only multiple choices need to count people apart.
    repondants |= dict(
        soumises.filter(question__in=multiples).values_list("question").annotate(Count("reponse", distinct=True))
    )
    textes = _textes(soumises.filter(question__in=libres), textes)
    return _Comptes(options, nombres, repondants, textes, _besoins_derives(questions))


def _grouper(valeurs, par: str):
    return valeurs.values_list("question", par).annotate(n=Count("*"))


def _besoins_derives(questions: list[Question]) -> dict[int, int]:
    """The need that each option has become, by option."""
    preuves = Preuve.objects.filter(option__question__in=[question.pk for question in questions]).order_by()
    return dict(preuves.values_list("option").annotate(Max("besoin")))


def _textes(soumises, au_plus: int | None) -> dict[int, list[str]]:
    """Texts in the order they were sent, `au_plus` for each question."""
    envoi = [F("reponse__soumise_le"), F("pk")]
    textes = soumises.annotate(rang=Window(RowNumber(), partition_by=F("question"), order_by=envoi))
    if au_plus is not None:
        textes = textes.filter(rang__lte=au_plus)
    par_question = defaultdict(list)
    for question, texte in textes.order_by("rang").values_list("question", "texte"):
        par_question[question].append(texte)
    return par_question


def _resultat(question: Question, enquete: Enquete, comptes: _Comptes) -> ResultatQuestion:
    total = comptes.repondants.get(question.pk, 0)
    if question.genre == Question.Genre.TEXTE:
        return ResultatQuestion(question, total, textes=comptes.textes.get(question.pk, []))
    population = enquete.population if (enquete.population or 0) >= total else None
    if question.a_des_options:
        return _resultat_choix(question, total, population, comptes)
    effectifs = comptes.nombres.get(question.pk, {})
    resume = resumer_nombres({float(valeur): effectif for valeur, effectif in effectifs.items()})
    if question.genre == Question.Genre.NOMBRE:
        return ResultatQuestion(question, total, resume=resume)
    lignes = [
        LigneResultat(str(note), Proportion(effectifs.get(Decimal(note), 0), total, population))
        for note in range(question.minimum, question.maximum + 1)
    ]
    return ResultatQuestion(question, total, lignes, resume=resume, dessin=_dessin(lignes))


def _resultat_choix(question: Question, total: int, population: int | None, comptes: _Comptes) -> ResultatQuestion:
    connues = [option for option in question.options.all() if not option.effectif_inconnu]
    effectifs = {option: comptes.options.get(option.pk, 0) for option in connues}
    proportions = {ligne.option: ligne.proportion for ligne in compter_options(connues, effectifs, total, population)}
    places = rangs(proportions) if total else {}
    lignes = [
        LigneResultat(
            option.libelle,
            proportions.get(option),
            option,
            place=place(places[option]) if option in places else "",
            constat=_constat(option, proportions.get(option), total),
            besoin=comptes.besoins.get(option.pk),
        )
        for option in question.options.all()
    ]
    lignes.sort(key=lambda ligne: -(ligne.proportion.valeur or 0) if ligne.proportion else 1)
    return ResultatQuestion(question, total, lignes, constats_de_classement(proportions), dessin=_dessin(lignes))


def _constat(option: Option, proportion: Proportion | None, total: int) -> str:
    if option.pourcentage_publie is None or not total:
        return ""
    return comparer_au_publie(option.pourcentage_publie, total, proportion.effectif if proportion else None)


def _dessin(lignes: list[LigneResultat]) -> Dessin:
    return dessiner([Entree(ligne.libelle, ligne.proportion, _publie(ligne.option)) for ligne in lignes])


def _publie(option: Option | None) -> float | None:
    return float(option.pourcentage_publie) if option and option.pourcentage_publie is not None else None


def tableau(resultats: Resultats) -> list[list[str]]:
    """The results as rows of a table; figures with a decimal comma, words that no spreadsheet runs as a formula."""
    lignes = [
        [_("Question"), _("Réponse"), "k", "n", "%", _("Intervalle bas (%)"), _("Intervalle haut (%)"), _("Publié (%)")]
    ]
    for resultat in resultats.questions:
        lignes += [_rangee(resultat, ligne) for ligne in resultat.lignes]
        lignes += [
            [_mots(resultat.question.intitule), _mots(texte), "", "", "", "", "", ""] for texte in resultat.textes
        ]
        if resultat.resume:
            mediane = chiffre(resultat.resume.mediane)
            lignes.append(
                [_mots(resultat.question.intitule), _("Médiane"), mediane, str(resultat.total), "", "", "", ""]
            )
    return lignes


def _rangee(resultat: ResultatQuestion, ligne: LigneResultat) -> list[str]:
    publie = ligne.option and ligne.option.pourcentage_publie
    chiffres = ["", "", "", ""]
    if ligne.proportion and resultat.total:
        bornes = ligne.proportion.intervalle
        parts = (ligne.proportion.valeur, bornes.bas, bornes.haut)
        chiffres = [str(ligne.proportion.effectif), *(nombre(100 * valeur, 1) for valeur in parts)]
    return [
        _mots(resultat.question.intitule),
        _mots(ligne.libelle),
        chiffres[0],
        str(resultat.total),
        *chiffres[1:],
        "" if publie is None else chiffre(publie),
    ]


def _mots(texte: str) -> str:
    return f"'{texte}" if texte.startswith(("=", "+", "-", "@", "\t", "\r")) else texte
