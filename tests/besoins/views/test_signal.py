import re

import pytest
from django.urls import reverse

from besoins.actions.signal import ecarter_signal
from besoins.models import Besoin, Signal, SourceVeille
from besoins.queries.signal import sources_independantes
from tests.besoins.fabriques import noter, observer, signal

DONNEES = {
    "titre": "Un guichet ferme",
    "resume": "Vu trois fois.",
    "nouvelle_source": "Carnet",
    "genre_source": "capteur",
    "observe_le": "2026-03-03",
    "axe": "usages",
}


def page(nom: str, *args) -> str:
    return reverse(f"besoins:signal_{nom}", args=args)


class TestSaisir:
    def test_un_fait_nouveau_avec_sa_source(self, d, connecte):
        client = connecte(d.concepteur)

        for _ in range(2):
            reponse = client.post(page("create"), DONNEES)

        assert reponse["Location"] == Signal.objects.get().get_absolute_url()
        assert SourceVeille.objects.get().nom == "Carnet"

    def test_le_reste_est_facultatif(self, d, connecte):
        fait = {"titre": "Un guichet ferme", "resume": "Vu.", "nouvelle_source": "Carnet", "axe": "usages"}
        client = connecte(d.gestionnaire)

        jour = client.get(page("create")).context["form"]["observe_le"].value()
        client.post(page("create"), fait | {"observe_le": jour, "genre_source": "capteur"})

        assert Signal.objects.get().titre == "Un guichet ferme"

    @pytest.mark.parametrize(
        ("champ", "saisie"),
        [("nouvelle_source", ""), ("axe", ""), ("axe", "inconnu"), ("observe_le", "2999-01-01"), ("titre", " ")],
    )
    def test_ce_qui_manque_se_dit_et_la_saisie_reste(self, d, connecte, champ, saisie):
        reponse = connecte(d.concepteur).post(page("create"), DONNEES | {champ: saisie})

        assert ("source" if champ == "nouvelle_source" else champ) in reponse.context["form"].errors
        assert "Vu trois fois." in reponse.text
        assert not Signal.objects.exists()

    def test_la_source_se_choisit_aussi_dans_la_liste(self, d, connecte):
        source = signal().source

        connecte(d.concepteur).post(page("create"), DONNEES | {"nouvelle_source": "", "source": source.pk})

        assert Signal.objects.get(titre="Un guichet ferme").source == source

    def test_modifier_garde_la_note(self, d, connecte):
        note = signal(note_par=d.concepteur)

        connecte(d.concepteur).post(page("update", note.pk), DONNEES)

        note = Signal.objects.get(pk=note.pk)
        assert (note.titre, note.cotation) == ("Un guichet ferme", "B2")


class TestDoublon:
    """What looks like a known signal is asked about; nothing is lost."""

    @pytest.mark.parametrize(
        "saisie",
        [{"titre": "Des guichets qui ferment"}, {"titre": "Rien à voir", "url": "http://www.x.fr/a/?utm_source=b"}],
    )
    def test_la_question_est_posee_et_rien_n_est_garde(self, d, connecte, saisie):
        connu = observer("Un guichet qui fermait" if "url" not in saisie else "Autre", "Presse", url="https://x.fr/a")
        Signal.objects.filter(pk=connu.pk).update(racines="guichet qui ferment")

        reponse = connecte(d.concepteur).post(page("create"), DONNEES | saisie)

        assert "ressemble à un signal déjà connu" in reponse.text
        assert "Vu trois fois." in reponse.text
        assert Signal.objects.count() == 1

    @pytest.mark.parametrize(("le_meme", "sources"), [(True, 2), (False, 1)])
    def test_on_continue_ou_on_rapproche(self, d, connecte, le_meme, sources):
        connu, client = observer("Un guichet ferme", "Presse"), connecte(d.concepteur)
        suite = str(connu.pk) if le_meme else "autre"

        for _fois in range(2):
            reponse = client.post(page("create"), DONNEES | {"suite": suite})

        fait = Signal.objects.exclude(pk=connu.pk).get()
        assert reponse["Location"] == fait.get_absolute_url()
        assert sources_independantes(fait) == sources

    def test_une_suite_inventee_est_refusee(self, d, connecte):
        observer("Un guichet ferme", "Presse")

        reponse = connecte(d.concepteur).post(page("create"), DONNEES | {"suite": "999999"})

        assert "suite" in reponse.context["form"].errors


