"""Issued once, to whoever was there long enough; corrected by another; revoked with a reason."""

from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from academie.models import Message
from academie.regles import Refus
from besoins.models import VersionProgramme
from certificats.actions.certificat import delivrer_certificats, remplacer_certificat, revoquer_certificat
from certificats.models import Acquis, Certificat
from sessions.actions.cloture import cloturer_session
from sessions.actions.inscription import annuler_inscription
from sessions.actions.offre import accepter_offre
from tests.certificats.fabriques import (
    certificat,
    clore,
    contresigner,
    emarger,
    enseigner,
    relire,
    session_close,
    session_tenue,
)
from tests.distribution import distribuer
from tests.sessions.actions.test_simultaneite import ensemble
from tests.sessions.fabriques import animateurs, version_publiee


def lire(certificat) -> bytes:
    with certificat.principal.fichier.open("rb") as fichier:
        return fichier.read()


def corriger(certificat, d, **champs):
    corrections = {champ: certificat.faits[champ] for champ in ("titulaire", "employeur", "lieu")} | champs
    return remplacer_certificat(
        certificat=certificat, par=d.gestionnaire, motif="Nom mal écrit", corrections=corrections
    )


class TestDelivrer:
    def test_qui_atteint_le_seuil_recoit_son_certificat(self, d):
        session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 1})
        [certificat] = delivrer_certificats(session=session, par=d.gestionnaire)
        assert certificat.inscription.utilisateur == d.animateur
        assert certificat.faits == {
            "titulaire": "Animateur Test",
            "employeur": "Médiathèque de Quimper",
            "programme": "Accompagner sur tous les terminaux",
            "version": "1",
            "objectifs": ["Accompagner un usage (1.1, 4)"],
            "jours": [session.debut.date().isoformat()],
            "lieu": "Maison des associations, 3 rue du Port, Quimper",
            "minutes_prevues": 390,
            "minutes_suivies": 390,
            "seuil": 80,
            "formateurs": ["Formateur Test"],
            "delivre_le": certificat.faits["delivre_le"],
        }
        assert certificat.emis_par == d.gestionnaire

    @pytest.mark.parametrize(("seuil", "recus"), [(50, 1), (51, 0)])
    def test_le_seuil_est_celui_du_programme_a_la_minute_pres(self, d, seuil, recus):
        version = version_publiee(d)
        VersionProgramme.objects.filter(pk=version.pk).update(seuil_assiduite=seuil)
        session = session_close(d, presences={d.animateur: 1})
        assert len(delivrer_certificats(session=session, par=d.gestionnaire)) == recus

    def test_une_absence_declaree_ne_compte_pas(self, d):
        session = session_close(d, presences={d.animateur: 0})
        assert delivrer_certificats(session=session, par=d.gestionnaire) == []

    def test_une_inscription_annulee_ou_en_attente_ne_recoit_rien(self, d):
        [en_attente] = animateurs(1)
        session = session_tenue(d, presences={d.animateur: 0, d.autre_animateur: 0, en_attente: 0}, capacite=1)
        annuler_inscription(inscription=session.inscriptions.get(utilisateur=d.animateur), par=d.animateur)
        seconde = session.inscriptions.get(utilisateur=d.autre_animateur)
        accepter_offre(inscription=seconde, par=d.autre_animateur)
        emarger(session.inscriptions.get(pk=seconde.pk), 2)
        [certificat] = delivrer_certificats(session=clore(session), par=d.gestionnaire)
        assert certificat.inscription.utilisateur == d.autre_animateur

    def test_deux_fois_est_une_fois(self, d):
        session = session_close(d)
        [certificat] = delivrer_certificats(session=session, par=d.gestionnaire)
        assert delivrer_certificats(session=session, par=d.gestionnaire) == []
        assert [c.pk for c in Certificat.objects.all()] == [certificat.pk]
        assert Message.objects.filter(cle__startswith="certificat.").count() == 1

    def test_un_certificat_revoque_n_est_pas_delivre_a_nouveau(self, d):
        emis = certificat(d)
        revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Erreur")
        assert delivrer_certificats(session=emis.inscription.session, par=d.gestionnaire) == []

    def test_refuse_tant_que_la_session_n_est_pas_close(self, d):
        with pytest.raises(Refus, match="Closez d'abord"):
            delivrer_certificats(session=session_tenue(d), par=d.gestionnaire)

    def test_le_fichier_est_fige_avec_son_empreinte(self, d):
        emis = certificat(d)
        avant = lire(emis)
        assert sha256(avant).hexdigest() == emis.principal.empreinte
        assert emis.principal.code in emis.principal.fichier.name
        d.animateur.nom = "Autrement"
        d.animateur.save()
        assert lire(relire(emis)) == avant
        assert relire(emis).faits["titulaire"] == "Animateur Test"

    def test_les_objectifs_deviennent_des_competences_au_plus_haut_niveau(self, d):
        version = version_publiee(d)
        for code, niveau in [("1.1", 3), ("1.1", 5), ("2.1", 4)]:
            enseigner(version, code=code, niveau=niveau)
        certificat(d)
        acquis = Acquis.objects.filter(utilisateur=d.animateur).order_by("competence__code")
        assert [(a.competence.code, a.niveau) for a in acquis] == [("1.1", 5), ("2.1", 4)]

    def test_la_personne_est_prevenue_avec_le_lien(self, d):
        emis = certificat(d)
        message = Message.objects.get(cle=f"certificat.delivre:{emis.pk}")
        assert message.destinataire == d.animateur.email
        assert "Accompagner sur tous les terminaux" in message.sujet
        assert f"http://testserver/certificats/{emis.pk}/" in message.texte
        assert emis.principal.adresse_verification in message.texte
        assert "&#" not in message.texte

    def test_les_codes_et_les_numeros_sont_tous_differents(self, d):
        session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 2})
        un, deux = delivrer_certificats(session=session, par=d.gestionnaire)
        assert un.principal.code != deux.principal.code
        assert un.numero != deux.numero


