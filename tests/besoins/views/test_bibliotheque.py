import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from besoins.actions.enquete import classer_modele
from besoins.models import Enquete
from besoins.queries.bibliotheque import decrire_enquete
from tests.besoins.fabriques import brouillon, enquete_ouverte


def page(nom: str, *args) -> str:
    return reverse(f"besoins:{nom}", args=args)


def test_la_bibliotheque_montre_les_modeles_et_ce_qu_on_y_range(d, connecte):
    enquete = enquete_ouverte(d.concepteur, "Ma grille").enquete
    client = connecte(d.concepteur)
    assert "Ma grille" not in client.get(page("bibliotheque_list")).text

    for _ in range(2):
        client.post(page("enquete_modele", enquete.pk), {"est_modele": "oui"})
    liste = client.get(page("bibliotheque_list")).text
    assert "Ma grille" in liste
    assert "DigComp 2.2" in liste
    assert "Quelle taille" in client.get(page("bibliotheque_detail", f"enquete-{enquete.pk}")).text

    client.post(page("enquete_modele", enquete.pk), {"est_modele": "non"})
    assert "Ma grille" not in client.get(page("bibliotheque_list")).text


@pytest.mark.parametrize("nombre", [1, 30])
def test_la_bibliotheque_coute_pareil_pour_un_ou_trente_modeles(d, connecte, nombre, django_assert_num_queries):
    for rang in range(nombre):
        classer_modele(enquete=brouillon(d.concepteur, f"Grille {rang}").enquete, est_modele=True)
    client = connecte(d.concepteur)
    with django_assert_num_queries(4):
        assert client.get(page("bibliotheque_list")).text.count("Grille ") == 2 * nombre


def test_creer_une_enquete_depuis_un_modele(d, connecte):
    enquete = enquete_ouverte(d.concepteur, "Ma grille").enquete
    classer_modele(enquete=enquete, est_modele=True)

    for _ in range(2):
        reponse = connecte(d.autre_concepteur).post(page("bibliotheque_creer", f"enquete-{enquete.pk}"))

    creee = Enquete.objects.get(cree_par=d.autre_concepteur)
    assert reponse["Location"] == creee.get_absolute_url()
    assert creee.sections.count() == 2


def test_sans_son_referentiel_un_modele_dit_pourquoi(d, connecte):
    reponse = connecte(d.concepteur).post(page("bibliotheque_creer", "digcomp-2.2"), follow=True)

    assert "digcomp" in reponse.text
    assert "pas de compétence" in reponse.text
    assert not Enquete.objects.exists()


def test_ajouter_une_section_puis_une_question_a_son_brouillon(d, connecte):
    enquete = brouillon(d.concepteur).enquete
    client = connecte(d.concepteur)
    choix = client.get(page("bibliotheque_detail", "questions-reutilisables") + f"?vers={enquete.pk}").text
    assert choix.count(page("bibliotheque_ajouter", enquete.pk)) == 4 + 15

    client.post(page("bibliotheque_ajouter", enquete.pk), {"modele": "questions-reutilisables", "section": 3})
    reponse = client.post(
        page("bibliotheque_ajouter", enquete.pk),
        {"modele": "questions-reutilisables", "section": 0, "question": 0},
        follow=True,
    )

    assert "à la fin de l" in reponse.text
    assert enquete.sections.order_by("ordre").last().questions.count() == 5


@pytest.mark.parametrize(
    "donnees", [{}, {"modele": "inconnu", "section": 0}, {"modele": "onze-usages", "section": "x"}]
)
def test_une_prise_incomplete_se_dit_et_ne_fait_rien(d, connecte, donnees):
    enquete = brouillon(d.concepteur).enquete

    reponse = connecte(d.concepteur).post(page("bibliotheque_ajouter", enquete.pk), donnees, follow=True)

    assert "Choisissez d" in reponse.text
    assert enquete.sections.count() == 2


@pytest.mark.parametrize("cle", ["inconnu", "enquete-0", "enquete-99999999999999999999", "..%2Fsecrets"])
def test_un_modele_inconnu_est_introuvable(d, connecte, cle):
    assert connecte(d.concepteur).get(f"/besoins/bibliotheque/{cle}/").status_code == 404


class TestFichier:
    def test_exporter_puis_importer(self, d, connecte):
        enquete = brouillon(d.concepteur).enquete
        client = connecte(d.concepteur)
        export = client.get(page("enquete_json", enquete.pk))
        assert export["Content-Disposition"] == 'attachment; filename="besoins-des-structures.json"'
        assert json.loads(export.content) == decrire_enquete(enquete)

        client = connecte(d.autre_concepteur)
        reponse = client.post(page("enquete_importer"), {"fichier": SimpleUploadedFile("enquete.json", export.content)})

        importee = Enquete.objects.get(cree_par=d.autre_concepteur)
        assert reponse["Location"] == importee.get_absolute_url()
        assert decrire_enquete(importee) == decrire_enquete(enquete)

    def test_chaque_erreur_se_lit_avec_sa_place(self, d, connecte):
        contenu = {
            "format": "oten-enquete",
            "version": 1,
            "titre": "Lue",
            "sections": [{"titre": ""}, {"questions": []}],
        }

        reponse = connecte(d.concepteur).post(
            page("enquete_importer"), {"fichier": SimpleUploadedFile("e.json", json.dumps(contenu).encode())}
        )

        erreurs = reponse.context["form"].non_field_errors()
        assert len(erreurs) == 2
        assert "sections[1].questions" in erreurs[0]
        assert not Enquete.objects.exists()

    @pytest.mark.parametrize(
        ("nom", "contenu"),
        [("e.txt", b"{}"), ("e.json", b""), ("e.json", b" " * 2_000_001)],
        ids=["nom", "vide", "gros"],
    )
    def test_un_fichier_qui_ne_convient_pas_se_dit_sur_son_champ(self, d, connecte, nom, contenu):
        reponse = connecte(d.concepteur).post(page("enquete_importer"), {"fichier": SimpleUploadedFile(nom, contenu)})

        assert "fichier" in reponse.context["form"].errors


@pytest.mark.parametrize("nom", ["enquete_dupliquer", "enquete_nouvelle_version"])
def test_dupliquer_ou_suivre_mene_au_nouveau_brouillon(d, connecte, nom):
    enquete = enquete_ouverte(d.concepteur).enquete

    for _ in range(2):
        reponse = connecte(d.concepteur).post(page(nom, enquete.pk))

    neuve = Enquete.objects.get(etat="brouillon")
    assert reponse["Location"] == neuve.get_absolute_url()
