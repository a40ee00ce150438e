"""Issued once, to whoever was there long enough; corrected by another; revoked with a reason."""

from datetime import date
from hashlib import sha256

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from academie.models import Message, Organisme
from academie.regles import Refus
from besoins.models import Financement, VersionProgramme
from certificats.actions.campagne import demander_campagne
from certificats.actions.certificat import remplacer_certificat, revoquer_certificat
from certificats.models import Acquis, Badge, Certificat, DocumentDelivre
from certificats.queries.invariants import documents_en_trop_ou_manquants
from sessions.actions.cloture import cloturer_session
from sessions.actions.inscription import annuler_inscription
from sessions.actions.offre import accepter_offre
from tests.certificats.fabriques import (
    certificat,
    clore,
    contresigner,
    delivrer,
    emarger,
    enseigner,
    relire,
    session_close,
    session_tenue,
)
from tests.distribution import distribuer
from tests.sessions.actions.test_simultaneite import ensemble
from tests.sessions.fabriques import animateurs, version_publiee


def genres(certificat) -> set[str]:
    return {document.genre for document in certificat.documents.all()}


def lire(certificat) -> bytes:
    with certificat.principal.fichier.open("rb") as fichier:
        return fichier.read()


def corriger(certificat, d, **champs):
    corrections = {champ: certificat.faits[champ] for champ in ("titulaire", "employeur", "lieu")} | champs
    return remplacer_certificat(
        certificat=certificat, par=d.gestionnaire, motif="Nom mal écrit", corrections=corrections
    )


class TestDelivrer:
    def test_qui_atteint_le_seuil_recoit_les_trois_documents(self, d):
        session = session_close(d, presences={d.animateur: 2})
        [certificat] = delivrer(session, d)
        assert certificat.inscription.utilisateur == d.animateur
        assert certificat.atteint
        presences = certificat.faits.pop("presences")
        assert [(p["prevues"], p["suivies"]) for p in presences] == [(195, 195), (195, 195)]
        assert certificat.faits.pop("modele").keys() == {"realisation", "fin_formation", "assiduite"}
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
            "organisme": {"nom": settings.EDITEUR["nom"]},
            "financements": [],
            "resultats": [],
            "delivre_le": certificat.faits["delivre_le"],
        }
        assert certificat.emis_par == d.gestionnaire
        assert genres(certificat) == {"realisation", "fin_formation", "assiduite"}

    def test_qui_ne_l_atteint_pas_ne_recoit_que_ses_heures(self, d):
        session = session_close(d, presences={d.autre_animateur: 1})
        [emis] = delivrer(session, d)
        assert not emis.atteint
        assert genres(emis) == {"assiduite"}
        assert emis.principal.numero == f"{emis.numero}-A"
        assert [p["suivies"] for p in emis.faits["presences"]] == [195, 0]
        assert not Acquis.objects.exists()
        assert not Badge.objects.exists()
        message = Message.objects.get(cle=f"certificat.attestation:{emis.pk}")
        assert "3 h 15 sur 6 h 30" in message.texte.replace("\xa0", " ")

    def test_l_organisme_et_les_financeurs_du_jour_sont_figes(self, d):
        version = version_publiee(d)
        version.financements.add(
            Financement.objects.create(
                nom="FSE+ Bretagne", fonds="fse", mention="Cofinancé par l'Union européenne", debut=date(2020, 1, 1)
            )
        )
        Organisme.objects.create(
            pk=1, nom="Réseau d'Exemple", commune="Quimper", representant_nom="Léa Roy", declaration="53290000129"
        )
        faits = certificat(d).faits
        assert faits["organisme"]["nom"] == "Réseau d'Exemple"
        assert faits["organisme"]["signataire"] == "Léa Roy"
        assert "53 29 00001 29" in faits["organisme"]["enregistrement"].replace("\xa0", " ")
        assert faits["financements"] == [{"mention": "Cofinancé par l'Union européenne", "europe": True}]

    def test_les_resultats_sont_ceux_que_la_personne_a_dits(self, d, monkeypatch):
        session = session_close(d)
        [inscription], [objectif] = session.inscriptions.all(), session.version.objectifs.all()
        dites = ({(inscription.pk, objectif.pk): 1.0}, {(inscription.pk, objectif.pk): 3.0})
        monkeypatch.setattr("certificats.queries.faits.notes_des_personnes", lambda session, inscriptions: dites)
        [emis] = delivrer(session, d)
        assert emis.faits["resultats"] == [{"objectif": objectif.intitule, "avant": 1.0, "apres": 3.0}]

    @pytest.mark.parametrize(("seuil", "recus"), [(50, 1), (51, 0)])
    def test_le_seuil_est_celui_du_programme_a_la_minute_pres(self, d, seuil, recus):
        version = version_publiee(d)
        VersionProgramme.objects.filter(pk=version.pk).update(seuil_assiduite=seuil)
        session = session_close(d, presences={d.animateur: 1})
        assert sum(emis.atteint for emis in delivrer(session, d)) == recus

    def test_une_absence_declaree_ne_compte_pas(self, d):
        session = session_close(d, presences={d.animateur: 0})
        assert delivrer(session, d) == []

    def test_une_inscription_annulee_ou_en_attente_ne_recoit_rien(self, d):
        [en_attente] = animateurs(1)
        session = session_tenue(d, presences={d.animateur: 0, d.autre_animateur: 0, en_attente: 0}, capacite=1)
        annuler_inscription(inscription=session.inscriptions.get(utilisateur=d.animateur), par=d.animateur)
        seconde = session.inscriptions.get(utilisateur=d.autre_animateur)
        accepter_offre(inscription=seconde, par=d.autre_animateur)
        emarger(session.inscriptions.get(pk=seconde.pk), 2)
        [certificat] = delivrer(clore(session), d)
        assert certificat.inscription.utilisateur == d.autre_animateur

    def test_deux_fois_est_une_fois(self, d):
        session = session_close(d)
        [certificat] = delivrer(session, d)
        assert delivrer(session, d) == []
        assert [c.pk for c in Certificat.objects.all()] == [certificat.pk]
        assert Message.objects.filter(cle__startswith="certificat.").count() == 1

    def test_un_certificat_revoque_n_est_pas_delivre_a_nouveau(self, d):
        emis = certificat(d)
        revoquer_certificat(certificat=emis, par=d.gestionnaire, classe="fait", motif="Erreur")
        assert delivrer(emis.inscription.session, d) == []

    def test_refuse_tant_que_la_session_n_est_pas_close(self, d):
        with pytest.raises(Refus, match="Closez d'abord"):
            delivrer(session_tenue(d), d)

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
        un, deux = delivrer(session, d)
        assert un.principal.code != deux.principal.code
        assert un.numero != deux.numero


