"""Evaluations asked by themselves, at the right time, once each."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academie.models import Message
from academie.regles import regle
from besoins.models import Enquete, Invitation, Question, QuestionPositionnement
from sessions.actions.evaluation import enregistrer_financeur, evaluation_de, preparer_modele
from sessions.actions.sollicitation import solliciter, solliciter_a_temps
from sessions.models import Evaluation, Financeur, Session, Sollicitation
from sessions.queries.sollicitation import reculer
from tests.sessions.emargements import session_au
from tests.sessions.evaluations import Genre, demander, repondre, session_tenue, version_avec_objectif

MAINTENANT = timezone.now()


def demandes(genre=None):
    trouvees = Sollicitation.objects.all()
    return trouvees.filter(evaluation__genre=genre) if genre else trouvees


def a_froid(session):
    """The first moment at which what remains is asked, and a little more."""
    le = session.fin
    while reculer(le, regle("evaluation.a_froid")) < session.fin:
        le += timedelta(days=1)
    return le + timedelta(hours=1)


def test_avant_la_session_on_demande_ce_que_l_inscription_n_a_pas_demande(d):
    version, objectif, _besoin = version_avec_objectif(d)
    session_au(d, dans=20, personnes=[d.animateur], version=version)
    solliciter_a_temps()
    [demande] = demandes()
    assert demande.evaluation.genre == Genre.POSITIONNEMENT
    codes = codes_de(demande.evaluation.enquete)
    assert f"objectif_{objectif.pk}" in codes
    assert Message.objects.filter(destinataire=d.animateur.email, cle__startswith="enquete.envoi").count() == 1


def test_un_objectif_deja_demande_a_l_inscription_ne_l_est_pas_deux_fois(d):
    version, objectif, _besoin = version_avec_objectif(d)
    QuestionPositionnement.objects.create(version=version, ordre=1, intitule="À l'aise ?", objectif=objectif)
    evaluation = evaluation_de(version=version, genre=Genre.POSITIONNEMENT, le=MAINTENANT)
    assert f"objectif_{objectif.pk}" not in codes_de(evaluation.enquete)


def test_quand_tout_est_demande_a_l_inscription_rien_ne_part_avant(d):
    version, objectif, _besoin = version_avec_objectif(d)
    QuestionPositionnement.objects.create(version=version, ordre=1, intitule="À l'aise ?", objectif=objectif)
    session_au(d, dans=20, personnes=[d.animateur], version=version)
    solliciter_a_temps()
    assert not demandes().exists()


def test_a_la_fin_on_demande_aux_personnes_venues_et_a_qui_animait(d):
    version, objectif, _besoin = version_avec_objectif(d)
    session = session_tenue(d, dans=-2, personnes=[d.animateur, d.autre_animateur], version=version)
    solliciter_a_temps()
    assert {s.inscription.utilisateur for s in demandes(Genre.A_CHAUD)} == {d.animateur, d.autre_animateur}
    assert [s.formateur for s in demandes(Genre.FORMATEUR)] == [d.formateur]
    assert demandes().count() == 3
    assert f"objectif_{objectif.pk}" in codes_de(demandes(Genre.A_CHAUD).first().evaluation.enquete)
    message = Message.objects.filter(destinataire=d.animateur.email, cle__startswith="enquete.envoi").get()
    assert session.titre in message.texte


def test_qui_n_est_pas_venu_n_evalue_pas(d):
    session = session_tenue(d, dans=-2, personnes=[d.animateur, d.autre_animateur])
    session.inscriptions.get(utilisateur=d.autre_animateur).emargements.update(absent=True, minutes=0)
    solliciter_a_temps()
    assert [s.inscription.utilisateur for s in demandes(Genre.A_CHAUD)] == [d.animateur]


def test_quelques_mois_apres_on_demande_a_la_personne_et_a_son_employeur(d):
    version, _objectif, besoin = version_avec_objectif(d)
    session = session_tenue(d, personnes=[d.animateur], version=version)
    le = a_froid(session)
    solliciter_a_temps(le=le - timedelta(days=2))
    assert not demandes(Genre.A_FROID).exists()
    solliciter_a_temps(le=le)
    assert demandes(Genre.A_FROID).count() == 1
    [employeur] = demandes(Genre.EMPLOYEUR)
    assert (employeur.structure, employeur.invitation.email) == (d.structure, d.structure.email)
    assert f"besoin_{besoin.pk}" in codes_de(employeur.evaluation.enquete)


def test_un_employeur_sans_adresse_attend_d_en_avoir_une(d):
    d.structure.email = ""
    d.structure.save()
    session = session_tenue(d, personnes=[d.animateur])
    assert demander(session, Genre.EMPLOYEUR) == []
    d.structure.email = "nouvelle@quimper.example"
    d.structure.save()
    [demande] = demander(session, Genre.EMPLOYEUR)
    assert demande.invitation.email == "nouvelle@quimper.example"


def test_deux_personnes_d_une_structure_font_une_demande_a_leur_employeur(d):
    d.autre_animateur.affectations.update(structure=d.structure)
    session = session_tenue(d, personnes=[d.animateur, d.autre_animateur])
    assert len(demander(session, Genre.EMPLOYEUR)) == 1


@pytest.mark.parametrize("genre", [g for g in Genre if g != Genre.FINANCEUR])
def test_rien_ne_part_deux_fois(d, genre):
    session = session_tenue(d, version=version_avec_objectif(d)[0])
    assert len(demander(session, genre)) == 1
    messages = Message.objects.count()
    assert solliciter(session=session, genre=genre, le=session.fin + timedelta(hours=2)) == []
    assert (demandes().count(), Message.objects.count()) == (1, messages)


def test_la_tache_periodique_repetee_ne_redemande_rien(d):
    session_tenue(d, dans=-2, version=version_avec_objectif(d)[0])
    session_au(d, dans=20, personnes=[d.autre_animateur], version=Session.objects.get().version)
    solliciter_a_temps()
    avant = demandes().count()
    for _tour in range(3):
        solliciter_a_temps()
    assert demandes().count() == avant == 3


def test_une_session_annulee_ou_trop_ancienne_n_est_pas_evaluee(d):
    session = session_tenue(d, dans=-2)
    type(session).objects.filter(pk=session.pk).update(etat="annulee", annulee_le=MAINTENANT, motif_annulation="Gel")
    solliciter_a_temps()
    solliciter_a_temps(le=MAINTENANT + timedelta(days=60))
    assert not demandes(Genre.A_CHAUD).exists()


def test_une_personne_est_interrogee_sur_deux_sessions_du_meme_programme(d):
    une = session_tenue(d, dans=-9)
    autre = session_tenue(d, dans=-2, personnes=[d.autre_animateur], version=une.version)
    autre.inscriptions.update(utilisateur=d.animateur)
    demander(une, Genre.A_CHAUD)
    [seconde] = demander(autre, Genre.A_CHAUD)
    assert Evaluation.objects.filter(genre=Genre.A_CHAUD).count() == 1
    assert Invitation.objects.filter(enquete=seconde.evaluation.enquete, email=d.animateur.email).count() == 2


def test_les_silencieux_sont_relances_quelques_fois_et_ceux_qui_ont_repondu_jamais(d):
    session = session_tenue(d, dans=-2, personnes=[d.animateur, d.autre_animateur])
    premiere, seconde = demander(session, Genre.A_CHAUD, le=session.fin)
    repondre(premiere)
    for jours in range(1, 60):
        solliciter_a_temps(le=session.fin + timedelta(days=jours))
    relances = {s.pk: Invitation.objects.get(pk=s.invitation_id).relances for s in (premiere, seconde)}
    assert relances == {premiere.pk: 0, seconde.pk: regle("evaluation.relances")}


def test_les_financeurs_sont_interroges_une_fois_par_an(d):
    session = session_tenue(d, dans=-30)
    Session.objects.filter(pk=session.pk).update(etat="realisee", cloturee_le=MAINTENANT)
    enregistrer_financeur(financeur=Financeur(nom="Région", email="Region@test.example"))
    enregistrer_financeur(financeur=Financeur(nom="Fondation", email="f@test.example", sollicite=False))
    novembre, an_apres = (
        MAINTENANT.replace(month=11, day=20),
        MAINTENANT.replace(year=MAINTENANT.year + 1, month=12, day=1),
    )
    solliciter_a_temps(le=novembre.replace(month=10))
    assert not demandes(Genre.FINANCEUR).exists()
    for le in (novembre, novembre + timedelta(days=2), an_apres):
        solliciter_a_temps(le=le)
    assert [s.evaluation.annee for s in demandes(Genre.FINANCEUR).order_by("pk")] == [
        MAINTENANT.year,
        MAINTENANT.year + 1,
    ]


def test_un_modele_modifie_change_les_evaluations_suivantes(d):
    version, _objectif, _besoin = version_avec_objectif(d)
    modele = preparer_modele(genre=Genre.A_CHAUD, par=d.concepteur)
    assert preparer_modele(genre=Genre.A_CHAUD, par=d.autre_concepteur) == modele
    Question.objects.filter(section__enquete=modele.enquete, code="rythme").update(intitule="Était-ce trop rapide ?")
    enquete = evaluation_de(version=version, genre=Genre.A_CHAUD, le=MAINTENANT).enquete
    assert Question.objects.filter(section__enquete=enquete, intitule="Était-ce trop rapide ?").exists()


def test_les_evaluations_restent_hors_des_enquetes_de_besoins(d, connecte):
    session = session_tenue(d)
    [demande] = demander(session, Genre.A_CHAUD)
    assert demande.evaluation.enquete.etat == Enquete.Etat.OUVERTE
    assert not Enquete.objects.des_besoins().exists()
    page = connecte(d.concepteur).get("/enquetes/").content.decode()
    assert "Votre avis à la fin" not in page
    assert "Votre avis à la fin" not in connecte(d.concepteur).get("/").content.decode()


def codes_de(enquete) -> set[str]:
    return set(Question.objects.filter(section__enquete=enquete).values_list("code", flat=True))
