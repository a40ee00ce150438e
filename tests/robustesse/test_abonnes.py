"""Subscribers of a feed see each change at their very next fetch, whichever process answers."""

import secrets
from dataclasses import replace
from datetime import timedelta

from sessions.actions.abonnement import creer_abonnement, remplacer_abonnement, revoquer_abonnement
from sessions.actions.inscription import inscrire
from sessions.actions.report import redater_session, reporter_session
from sessions.actions.session import modifier_session
from sessions.actions.vie import annuler_session
from sessions.models import Lieu
from sessions.queries.abonnement import contenus_de
from tests.distribution import territoire
from tests.robustesse.abonnes import Debian, Prudent
from tests.sessions.clients.lecteurs import LECTEURS
from tests.sessions.clients.lignes import Ligne, attendues
from tests.sessions.fabriques import lieu, projet, relire, session_ouverte, version_publiee

PUBLIC = "/agendas/public.ics"
FOIS = 8  # enough to be answered by both processes


def plan(d, session, **autres):
    """The session's own plan, its half-days being those that it has."""
    prevu = projet(d, **autres)
    cles = session.creneaux.order_by("debut", "pk").values_list("pk", flat=True)
    return replace(prevu, creneaux=[replace(c, pk=pk) for c, pk in zip(prevu.creneaux, cles, strict=False)])


def changer_les_heures(d, session):
    prevu = plan(d, session)
    une_heure = timedelta(hours=1)
    decales = [replace(c, debut=c.debut + une_heure, fin=c.fin + une_heure) for c in prevu.creneaux]
    modifier_session(session=session, projet=replace(prevu, creneaux=decales), par=d.gestionnaire)


def demenager(d, session):
    reunion = territoire("region", "04", "La Réunion")
    saint_denis = territoire(
        "commune",
        "97411",
        "Saint-Denis",
        region=reunion,
        departement=territoire("departement", "974", "La Réunion", region=reunion),
    )
    ailleurs = Lieu.objects.filter(commune=saint_denis).first() or lieu(d, nom="Case à lire", commune=saint_denis)
    modifier_session(session=session, projet=plan(d, session, dans=33, lieu=ailleurs), par=d.gestionnaire)


def reporter(d, session):
    reporter_session(session=session, motif="Cyclone, routes coupées", par=d.gestionnaire)


def redater(d, session):
    redater_session(session=session, projet=plan(d, session, dans=60), par=d.gestionnaire)


def retirer_l_apres_midi(d, session):
    prevu = plan(d, session, dans=60)
    modifier_session(session=session, projet=replace(prevu, creneaux=prevu.creneaux[:1]), par=d.gestionnaire)


def annuler(d, session):
    annuler_session(session=session, motif="Inondation ; retour \\ bientôt", par=d.gestionnaire)


HISTOIRE = [changer_les_heures, demenager, reporter, redater, retirer_l_apres_midi, annuler]


def exiger_la_base(lues: dict[str, Ligne], avant: dict[str, Ligne]) -> None:
    """What is read is what the database holds; what it holds no more stays, cancelled."""
    prevues = attendues()
    assert lues.keys() == prevues.keys() | avant.keys()
    for uid, lue in lues.items():
        if uid in prevues:
            prevue, faits = prevues[uid]
            # The reader's own sequence may be higher: a change of what the database counts apart.
            ecarts = [e for e in lue.ecarts(prevue) if not e.startswith("sequence")]
            assert ecarts == []
            assert [fait for fait in faits if fait not in lue.description] == []
        else:
            assert lue.statut == "CANCELLED"
            assert lue.titre.startswith("[ANNULÉ] ")
            assert (lue.debut, lue.fin) == (avant[uid].debut, avant[uid].fin)
        if uid in avant and None not in (lue.sequence, avant[uid].sequence):
            assert lue.sequence >= avant[uid].sequence + (uid not in prevues and avant[uid].statut != "CANCELLED")


def test_un_abonne_prudent_n_a_jamais_une_reponse_perimee(serveur, d):
    session = session_ouverte(d)
    region, jamais = (
        Prudent(serveur, f"/agendas/region/{d.region.code}.ics"),
        Prudent(serveur, "/agendas/region/76.ics"),
    )
    abonnes = [Prudent(serveur, PUBLIC) for _ in range(FOIS)]
    avant: dict[str, Ligne] = {}
    for abonne in (*abonnes, region):
        assert abonne.relever() == 200
    for geste in HISTOIRE:
        geste(d, relire(session))
        for abonne in abonnes:
            assert abonne.relever() == 200, f"{geste.__name__}: an old answer"
        assert len({(a.contenu, a.empreinte) for a in abonnes}) == 1
        exiger_la_base(lues := abonnes[0].lignes, avant)
        avant = lues
        for abonne in abonnes:
            assert abonne.relever() == 304
    assert region.relever() == 200
    assert {ligne.statut for ligne in region.lignes.values()} == {"CANCELLED"}
    assert len(region.lignes) == 2, "whoever followed the région is told that both half-days left it"
    assert jamais.relever() == 200
    assert jamais.lignes == {}


