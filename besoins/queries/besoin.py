"""Needs, each with what supports it and what happened to it."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academie.francais import date_longue, date_sans_jour, enumeration, nombre
from academie.regles import regle
from besoins.models import Besoin, Enquete, MouvementBesoin, Preuve, Question
from besoins.queries.constats import chiffre, part
from besoins.statistiques.proportion import Proportion
from besoins.statistiques.ressemblance import racines, ressemblance

Etat = Besoin.Etat


def avec_preuves(besoins):
    """Load the evidence of each need and of those grouped under it, and where it comes from."""
    preuves = Preuve.objects.select_related(
        "option__question__section__enquete",
        "code__question__section__enquete",
        "signal__source",
        "structure",
        "competence",
        "ajoutee_par",
        "besoin",
    ).order_by("ajoutee_le", "pk")
    membres = Besoin.objects.order_by("recu_le", "pk").prefetch_related(Prefetch("preuves", preuves))
    return besoins.select_related("theme", "decide_par", "structure", "propose_par", "groupe").prefetch_related(
        Prefetch("preuves", preuves), Prefetch("membres", membres)
    )


def preuves_de(besoin: Besoin) -> list[Preuve]:
    """The evidence of a need, then of those grouped under it. `besoin` comes from `avec_preuves`."""
    return [preuve for porteur in (besoin, *besoin.membres.all()) for preuve in porteur.preuves.all()]


def proportion_de(preuve: Preuve) -> Proportion | None:
    """The share frozen in a piece of evidence; None for a signal, a request or an unknown count."""
    return None if preuve.k is None else Proportion(preuve.k, preuve.n)


def dire_preuve(preuve: Preuve) -> str:
    """What a piece of evidence says, in words."""
    if preuve.genre == Preuve.Genre.SIGNAL:
        return _dire_signal(preuve)
    if preuve.genre == Preuve.Genre.DEMANDE:
        return _dire_demande(preuve)
    if preuve.genre == Preuve.Genre.ECART:
        return _("« %(competence)s » manque à %(part)s, parmi les personnes dont le poste la demande") % {
            "competence": preuve.competence,
            "part": part(proportion_de(preuve)),
        }
    if preuve.genre == Preuve.Genre.THEME:
        return _("thème « %(theme)s » dans les textes lus : %(part)s (%(enquete)s)") % {
            "theme": preuve.code.libelle,
            "part": part(Proportion(preuve.k, preuve.n)),
            "enquete": preuve.code.enquete.titre,
        }
    faits = {"reponse": preuve.option.libelle, "enquete": preuve.option.question.section.enquete.titre}
    proportion = proportion_de(preuve)
    if proportion is None:
        return _("« %(reponse)s », nombre de réponses inconnu (%(enquete)s)") % faits
    faits |= {"part": part(proportion)}
    if preuve.option.question.genre != Question.Genre.MATRICE:
        return _("« %(reponse)s » : %(part)s (%(enquete)s)") % faits
    phrase = _("« %(reponse)s » plus important que maîtrisé : %(part)s (%(enquete)s)")
    if preuve.importance is not None and preuve.maitrise is not None:
        faits |= {"importance": chiffre(round(preuve.importance, 1)), "maitrise": chiffre(round(preuve.maitrise, 1))}
        phrase = _(
            "« %(reponse)s » plus important que maîtrisé : %(part)s ; importance moyenne %(importance)s, maîtrise "
            "%(maitrise)s (%(enquete)s)"
        )
    return phrase % faits


def _dire_signal(preuve: Preuve) -> str:
    phrase = _("signal noté %(cotation)s : %(titre)s (%(source)s)")
    if not preuve.signal.cotation:
        phrase = _("signal : %(titre)s (%(source)s)")
    return phrase % {
        "cotation": preuve.signal.cotation,
        "titre": preuve.signal.titre,
        "source": preuve.signal.source.nom,
    }


def _dire_demande(preuve: Preuve) -> str:
    """The structure, never the person: everyone who sees the needs reads this."""
    if preuve.structure:
        return _("demande de %(structure)s : « %(note)s »") % {"structure": preuve.structure.nom, "note": preuve.note}
    return _("demande : « %(note)s »") % {"note": preuve.note}


def enquete_de(preuve: Preuve) -> Enquete:
    """The survey of a piece of evidence that comes from one."""
    return (preuve.option or preuve.code).enquete


def origine_de(preuve: Preuve) -> str:
    """Where the figure of a piece of evidence comes from: a survey, or the careers of the network."""
    return _("écarts de compétences du réseau") if preuve.genre == Preuve.Genre.ECART else enquete_de(preuve).titre


def masquee(preuve: Preuve, *, public: bool = True) -> bool:
    """Whether so few people are behind a figure that it would tell who: minded in public, and of anonymous surveys."""
    if preuve.k is None or not (public or _anonyme(preuve)):
        return False
    minimum = regle("resultats.effectif_minimum")
    return preuve.n < minimum or 0 < preuve.k < minimum


def _anonyme(preuve: Preuve) -> bool:
    return preuve.genre == Preuve.Genre.ECART or enquete_de(preuve).regime == Enquete.Regime.ANONYME


def dire_preuve_masquee(preuve: Preuve) -> str:
    return _("« %(quoi)s » : moins de %(minimum)s réponses, le nombre reste masqué (%(enquete)s)") % {
        "quoi": preuve.competence or (preuve.option or preuve.code).libelle,
        "minimum": nombre(regle("resultats.effectif_minimum")),
        "enquete": origine_de(preuve),
    }


def dire_preuve_au_public(preuve: Preuve) -> str:
    """What anyone may read of it: no small count, and neither the words nor the structure of a request."""
    if masquee(preuve):
        return dire_preuve_masquee(preuve)
    if preuve.genre != Preuve.Genre.DEMANDE:
        return dire_preuve(preuve)
    demande = _("demande d'une structure du réseau, %(jour)s") if preuve.structure_id else _("demande venue du terrain, %(jour)s")  # fmt: skip
    return demande % {"jour": date_sans_jour(preuve.ajoutee_le)}


def description_publique(besoin: Besoin) -> str:
    """Of a need that somebody asked for, the words are theirs: they are not public."""
    return "" if besoin.porte == Besoin.Porte.DEMANDE else besoin.description


def appui(besoin: Besoin) -> str:
    """The evidence of a need in one line: its strongest share, then its signals and requests."""
    preuves = preuves_de(besoin)
    if not preuves:
        return _("aucune preuve")
    meilleure = meilleure_preuve(besoin)
    morceaux = [part(proportion_de(meilleure))] if meilleure else []
    if any(preuve.option_id and preuve.k is None for preuve in preuves):
        morceaux.append(_("un résultat d'enquête au nombre de réponses inconnu"))
    if cotations := sorted(preuve.signal.cotation for preuve in preuves if preuve.signal_id):
        phrase = ngettext("un signal noté %(cotations)s", "des signaux notés %(cotations)s", len(cotations))
        morceaux.append(phrase % {"cotations": enumeration(cotations)})
    if demandes := sum(preuve.genre == Preuve.Genre.DEMANDE for preuve in preuves):
        morceaux.append(ngettext("%(n)s demande", "%(n)s demandes", demandes) % {"n": nombre(demandes)})
    return " ; ".join(morceaux)


def meilleure_preuve(besoin: Besoin, *, publique: bool = False) -> Preuve | None:
    """The strongest survey share, of the need or of those grouped under it; `publique`, among those anyone may read."""
    chiffrees = [preuve for preuve in preuves_de(besoin) if preuve.k is not None and preuve.n]
    chiffrees = [preuve for preuve in chiffrees if not (publique and masquee(preuve))]
    return max(chiffrees, key=lambda preuve: preuve.k / preuve.n, default=None)


def historique(besoin: Besoin) -> list[str]:
    """What happened to a need, in sentences, latest first."""
    faits = [
        (
            preuve.ajoutee_le,
            _("%(jour)s, %(qui)s a joint une preuve : %(preuve)s.")
            % {
                "jour": _jour(preuve.ajoutee_le),
                "qui": _qui(preuve.ajoutee_par, besoin),
                "preuve": dire_preuve(preuve),
            },
        )
        for preuve in besoin.preuves.all()
    ]
    faits += [
        (mouvement.le, _dire_mouvement(mouvement, besoin)) for mouvement in besoin.mouvements.select_related("par")
    ]
    return [phrase for _le, phrase in sorted(faits, key=lambda fait: fait[0], reverse=True)]


def _dire_mouvement(mouvement: MouvementBesoin, besoin: Besoin) -> str:
    """One step of the life of a need, in a sentence."""
    vers = {
        Etat.RECU: _("%(jour)s, %(qui)s a proposé le besoin%(motif)s"),
        Etat.QUALIFIE: _("%(jour)s, %(qui)s a qualifié le besoin%(motif)s"),
        Etat.REGROUPE: _("%(jour)s, %(qui)s a regroupé le besoin%(motif)s"),
        Etat.RETENU: _("%(jour)s, %(qui)s a retenu le besoin%(motif)s"),
        Etat.ECARTE: _("%(jour)s, %(qui)s a écarté le besoin%(motif)s"),
        Etat.PROGRAMME: _("%(jour)s, %(qui)s a mis une réponse au catalogue%(motif)s"),
        Etat.SATISFAIT: _("%(jour)s, %(qui)s a déclaré le besoin satisfait%(motif)s"),
    }
    phrase = vers[Etat(mouvement.vers)]
    if mouvement.de == Etat.REGROUPE:
        phrase = _("%(jour)s, %(qui)s a séparé le besoin de son groupe%(motif)s")
    elif mouvement.vers == Etat.QUALIFIE and mouvement.de != Etat.RECU:
        phrase = _("%(jour)s, %(qui)s a remis le besoin à l'examen%(motif)s")
    elif mouvement.de == Etat.PROGRAMME and mouvement.vers == Etat.RETENU:
        phrase = _("%(jour)s, %(qui)s a retiré la dernière réponse du catalogue%(motif)s")
    return phrase % {
        "jour": _jour(mouvement.le),
        "qui": _qui(mouvement.par, besoin),
        "motif": f" : {mouvement.motif}" if mouvement.motif else ".",
    }


def _qui(personne, besoin: Besoin) -> str:
    """Whoever proposed a need is named by their structure: everyone who sees the needs reads this."""
    if personne is None:
        return _("l'Académie, d'après les évaluations,")
    if personne.pk != besoin.propose_par_id:
        return str(personne)
    return besoin.structure.nom if besoin.structure else _("une personne du terrain")


def _jour(instant) -> str:
    phrase = date_longue(instant)
    return phrase[:1].upper() + phrase[1:]


# Titles of needs are short and worded by many hands: below the share that makes two signals look alike.
SEUIL_DES_TITRES = 0.3


def regroupables(besoin: Besoin) -> list[tuple[Besoin, bool]]:
    """The needs that may be brought together with this one; those whose title looks alike come first, and say so."""
    autres = Besoin.objects.filter(etat__in=Besoin.REGROUPABLES, membres=None, versions=None).exclude(pk=besoin.pk)
    mots = racines(besoin.titre)
    notes = {autre: ressemblance(mots, racines(autre.titre)) for autre in autres}
    proches = sorted(notes, key=lambda autre: (notes[autre] < SEUIL_DES_TITRES, -notes[autre], autre.recu_le, autre.pk))
    return [(autre, notes[autre] >= SEUIL_DES_TITRES) for autre in proches]