def test_deux_clotures_simultanees_delivrent_une_fois(transactional_db):
    d = distribuer()
    session = session_close(d, presences={d.animateur: 2, d.autre_animateur: 2})
    ensemble([lambda: demander_campagne(session=session, par=d.gestionnaire)] * 4)
    assert Certificat.objects.count() == 2
    assert Message.objects.filter(cle__startswith="certificat.").count() == 2


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

    def test_un_certificat_d_avant_gagne_les_documents_d_aujourd_hui(self, d):
        emis = certificat(d)
        emis.documents.exclude(genre="realisation").delete()
        emis.faits = {cle: emis.faits[cle] for cle in emis.faits if cle not in {"presences", "modele", "organisme"}}
        emis.save()
        nouveau = corriger(emis, d, titulaire="Animatrice Test")
        assert {document.genre for document in nouveau.documents.all()} == set(DocumentDelivre.Genre.values)
        assert nouveau.faits["presences"]
        assert list(documents_en_trop_ou_manquants()) == []

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
        revoque = revoquer_certificat(
            certificat=certificat(d), par=d.gestionnaire, classe="fait", motif="Émargement contesté"
        )
        revoque = relire(revoque)
        assert (revoque.etat, revoque.classe, revoque.motif) == ("revoque", "fait", "Émargement contesté")
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
        assert "Un fait qu'il affirmait était faux." in message.texte


class TestLaBaseRepeteLaRegle:
    def test_un_seul_valide_par_inscription(self, d):
        emis = certificat(d)
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificat.objects.create(
                inscription=emis.inscription, numero="autre", faits=emis.faits, emis_le=emis.emis_le
            )

    def test_la_raison_publique_ne_va_qu_avec_une_revocation(self, d):
        emis = certificat(d)
        with pytest.raises(IntegrityError), transaction.atomic():
            Certificat.objects.filter(pk=emis.pk).update(classe="fraude")

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
        assert Certificat.objects.count() == 2
        emis = Certificat.objects.valides().get()
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
