"""What the report of a survey prints: the results, the needs scores, who answered, how it was computed."""

from datetime import date

from django.utils.translation import gettext as _

from academie.francais import date_longue, nombre, pourcentage
from academie.regles import regle
from besoins.documents.rapport import Barres, DonneesRapport, Plan, QuestionLue, Rangees
from besoins.models import Enquete, Question
from besoins.queries.codage import ThemesDeQuestion, resultats_codes
from besoins.queries.correction import corrections_dites
from besoins.queries.filtres import Filtre
from besoins.queries.representativite import representativite
from besoins.queries.resultat import ResultatQuestion, Resultats
from besoins.queries.resultats import Lecture, resultats
from besoins.queries.scores import ScoresMatrice, scores_matrices

Genre = Question.Genre
DEUX, TROIS = (0.62, 0.38), (0.5, 0.25, 0.25)


def donnees_rapport(enquete: Enquete, filtre: Filtre, lue: Lecture, jour: date) -> DonneesRapport:
    """The report for the answers that `filtre` keeps; the caller has checked that they may be read."""
    lus = resultats(enquete, filtre, textes=0, minimum=lue.minimum)
    scores = {matrice.question.pk: matrice for matrice in scores_matrices(enquete, filtre, lue)}
    themes = {} if filtre else {codee.question.pk: codee for codee in resultats_codes(enquete)}
    return DonneesRapport(
        titre=_("Résultats : %(titre)s") % {"titre": enquete.titre},
        etabli_le=jour,
        faits=_faits(enquete, filtre, lus),
        avertissements=[*_avertissements(enquete), *corrections_dites(enquete)],
        qui=[] if filtre else _qui(enquete),
        sections=[
            (section.titre, [_question(lu, scores.get(lu.question.pk), themes.get(lu.question.pk)) for lu in lus_])
            for section, lus_ in lus.sections
        ],
        methode=_methode(bool(scores)),
    )


def _faits(enquete: Enquete, filtre: Filtre, lus: Resultats) -> list[tuple[str, str]]:
    reponses = nombre(lus.soumises)
    if lus.invitees:
        reponses = _("%(n)s, sur %(invitees)s personnes ou structures interrogées") % {
            "n": reponses,
            "invitees": nombre(lus.invitees),
        }
    faits = [(_("Réponses envoyées"), reponses), (_("Confidentialité"), enquete.get_regime_display())]
    if filtre:
        mots = " ; ".join(str(phrase["libelle"]) for phrase in filtre.phrases)
        faits.append((_("Réponses gardées"), _("%(n)s : %(filtres)s") % {"n": nombre(lus.gardees), "filtres": mots}))
    if enquete.population:
        faits.append((_("Population"), nombre(enquete.population)))
    if enquete.ponderation != Enquete.Ponderation.AUCUNE:
        faits.append((_("Poids"), enquete.get_ponderation_display()))
    periode = _("ouverte le %(jour)s") % {"jour": date_longue(enquete.ouverte_le)} if enquete.ouverte_le else ""
    if enquete.close_le:
        periode += _(", close le %(jour)s") % {"jour": date_longue(enquete.close_le)}
    return [*faits, (_("Enquête"), periode)] if periode else faits


def _avertissements(enquete: Enquete) -> list[str]:
    phrases = [enquete.note_donnees] if enquete.note_donnees else []
    if enquete.etat == Enquete.Etat.OUVERTE:
        phrases.append(_("L'enquête est encore ouverte : ces chiffres peuvent changer."))
    return phrases


def _qui(enquete: Enquete) -> list[tuple[str, Rangees, list[str]]]:
    """How respondents compare with those asked, one table for each key of the profile that tells them apart."""
    entetes = (_("Groupe"), _("Interrogées"), _("Ont répondu"))
    comparaisons = []
    for comparaison in representativite(enquete):
        lignes = [
            (
                groupe.libelle,
                f"{nombre(groupe.population)} ({pourcentage(groupe.part_population, 0)})",
                f"{nombre(groupe.repondues)} ({pourcentage(groupe.part_repondues, 0)})",
            )
            for groupe in comparaison.groupes
        ]
        if len(lignes) > 1:
            comparaisons.append((comparaison.libelle, Rangees(entetes, lignes, TROIS), list(comparaison.phrases)))
    return comparaisons


def _question(resultat: ResultatQuestion, matrice: ScoresMatrice | None, codee: ThemesDeQuestion | None) -> QuestionLue:
    question = resultat.question
    if resultat.masque:
        return QuestionLue(question.intitule, _("Masqué : trop peu de réponses."))
    if matrice and matrice.mesures:
        return _matrice(resultat, matrice)
    phrases = list(resultat.constats) + [ligne.constat for ligne in resultat.lignes if ligne.constat]
    if question.genre in Question.AVEC_TEXTE:
        phrases.append(_("Les textes se lisent dans l'application, un par un."))
    return QuestionLue(
        question.intitule,
        resultat.effectifs,
        phrases=phrases,
        faits=resultat.faits,
        figure=_barres(resultat),
        citations=_citations(codee),
        tableaux=[*_lignes(resultat), *_listes(resultat), *_themes(codee)],
    )


def _themes(codee: ThemesDeQuestion | None) -> list[Rangees]:
    """The themes seen in the texts that people read, out of all the texts read."""
    if not (codee and codee.lus):
        return []
    entetes = (
        _("Thème"),
        _("Textes lus : %(lus)s sur %(total)s") % {"lus": nombre(codee.lus), "total": nombre(codee.textes)},
    )
    lignes = [(t.code.libelle, _("masqué") if t.masque else t.phrase) for t in codee.themes]
    return [Rangees(entetes, lignes, DEUX)]


