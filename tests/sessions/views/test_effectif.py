"""Who comes, who waits, who left: the list of a session and its tables."""

import io
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from academie.tableaux import lire_tableau
from sessions.actions.inscription import annuler_inscription, inscrire
from sessions.actions.reserve import reserver_places
from tests.sessions.fabriques import animateurs, session_ouverte


def page(session, suffixe="", **requete):
    nom = f"sessions:session_inscriptions{suffixe}"
    return reverse(nom, args=[session.pk], query=requete) if requete else reverse(nom, args=[session.pk])


def lire(reponse):
    assert reponse.status_code == 200
    return reponse.content.decode().replace("\xa0", " ")


def remplir(d):
    """One of each: confirmed on a kept seat, awaiting the employer, waiting, cancelled late."""
    d.autre_structure.accord_requis, d.autre_structure.accord_email = True, "direction@test.example"
    d.autre_structure.save()
    session = session_ouverte(d, capacite=3, dans=5, cloture_inscriptions=timezone.localdate())
    reserver_places(
        session=session,
        structure=d.structure,
        places=1,
        jusqu_au=timezone.localdate() + timedelta(days=1),
        par=d.gestionnaire,
        librement=True,
    )
    partie, reste, attend = animateurs(3, d.structure)
    for qui in (d.animateur, d.autre_animateur, partie):
        inscrire(session=session, utilisateur=qui, par=qui)
    annuler_inscription(
        inscription=session.inscriptions.get(utilisateur=partie), par=partie, motif="=HYPERLINK(1) Grippe"
    )
    for qui in (reste, attend):
        inscrire(session=session, utilisateur=qui, par=qui)
    session.inscriptions.filter(utilisateur=d.animateur).update(amenagement="Boucle magnétique")
    return session


def test_la_liste_dit_etats_rang_reserve_accord_et_amenagement(connecte, d):
    session = remplir(d)
    html = lire(connecte(d.gestionnaire).get(page(session)))
    for fait in ("place gardée", "rang 1", "tardive", "désistement", "aménagement", "demandé", "confirmée"):
        assert fait in html
    assert "aménagement" not in lire(connecte(d.administrateur).get(page(session)))


def test_elle_se_filtre_par_etat_et_structure(connecte, d):
    session = remplir(d)
    client = connecte(d.gestionnaire)

    def lues(**requete):
        return [i.ordre for i in client.get(page(session, **requete)).context["page_obj"]]

    assert lues() == [1, 2, 3, 4, 5]
    assert lues(etat="en_attente") == [5]
    assert lues(structure=d.autre_structure.pk) == [2]
    assert "Aucune inscription ne correspond" in lire(client.get(page(session, etat="proposee")))


def test_les_tableaux_suivent_le_filtre_et_ne_calculent_rien(connecte, d):
    d.animateur.nom = "=1+1"
    d.animateur.save()
    session = remplir(d)
    client = connecte(d.gestionnaire)
    texte = b"".join(client.get(page(session, "_csv", etat="confirmee"))).decode("utf-8-sig")
    entete, *rangees = texte.splitlines()
    assert entete.startswith("Arrivée;Nom;Prénom")
    assert [rangee.split(";")[0] for rangee in rangees] == ["1", "4"]
    assert "1;'=1+1;" in texte
    assert "Boucle magnétique" in texte
    classeur = b"".join(client.get(page(session, "_xlsx")))
    lignes = [list(ligne) for ligne in lire_tableau(io.BytesIO(classeur), "inscriptions.xlsx").lignes]
    assert len(lignes) == 5
    assert connecte(d.formateur).get(page(session, "_csv")).status_code == 403


def test_la_liste_coute_autant_pour_une_et_trente(connecte, d, django_assert_num_queries):
    session = session_ouverte(d, capacite=5)
    inscrire(session=session, utilisateur=d.animateur, par=d.animateur)
    client = connecte(d.gestionnaire)
    client.get(page(session))
    with django_assert_num_queries(7):
        client.get(page(session))
    for qui in animateurs(29, d.structure):
        inscrire(session=session, utilisateur=qui, par=qui)
    with django_assert_num_queries(7):
        client.get(page(session))
