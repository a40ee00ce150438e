"""Nobody, whoever reads the whole database, can tell who gave an anonymous answer; nor, once closed, a pseudonymous one."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from academie.branchements.periodique import RAPPELS
from academie.models import Message
from academie.regles import Refus
from besoins.actions.cloture import fermer_enquetes_echues
from besoins.actions.enquete import fermer_enquete
from besoins.actions.reponse import enregistrer_reponse, soumettre_reponse
from besoins.models import Enquete, Invitation, Reponse, Valeur
from tests.besoins.fabriques import enquete_ouverte, invitation, structures
from tests.besoins.questionnaires import dans_le_regime

PERSONNES = 9
AVANT = timezone.localtime().replace(hour=9) - timedelta(days=3)


def repondre_dans_l_ordre(d, regime: str):
    """Nine structures answer one after the other, minutes apart, each with a text of its own."""
    faite = enquete_ouverte(d.concepteur)
    faite.enquete = dans_le_regime(faite.enquete, regime)
    invitees = [invitation(faite, structure) for structure in structures(PERSONNES, d.structure.territoire)]
    for rang, invitee in enumerate(invitees):
        le = AVANT + timedelta(minutes=17 * rang)
        donnees = {faite.besoins: [faite.option("Formation")], faite.remarque: texte(rang)}
        enregistrer_reponse(invitation=invitee, valeurs=donnees, le=le)
        soumettre_reponse(invitation=invitee, le=le + timedelta(minutes=5))
    return faite, [Invitation.objects.get(pk=invitee.pk) for invitee in invitees]


def texte(rang: int) -> str:
    return f"Réponse secrète {rang:02}"


def toute_la_base() -> dict[str, list[dict]]:
    """Every row of every table, whatever application it belongs to."""
    return {
        modele._meta.db_table: list(modele._base_manager.values())
        for modele in apps.get_models(include_auto_created=True)
    }


def reponses_par_rang(faite) -> list[Reponse]:
    """The answers in the order in which they were given, as only their own words tell."""
    return [Reponse.objects.get(valeurs__texte=texte(rang), enquete=faite.enquete) for rang in range(PERSONNES)]


def verifier_que_rien_ne_relie(faite, invitees):
    reponses = reponses_par_rang(faite)
    base = toute_la_base()
    cles = {reponse.pk for reponse in reponses} | set(Valeur.objects.values_list("pk", flat=True))
    motif = re.compile("|".join(map(str, cles)))
    for table, lignes in base.items():
        for ligne in lignes:
            for colonne, valeur in ligne.items():
                dedans = table == "besoins_reponse" or (table == "besoins_valeur" and colonne in ("id", "reponse_id"))
                # No key of an answer, and no word of it, is anywhere else: not in a message, a task, a journal.
                assert dedans or not motif.search(str(valeur)), f"{table}.{colonne}"
                if not (table == "besoins_valeur" and colonne == "texte"):
                    assert "secrète" not in str(valeur), f"{table}.{colonne}"
    assert {reponse.invitation_id for reponse in reponses} == {None}
    # But for its key, nothing tells one answer from another: no time, no weight, no profile, no label.
    champs = {champ.attname for champ in Reponse._meta.concrete_fields} - {"id"}
    for champ in champs:
        assert len({getattr(reponse, champ) for reponse in reponses}) == 1, champ
    # Neither keys nor the order in which rows come are the order of answering.
    ordre = [reponse.pk for reponse in reponses]
    assert ordre != sorted(ordre)
    assert ordre != sorted(ordre, reverse=True)
    for valeurs in (Valeur.objects.filter(texte__startswith="Réponse"), Valeur.objects.exclude(option=None)):
        suite = [valeurs.get(reponse=reponse).pk for reponse in reponses]
        assert suite not in (sorted(suite), sorted(suite, reverse=True))
    assert {invitee.etat for invitee in invitees} == {"repondue"}


class TestAnonyme:
    def test_rien_dans_la_base_ne_relie_une_reponse_a_qui_l_a_donnee(self, d):
        verifier_que_rien_ne_relie(*repondre_dans_l_ordre(d, "anonyme"))

    def test_rien_non_plus_apres_la_cloture(self, d):
        faite, invitees = repondre_dans_l_ordre(d, "anonyme")
        avant = {reponse.pk for reponse in reponses_par_rang(faite)}

        fermer_enquete(enquete=faite.enquete)

        verifier_que_rien_ne_relie(faite, invitees)
        assert not avant & {reponse.pk for reponse in reponses_par_rang(faite)}

    def test_ni_l_heure_ni_le_profil_ni_un_message_ne_restent(self, d):
        faite, _invitees = repondre_dans_l_ordre(d, "anonyme")

        reponse = reponses_par_rang(faite)[0]
        for moment in (reponse.commencee_le, reponse.maj_le, reponse.soumise_le):
            local = timezone.localtime(moment)
            assert (local.hour, local.minute, local.second) == (0, 0, 0)
        assert not any(reponse.profil().values())
        assert not Message.objects.filter(cle__startswith="enquete.reponse").exists()

    def test_les_pages_de_l_administration_ne_relient_rien(self, d, connecte):
        faite, invitees = repondre_dans_l_ordre(d, "anonyme")
        client = connecte(d.administrateur)
        pages = [
            reverse("admin:index"),
            reverse("admin:besoins_invitation_changelist"),
            reverse("admin:besoins_invitation_change", args=[invitees[0].pk]),
            reverse("admin:besoins_enquete_change", args=[faite.enquete.pk]),
            reverse("admin:auditlog_logentry_changelist"),
        ]
        for page in pages:
            assert "secrète" not in client.get(page).text, page
        for page in ("reponse", "valeur"):
            assert client.get(f"/admin/besoins/{page}/").status_code == 404

    def test_a_la_cloture_les_jours_ne_distinguent_plus(self, d):
        faite = enquete_ouverte(d.concepteur)
        faite.enquete = dans_le_regime(faite.enquete, "anonyme")
        for rang, structure in enumerate(structures(3, d.structure.territoire)):
            invitee = invitation(faite, structure)
            le = timezone.now() + timedelta(days=rang)
            enregistrer_reponse(invitation=invitee, valeurs={faite.besoins: [faite.option("Formation")]}, le=le)
            soumettre_reponse(invitation=invitee, le=le)
        assert len(set(Reponse.objects.values_list("soumise_le", flat=True))) == 3

        fermer_enquete(enquete=faite.enquete, le=timezone.now() + timedelta(days=4))

        assert len(set(Reponse.objects.values_list("soumise_le", flat=True))) == 1
        assert Valeur.objects.count() == 3

    def test_un_second_envoi_n_ajoute_rien(self, d):
        faite, invitees = repondre_dans_l_ordre(d, "anonyme")

        soumettre_reponse(invitation=invitees[0])

        assert Reponse.objects.count() == PERSONNES
        with pytest.raises(Refus, match="déjà été envoyée"):
            enregistrer_reponse(invitation=invitees[0], valeurs={faite.remarque: "Encore"})

    def test_un_brouillon_jamais_envoye_est_efface_a_la_cloture(self, d):
        faite = enquete_ouverte(d.concepteur)
        faite.enquete = dans_le_regime(faite.enquete, "anonyme")
        invitee = invitation(faite, d.structure)
        enregistrer_reponse(invitation=invitee, valeurs={faite.remarque: "Brouillon"})

        fermer_enquete(enquete=faite.enquete)

        assert not Reponse.objects.exists()
        assert not Valeur.objects.exists()


class TestPseudonyme:
    def test_jusqu_a_la_cloture_la_reponse_se_relit_sans_que_rien_dise_quand_elle_est_venue(self, d):
        faite, invitees = repondre_dans_l_ordre(d, "pseudonyme")

        reponses = reponses_par_rang(faite)
        assert [reponse.invitation for reponse in reponses] == invitees
        cles = [reponse.pk for reponse in reponses]
        assert cles not in (sorted(cles), sorted(cles, reverse=True))
        assert {timezone.localtime(reponse.soumise_le).hour for reponse in reponses} == {0}
        assert Reponse.objects.count() == PERSONNES

    def test_le_message_ne_contient_pas_les_reponses(self, d):
        repondre_dans_l_ordre(d, "pseudonyme")

        messages = Message.objects.filter(cle__startswith="enquete.reponse")
        assert messages.count() == PERSONNES
        assert not any("secrète" in message.texte for message in messages)

    def test_a_la_cloture_rien_ne_relie_plus(self, d):
        faite, invitees = repondre_dans_l_ordre(d, "pseudonyme")
        anciennes = {reponse.pk for reponse in reponses_par_rang(faite)}

        fermer_enquete(enquete=faite.enquete)

        verifier_que_rien_ne_relie(faite, invitees)
        assert not anciennes & {reponse.pk for reponse in reponses_par_rang(faite)}

    def test_le_profil_et_le_poids_restent(self, d):
        faite, _invitees = repondre_dans_l_ordre(d, "pseudonyme")
        Enquete.objects.update(ponderation="main")
        Reponse.objects.update(poids=2.5)

        fermer_enquete(enquete=faite.enquete)

        assert {(r.poids, r.nature, r.region_id) for r in Reponse.objects.all()} == {(2.5, "espace", d.region.pk)}

    def test_un_libelle_importe_ne_nomme_plus_personne(self, d):
        faite, _invitees = repondre_dans_l_ordre(d, "pseudonyme")
        Reponse.objects.filter(pk=reponses_par_rang(faite)[0].pk).update(libelle="Mairie", invitation=None)

        fermer_enquete(enquete=faite.enquete)

        assert not Reponse.objects.exclude(libelle="").exists()


class TestNomme:
    def test_la_cloture_garde_qui_a_repondu_quoi(self, d):
        faite, invitees = repondre_dans_l_ordre(d, "nomme")

        fermer_enquete(enquete=faite.enquete)

        assert [reponse.invitation for reponse in reponses_par_rang(faite)] == invitees


class TestCloture:
    def test_passe_le_dernier_jour_l_enquete_se_ferme_seule_et_coupe_les_liens(self, d):
        repondre_dans_l_ordre(d, "pseudonyme")
        Enquete.objects.update(ferme_le=timezone.localdate())

        fermer_enquetes_echues()
        assert Enquete.objects.get().etat == "ouverte"
        fermer_enquetes_echues(le=timezone.now() + timedelta(days=1))

        assert Enquete.objects.get().etat == "close"
        assert not Reponse.objects.exclude(invitation=None).exists()

    def test_sans_dernier_jour_elle_reste_ouverte(self, d):
        enquete_ouverte(d.concepteur)

        fermer_enquetes_echues(le=timezone.now() + timedelta(days=400))

        assert Enquete.objects.get().etat == "ouverte"

    def test_un_lien_laisse_par_un_brouillon_de_derniere_seconde_est_coupe(self, d):
        faite = enquete_ouverte(d.concepteur)
        invitee = invitation(faite, d.structure)
        fermer_enquete(enquete=dans_le_regime(faite.enquete, "anonyme"))
        maintenant = timezone.now()
        Reponse.objects.create(enquete=faite.enquete, invitation=invitee, commencee_le=maintenant, maj_le=maintenant)

        fermer_enquetes_echues()

        assert not Reponse.objects.exists()

    @pytest.mark.parametrize("regime", ["pseudonyme", "anonyme"])
    def test_une_tres_grande_enquete_attend_le_battement(self, d, regime, monkeypatch):
        monkeypatch.setattr("besoins.actions.regime.COUPEES_AUSSITOT", 1)
        faite, invitees = repondre_dans_l_ordre(d, regime)
        avant = {reponse.pk for reponse in reponses_par_rang(faite)}
        fermer_enquete(enquete=faite.enquete)
        assert {reponse.pk for reponse in reponses_par_rang(faite)} == avant

        fermer_enquetes_echues()

        verifier_que_rien_ne_relie(faite, invitees)
        coupees = {reponse.pk for reponse in reponses_par_rang(faite)}
        assert not avant & coupees
        fermer_enquetes_echues()  # once is enough
        assert {reponse.pk for reponse in reponses_par_rang(faite)} == coupees

    def test_le_battement_s_en_charge(self):
        assert fermer_enquetes_echues in RAPPELS
