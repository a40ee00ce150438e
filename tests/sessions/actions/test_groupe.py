import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from academie.models import Message, Utilisateur
from academie.regles import Refus
from sessions.actions.groupe import inscrire_groupe, inscrire_lignes
from sessions.actions.positionnement import Demande
from sessions.models import Inscription, Session
from sessions.queries.groupe import Sort, candidats, lire_fichier, prevoir
from tests.sessions.fabriques import animateurs, session_ouverte

pytestmark = pytest.mark.django_db
ENTETES = "Adresse e-mail;Prénom;Nom\n"


def fichier(*lignes):
    return lire_fichier(io.BytesIO((ENTETES + "\n".join(lignes)).encode()), "equipe.csv")


def importer(d, session, lues, par=None, structure=None, **demande):
    return inscrire_lignes(
        session=session, structure=structure or d.structure, lignes=lues, par=par or d.referent, demande=Demande(**demande)
    )  # fmt: skip


def test_plusieurs_collegues_l_un_refuse_n_arrete_pas_les_autres(d):
    session = session_ouverte(d, capacite=2)
    Session.objects.filter(pk=session.pk).update(par_structure=3)
    equipe = [d.animateur, *animateurs(3, d.structure)]
    issues = inscrire_groupe(session=session, personnes=equipe, par=d.referent, demande=Demande())
    assert [issue.inscription and issue.inscription.etat for issue in issues] == [
        "confirmee",
        "confirmee",
        "en_attente",
        None,
    ]
    assert "Règle : places par structure" in issues[3].refus
    assert Inscription.objects.count() == 3


def test_deux_fois_le_meme_groupe_inscrit_une_fois(d):
    session, equipe = session_ouverte(d), [d.animateur, *animateurs(2, d.structure)]
    for _tour in range(2):
        inscrire_groupe(session=session, personnes=equipe, par=d.referent, demande=Demande())
    assert Inscription.objects.count() == 3


def test_un_referent_n_inscrit_que_chez_lui(d):
    with pytest.raises(PermissionDenied):
        inscrire_groupe(session=session_ouverte(d), personnes=[d.autre_animateur], par=d.referent, demande=Demande())
    assert not Inscription.objects.exists()


def test_un_gestionnaire_inscrit_n_importe_qui(d):
    equipe = [d.animateur, d.autre_animateur]
    issues = inscrire_groupe(session=session_ouverte(d), personnes=equipe, par=d.gestionnaire, demande=Demande())
    assert [issue.inscription.structure for issue in issues] == [d.structure, d.autre_structure]


def test_l_exception_est_au_gestionnaire_avec_son_motif_dans_l_historique(d):
    session = session_ouverte(d)
    Session.objects.filter(pk=session.pk).update(cloture_inscriptions=timezone.localdate() - timedelta(days=1))
    exception = Demande(derogation="Place perdue sinon")
    with pytest.raises(PermissionDenied):
        inscrire_groupe(session=session, personnes=[d.animateur], par=d.referent, demande=exception)
    [issue] = inscrire_groupe(session=session, personnes=[d.animateur], par=d.gestionnaire, demande=exception)
    assert issue.inscription.mouvements.get().motif == "Place perdue sinon"


def test_la_liste_dit_pour_chacun_ce_qui_l_empeche(d, django_assert_num_queries):
    session = session_ouverte(d)
    inscrire_groupe(session=session, personnes=[d.animateur], par=d.referent, demande=Demande())
    Session.objects.filter(pk=session.pk).update(par_structure=1)
    session = Session.objects.completes().get(pk=session.pk)
    animateurs(1, d.structure)
    par_personne = {candidat.personne: candidat for candidat in candidats(session, d.referent)}
    assert par_personne.keys().isdisjoint({d.autre_animateur})
    assert par_personne[d.animateur].inscription
    autre = next(candidat for personne, candidat in par_personne.items() if personne != d.animateur)
    assert (autre.choisissable, autre.depassable) == (False, True)
    with django_assert_num_queries(7):
        candidats(session, d.referent)
    animateurs(30, d.structure)
    with django_assert_num_queries(7):
        assert len(candidats(session, d.referent)) == 32