def test_deux_clotures_simultanees_delivrent_une_fois(transactional_db):
    d = distribuer()
    session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 2})
    resultats = ensemble([lambda: delivrer_certificats(session=session, par=d.gestionnaire)] * 4)
    assert sorted(len(r) for r in resultats) == [0, 0, 0, 2]
    assert Certificat.objects.count() == 2


def test_deux_remplacements_simultanes_n_en_font_qu_un(transactional_db):
    d = distribuer()
    emis = certificat(d)
    resultats = ensemble([lambda: corriger(emis, d, titulaire="Anne Test")] * 3)
    assert len({r.pk for r in resultats}) == 1
    assert Certificat.objects.count() == 2


class TestRemplacer:
    def test_le_nouveau_fait_foi_et_l_ancien_le_dit(self, d):
        emis = certificat(d)
        avant = lire(emis)
        nouveau = corriger(emis, d, titulaire="Animatrice Test")
        ancien = relire(emis)
        assert ancien.etat == "remplace"
        assert ancien.motif == "Nom mal écrit"
        assert nouveau.remplace == ancien
        assert nouveau.etat == "valide"
        assert nouveau.faits == ancien.faits | {
            "titulaire": "Animatrice Test",
            "delivre_le": nouveau.faits["delivre_le"],
            "remplace": ancien.numero,
        }
        assert nouveau.principal.code != ancien.principal.code
        assert nouveau.numero != ancien.numero
        assert lire(ancien) == avant
        assert sha256(lire(nouveau)).hexdigest() == nouveau.principal.empreinte

    def test_les_competences_suivent_le_nouveau(self, d):
        nouveau = corriger(certificat(d), d, titulaire="Animatrice Test")
        assert [a.certificat for a in Acquis.objects.filter(utilisateur=d.animateur).prouves()] == [nouveau]

    def test_la_meme_correction_deux_fois_rend_le_meme(self, d):
        emis = certificat(d)
        nouveau = corriger(emis, d, titulaire="Animatrice Test")
        assert corriger(emis, d, titulaire="Animatrice Test") == nouveau
        assert Message.objects.filter(cle__startswith="certificat.remplace").count() == 1

    def test_une_autre_correction_de_l_ancien_est_refusee(self, d):
        emis = certificat(d)
        nouveau = corriger(emis, d, titulaire="Animatrice Test")
        with pytest.raises(Refus, match=nouveau.numero):
            corriger(emis, d, titulaire="Encore Autre")

    def test_refuse_quand_rien_ne_change(self, d):
        with pytest.raises(Refus, match="Rien ne change") as refus:
            corriger(certificat(d), d)
        assert refus.value.champ == "titulaire"

    def test_refuse_un_certificat_revoque(self, d):
        emis = certificat(d)
        revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Erreur")
        with pytest.raises(Refus, match="révoqué"):
            corriger(emis, d, titulaire="Animatrice Test")

    def test_la_personne_est_prevenue(self, d):
        nouveau = corriger(certificat(d), d, titulaire="Animatrice Test")
        message = Message.objects.get(cle=f"certificat.remplace:{nouveau.pk}")
        assert nouveau.remplace.numero in message.texte
        assert "Nom mal écrit" in message.texte


