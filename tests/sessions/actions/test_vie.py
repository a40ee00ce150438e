from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from sessions.actions.inscription import inscrire
from sessions.actions.vie import (
    annuler_session,
    archiver_session,
    confirmer_session,
    demarrer_session,
    faire_vivre,
    ouvrir_session,
)
from sessions.models import Inscription, Occupation, Session
from tests.sessions.emargements import demi_journee, ouvrir
from tests.sessions.fabriques import (
    animateurs,
    journee,
    relire,
    session_brouillon,
    session_complete,
    session_ouverte,
    version_publiee,
)
from tests.sessions.vies import session_dans_l_etat

Etat = Session.Etat


def jour(dans):
    return timezone.localdate() + timedelta(days=dans)


def remplir(session, nombre):
    for qui in animateurs(nombre):
        inscrire(session=session, utilisateur=qui, par=qui)


# What a state does not allow


REFUS = [
    *((ouvrir_session, {}, etat, phrase) for etat, phrase in [
        ("reportee", "donnez-lui d'abord de nouvelles dates"),
        ("annulee", "est annulée : planifiez-en une nouvelle"),
    ]),
    *((confirmer_session, {"motif": "Un financeur l'attend"}, etat, phrase) for etat, phrase in [
        ("brouillon", "ouvrez d'abord les inscriptions"),
        ("reportee", "donnez-lui d'abord de nouvelles dates"),
        ("annulee", "est annulée"),
    ]),
    *((demarrer_session, {}, etat, phrase) for etat, phrase in [
        ("brouillon", "ouvrez d'abord les inscriptions"),
        ("reportee", "donnez-lui d'abord de nouvelles dates"),
        ("annulee", "est annulée"),
    ]),
    *((archiver_session, {}, etat, phrase) for etat, phrase in [
        ("brouillon", "ouvrez d'abord les inscriptions"),
        ("ouverte", "encore à venir"),
        ("confirmee", "encore à venir"),
        ("en_cours", "a commencé : vous pourrez la clore"),
        ("reportee", "donnez-lui d'abord de nouvelles dates"),
        ("annulee", "est annulée"),
    ]),
    *((annuler_session, {"motif": "Grève"}, etat, phrase) for etat, phrase in [
        ("en_cours", "a commencé : vous pourrez la clore"),
        ("realisee", "a eu lieu et elle est close"),
        ("archivee", "est archivée"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("acte", "avec", "etat", "phrase"), REFUS)
def test_refus_de_ce_que_l_etat_ne_permet_pas(d, acte, avec, etat, phrase):
    session = session_dans_l_etat(d, etat)
    Message.objects.all().delete()
    with pytest.raises(Refus, match=phrase.replace(" :", "\xa0:")):
        acte(session=session, par=d.gestionnaire, **avec)
    assert (relire(session).etat, Message.objects.count()) == (etat, 0)


@pytest.mark.parametrize(
    ("acte", "etat"),
    [
        *((ouvrir_session, etat) for etat in ("ouverte", "confirmee", "en_cours", "realisee", "archivee")),
        *((confirmer_session, etat) for etat in ("confirmee", "en_cours", "realisee", "archivee")),
        *((demarrer_session, etat) for etat in ("en_cours", "realisee", "archivee")),
        (archiver_session, "archivee"),
    ],
)
def test_ce_qui_est_deja_fait_ne_se_refait_pas(d, acte, etat):
    session = session_dans_l_etat(d, etat)
    actes = session.mouvements.count()
    assert acte(session=session, par=d.gestionnaire).etat == etat
    assert session.mouvements.count() == actes


# Opening


def test_ouvrir_publie_et_previent_qui_anime_une_seule_fois(d):
    session = session_brouillon(d)
    for _clic in range(2):
        session = ouvrir_session(session=session, par=d.gestionnaire)
    assert session.etat == "ouverte"
    assert [m.acte for m in session.mouvements.all()] == ["planifiee", "ouverte"]
    message = Message.objects.get()
    assert message.utilisateur == d.formateur
    assert message.sujet.startswith("Vous animez")


def test_refus_d_ouvrir_sans_personne_pour_animer(d):
    session = session_brouillon(d, creneaux=journee(jour(30)))
    with pytest.raises(Refus, match="Personne n'anime la demi-journée"):
        ouvrir_session(session=session, par=d.gestionnaire)


def test_refus_d_ouvrir_apres_la_cloture(d):
    session = session_brouillon(d)
    with pytest.raises(Refus, match="dernier jour pour s'inscrire est passé"):
        ouvrir_session(session=session, par=d.gestionnaire, le=session.debut - timedelta(days=6))
    assert relire(session).etat == "brouillon"


# Confirming


def test_confirmer_previent_tout_le_monde_une_fois(d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    Message.objects.all().delete()
    for _clic in range(2):
        session = confirmer_session(session=session, par=d.gestionnaire)
    assert session.etat == "confirmee"
    assert {m.utilisateur for m in Message.objects.all()} == {d.formateur, d.animateur, d.autre_animateur}
    assert Message.objects.count() == 3
    assert {m.utilisateur: m.sujet.partition("\u00a0")[0] for m in Message.objects.all()} == {
        d.formateur: "Session confirmée",
        d.animateur: "Session confirmée",
        d.autre_animateur: "Convocation",
    }


def test_sous_le_minimum_il_faut_un_mot(d):
    session = session_ouverte(d, minimum=3)
    remplir(session, 2)
    with pytest.raises(Refus, match="2 inscriptions confirmées pour un minimum de 3") as refus:
        confirmer_session(session=session, par=d.gestionnaire, motif="  ")
    assert refus.value.champ == "motif"
    session = confirmer_session(session=session, par=d.gestionnaire, motif="Le financeur la maintient")
    assert session.etat == "confirmee"
    assert session.mouvements.last().detail == "Le financeur la maintient"


def test_refus_de_confirmer_une_fois_commencee(d):
    session = session_ouverte(d)
    with pytest.raises(Refus, match="a commencé"):
        confirmer_session(session=session, par=d.gestionnaire, motif="Oui", le=session.debut)


# By itself


def test_le_minimum_atteint_confirme_de_lui_meme_s_il_reste_du_temps(d):
    atteint, dessous = session_ouverte(d, minimum=2), session_ouverte(d, dans=40, minimum=3)
    remplir(atteint, 2)
    remplir(dessous, 2)
    for _passage in range(2):
        faire_vivre(le=atteint.debut - timedelta(days=3, hours=1))
    assert (relire(atteint).etat, relire(dessous).etat) == ("confirmee", "ouverte")
    mouvement = atteint.mouvements.last()
    assert (mouvement.acte, mouvement.par, mouvement.detail) == ("confirmee", None, "Minimum atteint")


def test_trop_pres_du_debut_elle_ne_se_confirme_plus_seule(d):
    session = session_ouverte(d, minimum=1)
    remplir(session, 1)
    faire_vivre(le=session.debut - timedelta(days=2))
    assert relire(session).etat == "ouverte"


def test_une_place_qui_attend_l_employeur_ne_confirme_rien(d):
    session = session_ouverte(d, minimum=1)
    remplir(session, 1)
    session.inscriptions.update(etat=Inscription.Etat.A_ACCORDER)
    faire_vivre(le=session.debut - timedelta(days=20))
    assert relire(session).etat == "ouverte"


def test_a_sa_premiere_heure_elle_est_en_cours(d):
    session = session_ouverte(d)
    faire_vivre(le=session.debut - timedelta(minutes=1))
    assert relire(session).etat == "ouverte"
    for _passage in range(2):
        faire_vivre(le=session.debut)
    assert relire(session).etat == "en_cours"
    assert session.mouvements.filter(acte="demarree").count() == 1


def test_ouvrir_l_emargement_la_commence(d):
    session = session_ouverte(d)
    ouvrir(demi_journee(session), d)
    assert relire(session).etat == "en_cours"
    assert session.mouvements.get(acte="demarree").par == d.formateur


def test_longtemps_apres_sa_cloture_elle_s_archive(d):
    session = session_dans_l_etat(d, Etat.REALISEE)
    close = session.cloturee_le
    faire_vivre(le=close + timedelta(days=269))
    assert relire(session).etat == "realisee"
    faire_vivre(le=close + timedelta(days=270))
    assert relire(session).etat == "archivee"


# Cancelling


def test_annuler_previent_tout_le_monde_une_fois_avec_le_motif(d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    Message.objects.all().delete()
    for _clic in range(2):
        session = annuler_session(session=session, motif=" Inondation ", par=d.gestionnaire)
    assert (session.etat, session.motif_annulation, session.sequence) == ("annulee", "Inondation", 1)
    assert {m.utilisateur for m in Message.objects.all()} == {d.formateur, d.animateur, d.autre_animateur}
    assert Message.objects.count() == 3
    assert all("Inondation" in m.texte for m in Message.objects.all())
    assert set(session.inscriptions.values_list("etat", flat=True)) == {"confirmee", "en_attente"}


def test_annuler_rend_les_personnes_et_les_lieux(d):
    session = session_ouverte(d)
    assert Occupation.objects.filter(creneau__session=session).exists()
    annuler_session(session=session, motif="Inondation", par=d.gestionnaire)
    assert not Occupation.objects.filter(creneau__session=session).exists()


def test_annuler_un_brouillon_ne_previent_personne(d):
    annuler_session(session=session_brouillon(d), motif="Report", par=d.gestionnaire)
    assert not Message.objects.exists()


def test_annuler_donne_a_chaque_personne_inscrite_son_lien_vers_la_suivante(d):
    session = session_complete(d)
    suivante = session_ouverte(d, dans=60)
    Message.objects.all().delete()
    annuler_session(session=session, motif="Grève", par=d.gestionnaire, remplacante=suivante)
    assert relire(session).remplacante == suivante
    textes = {m.utilisateur: m.texte for m in Message.objects.all()}
    assert "/reinscription/" in textes[d.autre_animateur]
    assert "/reinscription/" not in textes[d.formateur]


def test_sans_session_suivante_le_message_mene_au_catalogue(d):
    session = session_complete(d)
    Message.objects.all().delete()
    annuler_session(session=session, motif="Grève", par=d.gestionnaire)
    assert f"/catalogue/{session.version.programme.slug}/" in Message.objects.first().texte


def test_refus_d_annuler_sans_motif(d):
    with pytest.raises(Refus, match="Indiquez le motif") as refus:
        annuler_session(session=session_ouverte(d), motif="  ", par=d.gestionnaire)
    assert refus.value.champ == "motif"


def test_refus_d_annuler_quand_l_emargement_a_commence(d):
    session = session_ouverte(d)
    session.creneaux.update(emargement="ouvert", ouvert_le=timezone.now())
    with pytest.raises(Refus, match="émargement de cette session a commencé"):
        annuler_session(session=session, motif="Inondation", par=d.gestionnaire)


@pytest.mark.parametrize("etat", ["brouillon", "en_cours", "realisee", "archivee", "reportee", "annulee"])
def test_refus_de_proposer_une_session_qu_on_ne_peut_plus_rejoindre(d, etat):
    session, autre = session_ouverte(d), session_dans_l_etat(d, etat, dans=60)
    with pytest.raises(Refus, match="ne peut plus être proposée") as refus:
        annuler_session(session=session, motif="Grève", par=d.gestionnaire, remplacante=autre)
    assert refus.value.champ == "remplacante"


def test_refus_de_proposer_un_autre_programme(d):
    session = session_ouverte(d)
    autre = session_brouillon(d, dans=60, version=version_publiee(d, slug="autre", titre="Autre", theme="autre"))
    autre = ouvrir_session(session=autre, par=d.gestionnaire)
    with pytest.raises(Refus, match="du même programme"):
        annuler_session(session=session, motif="Grève", par=d.gestionnaire, remplacante=autre)
