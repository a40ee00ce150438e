"""The results of a survey as rows of a spreadsheet."""

from django.utils.translation import gettext as _

from academie.francais import nombre
from besoins.queries.constats import chiffre
from besoins.queries.resultats import LigneResultat, ResultatQuestion, Resultats

COLONNES = 10


def tableau(resultats: Resultats) -> list[list[str]]:
    """Figures with a decimal comma, as French spreadsheets read them."""
    entetes = [_("Question"), _("Réponse"), "k", "n", "%", _("Intervalle bas (%)"), _("Intervalle haut (%)")]
    lignes = [[*entetes, _("Publié (%)"), _("Pondéré (%)"), _("n efficace")]]
    for resultat in resultats.questions:
        question = resultat.question.intitule
        lignes += [_rangee(resultat, ligne) for ligne in resultat.lignes]
        lignes += [
            [question, texte, str(n), str(resultat.total), "", "", "", "", "", ""]
            for _titre, liste in (*resultat.listes, *resultat.precisions)
            for texte, n in liste
        ]
        lignes += [[question, texte, *[""] * (COLONNES - 2)] for texte in resultat.textes]
        if resultat.resume:
            for nom, valeur in ((_("Médiane"), resultat.resume.mediane), (_("Moyenne"), resultat.resume.moyenne)):
                lignes.append([question, nom, chiffre(valeur), str(resultat.total), *[""] * (COLONNES - 4)])
    return lignes


def _rangee(resultat: ResultatQuestion, ligne: LigneResultat) -> list[str]:
    publie = ligne.option and ligne.option.pourcentage_publie
    chiffres = ["", "", "", ""]
    if ligne.masquee:
        chiffres[0] = _("masqué")
    elif ligne.item:
        chiffres[:2] = [
            str(ligne.item.importances),
            "" if ligne.item.importance is None else chiffre(ligne.item.importance),
        ]
    elif ligne.proportion and resultat.total:
        bornes = ligne.proportion.intervalle
        parts = (ligne.proportion.valeur, bornes.bas, bornes.haut)
        chiffres = [str(ligne.proportion.effectif), *(nombre(100 * valeur, 1) for valeur in parts)]
    return [
        resultat.question.intitule,
        ligne.libelle,
        chiffres[0],
        str(resultat.total),
        *chiffres[1:],
        "" if publie is None else chiffre(publie),
        nombre(100 * ligne.ponderee.valeur, 1) if ligne.ponderee else "",
        nombre(ligne.ponderee.total_efficace, 1) if ligne.ponderee else "",
    ]