def _citations(codee: ThemesDeQuestion | None) -> list[str]:
    """What somebody has checked that it may be quoted, once each."""
    montrables = [theme for theme in codee.themes if not theme.masque] if codee else []
    return list(dict.fromkeys(f"« {texte} »" for theme in montrables for texte in theme.citations))


def _barres(resultat: ResultatQuestion) -> Barres | None:
    if not (resultat.total and resultat.dessin and resultat.dessin.barres):
        return None
    dites = [f"{ligne.libelle} : {ligne.sur}" for ligne in resultat.lignes if ligne.proportion]
    description = _("Part des %(n)s réponses, avec son intervalle à 95 %%. %(parts)s.") % {
        "n": nombre(resultat.total),
        "parts": " ; ".join(dites),
    }
    return Barres(resultat.dessin, description)


def _lignes(resultat: ResultatQuestion) -> list[Rangees]:
    if not resultat.lignes:
        return []
    if resultat.question.genre == Genre.CLASSEMENT:
        entetes = (_("Réponse"), _("Points"), _("Rang moyen"), _("En premier"))
        lignes = [
            (ligne.libelle, "–", "–", _("masqué"))
            if ligne.masquee
            else (ligne.libelle, ligne.points, ligne.rang_moyen, f"{ligne.sur} {ligne.intervalle}")
            for ligne in resultat.lignes
        ]
        return [Rangees(entetes, lignes, (0.4, 0.13, 0.13, 0.34))]
    if resultat.question.genre == Genre.MATRICE:
        entetes = (_("Besoin"), _("Importance moyenne"), _("Maîtrise moyenne"))
        return [Rangees(entetes, [(o.libelle, o.importance, o.maitrise) for o in resultat.lignes], TROIS)]
    part = [f"{o.sur} {o.intervalle}" if o.proportion else _("masqué ou inconnu") for o in resultat.lignes]
    if resultat.total_efficace is None:
        lignes = [(o.libelle, texte) for o, texte in zip(resultat.lignes, part, strict=True)]
        return [Rangees((_("Réponse"), _("Part et intervalle")), lignes, DEUX)]
    entetes = (_("Réponse"), _("Part et intervalle"), _("Part pondérée"))
    lignes = [
        (o.libelle, texte, f"{o.part_ponderee} {o.intervalle_pondere}")
        for o, texte in zip(resultat.lignes, part, strict=True)
    ]
    return [Rangees(entetes, lignes, (0.44, 0.31, 0.25))]


def _listes(resultat: ResultatQuestion) -> list[Rangees]:
    """Repeated words and places; free texts stay out: they may name somebody."""
    if resultat.question.genre in Question.AVEC_TEXTE:
        return []
    return [
        Rangees((str(titre), _("Réponses")), [(mots, nombre(n)) for mots, n in lignes], DEUX)
        for titre, lignes in resultat.listes
        if lignes
    ]


def _matrice(resultat: ResultatQuestion, matrice: ScoresMatrice) -> QuestionLue:
    entetes = (_("Besoin"), "n", _("Importance"), _("Maîtrise"), _("Score de Borich"), _("Écarts ordonnés"), _("Place"))
    lignes = []
    for ligne in matrice.lignes:
        item = ligne.item
        if not item.scores:
            lignes.append((f"{ligne.numero}. {item.option.libelle}", str(item.total), item.raison, "", "", "", ""))
            continue
        scores = [
            f"{item.scores[cle].texte} {item.scores[cle].crochets}" if cle in item.scores else "–"
            for cle in ("mwds", "rds")
        ]
        groupe = f"{ligne.place} ({ligne.groupes})" if ligne.groupes else ligne.place
        nom = f"{ligne.numero}. {item.option.libelle}"
        lignes.append((nom, nombre(item.total), item.importance, item.maitrise, *scores, groupe))
    description = _("Chaque point est un besoin, son numéro est celui du tableau : sa maîtrise de gauche à droite, son importance de bas en haut.")  # fmt: skip
    return QuestionLue(
        resultat.question.intitule,
        resultat.effectifs,
        phrases=matrice.constats,
        figure=Plan(matrice.dessin, description) if matrice.dessin else None,
        tableaux=[Rangees(entetes, lignes, (0.27, 0.06, 0.14, 0.1, 0.15, 0.15, 0.13))],
    )


def _methode(avec_scores: bool) -> list[tuple[str, str]]:
    formules = [
        (
            _("Intervalles"),
            _(
                "Entre crochets, l'intervalle de confiance à 95 % de Wilson, corrigé quand la taille de la population est "
                "connue (O'Neill, 2021). Deux parts dont les intervalles se recouvrent ne sont pas classées."
            ),
        )
    ]
    if not avec_scores:
        return formules
    return [
        *formules,
        (
            _("Score de Borich"),
            _(
                "Écart moyen entre importance et maîtrise, multiplié par l'importance moyenne de l'élément (Borich, 1980). "
                "Plus il est grand, plus le besoin l'est."
            ),
        ),
        (
            _("Écarts ordonnés"),
            _(
                "Part des personnes dont la maîtrise dépasse l'importance, moins part de celles dont l'importance dépasse "
                "la maîtrise, de −100 à 100 (Narine et Harder, 2021). Plus il est négatif, plus le besoin est grand."
            ),
        ),
        (
            _("Intervalles des scores"),
            _(
                "%(tirages)s rééchantillonnages des personnes, avec une graine fixe : le même calcul redonne les mêmes "
                "bornes. Les éléments qui partagent une lettre ne se départagent pas."
            )
            % {"tirages": nombre(regle("resultats.reechantillons"))},
        ),
    ]
