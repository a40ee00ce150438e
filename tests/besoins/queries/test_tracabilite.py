"""From the answers to the programme and back: what is told, to whom, and what stays hidden."""

import pytest
from django.utils import timezone

from besoins.actions.besoin import ecarter_besoin, qualifier_besoin, retenir_besoin
from besoins.actions.contribution import proposer_besoin
from besoins.actions.preuve import deriver_besoin_d_option
from besoins.actions.priorite import imposer_place
from besoins.actions.programme import nouvelle_version_programme
from besoins.models import Besoin, Citation, Codage, Code, Enquete, Preuve, Reponse, Valeur, VersionProgramme
from besoins.queries.catalogue import fiche
from besoins.queries.document import donnees_du_document
from besoins.queries.programme import avec_contenu
from besoins.queries.tracabilite import pourquoi, programmes_du_besoin
from tests.besoins import atelier, fabriques
from tests.certificats.fabriques import certificat
from tests.sessions.fabriques import session_ouverte


def chiffre(d, titre="Former", k=9, n=11, **enquete) -> Besoin:
    """A retained need whose evidence is k out of n."""
    besoin = fabriques.besoin_chiffre(d, titre, k, n)
    Enquete.objects.filter(sections__questions__options__preuves__besoin=besoin).update(**enquete)
    return retenir_besoin(besoin=qualifier_besoin(besoin=besoin, par=d.concepteur), par=d.concepteur)


def relu(version) -> VersionProgramme:
    return avec_contenu(VersionProgramme.objects).get(pk=version.pk)


def phrases(version, lecteur=None) -> str:
    dites = [preuve.phrase for repondu in pourquoi(relu(version), lecteur).besoins for preuve in repondu.preuves]
    return "\n".join(dites)


class TestPreuves:
    def test_la_part_et_son_intervalle(self, d):
        version = atelier.version_publiee(d, besoins=[chiffre(d)])

        assert "9 sur 11, soit 81,8 % [52 % – 95 %]" in phrases(version)

    @pytest.mark.parametrize(("k", "n"), [(3, 40), (3, 4)])
    def test_un_petit_nombre_reste_masque_au_public(self, d, k, n):
        version = atelier.version_publiee(d, besoins=[chiffre(d, k=k, n=n)])

        assert "masqué" in phrases(version)
        assert f"{k} sur {n}" not in phrases(version)
        assert f"{k} sur {n}" in phrases(version, d.concepteur)

    def test_une_enquete_anonyme_le_masque_a_tous(self, d):
        version = atelier.version_publiee(d, besoins=[chiffre(d, k=3, n=4, regime="anonyme")])

        assert "3 sur 4" not in phrases(version, d.concepteur)

    def test_le_critere_ne_redit_pas_un_nombre_masque(self, d):
        version = atelier.version_publiee(d, besoins=[chiffre(d, k=3, n=40)])

        assert "3 sur 40" not in str(pourquoi(relu(version)).besoins[0].priorite)
        assert "3 sur 40" not in str(fiche(relu(version)).besoins)
        assert donnees_du_document(relu(version)).besoins[0].n is None

    def test_les_resultats_se_lisent_quand_ils_sont_publies(self, d):
        version = atelier.version_publiee(d, besoins=[chiffre(d)])
        assert not pourquoi(relu(version)).besoins[0].preuves[0].url

        Enquete.objects.update(resultats_publies=True)

        assert pourquoi(relu(version)).besoins[0].preuves[0].url.endswith(f"/{Enquete.objects.get().pk}/")

    def test_le_signal_dit_sa_note_et_ses_sources(self, d):
        version = atelier.version_publiee(d)

        assert "noté B2" in phrases(version)
        assert "2 sources indépendantes" in phrases(version)
        assert "habituellement fiable" in phrases(version)

    def test_une_demande_ne_dit_ni_qui_ni_ses_mots_au_public(self, d):
        besoin = proposer_besoin(besoin=Besoin(titre="Signer", description="Avec Nadia"), par=d.animateur, structure=d.structure)  # fmt: skip
        besoin = retenir_besoin(besoin=qualifier_besoin(besoin=besoin, par=d.concepteur), par=d.concepteur)
        version = atelier.version_publiee(d, besoins=[besoin])

        assert "demande d'une structure du réseau" in phrases(version)
        assert "Nadia" not in phrases(version)
        assert str(d.structure) not in phrases(version)
        assert "Nadia" in phrases(version, d.concepteur)
        for publie in (str(fiche(relu(version))), str(donnees_du_document(relu(version)).besoins)):
            assert "Nadia" not in publie
            assert str(d.structure) not in publie