class TestNoter:
    def test_deux_personnes_puis_un_besoin(self, d, connecte):
        fait, note = signal(), {"fiabilite": "B", "credibilite": "2"}
        assert connecte(d.concepteur).post(page("noter", fait.pk), {"fiabilite": "B"}).context["form"].errors

        for personne in (d.concepteur, d.concepteur, d.gestionnaire):
            connecte(personne).post(page("noter", fait.pk), note)
        connecte(d.concepteur).post(page("rapprocher", fait.pk), {"autre": observer("Ailleurs", "Presse").pk})
        client = connecte(d.concepteur)
        assert "En faire un besoin" in client.get(fait.get_absolute_url()).text

        for _ in range(2):
            reponse = client.post(page("deriver", fait.pk))
        besoin = Besoin.objects.get()
        assert reponse["Location"] == besoin.get_absolute_url()
        assert besoin.preuves.get().signal == fait

    def test_la_note_d_autrui_ne_se_voit_pas_avant_la_sienne(self, d, connecte):
        fait = signal()
        saisie = {"fiabilite": "E", "credibilite": "5", "note": "Témoin unique."}
        connecte(d.concepteur).post(page("noter", fait.pk), saisie)

        for personne in (d.gestionnaire, d.administrateur):
            texte = connecte(personne).get(fait.get_absolute_url()).text
            assert "Une première personne" in texte
            assert "Témoin unique." not in texte
            assert not re.search(r"\bE5\b", texte)  # a form's token may hold these two letters
        assert "Témoin unique." not in connecte(d.gestionnaire).get(page("noter", fait.pk)).text
        assert re.search(r"\bE5\b", connecte(d.concepteur).get(fait.get_absolute_url()).text)

    def test_quand_les_avis_different_la_page_le_dit(self, d, connecte):
        fait = signal()
        for personne, cotation in ((d.concepteur, "A1"), (d.gestionnaire, "C3")):
            saisie = {"fiabilite": cotation[0], "credibilite": cotation[1]}
            connecte(personne).post(page("noter", fait.pk), saisie)

        texte = connecte(d.gestionnaire).get(fait.get_absolute_url()).text
        assert "la plus prudente de chaque échelle" in texte
        assert "<strong>C3</strong>" in texte
        assert "<strong>A1</strong>" in texte

    def test_un_signal_non_note_ne_fait_pas_un_besoin(self, d, connecte):
        reponse = connecte(d.concepteur).post(page("deriver", signal().pk), follow=True)

        assert "Notez d&#x27;abord ce signal" in reponse.text
        assert not Besoin.objects.exists()

    def test_une_source_seule_dit_ce_qui_manque(self, d, connecte):
        seul = noter(observer("Isolé"), d.concepteur)

        texte = connecte(d.concepteur).get(seul.get_absolute_url()).text

        assert "Une source seule ne fait pas un besoin" in texte
        assert "En faire un besoin" not in texte

    def test_une_gestionnaire_note_sans_faire_de_besoin(self, d, connecte):
        fait, client = signal(note_par=d.concepteur), connecte(d.gestionnaire)

        texte = client.get(fait.get_absolute_url()).text
        assert page("noter", fait.pk) in texte
        assert page("deriver", fait.pk) not in texte
        assert client.post(page("deriver", fait.pk)).status_code == 403

    def test_une_administratrice_lit_sans_noter(self, d, connecte):
        fait, client = signal(), connecte(d.administrateur)

        assert page("noter", fait.pk) not in client.get(fait.get_absolute_url()).text
        assert client.post(page("noter", fait.pk), {"fiabilite": "A", "credibilite": "1"}).status_code == 403


class TestEcarter:
    def test_avec_son_motif_puis_reprendre(self, d, connecte):
        fait, client = signal(), connecte(d.concepteur)
        assert "motif" in client.post(page("ecarter", fait.pk), {"motif": " "}).context["form"].errors

        for _fois in range(2):
            client.post(page("ecarter", fait.pk), {"motif": "Déjà relevé"})
        assert "Motif\u00a0: Déjà relevé" in client.get(fait.get_absolute_url()).text

        for _fois in range(2):
            client.post(page("reprendre", fait.pk))
        assert Signal.objects.get().ecarte_le is None


