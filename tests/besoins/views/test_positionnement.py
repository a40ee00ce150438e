from tests.besoins.atelier import adresse, brouillon_complet, texte

CHAMPS = {"intitule": "Savez-vous joindre un fichier ?", "genre": "aisance", "objectif": ""}


def test_une_question_s_ajoute_et_mene_a_sa_place(client, d):
    version = brouillon_complet(d)
    client.force_login(d.concepteur)

    reponses = [client.post(adresse("positionnement_create", version.pk), CHAMPS) for _ in range(2)]

    question = version.positionnements.get(intitule=CHAMPS["intitule"])
    assert {reponse.url for reponse in reponses} == {f"{version.get_absolute_url()}#positionnement-{question.pk}"}
    assert CHAMPS["intitule"] in texte(client.get(version.get_absolute_url()))


def test_des_mots_deja_pris_se_disent_sur_la_question(client, d):
    version = brouillon_complet(d)
    client.force_login(d.concepteur)
    prise = version.positionnements.first().intitule

    reponse = client.post(adresse("positionnement_create", version.pk), CHAMPS | {"intitule": prise, "genre": "texte"})

    assert "déjà posée" in str(reponse.context["form"].errors["intitule"])


def test_une_question_se_modifie_et_dit_son_objectif(client, d):
    version = brouillon_complet(d)
    question, objectif = version.positionnements.first(), version.objectifs.get()
    client.force_login(d.concepteur)

    client.post(adresse("positionnement_update", version.pk, question.pk), CHAMPS | {"objectif": objectif.pk})

    assert version.positionnements.get(pk=question.pk).objectif == objectif


def test_ecrite_depuis_un_etat_ancien_montre_les_deux_textes(client, d):
    version = brouillon_complet(d)
    question = version.positionnements.first()
    client.force_login(d.concepteur)
    url = adresse("positionnement_update", version.pk, question.pk)
    client.post(url, CHAMPS | {"revision": 1})

    reponse = client.post(url, CHAMPS | {"intitule": "Écrit trop tard ?", "revision": 1})

    page = texte(reponse)
    assert "Deux textes" in page
    assert 'value="Écrit trop tard ?"' in page
    assert version.positionnements.get(pk=question.pk).intitule == CHAMPS["intitule"]


def test_une_question_monte_et_se_supprime(client, d):
    version = brouillon_complet(d)
    client.force_login(d.concepteur)
    client.post(adresse("positionnement_create", version.pk), CHAMPS)
    seconde = version.positionnements.last()

    client.post(adresse("positionnement_move", version.pk, seconde.pk, 1))
    assert version.positionnements.first() == seconde

    url = adresse("positionnement_delete", version.pk, seconde.pk)
    assert "sera supprimée" in texte(client.get(url))
    for _ in range(2):
        assert client.post(url).url == version.get_absolute_url()
    assert seconde not in version.positionnements.all()


def test_celle_d_un_autre_programme_est_introuvable(client, d):
    version, autre = brouillon_complet(d), brouillon_complet(d, "Autre programme")
    client.force_login(d.concepteur)

    for page, suite in (("update", ()), ("delete", ()), ("move", (1,))):
        url = adresse(f"positionnement_{page}", version.pk, autre.positionnements.first().pk, *suite)
        assert (client.post if suite else client.get)(url).status_code == 404
