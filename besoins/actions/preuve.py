"""What a need rests on: answers counted once for all, corroborated signals, requests in their own words."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academie.francais import nombre
from academie.models import Competence, Structure, Territoire, Utilisateur
from academie.regles import Refus, regle
from besoins.actions.besoin import inserer_besoin, verrouiller_besoin, verrouiller_besoins
from besoins.models import Besoin, Code, Option, Preuve, Signal
from besoins.queries.codage import compter_theme, lecture_des_textes
from besoins.queries.preuve import moyennes_de_l_item
from besoins.queries.resultats import compter_option, lecture
from besoins.queries.signal import sources_independantes


@transaction.atomic
def deriver_besoin_d_option(*, option: Option, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Turn an answer of a survey into a need, its figures frozen as evidence. Done twice, done once.

    Raises:
        Refus: nobody has answered the question yet, or its answers may not be read.
    """
    verrouiller_besoins()
    if preuve := option.preuves.select_related("besoin").first():
        return preuve.besoin
    le = le or timezone.now()
    besoin = Besoin(porte=Besoin.Porte.ENQUETE, titre=option.libelle, description=option.detail)
    inserer_besoin(besoin=besoin, par=par, le=le)
    if option.competence_id:
        besoin.competences.add(option.competence_id)
    joindre_resultat(besoin=besoin, option=option, par=par, le=le)
    return besoin