class TestCitations:
    @pytest.fixture
    def version(self, d):
        """A need that rests on a theme: two texts hold it, one of them may be quoted."""
        faite = fabriques.enquete_ouverte(d.concepteur)
        for structure, mots in ((d.structure, "Trop loin"), (d.autre_structure, "Loin de tout")):
            fabriques.repondre(faite, structure, "Formation", remarque=mots)
        code = Code.objects.create(question=faite.remarque, libelle="Distance", ordre=1, cree_par=d.concepteur)
        for valeur in Valeur.objects.exclude(texte=""):
            Codage.objects.create(valeur=valeur, code=code, par=d.concepteur, le=timezone.now())
        Citation.objects.create(valeur=Valeur.objects.get(texte="Trop loin"), texte="Trop loin", par=d.concepteur, le=timezone.now())  # fmt: skip
        besoin = atelier.besoin_retenu(d, "Se rapprocher")
        Preuve.objects.create(besoin=besoin, genre="theme", code=code, k=7, n=9, ajoutee_par=d.concepteur, ajoutee_le=timezone.now())  # fmt: skip
        Enquete.objects.update(resultats_publies=True)
        return atelier.version_publiee(d, besoins=[besoin])

    def citations(self, version, lecteur=None) -> list[str]:
        return [c for preuve in pourquoi(relu(version), lecteur).besoins[0].preuves for c in preuve.citations]

    def test_seul_ce_qui_a_ete_verifie_est_cite(self, version):
        assert self.citations(version) == ["Trop loin"]
        assert donnees_du_document(relu(version)).besoins[0].source.startswith("Besoins des structures")

    @pytest.mark.parametrize("etat", [{"resultats_publies": False}, {"regime": "pseudonyme"}])
    def test_le_public_ne_lit_que_ce_qui_etait_dit(self, d, version, etat):
        Enquete.objects.update(**etat)

        assert self.citations(version) == []
        assert self.citations(version, d.concepteur) == ["Trop loin"]

    def test_ce_qu_un_lecteur_n_a_pas_vu_ne_l_est_pas(self, d, version):
        Codage.objects.create(valeur=Valeur.objects.get(texte="Trop loin"), code=None, par=d.autre_concepteur, le=timezone.now())  # fmt: skip

        assert self.citations(version) == []

    def test_un_theme_rare_n_est_pas_cite_au_public(self, d, version):
        Preuve.objects.filter(genre="theme").update(k=2)

        assert self.citations(version) == []
        assert self.citations(version, d.concepteur) == ["Trop loin"]

    def test_une_enquete_anonyme_sous_le_seuil_n_est_pas_citee(self, d, version):
        Enquete.objects.update(regime="anonyme", etat="close", close_le=timezone.now())
        assert self.citations(version, d.concepteur) == []

        enquete = Enquete.objects.get()
        remarque = Valeur.objects.exclude(texte="").first().question
        for _rang in range(5):
            reponse = Reponse(enquete=enquete, commencee_le=timezone.now())
            reponse.soumettre(le=timezone.now())
            reponse.save()
            Valeur.objects.create(reponse=reponse, question=remarque, texte="Autre chose")
        assert self.citations(version, d.concepteur) == ["Trop loin"]


class TestPriorite:
    def test_le_public_lit_les_criteres_et_pas_les_autres_besoins(self, d):
        fabriques.besoin_chiffre(d, "Un besoin encore secret", 11, 11)
        version = atelier.version_publiee(d, besoins=[chiffre(d)])

        dites = str(pourquoi(relu(version)).besoins[0].priorite)
        assert "Place 2 sur 2" in dites
        assert "9 sur 11" in dites.replace("\xa0", " ")
        assert "secret" not in dites
        assert "secret" in str(pourquoi(relu(version), d.concepteur).besoins[0].priorite)

    def test_une_place_imposee_dit_son_motif_sans_nommer(self, d):
        besoin = chiffre(d)
        version = atelier.version_publiee(d, besoins=[besoin])
        imposer_place(besoin=besoin, place=1, motif="Le conseil le demande.", par=d.concepteur)

        dites = str(pourquoi(relu(version)).besoins[0].priorite)
        assert "Le conseil le demande." in dites
        assert str(d.concepteur) not in dites


