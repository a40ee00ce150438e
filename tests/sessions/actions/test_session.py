from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import Refus
from besoins.models import VersionProgramme
from sessions.actions.creneau import CreneauPrevu
from sessions.actions.inscription import inscrire
from sessions.actions.session import modifier_session, planifier_session
from sessions.actions.vie import annuler_session
from sessions.models import Session
from tests.distribution import territoire
from tests.sessions.fabriques import (
    animateurs,
    journee,
    lieu,
    moment,
    projet,
    relire,
    session_brouillon,
    session_complete,
    session_ouverte,
    version_publiee,
)


def repris(session, projet_):
    """The same plan, tied to the half-days that exist."""
    pks = session.creneaux.values_list("pk", flat=True)
    creneaux = [replace(creneau, pk=pk) for creneau, pk in zip(projet_.creneaux, pks, strict=False)]
    return replace(projet_, creneaux=creneaux)


def jour(dans):
    return timezone.localdate() + timedelta(days=dans)


# Planning


def test_planifier_ecrit_un_brouillon_situe_par_son_lieu(d):
    session = session_brouillon(d)
    assert session.etat == "brouillon"
    assert (session.territoire, session.departement) == (d.region, d.departement)
    assert (session.debut, session.fin) == (moment(jour(30), "09:00"), moment(jour(30), "17:00"))
    assert [i.formateur for c in session.creneaux.all() for i in c.interventions.all()] == [d.formateur] * 2
    assert [m.acte for m in session.mouvements.all()] == ["planifiee"]
    assert not Message.objects.exists()


def test_planifier_deux_fois_avec_la_meme_cle_donne_une_session(d):
    cle, version = uuid4(), version_publiee(d)
    premiere, seconde = (
        planifier_session(version=version, projet=projet(d), par=d.gestionnaire, cle=cle) for _clic in range(2)
    )
    assert premiere == seconde
    assert Session.objects.count() == 1


def test_une_session_a_distance_a_la_region_choisie_et_pas_de_lieu(d):
    session = session_brouillon(
        d, modalite="distance", lien_distance="https://visio.example/a", territoire=d.autre_region
    )
    assert (session.lieu, session.territoire, session.departement) == (None, d.autre_region, None)


def test_une_session_sur_place_ne_garde_pas_de_lien(d):
    assert session_brouillon(d, lien_distance="https://visio.example/a").lien_distance == ""


def test_refus_d_un_programme_retire(d):
    version = version_publiee(d)
    VersionProgramme.objects.update(etat="retiree", retiree_le=timezone.now())
    with pytest.raises(Refus, match="n'est plus publié") as refus:
        planifier_session(version=version, projet=projet(d), par=d.gestionnaire)
    assert refus.value.champ == "version"


@pytest.mark.parametrize(
    ("changement", "champ", "phrase"),
    [
        ({"capacite": 0}, "capacite", "au moins une place"),
        ({"minimum": 0}, "minimum", "entre 1 et"),
        ({"minimum": 21}, "minimum", "entre 1 et"),
        ({"modalite": "distance"}, "territoire", "région qui organise"),
        ({"creneaux": []}, None, "au moins une demi-journée"),
    ],
)
def test_refus_d_un_projet_intenable(d, changement, champ, phrase):
    with pytest.raises(Refus, match=phrase) as refus:
        session_brouillon(d, **changement)
    assert refus.value.champ == champ
    assert not Session.objects.exists()


def test_refus_sans_lieu_sur_place(d):
    with pytest.raises(Refus, match="a un lieu") as refus:
        planifier_session(version=version_publiee(d), projet=replace(projet(d), lieu=None), par=d.gestionnaire)
    assert refus.value.champ == "lieu"


def test_refus_de_plus_de_places_que_le_lieu_n_en_offre(d):
    with pytest.raises(Refus, match="Petite salle offre 12 places") as refus:
        session_brouillon(d, lieu=lieu(d, nom="Petite salle", capacite=12))
    assert refus.value.champ == "capacite"


