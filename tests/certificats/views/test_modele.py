from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from certificats.models import DocumentDelivre, ModeleDocument
from certificats.queries.document import donnees_du_document, fabriquer_pdf
from tests.academie.documents import juges
from tests.certificats.documents.modeles import image
from tests.certificats.fabriques import certificat, session_close, session_tenue

ADRESSE = reverse("certificats:modele_update", args=["realisation"])
SAISIE = {"couleur": "#0b4f8a", "introduction": "La directrice certifie que", "conclusion": "Merci.", "mentions": "on"}


@pytest.fixture
def gestionnaire(d, connecter):
    return connecter(d.gestionnaire)


def envoi(octets: bytes | None = None, nom: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(nom, image("red") if octets is None else octets)


def erreurs(reponse) -> dict:
    assert reponse.status_code == 200
    return reponse.context["form"].errors


class TestEnregistrer:
    def test_une_version_de_plus_et_celle_d_avant_reste(self, gestionnaire, d):
        assert gestionnaire.post(ADRESSE, SAISIE).status_code == 302
        assert gestionnaire.post(ADRESSE, SAISIE | {"conclusion": "À bientôt."}).status_code == 302
        deuxieme, premiere = ModeleDocument.objects.filter(genre="realisation")
        assert (premiere.version, premiere.conclusion, premiere.cree_par) == (1, "Merci.", d.gestionnaire)
        assert (deuxieme.version, deuxieme.conclusion) == (2, "À bientôt.")
        liste = gestionnaire.get(reverse("certificats:modele_list")).content.decode()
        assert "version 2" in liste
        assert liste.count("d'origine") == 2

    def test_rien_de_change_ne_fait_pas_de_version(self, gestionnaire):
        for _fois in range(2):
            gestionnaire.post(ADRESSE, SAISIE | {"nouveau_logo": envoi(), "logo_texte": "Région"})
        assert ModeleDocument.objects.count() == 1

    def test_un_logo_garde_reste_et_se_retire(self, gestionnaire):
        gestionnaire.post(ADRESSE, SAISIE | {"nouveau_logo": envoi(), "logo_texte": "Région"})
        gestionnaire.post(ADRESSE, SAISIE | {"logo_texte": "Région Bretagne"})
        avec = ModeleDocument.objects.get(version=2)
        assert avec.logo.name == ModeleDocument.objects.get(version=1).logo.name
        gestionnaire.post(ADRESSE, SAISIE | {"sans_logo": "on", "logo_texte": ""})
        assert not ModeleDocument.objects.get(version=3).logo

    def test_sans_la_permission_rien(self, d, connecter):
        for personne in (d.animateur, d.concepteur, d.referent):
            assert connecter(personne).get(ADRESSE).status_code == 403

    def test_un_document_inconnu_n_existe_pas(self, gestionnaire):
        assert gestionnaire.get(reverse("certificats:modele_update", args=["diplome"])).status_code == 404


class TestRefus:
    @pytest.mark.parametrize("champ", ["introduction", "conclusion"])
    @pytest.mark.parametrize("mot", ["Formation certifiante", "titre DIPLÔMANT"])
    def test_il_ne_promet_pas_de_certification(self, gestionnaire, champ, mot):
        [raison] = erreurs(gestionnaire.post(ADRESSE, SAISIE | {champ: mot}))[champ]
        assert "certification enregistrée" in raison

    @pytest.mark.parametrize(
        ("fichier", "raison"),
        [
            (lambda: envoi(b"%PDF-1.7"), "image"),
            (lambda: envoi(b""), "vide"),
            (lambda: envoi(_gif(), "logo.gif"), "ni un PNG ni un JPEG"),
            (lambda: envoi(_grande(), "logo.png"), "6\xa0000 points"),
            (lambda: envoi(image() + b"0" * 2 * 1024 * 1024), "2\xa0Mo"),
        ],
        ids=["pdf", "vide", "gif", "trop de points", "trop lourde"],
    )
    def test_une_image_qui_n_en_est_pas_une(self, gestionnaire, fichier, raison):
        reponse = gestionnaire.post(ADRESSE, SAISIE | {"nouveau_logo": fichier(), "logo_texte": "Région"})
        assert raison in " ".join(erreurs(reponse)["nouveau_logo"])
        assert not ModeleDocument.objects.exists()
        assert reponse.context["form"]["introduction"].value() == SAISIE["introduction"]

    def test_un_logo_sans_texte(self, gestionnaire):
        reponse = gestionnaire.post(ADRESSE, SAISIE | {"nouveau_logo": envoi()})
        assert "ce que montre ce logo" in erreurs(reponse)["logo_texte"][0]

    def test_une_autre_couleur(self, gestionnaire):
        assert "couleur" in erreurs(gestionnaire.post(ADRESSE, SAISIE | {"couleur": "#ffff00"}))

    def test_la_base_refuse_deux_fois_la_meme_version_et_un_logo_muet(self, d):
        ModeleDocument.objects.create(genre="realisation", version=1, couleur="#6a2a6c")
        for champs in ({"version": 1}, {"version": 2, "logo": "modeles/a.png"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ModeleDocument.objects.create(genre="realisation", couleur="#6a2a6c", **champs)


class TestDelivre:
    def test_le_modele_en_vigueur_est_fige_dans_les_faits(self, gestionnaire, d, tmp_path):
        complet = {"nouveau_logo": envoi(), "logo_texte": "Région", "signataire": "Ada Byron", "fonction": "présidente"}
        gestionnaire.post(ADRESSE, SAISIE | complet)
        document = certificat(d).principal
        gestionnaire.post(ADRESSE, SAISIE | {"conclusion": "Autre fin."})
        document = DocumentDelivre.objects.get(pk=document.pk)
        donnees = donnees_du_document(document)
        assert donnees.modele.couleur == "#0b4f8a"
        assert donnees.modele.conclusion == "Merci."
        assert [logo.texte for logo in donnees.modele.logos] == ["Région"]
        imprime = juges.texte(fabriquer_pdf(document), tmp_path / "document.pdf")
        for attendu in ("La directrice certifie que", "Merci.", "Ada Byron, présidente"):
            assert attendu in imprime
        assert "Autre fin" not in imprime

    def test_les_autres_documents_gardent_leur_modele(self, gestionnaire, d):
        gestionnaire.post(ADRESSE, SAISIE)
        couleurs = {doc.genre: donnees_du_document(doc).modele.couleur for doc in certificat(d).documents.all()}
        assert couleurs == {"realisation": "#0b4f8a", "fin_formation": "#0b5a5e", "assiduite": "#33475b"}

    def test_la_mention_de_l_europe_ne_s_eteint_pas(self, d):
        emis = certificat(d)
        emis.faits |= {
            "financements": [{"mention": "Région", "europe": False}, {"mention": "Cofinancé par l'UE", "europe": True}]
        }
        document = DocumentDelivre(certificat=emis, genre="realisation", code="7KQ49MZX2HTB7KQ4")
        assert donnees_du_document(document).mentions == ("Région", "Cofinancé par l'UE")
        emis.faits["modele"]["realisation"]["mentions"] = False
        assert donnees_du_document(document).mentions == ("Cofinancé par l'UE",)


class TestSpecimen:
    @pytest.fixture
    def cas(self, d):
        return session_close(d).inscriptions.get()

    def test_il_montre_ce_qui_n_est_pas_enregistre_sur_un_cas_reel(self, gestionnaire, cas, tmp_path):
        envoye = SAISIE | {"cas": cas.pk, "apercu": "1", "nouveau_logo": envoi(), "logo_texte": "Région"}
        delivres = DocumentDelivre.objects.count()
        reponse = gestionnaire.post(ADRESSE, envoye)
        assert reponse["Content-Type"] == "application/pdf"
        imprime = juges.texte(reponse.content, tmp_path / "specimen.pdf", "-raw")
        for attendu in (
            "S P É C I M E N",
            "La directrice certifie que",
            cas.utilisateur.get_full_name(),
            "N° spécimen",
        ):
            assert attendu in imprime
        assert juges.structure(reponse.content, tmp_path / "specimen.pdf").count("Figure") == 1
        assert not ModeleDocument.objects.exists()
        assert DocumentDelivre.objects.count() == delivres
        juges.verifier_conforme(reponse.content, tmp_path / "specimen.pdf")

    def test_il_demande_de_qui(self, gestionnaire, cas):
        assert "Choisissez la personne" in erreurs(gestionnaire.post(ADRESSE, SAISIE | {"apercu": "1"}))["cas"][0]

    def test_il_ne_propose_que_des_sessions_closes(self, gestionnaire, d):
        session_tenue(d)
        assert not gestionnaire.get(ADRESSE).context["form"].fields["cas"].queryset


@pytest.mark.parametrize("couleur", ModeleDocument.Couleur.values)
def test_chaque_couleur_se_lit_sur_blanc(couleur):
    def lineaire(composante: int) -> float:
        part = composante / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    rouge, vert, bleu = (lineaire(int(couleur[rang : rang + 2], 16)) for rang in (1, 3, 5))
    assert 1.05 / (0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu + 0.05) >= 4.5


def test_une_couleur_hors_de_la_liste_n_est_pas_un_modele(db):
    with pytest.raises(ValidationError):
        ModeleDocument(genre="realisation", version=1, couleur="#ffff00").full_clean()


def _gif() -> bytes:
    return image(mode="P", couleur=1, nature="GIF")


def _grande() -> bytes:
    sortie = BytesIO()
    Image.new("1", (6001, 10)).save(sortie, "PNG")
    return sortie.getvalue()