class TestRapprocher:
    def test_la_page_propose_les_ressemblants_et_cherche_les_autres(self, d, connecte):
        fait, client = signal(), connecte(d.concepteur)
        proche, loin = observer("Des usagers refusés aux guichets", "Presse"), observer("Un bus arrive", "Radio")
        fiche = client.get(fait.get_absolute_url()).text
        assert proche.titre in fiche
        assert loin.titre not in fiche

        def proposes(**criteres):
            return list(client.get(page("rapprocher", fait.pk), criteres).context["form"].fields["autre"].queryset)

        assert proposes() == [proche]
        assert proposes(q="bus") == [loin]

        for _fois in range(2):
            assert client.post(page("rapprocher", fait.pk), {"autre": loin.pk}).status_code == 302
        assert "2 sources indépendantes" in client.get(fait.get_absolute_url()).text

        client.post(page("separer", fait.pk))
        assert "Une seule source" in client.get(fait.get_absolute_url()).text

    @pytest.mark.parametrize("autre", ["", "0", "x", "9" * 30])
    def test_un_choix_impossible_se_dit(self, d, connecte, autre):
        observer("Des usagers refusés aux guichets", "Presse")

        reponse = connecte(d.concepteur).post(page("rapprocher", signal().pk), {"autre": autre})

        assert "autre" in reponse.context["form"].errors


class TestProposer:
    SAISIE = {"titre": "Un guichet ferme", "resume": "Vu trois fois.", "axe": "usages", "observe_le": "2026-03-03"}

    @pytest.mark.parametrize("qui", ["animateur", "referent", "formateur"])
    def test_dire_un_fait_et_voir_ce_qu_il_devient(self, d, connecte, qui):
        personne = getattr(d, qui)
        client = connecte(personne)
        initial = client.get(page("proposer")).context["form"].initial or {}
        structure = personne.structure.pk if personne.structure else ""

        for _fois in range(2):
            reponse = client.post(page("proposer"), self.SAISIE | initial | {"structure": structure})

        propose = Signal.objects.get()
        assert propose.propose_par == personne
        assert reponse["Location"] == f"{reverse('besoins:contribution_list')}#signalement-{propose.pk}"
        assert "reçu" in client.get(reverse("besoins:contribution_list")).text

    def test_la_structure_d_autrui_est_refusee(self, d, connecte):
        saisie = self.SAISIE | {"structure": d.autre_structure.pk}

        assert "structure" in connecte(d.animateur).post(page("proposer"), saisie).context["form"].errors

    def test_chacune_ne_voit_que_les_siens(self, d, connecte):
        connecte(d.animateur).post(page("proposer"), self.SAISIE | {"structure": d.structure.pk})

        assert "Un guichet ferme" not in connecte(d.referent).get(reverse("besoins:contribution_list")).text

    def test_l_axe_manquant_garde_la_saisie(self, d, connecte):
        reponse = connecte(d.animateur).post(page("proposer"), self.SAISIE | {"axe": "", "structure": d.structure.pk})

        assert "axe" in reponse.context["form"].errors
        assert "Vu trois fois." in reponse.text


class TestListe:
    def test_chercher_par_chaque_critere(self, d, connecte):
        note = signal("Un bus numérique", note_par=d.concepteur)
        Signal.objects.filter(pk=note.pk).update(territoire=d.commune)
        imprimante = observer("Une imprimante", "Radio", axe="techniques")
        ecarte = ecarter_signal(signal=observer("Un métavers", "Blog"), motif="Non", par=d.concepteur)
        client = connecte(d.concepteur)

        def trouves(**criteres):
            page_obj = client.get(page("list"), criteres).context["page_obj"]
            return {fait.titre for fait in page_obj} - {"Un bus numérique, vu ailleurs"}

        assert trouves(q="bus") == {note.titre}
        assert trouves(axe="techniques") == trouves(source=imprimante.source_id) == {imprimante.titre}
        assert trouves(note="non") == trouves(note="moi") == {imprimante.titre}
        assert trouves(note="oui") == trouves(territoire=d.region.pk) == {note.titre}
        assert trouves(territoire=d.autre_region.pk) == trouves(jusqu_au="2026-01-01") == set()
        assert trouves(depuis="2026-03-03") == trouves(axe="inconnu") == {note.titre, imprimante.titre}
        assert trouves(note="ecarte") == {ecarte.titre}

    def test_un_filtre_se_retire(self, d, connecte):
        reponse = connecte(d.concepteur).get(page("list"), {"axe": "usages", "q": "bus"})

        retraits = {filtre["url_retrait"] for filtre in reponse.context["filtres_actifs"]}
        assert retraits == {"?axe=usages", "?q=bus"}

    @pytest.mark.parametrize("nombre", [1, 30])
    def test_la_liste_coute_pareil_pour_un_ou_trente_signaux(self, d, connecte, nombre, django_assert_num_queries):
        for rang in range(nombre):
            signal(f"Signal {rang}", note_par=d.concepteur)
        client = connecte(d.concepteur)

        with django_assert_num_queries(7):
            client.get(page("list"))