class TestRevoquer:
    def test_il_reste_avec_sa_date_et_son_motif(self, d):
        revoque = revoquer_certificat(certificat=certificat(d), par=d.gestionnaire, classe="fait", motif="Émargement contesté")
        revoque = relire(revoque)
        assert (revoque.etat, revoque.motif) == ("revoque", "Émargement contesté")
        assert revoque.revoque_le is not None

    def test_deux_fois_est_une_fois(self, d):
        emis = certificat(d)
        premier = revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Émargement contesté")
        second = revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Autre")
        assert (second.motif, second.revoque_le) == (premier.motif, premier.revoque_le)
        assert Message.objects.filter(cle__startswith="certificat.revoque").count() == 1

    def test_ce_qu_il_prouvait_ne_compte_plus(self, d):
        emis = certificat(d)
        revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Erreur")
        assert not Acquis.objects.filter(utilisateur=d.animateur).prouves().exists()
        assert Acquis.objects.filter(utilisateur=d.animateur).exists()

    def test_refuse_un_certificat_remplace(self, d):
        emis = certificat(d)
        nouveau = corriger(emis, d, titulaire="Animatrice Test")
        with pytest.raises(Refus, match=nouveau.numero):
            revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Erreur")

    def test_la_personne_est_prevenue(self, d):
        emis = certificat(d)
        revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Émargement contesté")
        message = Message.objects.get(cle=f"certificat.revoque:{emis.pk}")
        assert "Émargement contesté" in message.texte


class TestLaBaseRepeteLaRegle:
    def test_un_seul_valide_par_inscription(self, d):
        emis = certificat(d)
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificat.objects.create(
                inscription=emis.inscription, numero="autre", faits=emis.faits, emis_le=emis.emis_le
            )

    def test_pas_de_revocation_sans_date_ni_de_retrait_sans_motif(self, d):
        emis = certificat(d)
        for champs in ({"etat": "revoque", "motif": "Erreur"}, {"etat": "remplace", "motif": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Certificat.objects.filter(pk=emis.pk).update(**champs)


class TestCloture:
    """What the closing of a session sets off, through the port that `sessions` calls."""

    def test_clore_deux_fois_delivre_une_fois(self, d):
        session = contresigner(session_tenue(d, presences={d.animateur: 2, d.autre_animateur: 1}))
        for _ in range(2):
            cloturer_session(session=session, par=d.gestionnaire, le=session.fin)
        emis = Certificat.objects.get()
        assert emis.inscription.utilisateur == d.animateur
        assert (emis.emis_par, emis.emis_le) == (d.gestionnaire, session.fin)

    def test_une_delivrance_qui_echoue_n_a_rien_clos(self, d, monkeypatch):
        def panne(donnees):
            raise OSError

        session = contresigner(session_tenue(d))
        monkeypatch.setattr("certificats.actions.emission.fabriquer_pdf", panne)
        with pytest.raises(OSError):
            cloturer_session(session=session, par=d.gestionnaire, le=session.fin)
        assert relire(session).etat == "ouverte"
        assert not Certificat.objects.exists()


def test_deux_clotures_simultanees_par_la_porte(transactional_db):
    d = distribuer()
    session = contresigner(session_tenue(d))
    ensemble([lambda: cloturer_session(session=session, par=d.gestionnaire, le=session.fin)] * 3)
    assert Certificat.objects.count() == 1