def test_refus_d_une_cloture_apres_le_debut(d):
    with pytest.raises(Refus, match="suit le début") as refus:
        session_brouillon(d, cloture_inscriptions=jour(31))
    assert refus.value.champ == "cloture_inscriptions"


# Half-days


def creneau(debut, fin, dans=30, *formateurs):
    return CreneauPrevu(debut=moment(jour(dans), debut), fin=moment(jour(dans), fin), formateurs=formateurs)


@pytest.mark.parametrize(
    ("creneaux", "phrase"),
    [
        ([("12:00", "09:00")], "finit avant d'avoir commencé"),
        ([("09:00", "09:00")], "finit avant d'avoir commencé"),
        ([("09:00", "14:01")], "dépasse 5"),
        ([("09:00", "12:00"), ("11:59", "13:00")], "se chevauchent"),
    ],
)
def test_refus_d_horaires_impossibles(d, creneaux, phrase):
    with pytest.raises(Refus, match=phrase):
        session_brouillon(d, creneaux=[creneau(*heures) for heures in creneaux])


def test_deux_demi_journees_peuvent_se_toucher(d):
    assert session_brouillon(d, creneaux=[creneau("09:00", "12:00"), creneau("12:00", "17:00")]).pk


def test_refus_d_une_date_passee(d):
    with pytest.raises(Refus, match="déjà passée"):
        session_brouillon(d, creneaux=journee(jour(-1), d.formateur), cloture_inscriptions=jour(-8))


def test_refus_de_qui_n_est_pas_formatrice_ou_formateur(d):
    with pytest.raises(Refus, match="n'est pas formatrice ou formateur") as refus:
        session_brouillon(d, creneaux=journee(jour(30), d.animateur))
    assert refus.value.champ == "formateurs"


def test_refus_de_prendre_un_lieu_deja_pris(d):
    session_brouillon(d)
    with pytest.raises(Refus, match="Maison des associations accueille déjà") as refus:
        session_brouillon(d, creneaux=journee(jour(30), d.autre_formateur))
    assert refus.value.champ == "lieu"


def test_refus_de_prendre_une_personne_deja_prise(d):
    session_brouillon(d)
    with pytest.raises(Refus, match="Formateur Test anime déjà") as refus:
        session_brouillon(d, lieu=lieu(d, nom="Autre salle"))
    assert refus.value.champ == "formateurs"


def test_une_session_annulee_rend_son_lieu_et_ses_formateurs(d):
    annuler_session(session=session_brouillon(d), motif="Report", par=d.gestionnaire)
    assert session_brouillon(d).pk


# Changing


def test_modifier_sans_rien_changer_ne_dit_rien(d):
    session = session_complete(d)
    avant = Message.objects.count()
    modifier_session(session=session, projet=repris(session, projet(d, capacite=1)), par=d.gestionnaire)
    assert Message.objects.count() == avant
    assert relire(session).sequence == 0
    assert "modifiee" not in [m.acte for m in session.mouvements.all()]


def test_deplacer_une_session_ouverte_previent_chacun_et_garde_les_identifiants(d):
    session = session_complete(d)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    uids = set(session.creneaux.values_list("uid", flat=True))
    Message.objects.all().delete()
    nouveau = repris(session, projet(d, dans=37, capacite=1))
    for _clic in range(2):
        modifier_session(session=session, projet=nouveau, par=d.gestionnaire)
    session = relire(session)
    assert (session.sequence, session.debut) == (1, moment(jour(37), "09:00"))
    assert set(session.creneaux.values_list("uid", flat=True)) == uids
    messages = {m.utilisateur: m for m in Message.objects.all()}
    assert messages.keys() == {d.formateur, d.animateur, d.autre_animateur}
    texte = messages[d.animateur].texte
    assert "Avant" in texte
    assert "Maintenant" in texte
    assert session.mouvements.last().detail.startswith("Dates et heures")