class TestEcartes:
    def test_ceux_du_meme_theme_avec_leur_motif(self, d):
        version = atelier.version_publiee(d)
        for titre, champs in (("Du thème", {"theme": version.programme.theme, "porte": "signal"}), ("D'ailleurs", {})):
            besoin = fabriques.besoin(d.concepteur, titre)
            Besoin.objects.filter(pk=besoin.pk).update(**champs)
            ecarter_besoin(besoin=Besoin.objects.get(pk=besoin.pk), motif="Hors du champ.", par=d.concepteur)

        [dit] = pourquoi(relu(version)).ecartes
        assert (dit.titre, dit.motif) == ("Du thème", "Hors du champ.")

    def test_ceux_de_la_meme_enquete(self, d):
        faite = fabriques.enquete_ouverte(d.concepteur)
        fabriques.repondre(faite, d.structure, "Formation", "Matériel")
        retenu, ecarte = (
            qualifier_besoin(
                besoin=deriver_besoin_d_option(option=faite.option(mot), par=d.concepteur), par=d.concepteur
            )
            for mot in ("Formation", "Matériel")
        )
        ecarter_besoin(besoin=ecarte, motif="Hors du champ.", par=d.concepteur)
        version = atelier.version_publiee(d, besoins=[retenir_besoin(besoin=retenu, par=d.concepteur)])

        assert [besoin.titre for besoin in pourquoi(relu(version)).ecartes] == ["Matériel"]

    def test_la_demande_de_quelqu_un_n_est_pas_publique(self, d):
        version = atelier.version_publiee(d)
        besoin = fabriques.besoin(d.concepteur, "Signer")
        Besoin.objects.filter(pk=besoin.pk).update(theme=version.programme.theme, porte="demande")
        ecarter_besoin(besoin=Besoin.objects.get(pk=besoin.pk), motif="Hors du champ.", par=d.concepteur)

        assert pourquoi(relu(version)).ecartes == []
        assert len(pourquoi(relu(version), d.concepteur).ecartes) == 1


class TestReponse:
    def test_les_objectifs_et_leurs_modules(self, d):
        [repondu] = pourquoi(relu(atelier.version_publiee(d))).besoins

        assert [objectif.intitule for objectif in repondu.objectifs] == ["Accompagner une démarche en ligne"]
        assert [module.titre for module in repondu.modules] == ["Module 1", "Module 2"]

    def test_ce_qui_change_d_une_version_a_l_autre(self, d):
        version = atelier.version_publiee(d)
        nouvelle = nouvelle_version_programme(version=version, par=d.concepteur)
        nouvelle.modules.filter(titre="Module 2").update(titre="Module tout neuf")

        [derniere, premiere] = pourquoi(relu(nouvelle), d.concepteur).etapes
        assert derniere.phrases == ["modules ajoutés : « Module tout neuf »", "modules retirés : «\xa0Module 2\xa0»"]  # fmt: skip
        assert premiere.phrases == []
        assert [etape.version for etape in pourquoi(relu(nouvelle)).etapes] == [version]


class TestBesoin:
    def test_sessions_personnes_formees_et_certifiees(self, d):
        besoin = atelier.besoin_retenu(d)
        version = atelier.version_publiee(d, besoins=[besoin], theme=atelier.theme("Vacances"))
        certificat(d, version=version)
        session = session_ouverte(d, version=version, dans=60)

        [repond], ensemble = programmes_du_besoin(besoin)

        assert repond.programme == version.programme
        dites = [f"{figure.valeur} {figure.libelle}" for figure in ensemble]
        assert dites == ["1 session réalisée", "1 session ouverte", "1 personne inscrite", "1 personne formée", "1 personne certifiée"]  # fmt: skip
        assert [ligne.url for ligne in repond.a_venir] == [session.get_absolute_url()]

    def test_un_besoin_regroupe_montre_ce_qui_repond_a_son_groupe(self, d):
        groupe, membre = atelier.besoin_retenu(d, "Groupe"), fabriques.besoin(d.concepteur, "Membre")
        Besoin.objects.filter(pk=membre.pk).update(groupe=groupe, etat="regroupe")
        version = atelier.version_publiee(d, besoins=[groupe])

        [repond], _ensemble = programmes_du_besoin(Besoin.objects.get(pk=membre.pk))
        assert repond.versions == [version]


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_nombre_de_requetes_ne_depend_pas_des_besoins(d, nombre, django_assert_num_queries):
    besoins = [chiffre(d, f"Besoin {rang}") for rang in range(nombre)]
    version = atelier.version_publiee(d, besoins=besoins)

    lue = relu(version)

    with django_assert_num_queries(19):
        pourquoi(lue)


@pytest.mark.parametrize("nombre", [1, 30])
def test_le_nombre_de_requetes_ne_depend_pas_des_programmes(d, nombre, django_assert_num_queries):
    besoin = atelier.besoin_retenu(d)
    for rang in range(nombre):
        version = atelier.version_publiee(
            d, f"Programme {rang}", theme=atelier.theme("Vacances"), besoins=[Besoin.objects.get(pk=besoin.pk)]
        )
    session_ouverte(d, version=version)

    with django_assert_num_queries(10):
        programmes_du_besoin(besoin)