@pytest.mark.parametrize("mots", ["autre anim", "ánim toulouse Autre", "AUTRE-ANIMATEUR@test", "toulouse"])
def test_un_gestionnaire_cherche_par_nom_adresse_ou_structure(d, mots):
    session = session_ouverte(d)
    assert [c.personne for c in candidats(session, d.gestionnaire, mots)] == [d.autre_animateur]
    assert candidats(session, d.gestionnaire, "") == []


def test_un_fichier_dit_ce_que_donne_chaque_ligne(d):
    session = session_ouverte(d, capacite=2)
    inscrire_groupe(session=session, personnes=animateurs(1, d.structure), par=d.referent, demande=Demande())
    deja = Utilisateur.objects.get(nom__startswith="N0")
    lues = fichier(
        f"{deja.email};Ada;Deja",
        "ANIMATEUR@test.example;Ada;Connue",
        "nouvelle@test.example;Zoé;Neuve",
        "pas une adresse;Zoé;Fausse",
        "nouvelle@test.example;Zoé;Encore",
        "autre-animateur@test.example;Zoé;Ailleurs",
        "sans-nom@test.example;;",
    )
    lues = prevoir(Session.objects.get(pk=session.pk), d.structure, lues, d.referent)
    assert [ligne.sort for ligne in lues] == [
        Sort.DEJA, Sort.PLACE, Sort.ATTENTE, Sort.FAUSSE, Sort.FAUSSE, Sort.REFUS, Sort.FAUSSE
    ]  # fmt: skip
    assert [lues[2].nouvelle, lues[2].precision] == [True, "rang 1"]
    assert "n'est pas une adresse" in lues[3].precision
    assert "déjà ligne 4" in lues[4].precision
    assert Inscription.objects.count() == 1
    assert not Utilisateur.objects.filter(email="nouvelle@test.example").exists()


def test_une_formule_n_est_pas_un_nom(d):
    lue = fichier("nouvelle@test.example;'=1+1;Neuve")[0]
    assert lue.sort == Sort.FAUSSE
    assert "« =1+1 » commence comme une formule" in lue.precision


def test_le_meme_fichier_deux_fois_inscrit_et_invite_une_fois(d):
    session = session_ouverte(d)
    lues = fichier("animateur@test.example;Ada;Test", "nouvelle@test.example;Zoé;Neuve", "faux;Zoé;Fausse")
    for _tour in range(2):
        issues = importer(d, session, lues)
    assert [bool(issue.inscription) for issue in issues] == [True, True, False]
    nouvelle = Utilisateur.objects.get(email="nouvelle@test.example")
    assert nouvelle.structure == d.structure
    assert not nouvelle.has_usable_password()
    assert Inscription.objects.get(utilisateur=nouvelle).structure == d.structure
    assert Message.objects.filter(cle__startswith="compte.ouvert:").count() == 1
    assert Inscription.objects.count() == 2


def test_une_ligne_refusee_n_ouvre_pas_de_compte(d):
    session = session_ouverte(d)
    Session.objects.filter(pk=session.pk).update(cloture_inscriptions=timezone.localdate() - timedelta(days=1))
    [issue] = importer(d, session, fichier("nouvelle@test.example;Zoé;Neuve"))
    assert "closes depuis" in issue.refus
    assert not Utilisateur.objects.filter(email="nouvelle@test.example").exists()


def test_un_referent_n_importe_pas_pour_une_autre_structure(d):
    with pytest.raises(PermissionDenied):
        importer(d, session_ouverte(d), fichier("x@test.example;A;B"), structure=d.autre_structure)
    with pytest.raises(PermissionDenied):
        importer(d, session_ouverte(d, dans=50), fichier("x@test.example;A;B"), derogation="Pour voir")


@pytest.mark.parametrize(
    ("contenu", "raison"),
    [
        (b"", "vide"),
        (b"Nom;Prenom\nA;B\n", "adresse électronique"),
        (b"mail\n", "personne"),
        (b"mail\n" + b"".join(b"a%d@test.example\n" % n for n in range(201)), "plus de 200 lignes"),
        (b"mail\na\x00b@test.example\n", "caractère nul"),
    ],
)
def test_un_fichier_qui_n_en_est_pas_un(contenu, raison):
    with pytest.raises(Refus, match=raison) as refus:
        lire_fichier(io.BytesIO(contenu), "equipe.csv")
    assert refus.value.champ == "fichier"