@transaction.atomic
def deriver_besoin_de_signal(*, signal: Signal, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Turn a signal into a need that it is the evidence of. Done twice, done once.

    Raises:
        Refus: the signal is not rated yet, or too few independent sources tell its fact.
    """
    verrouiller_besoins()
    if preuve := signal.preuves.select_related("besoin").first():
        return preuve.besoin
    le = le or timezone.now()
    besoin = Besoin(porte=Besoin.Porte.SIGNAL, titre=signal.titre, description=signal.resume)
    inserer_besoin(besoin=besoin, par=par, le=le)
    if signal.territoire_id:
        besoin.territoires.add(signal.territoire_id)
    joindre_signal(besoin=besoin, signal=signal, par=par, le=le)
    return besoin


@transaction.atomic
def joindre_resultat(
    *, besoin: Besoin, option: Option, par: Utilisateur | None, note: str = "", le: datetime | None = None
) -> Preuve:
    """Attach a survey result; what is counted at this moment stays, whatever comes later. Nobody did it: `par` is None.

    Raises:
        Refus: nobody has answered the question yet, or its answers may not be read.
    """
    verrouiller_besoin(besoin)
    if preuve := besoin.preuves.filter(option=option).first():
        return preuve
    lisible = lecture(option.enquete)
    if not lisible.permise:
        raise Refus(lisible.raison, champ="option")
    k, n = compter_option(option)
    if not n:
        raise Refus(_("Personne n'a encore répondu à cette question : elle ne prouve rien."), champ="option")
    chiffres = {"k": k, "n": n, **moyennes_de_l_item(option)}
    return _joindre(besoin, Preuve.Genre.RESULTAT, par, le, note, option=option, **chiffres)


@transaction.atomic
def deriver_besoin_de_theme(*, code: Code, par: Utilisateur, le: datetime | None = None) -> Besoin:
    """Turn a theme of an open question into a need, its figures frozen as evidence. Done twice, done once.

    Raises:
        Refus: no text read holds it, or the texts may not be read.
    """
    verrouiller_besoins()
    if preuve := code.preuves.select_related("besoin").first():
        return preuve.besoin
    le = le or timezone.now()
    besoin = Besoin(porte=Besoin.Porte.ENQUETE, titre=code.libelle, description=code.definition)
    inserer_besoin(besoin=besoin, par=par, le=le)
    joindre_theme(besoin=besoin, code=code, par=par, le=le)
    return besoin


@transaction.atomic
def joindre_theme(
    *, besoin: Besoin, code: Code, par: Utilisateur, note: str = "", le: datetime | None = None
) -> Preuve:
    """Attach a theme: the texts that hold it out of those read, as they are counted at this moment.

    Raises:
        Refus: no text read holds it, or the texts may not be read.
    """
    verrouiller_besoin(besoin)
    if preuve := besoin.preuves.filter(code=code).first():
        return preuve
    lisible = lecture_des_textes(code.question)
    if not lisible.permise:
        raise Refus(lisible.raison)
    k, n = compter_theme(code)
    if k < max(1, lisible.minimum):
        raise Refus(
            _(
                "Trop peu de textes portent ce thème pour qu'il prouve un besoin. Lisez-en d'autres, ou tranchez les désaccords."
            )
        )
    return _joindre(besoin, Preuve.Genre.THEME, par, le, note, code=code, k=k, n=n)


@transaction.atomic
def deriver_besoin_d_ecart(
    *,
    competence: Competence,
    titre: str,
    k: int,
    n: int,
    note: str,
    par: Utilisateur,
    territoire: Territoire | None = None,
    le: datetime | None = None,
) -> Besoin:
    """Turn a competence that people lack into a need of this title, with the figures as evidence. Done twice, done once."""
    verrouiller_besoins()
    memes = Preuve.objects.filter(genre=Preuve.Genre.ECART, competence=competence, besoin__titre=titre)
    if preuve := memes.select_related("besoin").first():
        return preuve.besoin
    le = le or timezone.now()
    besoin = inserer_besoin(besoin=Besoin(porte=Besoin.Porte.ECART, titre=titre), par=par, le=le)
    besoin.competences.add(competence)
    if territoire:
        besoin.territoires.add(territoire)
    joindre_ecart(besoin=besoin, competence=competence, k=k, n=n, note=note, par=par, le=le)
    return besoin


@transaction.atomic
def joindre_ecart(
    *, besoin: Besoin, competence: Competence, k: int, n: int, note: str, par: Utilisateur, le: datetime | None = None
) -> Preuve:
    """Attach a competence that `k` people lack out of the `n` whose job asks it; `note` says when and where it was counted."""
    verrouiller_besoin(besoin)
    if preuve := besoin.preuves.filter(competence=competence).first():
        return preuve
    return _joindre(besoin, Preuve.Genre.ECART, par, le, note, competence=competence, k=k, n=n)


@transaction.atomic
def joindre_signal(
    *, besoin: Besoin, signal: Signal, par: Utilisateur, note: str = "", le: datetime | None = None
) -> Preuve:
    """Attach a signal that several people rated and that independent sources confirm.

    Raises:
        Refus: the signal is not rated yet, or too few independent sources tell its fact.
    """
    verrouiller_besoin(besoin)
    if preuve := besoin.preuves.filter(signal=signal).first():
        return preuve
    if not signal.cotation:
        raise Refus(_("Notez d'abord ce signal : fiabilité de la source, puis crédibilité du fait."), champ="signal")
    sources, minimum = sources_independantes(signal), regle("signal.sources_minimum")
    if sources < minimum:
        raise Refus(
            _(
                "Ce signal ne devient pas un besoin à lui seul : il faut %(minimum)s sources indépendantes, il en a "
                "%(sources)s. Rapprochez-le d'un autre signal du même fait, ou joignez-le plus tard."
            )
            % {"minimum": nombre(minimum), "sources": nombre(sources)},
            champ="signal",
        )
    return _joindre(besoin, Preuve.Genre.SIGNAL, par, le, note, signal=signal)


@transaction.atomic
def joindre_demande(
    *, besoin: Besoin, note: str, par: Utilisateur, structure: Structure | None = None, le: datetime | None = None
) -> Preuve:
    """Attach a request, in the words of whoever made it, for a structure or not. The same one twice is kept once.

    Raises:
        Refus: no words.
    """
    verrouiller_besoin(besoin)
    if not note.strip():
        raise Refus(_("Écrivez ce qui est demandé, avec les mots de la personne."), champ="note")
    memes = besoin.preuves.filter(genre=Preuve.Genre.DEMANDE, structure=structure, note=note.strip())
    return memes.first() or _joindre(besoin, Preuve.Genre.DEMANDE, par, le, note.strip(), structure=structure)


@transaction.atomic
def retirer_preuve(*, besoin: Besoin, preuve: Preuve) -> None:
    """Detach evidence from a need that is not decided.

    Raises:
        Refus: the need is decided, on this evidence among others.
    """
    besoin = verrouiller_besoin(besoin)
    if besoin.etat not in Besoin.A_EXAMINER:
        raise Refus(_("Ce besoin est décidé sur la foi de ses preuves. Remettez-le à l'examen avant d'en retirer une."))
    preuve.delete()


def _joindre(besoin: Besoin, genre: str, par: Utilisateur | None, le: datetime | None, note: str, **faits) -> Preuve:
    return besoin.preuves.create(genre=genre, note=note, ajoutee_par=par, ajoutee_le=le or timezone.now(), **faits)
