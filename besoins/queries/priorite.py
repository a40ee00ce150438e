"""Needs in their order of priority: each place computed in the open, explained, or imposed and said so."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from academie.francais import date_sans_jour, enumeration, nombre, pourcentage
from academie.models import Territoire, Theme
from academie.models.territoire import normaliser
from academie.regles import regle
from academie.tableaux import cellule_sure
from besoins.models import Besoin, Enquete, PlaceImposee, PoidsPriorite, Preuve, Question, Reponse, Valeur
from besoins.queries.besoin import appui, avec_preuves, preuves_de, proportion_de
from besoins.queries.constats import chiffre, place, sur
from besoins.statistiques import priorite
from besoins.statistiques.egalites import Estimation, Rang, groupes_egalite, rangs, se_chevauchent
from besoins.statistiques.priorite import Criteres
from besoins.statistiques.proportion import Proportion


@dataclass(frozen=True)
class Critere:
    """One criterion of a need: what is known, and the value in ]0, 1] that it becomes."""

    code: str
    nom: str
    mots: str
    valeur: str
    poids: int


@dataclass(frozen=True)
class LignePriorite:
    """A need, its place and why. `rang` is None when it is not compared here: `explication` says why."""

    besoin: Besoin
    appui: str
    explication: str
    rang: int | None = None
    calcule: int | None = None
    score: str = ""
    places: str = ""
    ex_aequo: int = 0
    groupe: int = 0
    criteres: tuple[Critere, ...] = ()
    imposee: PlaceImposee | None = None


@dataclass(frozen=True)
class _Calcul:
    """A need with what its priority is made of."""

    besoin: Besoin
    part: Proportion | None
    matrice: Preuve | None
    criteres: Criteres
    score: Estimation


def besoins_par_priorite(
    besoins, *, region: Territoire | None = None, poids: PoidsPriorite | None = None
) -> list[LignePriorite]:
    """Every need of `besoins`: those compared by place, then those that are not, with the reason.

    `region`: the reach comes from the answers of this région alone. `poids`: weights to try instead of those in force.
    """
    poids = poids or PoidsPriorite.objects.en_vigueur()
    tous = list(avec_preuves(besoins))
    parts = _parts_de_la_region(tous, region) if region else {}
    calculs, absents = {}, []
    for besoin in tous:
        raison = _raison_d_absence(besoin, region, parts)
        if raison:
            absents.append(LignePriorite(besoin, appui(besoin), raison))
        else:
            calculs[besoin.pk] = _calculer(besoin, poids, parts if region else None)
    return [*_lignes(calculs, poids), *absents]


def poids_des_besoins(besoins: list[Besoin]) -> dict[int, float]:
    """The score of each need, whatever its state, by key. They come from `avec_preuves`: one query here."""
    poids = PoidsPriorite.objects.en_vigueur()
    return {besoin.pk: _calculer(besoin, poids, None).score.valeur for besoin in besoins}


def lignes_trouvees(
    besoins,
    *,
    q: str = "",
    etat: str = "",
    porte: str = "",
    theme: Theme | None = None,
    region: Territoire | None = None,
) -> list[LignePriorite]:
    """The lines that answer a search, whatever the accents: each keeps the place that it has among all."""
    cherche = normaliser(q)
    return [
        ligne
        for ligne in besoins_par_priorite(besoins, region=region)
        if (not etat or ligne.besoin.etat == etat)
        and (not porte or ligne.besoin.porte == porte)
        and (theme is None or ligne.besoin.theme_id == theme.pk)
        and cherche in normaliser(f"{ligne.besoin.titre} {ligne.besoin.description}")
    ]


def egalites(lignes: list[LignePriorite]) -> list[str]:
    """The tie groups among these lines, in sentences: what the answers do not tell apart."""
    groupes: dict[int, list[LignePriorite]] = defaultdict(list)
    for ligne in lignes:
        if ligne.ex_aequo:
            groupes[ligne.groupe].append(ligne)
    if len(groupes) == 1 and all(ligne.ex_aequo for ligne in lignes if ligne.rang):
        return [
            _("De proche en proche, tous les intervalles se recouvrent : l'ordre de ces besoins est une indication.")
        ]
    return [
        _("Rien ne départage strictement %(besoins)s : de proche en proche, leurs intervalles se recouvrent.")
        % {"besoins": enumeration(f"« {ligne.besoin.titre} »" for ligne in groupe)}
        for groupe in groupes.values()
        if len(groupe) > 1
    ]


def tableau_des_priorites(lignes: list[LignePriorite]) -> list[list[str]]:
    """The list as a table, for a spreadsheet."""
    entetes = [_("Place"), _("Besoin"), _("État"), _("Arrivé par"), _("Score [intervalle]"), _("Pourquoi cette place")]
    noms = [PoidsPriorite._meta.get_field(code).verbose_name for code in PoidsPriorite.CRITERES]
    entetes += [*map(str, noms), _("Ce qui l'appuie")]
    return [entetes, *([cellule_sure(str(texte)) for texte in _cellules(ligne)] for ligne in lignes)]


def _cellules(ligne: LignePriorite) -> list:
    besoin, criteres = ligne.besoin, [f"{critere.valeur} ({critere.mots})" for critere in ligne.criteres]
    return [
        ligne.rang or "",
        besoin.titre,
        besoin.get_etat_display(),
        besoin.get_porte_display(),
        ligne.score,
        ligne.explication,
        *(criteres or [""] * len(PoidsPriorite.CRITERES)),
        ligne.appui,
    ]


def place_de(besoin: Besoin) -> LignePriorite:
    """The line of one need among all."""
    lignes = besoins_par_priorite(Besoin.objects.vivants() | Besoin.objects.filter(pk=besoin.pk))
    return next(ligne for ligne in lignes if ligne.besoin.pk == besoin.pk)


def effet_des_poids(poids: PoidsPriorite) -> list[tuple[Besoin, int, int]]:
    """Each need compared, its place today and its place with `poids`."""
    vivants = Besoin.objects.vivants()
    avant = {ligne.besoin.pk: ligne.rang for ligne in besoins_par_priorite(vivants)}
    apres = besoins_par_priorite(vivants, poids=poids)
    return [(ligne.besoin, avant[ligne.besoin.pk], ligne.rang) for ligne in apres]


def _raison_d_absence(besoin: Besoin, region: Territoire | None, parts: dict[int, Proportion | None]) -> str:
    if besoin.etat not in Besoin.VIVANTS:
        return {
            Besoin.Etat.REGROUPE: _("Compté avec son groupe."),
            Besoin.Etat.ECARTE: _("Écarté : il ne se compare plus."),
            Besoin.Etat.SATISFAIT: _("Satisfait : il ne se compare plus."),
        }[Besoin.Etat(besoin.etat)]
    if region and parts.get(besoin.pk, True) is None:
        return _("Moins de %(minimum)s réponses de cette région : il n'est pas classé ici.") % {
            "minimum": nombre(regle("resultats.effectif_minimum"))
        }
    return ""


def _calculer(besoin: Besoin, poids: PoidsPriorite, parts: dict[int, Proportion | None] | None) -> _Calcul:
    part = meilleure_part(besoin) if parts is None else parts.get(besoin.pk)
    matrice = _plus_grand_ecart(besoin)
    criteres = Criteres(
        portee=priorite.portee(part),
        ecart=_ecart(matrice) if matrice else priorite.ECART_NEUTRE,
        urgence=priorite.degre(besoin.urgence),
        faisabilite=priorite.degre(besoin.faisabilite),
    )
    return _Calcul(besoin, part, matrice, criteres, priorite.estimer(criteres, poids.valeurs()))


def meilleure_part(besoin: Besoin) -> Proportion | None:
    """The strongest share among the evidence of a need and of those grouped under it."""
    parts = [part for preuve in preuves_de(besoin) if (part := proportion_de(preuve)) and part.total]
    return max(parts, key=lambda part: part.valeur or 0, default=None)


def _plus_grand_ecart(besoin: Besoin) -> Preuve | None:
    matrices = [p for p in preuves_de(besoin) if p.importance is not None and p.maitrise is not None]
    return max(matrices, key=_ecart, default=None)


def _ecart(preuve: Preuve) -> float:
    question = preuve.option.question
    return priorite.ecart(preuve.importance, preuve.maitrise, question.minimum, question.maximum)


def _parts_de_la_region(besoins: list[Besoin], region: Territoire) -> dict[int, Proportion | None]:
    """The strongest share of each need that a survey supports, in this région; None under the minimum."""
    preuves = {besoin.pk: [p for p in preuves_de(besoin) if p.option_id and p.k is not None] for besoin in besoins}
    comptes, totaux = _comptes_de_la_region([p.option_id for liste in preuves.values() for p in liste], region)
    parts = {}
    for besoin, liste in preuves.items():
        if liste:
            trouvees = [part for p in liste if (part := _part_locale(p, comptes.get(p.option_id), totaux))]
            parts[besoin] = max(trouvees, key=lambda part: part.valeur or 0, default=None)
    return parts


def _comptes_de_la_region(options: list[int], region: Territoire) -> tuple[dict[int, dict], dict[int, int]]:
    """For each option, who chose it, and of a matrix the pairs and those above; for each question, who answered."""
    locales = Valeur.objects.filter(reponse__region=region, reponse__etat=Reponse.Etat.SOUMISE).order_by()
    par_option = (
        locales.filter(option__in=options)
        .values("option")
        .annotate(
            k=Count("*"),
            paires=Count("pk", filter=Q(nombre__isnull=False, maitrise__isnull=False)),
            au_dessus=Count("pk", filter=Q(nombre__gt=F("maitrise"))),
        )
    )
    questions = Question.objects.filter(options__in=options).values("pk")
    repondants = locales.filter(question__in=questions).values_list("question")
    totaux = dict(repondants.annotate(n=Count("reponse", distinct=True)))
    return {ligne["option"]: ligne for ligne in par_option}, totaux


def _part_locale(preuve: Preuve, compte: dict | None, totaux: dict[int, int]) -> Proportion | None:
    """The share in the région; None when the group is too small, or when those left out would be."""
    question = preuve.option.question
    compte = compte or {"k": 0, "paires": 0, "au_dessus": 0}
    k, n = compte["k"], totaux.get(question.pk, 0)
    if question.genre == Question.Genre.MATRICE:
        k, n = compte["au_dessus"], compte["paires"]
    minimum = regle("resultats.effectif_minimum")
    nommee = question.section.enquete.regime == Enquete.Regime.NOMME
    reconnaissable = not nommee and 0 < preuve.n - n < minimum
    return None if n < minimum or reconnaissable else Proportion(k, n)


def _lignes(calculs: dict[int, _Calcul], poids: PoidsPriorite) -> list[LignePriorite]:
    scores = {cle: calcul.score for cle, calcul in calculs.items()}
    imposees = {fait.besoin_id: fait for fait in PlaceImposee.objects.en_vigueur().select_related("par")}
    imposees = {cle: fait for cle, fait in imposees.items() if cle in scores}
    ordre = priorite.placer(scores, {cle: fait.place for cle, fait in imposees.items()})
    calcules = {cle: rang for rang, cle in enumerate(priorite.placer(scores, {}), start=1)}
    groupes = {
        cle: (numero, len(groupe)) for numero, groupe in enumerate(groupes_egalite(scores), start=1) for cle in groupe
    }
    possibles = rangs(scores)
    return [
        LignePriorite(
            besoin=calculs[cle].besoin,
            appui=appui(calculs[cle].besoin),
            explication=_expliquer(calculs, cle, ordre[rang - 2] if rang > 1 else None, imposees, calcules, poids),
            rang=rang,
            calcule=calcules[cle],
            score=_dire_score(scores[cle]),
            places=_dire_places(possibles[cle]),
            ex_aequo=groupes[cle][1] - 1,
            groupe=groupes[cle][0],
            criteres=tuple(_criteres(calculs[cle], poids)),
            imposee=imposees.get(cle),
        )
        for rang, cle in enumerate(ordre, start=1)
    ]


def _expliquer(calculs, cle: int, devant: int | None, imposees: dict, calcules: dict, poids: PoidsPriorite) -> str:
    """Why a need stands here: whoever imposed it, or what separates it from the need just before."""
    if fait := imposees.get(cle):
        return _("Place imposée par %(qui)s le %(jour)s : %(motif)s Le calcul le placerait au rang %(rang)s.") % {
            "qui": fait.par,
            "jour": date_sans_jour(fait.le),
            "motif": _en_phrase(fait.motif),
            "rang": calcules[cle],
        }
    if devant is None:
        suivis = [calcul for autre, calcul in calculs.items() if autre != cle]
        if any(se_chevauchent(calculs[cle].score.intervalle, suivi.score.intervalle) for suivi in suivis):
            return _("En tête : son score est le plus élevé, mais son intervalle recouvre celui d'autres besoins.")
        return _("En tête : son score est le plus élevé, tous les intervalles sont en dessous du sien.")
    faits = {"devant": calculs[devant].besoin.titre}
    if devant in imposees:
        return _("Placé après « %(devant)s », dont la place est imposée.") % faits
    moi, autre = calculs[cle], calculs[devant]
    if moi.score.valeur == autre.score.valeur:
        return _("Même score que « %(devant)s », reçu avant lui : rien ne les départage.") % faits
    parts = priorite.parts_de_l_ecart(autre.criteres, moi.criteres, poids.valeurs())
    critere = max(parts, key=parts.__getitem__)
    faits |= {"critere": _NOMS[critere], "mots": _mots(moi, critere), "autres": _mots(autre, critere)}
    if se_chevauchent(moi.score.intervalle, autre.score.intervalle):
        return (
            _(
                "Placé après « %(devant)s » surtout pour %(critere)s (%(mots)s, contre %(autres)s), mais leurs "
                "intervalles se recouvrent : rien ne les départage vraiment."
            )
            % faits
        )
    return _("Placé après « %(devant)s » surtout pour %(critere)s : %(mots)s, contre %(autres)s.") % faits


_NOMS = {
    "portee": _lazy("sa portée"),
    "ecart": _lazy("son écart"),
    "urgence": _lazy("son urgence"),
    "faisabilite": _lazy("sa faisabilité"),
}


def _criteres(calcul: _Calcul, poids: PoidsPriorite):
    for code, valeur in calcul.criteres.valeurs().items():
        yield Critere(
            code,
            PoidsPriorite._meta.get_field(code).verbose_name,
            _mots(calcul, code),
            nombre(valeur, 2),
            getattr(poids, code),
        )


def _mots(calcul: _Calcul, critere: str) -> str:
    """What is known of a criterion, in words; what is not says which convention takes its place."""
    if critere == "portee":
        if calcul.part:
            return sur(calcul.part)
        return _("inconnue, comptée pour %(part)s par prudence") % {
            "part": pourcentage(priorite.PORTEE_PRUDENTE.valeur, 0)
        }
    if critere == "ecart":
        if not calcul.matrice:
            return _("inconnu, compté comme nul")
        return _("importance %(importance)s, maîtrise %(maitrise)s") % {
            "importance": chiffre(round(calcul.matrice.importance, 1)),
            "maitrise": chiffre(round(calcul.matrice.maitrise, 1)),
        }
    note = getattr(calcul.besoin, critere)
    if note is None:
        return _("pas encore appréciée, comptée pour %(note)s sur 5") % {"note": priorite.DEGRE_NEUTRE}
    return _("%(note)s sur 5") % {"note": note}


def _dire_score(score: Estimation) -> str:
    bornes = score.intervalle
    return f"{nombre(score.valeur, 2)} [{nombre(bornes.bas, 2)} – {nombre(bornes.haut, 2)}]"


def _dire_places(rang: Rang) -> str:
    return "" if rang.est_certain else place(rang)


def _en_phrase(motif: str) -> str:
    return motif if motif.endswith((".", "!", "?", "…")) else f"{motif}."


def conventions() -> dict[str, str]:
    """What the page of the formula says of the values that stand for what nobody knows."""
    bornes = priorite.PORTEE_PRUDENTE.intervalle
    return {
        "plancher": nombre(priorite.PLANCHER, 2),
        "portee": pourcentage(priorite.PORTEE_PRUDENTE.valeur, 0),
        "portee_bas": pourcentage(bornes.bas, 0),
        "portee_haut": pourcentage(bornes.haut, 0),
        "ecart": nombre(priorite.ECART_NEUTRE, 1),
        "degre": nombre(priorite.DEGRE_NEUTRE),
        "minimum": nombre(regle("resultats.effectif_minimum")),
    }