def test_changer_de_personne_previent_celle_qui_n_anime_plus(d):
    session = session_ouverte(d)
    Message.objects.all().delete()
    nouveau = repris(session, projet(d, creneaux=journee(jour(30), d.autre_formateur)))
    modifier_session(session=session, projet=nouveau, par=d.gestionnaire)
    assert {m.utilisateur for m in Message.objects.all()} == {d.formateur, d.autre_formateur}


def test_un_nouveau_lien_n_est_pas_ecrit_dans_les_messages(d):
    session = session_ouverte(d, modalite="hybride", lien_distance="https://visio.example/avant", capacite=1)
    for qui in (d.autre_animateur, d.animateur):
        inscrire(session=session, utilisateur=qui, par=qui)
    Message.objects.all().delete()
    nouveau = repris(session, projet(d, modalite="hybride", lien_distance="https://visio.example/apres", capacite=1))
    modifier_session(session=session, projet=nouveau, par=d.gestionnaire)
    assert Message.objects.count() == 3
    assert not [m for m in Message.objects.all() if "visio.example" in m.texte]


def test_changer_les_places_d_un_brouillon_ne_previent_personne(d):
    session = session_brouillon(d)
    modifier_session(session=session, projet=repris(session, projet(d, dans=44, capacite=5)), par=d.gestionnaire)
    assert (relire(session).capacite, relire(session).sequence, Message.objects.count()) == (5, 0, 0)


def test_retirer_une_demi_journee_et_en_ajouter_une(d):
    session = session_ouverte(d)
    premiere, seconde = session.creneaux.all()
    gardee = replace(journee(jour(30), d.formateur)[0], pk=premiere.pk)
    ajoutee = journee(jour(31), d.formateur)[0]
    modifier_session(session=session, projet=projet(d, creneaux=[gardee, ajoutee]), par=d.gestionnaire)
    creneaux = list(session.creneaux.all())
    assert [c.debut for c in creneaux] == [gardee.debut, ajoutee.debut]
    assert (creneaux[0].uid, seconde.uid in {c.uid for c in creneaux}) == (premiere.uid, False)
    assert relire(session).fin == ajoutee.fin


def test_refus_de_moins_de_places_que_de_personnes(d):
    session = session_ouverte(d)
    for qui in animateurs(2):
        inscrire(session=session, utilisateur=qui, par=qui)
    with pytest.raises(Refus, match="2 places sont déjà prises") as refus:
        modifier_session(session=session, projet=repris(session, projet(d, capacite=1)), par=d.gestionnaire)
    assert refus.value.champ == "capacite"


def test_refus_de_toucher_une_demi_journee_emargee(d):
    session = session_ouverte(d)
    emargee = session.creneaux.first()
    type(emargee).objects.filter(pk=emargee.pk).update(emargement="ouvert", ouvert_le=timezone.now())
    for nouveau in (repris(session, projet(d, dans=44)), projet(d, dans=44)):
        with pytest.raises(Refus, match="ne peut plus changer"):
            modifier_session(session=session, projet=nouveau, par=d.gestionnaire)
    assert relire(session).debut == moment(jour(30), "09:00")


def test_refus_d_une_demi_journee_disparue(d):
    session = session_ouverte(d)
    nouveau = repris(session, projet(d))
    session.creneaux.first().delete()
    with pytest.raises(Refus, match="retirée entre-temps"):
        modifier_session(session=session, projet=nouveau, par=d.gestionnaire)


def test_refus_de_modifier_une_session_annulee(d):
    session = annuler_session(session=session_ouverte(d), motif="Inondation", par=d.gestionnaire)
    with pytest.raises(Refus, match="ne change plus"):
        modifier_session(session=session, projet=projet(d), par=d.gestionnaire)


def test_changer_de_lieu_change_de_region(d):
    ailleurs = territoire("commune", "31555", "Toulouse", region=d.autre_region)
    session = session_ouverte(d)
    nouveau = repris(session, projet(d, lieu=lieu(d, nom="Salle du Capitole", commune=ailleurs)))
    modifier_session(session=session, projet=nouveau, par=d.gestionnaire)
    assert (relire(session).territoire, relire(session).departement) == (d.autre_region, None)
