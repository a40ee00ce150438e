from academie.models import Message
from sessions.actions.inscription import inscrire
from sessions.models import AccordEmployeur, Inscription
from sessions.queries.convocation import cle_de_convocation
from sessions.queries.dossier import dossier
from tests.sessions.fabriques import animateurs, session_ouverte


def colonne(tableau, titre):
    return {rangee.nom: dict(rangee.cellules)[titre] for rangee in tableau.rangees}


def test_la_convocation_manque_puis_est_envoyee(d):
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    personnes, structures = dossier(session)
    assert personnes.manquants == 1
    assert colonne(personnes, "Convocation")["Animateur Test"].libelle == "À envoyer"
    assert list(colonne(structures, "Convention")) == [d.animateur.structure.nom]
    Message.objects.create(
        cle=cle_de_convocation(session, inscription), sujet="s", texte="t", destinataire="a@test.example"
    )
    personnes, _structures = dossier(session)
    assert (personnes.manquants, colonne(personnes, "Convocation")["Animateur Test"].situation) == (0, "pret")


def test_l_accord_attendu_manque(d):
    session = session_ouverte(d)
    inscription = inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    Inscription.objects.filter(pk=inscription.pk).update(etat="a_accorder")
    AccordEmployeur.objects.update_or_create(
        inscription=inscription,
        defaults={
            "email": "a@test.example",
            "demande_le": inscription.inscrite_le,
            "expire_le": inscription.inscrite_le,
        },
    )
    personnes, structures = dossier(session)
    assert colonne(personnes, "Accord de l'employeur")["Animateur Test"].situation == "manque"
    assert colonne(personnes, "Convocation")["Animateur Test"].situation == "sans_objet"
    assert colonne(structures, "Accords de l'employeur")[d.animateur.structure.nom].libelle == "0 donnés sur 1"


def test_le_dossier_coute_autant_pour_une_et_trente_personnes(d, django_assert_num_queries):
    session = session_ouverte(d, capacite=40)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    with django_assert_num_queries(6):
        dossier(session)
    for qui in animateurs(29, structure=d.structure):
        inscrire(session=session, utilisateur=qui, par=qui)
    with django_assert_num_queries(6):
        dossier(session)
