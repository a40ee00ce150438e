"""The watch: feeds read without any network, signals of each axis, rated by two, confirmed or not, some set aside."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from academie.models import Territoire, Utilisateur
from besoins.actions.article import ecarter_article, garder_article, recevoir_articles
from besoins.actions.corroboration import rapprocher_signaux
from besoins.actions.signal import creer_signal, ecarter_signal, enregistrer_source, noter_signal, proposer_signal
from besoins.actions.source import constater_echec, constater_releve, creer_source, suspendre_source
from besoins.models import Signal, SourceVeille
from besoins.tasks.flux import Element

DONNEES = Path(__file__).parent.parent / "donnees" / "signaux.json"
QUI_NOTE = ("concepteur", "gestionnaire")


def raconter_signaux() -> None:
    recit = json.loads(DONNEES.read_text("utf-8"))
    for faits in recit["sources"]:
        enregistrer_source(**faits)
    for faits in recit["signaux"]:
        _raconter(faits)
    for faits in recit["flux"]:
        _lire(faits)


def _raconter(faits: dict) -> None:
    le = timezone.now() - timedelta(days=faits["jours"])
    signal = _observer(faits)
    for jours, (qui, cotation) in enumerate(zip(QUI_NOTE, faits.get("cotations", []), strict=False), start=1):
        noter_signal(
            signal=signal,
            fiabilite=cotation[0],
            credibilite=int(cotation[1]),
            par=_compte(qui),
            le=min(le + timedelta(days=jours), timezone.now()),
        )
    if "confirme" in faits:
        autre = Signal.objects.get(titre=faits["confirme"])
        rapprocher_signaux(signal=signal, autre=autre, par=_compte("concepteur"), le=le + timedelta(days=3))
    if "ecarte" in faits:
        ecarter_signal(signal=signal, motif=faits["ecarte"], par=_compte("concepteur"), le=le + timedelta(days=4))


def _observer(faits: dict) -> Signal:
    signal = Signal(
        titre=faits["titre"],
        resume=faits["resume"],
        observe_le=timezone.localdate() - timedelta(days=faits["jours"]),
        axe=faits["axe"],
        territoire=_region(faits.get("region")),
    )
    if "par" in faits:
        personne = _compte(faits["par"])
        le = timezone.now() - timedelta(days=faits["jours"])
        return proposer_signal(signal=signal, par=personne, structure=personne.structure, le=le)
    signal.source = SourceVeille.objects.get(nom=faits["source"])
    return creer_signal(signal=signal)


def _lire(faits: dict) -> None:
    """A feed as if it had been read. It is paused: the demonstration opens no connection by itself."""
    maintenant = timezone.now()
    source = creer_source(
        source=SourceVeille(nom=faits["nom"], genre="flux", url=faits["url"], organisme=faits["organisme"])
    )
    elements = [
        Element(f"{faits['url']}#{rang}", a["titre"], "", a["resume"], maintenant - timedelta(days=a["jours"]))
        for rang, a in enumerate(faits["articles"])
    ]
    recevoir_articles(source=source, elements=elements)
    constater_releve(source=source)
    if "erreur" in faits:
        constater_echec(source=source, raison=faits["erreur"])
    suspendre_source(source=source)
    for choix in faits["articles"]:
        article = source.articles.get(titre=choix["titre"])
        if "axe" in choix:
            garder_article(article=article, axe=choix["axe"], par=_compte("concepteur"))
        elif "ecarte" in choix:
            ecarter_article(article=article)


def _compte(nom: str) -> Utilisateur:
    return Utilisateur.objects.get(email=f"{nom}@demo.example")


def _region(code: str | None) -> Territoire | None:
    return Territoire.objects.regions().get(code=code) if code else None