def comme_khal(lignes: dict[str, Ligne]) -> set[Ligne]:
    """What khal tells of these."""
    return {replace(ligne, uid="", fuseau=None, sequence=None) for ligne in lignes.values()}


def test_vdirsyncer_et_khal_suivent_la_session(serveur, d, tmp_path):
    session = session_ouverte(d)
    abonne, temoin = Debian(serveur.adresse + PUBLIC, tmp_path), Prudent(serveur, PUBLIC)
    avant: dict[str, Ligne] = {}
    for geste in (None, *HISTOIRE):
        if geste:
            geste(d, relire(session))
        fait = abonne.relever()
        assert fait.returncode == 0, fait.stderr
        temoin.relever()
        exiger_la_base(temoin.lignes, avant)
        avant = temoin.lignes
        assert abonne.lignes == comme_khal(avant)


def test_un_agenda_vide_se_suit_aussi(serveur, d, tmp_path):
    abonne = Debian(f"{serveur.adresse}/agendas/region/{d.region.code}.ics", tmp_path)
    assert abonne.relever().returncode == 0
    assert abonne.lignes == set()
    session_ouverte(d)
    assert abonne.relever().returncode == 0
    assert len(abonne.lignes) == 2


def adresse_privee(personne, secret: str):
    [contenu, *_] = contenus_de(personne)
    abonnement = creer_abonnement(contenu=contenu, libelle="Téléphone", secret=secret, par=personne)
    return abonnement, f"/agendas/prive/{secret}.ics"


def test_un_agenda_prive_suit_sa_personne_jusqu_a_sa_revocation(serveur, d, tmp_path):
    """In place and waiting, then cancelled; revoked, it answers 410 to everybody and takes nothing away by itself."""
    session = session_ouverte(d)
    complete = session_ouverte(d, dans=45, capacite=1, version=version_publiee(d, slug="autre", titre="Écouter"))
    inscrire(session=complete, utilisateur=d.autre_animateur, par=d.autre_animateur)
    for voulue in (session, complete):
        inscrire(session=voulue, utilisateur=d.animateur, par=d.animateur)
    abonnement, chemin = adresse_privee(d.animateur, secrets.token_urlsafe(24))
    prudent, debian = Prudent(serveur, chemin), Debian(serveur.adresse + chemin, tmp_path)
    cles = {s: {str(uid) for uid in s.creneaux.values_list("uid", flat=True)} for s in (session, complete)}

    assert prudent.relever() == 200
    assert debian.relever().returncode == 0
    assert {uid for uid, ligne in prudent.lignes.items() if ligne.statut == "CONFIRMED"} >= cles[session]
    assert {uid for uid, ligne in prudent.lignes.items() if ligne.statut == "TENTATIVE"} == cles[complete]
    prevues = attendues()
    for uid in cles[session] | cles[complete]:
        lue, prevue = prudent.lignes[uid], prevues[uid][0]
        assert (lue.debut, lue.fin) == (prevue.debut, prevue.fin)
        assert prevue.titre in lue.titre
    assert {(ligne.debut, ligne.titre) for ligne in debian.lignes} == {
        (ligne.debut, ligne.titre) for ligne in prudent.lignes.values()
    }
    assert prudent.relever() == 304

    annuler_session(session=relire(session), motif="Grêle", par=d.gestionnaire)
    assert prudent.relever() == 200
    assert {prudent.lignes[uid].statut for uid in cles[session]} == {"CANCELLED"}
    assert debian.relever().returncode == 0
    assert "Grêle" in "".join(ligne.description for ligne in debian.lignes)

    gardees = debian.lignes
    revoquer_abonnement(abonnement=abonnement, par=d.animateur)
    for _ in range(FOIS):
        assert prudent.relever() == 410
    dernier = serveur.demander(chemin)
    assert dernier.entetes["Content-Type"].startswith("text/calendar")
    [avis] = LECTEURS["ical"](dernier.contenu)
    assert "révoqué" in avis.titre
    assert d.animateur.nom.encode() not in dernier.contenu
    refus = debian.relever()
    assert refus.returncode != 0
    assert "Gone" in refus.stderr
    assert debian.lignes == gardees


def test_l_adresse_d_avant_ne_donne_plus_rien(serveur, d):
    abonnement, ancienne = adresse_privee(d.formateur, secrets.token_urlsafe(24))
    assert serveur.demander(ancienne).statut == 200
    secret = secrets.token_urlsafe(24)
    remplacer_abonnement(abonnement=abonnement, secret=secret, par=d.formateur)
    assert serveur.demander(ancienne).statut == 410
    assert serveur.demander(f"/agendas/prive/{secret}.ics").statut == 200
    assert serveur.demander(f"/agendas/prive/{secret}x.ics").statut == 404
