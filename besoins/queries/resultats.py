"""The results of a survey, question by question: what was counted, and what it allows to say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max
from django.utils.translation import gettext as _

from academie.francais import date_longue
from academie.regles import regle
from besoins.models import Enquete, Option, Preuve, Question, Reponse, Valeur
from besoins.queries.comptages import RIEN, Comptages, Effectif, compter, non_posees
from besoins.queries.constats import chiffre, comparer_au_publie, constats_de_classement, mois, place
from besoins.queries.enquete import questionnaire
from besoins.queries.filtres import Critere, Filtre, cle_de_question
from besoins.queries.resultat import LigneResultat, ResultatQuestion, Resultats, moyenne
from besoins.statistiques.classement import classer
from besoins.statistiques.dessin import Dessin, Entree, dessiner
from besoins.statistiques.egalites import rangs
from besoins.statistiques.masquage import masquer
from besoins.statistiques.poids import PartPonderee, effectif_efficace, part_ponderee
from besoins.statistiques.proportion import Proportion
from besoins.statistiques.resume import ResumeNombres, resumer_nombres

TEXTES_PAR_QUESTION = 20
Genre = Question.Genre


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
            "Cette enquête est anonyme : ses réponses ne se lisent qu'après la clôture, pour que personne ne soit "
            "reconnu à l'heure de sa réponse. Revenez quand elle sera close."
        )
    if enquete.reponses.soumises().count() < minimum:
        return _(
            "Cette enquête est anonyme et elle a reçu moins de %(minimum)s réponses : les montrer ferait reconnaître "
            "qui a répondu. Elles restent masquées."
        ) % {"minimum": minimum}
    return ""


def _groupe_reconnaissable(enquete: Enquete, filtre: Filtre, minimum: int) -> str:
    """A group too small, or that would give a small one away: by what it leaves out, or once added to the others."""
    tout = enquete.reponses.soumises().count()
    groupe = filtre.reponses(enquete).count()
    cache = groupe < minimum or 0 < tout - groupe < minimum
    [critere] = filtre.criteres
    if not cache and (critere.question is None or critere.question.genre in Question.A_UN_CHOIX):
        comptes = _repartition(enquete, critere, tout)
        caches = masquer(list(comptes.values()), minimum)
        [demandee] = critere.valeurs
        cache = list(comptes).index(critere.gardees[demandee]) in caches
    if not cache:
        return ""
    return _(
        "Ce filtre garde ou écarte moins de %(minimum)s réponses : on pourrait reconnaître qui a répondu. Retirez-le, "
        "ou choisissez un groupe plus grand."
    ) % {"minimum": minimum}


def resultats(
    enquete: Enquete, filtre: Filtre | None = None, *, textes: int | None = TEXTES_PAR_QUESTION, minimum: int = 0
) -> Resultats:
    """Counts, shares, intervals and what they allow to say, in a constant number of queries.

    `textes` is how many texts are read for each question (None: all). Groups under `minimum` are hidden.
    """
    filtre = filtre or Filtre(enquete)
    sections = questionnaire(enquete)
    questions = [question for section in sections for question in section.questions.all()]
    etats = dict(enquete.reponses.order_by().values_list("etat").annotate(n=Count("*")))
    soumises = etats.get(Reponse.Etat.SOUMISE, 0)
    gardees = filtre.reponses(enquete).count() if filtre else soumises
    lecteur = _Lecteur(
        enquete,
        compter(enquete, questions, filtre, textes),
        non_posees(sections, filtre.reponses(enquete)),
        _besoins_derives(questions),
        gardees,
        minimum,
        partiel=bool(filtre),
    )
    return Resultats(
        soumises=soumises,
        en_cours=etats.get(Reponse.Etat.EN_COURS, 0),
        invitees=enquete.invitations.count(),
        sections=[(section, [lecteur.lire(question) for question in section.questions.all()]) for section in sections],
        gardees=gardees,
    )


def compter_option(option: Option) -> tuple[int | None, int]:
    """How many chose `option` (None: unknown), and how many answered its question.

    For an item of a matrix: how many deem it more important than they master it, among those who gave both scores.
    """
    soumises = Valeur.objects.filter(question=option.question, reponse__etat=Reponse.Etat.SOUMISE)
    if option.question.genre == Genre.MATRICE:
        paires = soumises.filter(option=option, nombre__isnull=False, maitrise__isnull=False)
        return paires.filter(nombre__gt=F("maitrise")).count(), paires.count()
    total = soumises.aggregate(n=Count("reponse", distinct=True))["n"]
    return (None if option.effectif_inconnu else soumises.filter(option=option).count()), total


def _besoins_derives(questions: list[Question]) -> dict[int, int]:
    """The need that each option has become, by option."""
    preuves = Preuve.objects.filter(option__question__in=[question.pk for question in questions]).order_by()
    return dict(preuves.values_list("option").annotate(Max("besoin")))


def _repartition(enquete: Enquete, critere: Critere, tout: int) -> dict:
    """Every group of the key of `critere`, those who say nothing among them."""
    if critere.question is None:
        return dict(enquete.reponses.soumises().order_by().values_list(critere.cle).annotate(n=Count("*")))
    valeurs = Filtre(enquete).valeurs(enquete, [critere.question.pk])
    comptes = dict(valeurs.values_list("option").annotate(n=Count("*")))
    return comptes | {None: tout - sum(comptes.values())}


@dataclass(frozen=True)
class _Lecteur:
    """What the counts say of each question."""

    enquete: Enquete
    comptes: Comptages
    non_posees: dict[int, int]
    besoins: dict[int, int]
    gardees: int
    minimum: int
    partiel: bool

    def lire(self, question: Question) -> ResultatQuestion:
        effectif = self.comptes.repondants.get(question.pk, RIEN)
        non_posee = self.non_posees.get(question.pk, 0)
        commun = {"non_posee": non_posee, "sans_reponse": max(0, self.gardees - effectif.n - non_posee)}
        if 0 < effectif.n < self.minimum:
            return ResultatQuestion(question, 0, masque=True)
        if effectif.poids:
            commun["total_efficace"] = effectif_efficace(effectif.poids, effectif.carres)
        return ResultatQuestion(question, effectif.n, **commun, **self._contenu(question, effectif))

    def _contenu(self, question: Question, effectif: Effectif) -> dict:
        comptes, cle = self.comptes, question.pk
        match question.genre:
            case Genre.ECHELLE:
                return self._echelle(question, effectif)
            case Genre.NOMBRE:
                return self._nombre(question, effectif)
            case Genre.DATE:
                return self._dates(question)
            case Genre.CLASSEMENT:
                return self._classement(question, effectif.n)
            case Genre.MATRICE:
                return {"lignes": [self._item(option) for option in question.options.all()]}
            case Genre.TERRITOIRE:
                regions, lieux = self._montrables(comptes.regions[cle]), self._montrables(comptes.lieux[cle])
                return {"listes": [(_("Par région"), regions), (_("Lieux les plus cités"), lieux)]}
            case Genre.TEXTE_COURT:
                return {"listes": [(_("Réponses"), comptes.repetes[cle])]}
            case Genre.TEXTE:
                return {"textes": comptes.textes[cle]}
        return self._choix(question, effectif)

    def _item(self, option: Option) -> LigneResultat:
        item = self.comptes.items.get(option.pk)
        masque = item is not None and (self._petit(item.importances) or self._petit(item.maitrises))
        return LigneResultat(option.libelle, None, option, item=None if masque else item, masquee=masque)

    def _petit(self, effectif: int) -> bool:
        return 0 < effectif < self.minimum

    def _montrables(self, lignes: list[tuple[str, int]]) -> list[tuple[str, int]]:
        return [(mots, n) for mots, n in lignes if n >= self.minimum]

    def _population(self, total: int) -> int | None:
        """The size of the population, for all the answers only: nobody knows that of a part."""
        population = self.enquete.population or 0
        return population if population >= total and not self.partiel else None

    def _ponderee(self, choisis: Effectif, tous: Effectif) -> PartPonderee | None:
        if not tous.poids:
            return None
        return part_ponderee(choisis.poids, tous.poids, tous.carres, tous.n, self._population(tous.n))

    def _echelle(self, question: Question, tous: Effectif) -> dict:
        notes = self.comptes.notes.get(question.pk, {})
        resume = resumer_nombres({note: effectif.n for note, effectif in notes.items()})
        degres = range(question.minimum, question.maximum + 1)
        caches = masquer([notes.get(note, RIEN).n for note in degres], self.minimum)
        lignes = [
            self._ligne(str(note), notes.get(note, RIEN), tous, masquee=place in caches)
            for place, note in enumerate(degres)
        ]
        return {
            "lignes": lignes,
            "resume": resume,
            "faits": self._faits(question, resume),
            "dessin": _dessin(lignes),
        }

    def _nombre(self, question: Question, tous: Effectif) -> dict:
        nombres = self.comptes.notes.get(question.pk, {})
        resume = resumer_nombres({nombre: effectif.n for nombre, effectif in nombres.items()})
        somme = sum(nombre * effectif.poids for nombre, effectif in nombres.items())
        return {"resume": resume, "faits": self._faits(question, resume, somme / tous.poids if tous.poids else None)}

    def _ligne(self, libelle: str, choisis: Effectif, tous: Effectif, *, masquee: bool, **champs) -> LigneResultat:
        if masquee:
            return LigneResultat(libelle, None, masquee=True, **champs)
        proportion = Proportion(choisis.n, tous.n, self._population(tous.n))
        return LigneResultat(libelle, proportion, ponderee=self._ponderee(choisis, tous), **champs)

    def _choix(self, question: Question, tous: Effectif) -> dict:
        options = list(question.options.all())
        effectifs = [self.comptes.options.get(option.pk, RIEN) for option in options]
        if question.genre in Question.A_UN_CHOIX:
            caches = masquer([effectif.n for effectif in effectifs], self.minimum)
        else:
            caches = {place for place, effectif in enumerate(effectifs) if 0 < effectif.n < self.minimum}
        proportions = {
            option: Proportion(effectif.n, tous.n, self._population(tous.n))
            for place, (option, effectif) in enumerate(zip(options, effectifs, strict=True))
            if not option.effectif_inconnu and place not in caches
        }
        places = rangs(proportions) if tous.n else {}
        lignes = [
            LigneResultat(
                option.libelle,
                proportions.get(option),
                option,
                place=place(places[option]) if option in places else "",
                constat="" if rang in caches else _constat(option, proportions.get(option), tous.n),
                besoin=self.besoins.get(option.pk),
                ponderee=self._ponderee(effectif, tous) if option in proportions else None,
                masquee=rang in caches,
                filtre=f"{cle_de_question(question)}={option.ordre}",
                precisions=self.comptes.precisions.get(option.pk, []),
            )
            for rang, (option, effectif) in enumerate(zip(options, effectifs, strict=True))
        ]
        lignes.sort(key=lambda ligne: -(ligne.proportion.valeur or 0) if ligne.proportion else 1)
        return {"lignes": lignes, "constats": constats_de_classement(proportions), "dessin": _dessin(lignes)}

    def _classement(self, question: Question, total: int) -> dict:
        options = list(question.options.all())
        places = question.maximum or len(options)
        effectifs = {option: self.comptes.rangs.get(option.pk, {}) for option in options}
        classees = classer(effectifs, total, places, self._population(total))
        classees.sort(key=lambda ligne: -(ligne.points or 0))
        lignes = [
            LigneResultat(ligne.cle.libelle, None, ligne.cle, masquee=True)
            if self._petit(ligne.premiere.effectif) or self._petit(ligne.classee.effectif)
            else LigneResultat(ligne.cle.libelle, ligne.premiere, ligne.cle, rangs=ligne)
            for ligne in classees
        ]
        premieres = {ligne.option: ligne.proportion for ligne in lignes if ligne.proportion}
        return {"lignes": lignes, "constats": constats_de_classement(premieres), "dessin": _dessin(lignes)}

    def _dates(self, question: Question) -> dict:
        if not (jours := self.comptes.jours.get(question.pk)):
            return {}
        faits = [] if self.minimum else [(_("De"), date_longue(jours[0])), (_("À"), date_longue(jours[1]))]
        par_mois = [(mois(debut), n) for debut, n in self.comptes.mois[question.pk]]
        return {"faits": faits, "listes": [(_("Par mois"), self._montrables(par_mois))]}

    def _faits(
        self, question: Question, resume: ResumeNombres | None, ponderee: float | None = None
    ) -> list[tuple[str, str]]:
        """The summary of numbers, as terms and values; the extremes are one person's: hidden with small groups."""
        if not resume:
            return []
        unite = f" {question.unite}" if question.unite else ""
        bornes = _("de %(bas)s à %(haut)s")
        faits = [
            (_("Médiane"), chiffre(resume.mediane) + unite),
            (_("Moyenne"), moyenne(resume.moyenne) + unite),
            (_("Moitié centrale"), bornes % {"bas": chiffre(resume.q1), "haut": chiffre(resume.q3)}),
        ]
        if ponderee is not None:
            faits.append((_("Moyenne pondérée"), moyenne(ponderee) + unite))
        if not self.minimum:
            faits.append((_("Étendue"), bornes % {"bas": chiffre(resume.minimum), "haut": chiffre(resume.maximum)}))
        return faits


def _constat(option: Option, proportion: Proportion | None, total: int) -> str:
    if option.pourcentage_publie is None or not total:
        return ""
    return comparer_au_publie(option.pourcentage_publie, total, proportion.effectif if proportion else None)


def _dessin(lignes: Iterable[LigneResultat]) -> Dessin:
    return dessiner([Entree(ligne.libelle, ligne.proportion, _publie(ligne.option)) for ligne in lignes])


def _publie(option: Option | None) -> float | None:
    return float(option.pourcentage_publie) if option and option.pourcentage_publie is not None else None
