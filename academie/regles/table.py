from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from academie.regles.memoire import memoire


@dataclass(frozen=True)
class Regle:
    """A value in force since a day. `source` says who or what decided it."""

    cle: str
    valeur: int
    unite: str
    depuis: date
    objet: str
    source: str
    minimum: int = 1


# A value that changes gets a new line with its date; the old line stays, so that the past remains explained.
REGLES: tuple[Regle, ...] = (
    Regle("certificat.seuil_assiduite", 80, "%", date(2026, 1, 1), "Part des minutes prévues qu'il faut avoir suivies pour recevoir un certificat, sauf seuil propre au programme", "Académie"),
    Regle("certificat.immediats", 30, "personnes", date(2026, 1, 1), "Personnes jusqu'auxquelles les certificats d'une session sont délivrés aussitôt\u00a0; au-delà, en arrière-plan", "Académie"),
    Regle("certificat.lot", 50, "personnes", date(2026, 1, 1), "Personnes servies entre deux avancées d'une délivrance en arrière-plan", "Académie"),
    Regle("certificat.silence", 15, "minutes", date(2026, 1, 1), "Silence au bout duquel une délivrance en arrière-plan est tenue pour interrompue, et reprend", "Académie"),
    Regle("certificat.nouveaute", 30, "jours", date(2026, 1, 1), "Durée pendant laquelle un nouveau certificat est signalé à l'accueil", "Académie"),
    Regle("programme.demi_journee", 180, "minutes", date(2026, 1, 1), "Durée d'une demi-journée quand on conçoit un programme", "Académie"),
    Regle("presence.silence", 90, "secondes", date(2026, 1, 1), "Silence au bout duquel une personne n'est plus dite en train d'écrire", "Académie"),
    Regle("presence.conservation", 1, "jour", date(2026, 1, 1), "Durée pendant laquelle on garde qui écrivait", "Protection des données"),
    Regle("message.conservation", 0, "jours", date(2026, 1, 1), "Durée pendant laquelle le texte d'un message envoyé est gardé ; 0 l'efface dès l'envoi", "Protection des données"),
    Regle("message.regroupement", 120, "minutes", date(2026, 1, 1), "Temps pendant lequel un message qui peut attendre en attend d'autres, pour n'en faire qu'un", "Académie"),
    Regle("message.essais", 6, "essais", date(2026, 1, 1), "Essais d'envoi d'un message quand le serveur de courrier ne répond pas", "Académie"),
    Regle("message.premier_delai", 5, "minutes", date(2026, 1, 1), "Temps avant le deuxième essai d'envoi ; chaque délai est le quadruple du précédent", "Académie"),
    Regle("message.silence", 15, "minutes", date(2026, 1, 1), "Temps au bout duquel un envoi commencé est tenu pour interrompu", "Académie"),
    Regle("rappel.premier", 15, "jours", date(2026, 1, 1), "Temps avant le premier jour d'une session où part le premier rappel", "Académie"),
    Regle("rappel.second", 2, "jours", date(2026, 1, 1), "Temps avant le premier jour d'une session où part le second rappel", "Académie"),
    Regle("rappel.preparation", 2, "jours", date(2026, 1, 1), "Temps pendant lequel un rappel écrit se lit et se corrige avant de partir", "Académie"),
    Regle("plan.temps_calcul", 60, "secondes", date(2026, 1, 1), "Temps au bout duquel le calcul d'un plan annuel rend le meilleur plan trouvé", "Académie"),
    Regle("plan.silence", 120, "secondes", date(2026, 1, 1), "Silence au bout duquel le calcul d'un plan est tenu pour interrompu", "Académie"),
    Regle("plan.places", 12, "places", date(2026, 1, 1), "Places d'une session proposées quand on prépare un plan annuel", "Académie"),
    Regle("plan.personnes_par_structure", 2, "personnes", date(2026, 1, 1), "Personnes attendues d'une structure ou d'un territoire qui exprime un besoin sans dire combien", "Académie"),
    Regle("inscription.ouverture", 0, "jours", date(2026, 1, 1), "Temps avant le premier jour d'où l'on peut s'inscrire, sauf jour propre à la session ; 0 : dès que la session est ouverte", "Académie", minimum=0),
    Regle("inscription.par_structure", 0, "personnes", date(2026, 1, 1), "Personnes d'une même structure dans une session, sauf nombre propre à la session ; 0 : sans limite", "Académie", minimum=0),
    Regle("inscription.annulation_tardive", 7, "jours", date(2026, 1, 1), "Temps avant le premier jour sous lequel une annulation est tardive", "Académie", minimum=0),
    Regle("inscription.offre_validite", 48, "heures", date(2026, 1, 1), "Temps pour répondre quand une place libérée est proposée", "Académie"),
    Regle("inscription.accord_validite", 10, "jours", date(2026, 1, 1), "Temps laissé à l'employeur pour répondre ; sans réponse, l'inscription s'annule", "Académie"),
    Regle("inscription.accord_rappel", 5, "jours", date(2026, 1, 1), "Temps sans réponse au bout duquel la demande d'accord est rappelée, aussi à qui supplée", "Académie"),
    Regle("inscription.liberation_reserve", 15, "jours", date(2026, 1, 1), "Temps proposé avant le premier jour où les places gardées pour une structure sont libérées", "Académie", minimum=0),
    Regle("inscription.import_lignes", 200, "lignes", date(2026, 1, 1), "Lignes d'un fichier de personnes à inscrire ensemble", "Académie"),
    Regle("session.minimum", 6, "personnes", date(2026, 1, 1), "Nombre minimum de personnes proposé pour tenir une session", "Académie"),
    Regle("formateur.piece_taille", 5, "Mo", date(2026, 1, 1), "Taille d'un CV ou de la copie d'un diplôme", "Académie"),
    Regle("formateur.entretien", 365, "jours", date(2026, 1, 1), "Temps au bout duquel une formatrice ou un formateur a un nouvel entretien", "Qualiopi, indicateur 22"),
    Regle("session.confirmation", 3, "jours", date(2026, 1, 1), "Temps avant le premier jour jusqu'auquel une session se confirme d'elle-même quand son minimum est atteint", "Académie", minimum=0),
    Regle("session.decision", 10, "jours", date(2026, 1, 1), "Temps avant le premier jour où l'on décide si une session sous son minimum a lieu", "Académie", minimum=0),
    Regle("session.archivage", 270, "jours", date(2026, 1, 1), "Temps après la clôture, évaluations à froid comprises, au bout duquel une session s'archive d'elle-même", "Académie", minimum=0),
    Regle("session.cloture_inscriptions", 7, "jours", date(2026, 1, 1), "Délai proposé entre la clôture des inscriptions et le premier jour", "Académie", minimum=0),
    Regle("reserve.part", 50, "%", date(2026, 1, 1), "Part des places d'une session que les structures peuvent faire garder, en tout", "Académie"),
    Regle("creneau.duree_maximum", 300, "minutes", date(2026, 1, 1), "Durée la plus longue d'une demi-journée", "Académie"),
    Regle("agenda.memoire", 400, "jours", date(2026, 1, 1), "Durée pendant laquelle une session passée reste dans les agendas publics", "Académie"),
    Regle("agenda.annules", 90, "jours", date(2026, 1, 1), "Temps après son annulation pendant lequel une session annulée reste dans les agendas publics", "Académie"),
    Regle("agenda.valeurs", 50, "valeurs", date(2026, 1, 1), "Régions, thèmes, programmes… que l'adresse d'un agenda peut demander, en tout", "Académie"),
    Regle("diffusion.cadence", 600, "réponses", date(2026, 1, 1), "Réponses complètes données en une minute à une même adresse par les agendas, les flux et les données ouvertes", "Académie"),
    Regle("agenda.abonnements", 10, "adresses", date(2026, 1, 1), "Agendas privés en service d'une même personne, ou d'une même structure", "Académie"),
    Regle("agenda.revoques", 400, "jours", date(2026, 1, 1), "Durée pendant laquelle l'adresse d'un agenda privé révoqué répond encore qu'elle l'est", "Académie"),
    Regle("emargement.avance", 30, "minutes", date(2026, 1, 1), "Temps avant le début d'une demi-journée d'où son émargement s'ouvre, et avant sa fin d'où il se contresigne", "Académie"),
    Regle("emargement.periode_code", 60, "secondes", date(2026, 1, 1), "Temps au bout duquel le code affiché dans la salle change", "Académie"),
    Regle("emargement.codes_toleres", 3, "codes", date(2026, 1, 1), "Codes précédents de la salle qui permettent encore de signer", "Académie"),
    Regle("emargement.piece_taille", 10, "Mo", date(2026, 1, 1), "Taille d'une pièce jointe à une présence", "Académie"),
    Regle("emargement.journal_lignes", 5_000, "lignes", date(2026, 1, 1), "Lignes d'un journal de connexion", "Académie"),
    Regle("emargement.essais_code", 10, "essais par quart d'heure", date(2026, 1, 1), "Essais de code avant d'attendre", "Académie"),
    Regle("evaluation.a_froid", 3, "mois", date(2026, 1, 1), "Temps après la fin d'une session où l'on demande à la personne et à son employeur ce qui en reste", "Académie"),
    Regle("evaluation.fenetre", 30, "jours", date(2026, 1, 1), "Temps pendant lequel une évaluation se demande encore, et se rappelle", "Académie"),
    Regle("evaluation.relance_delai", 7, "jours", date(2026, 1, 1), "Temps entre deux messages pour une même évaluation", "Académie"),
    Regle("evaluation.relances", 2, "relances", date(2026, 1, 1), "Relances d'une même évaluation", "Académie"),
    Regle("evaluation.financeurs_mois", 11, "mois de l'année", date(2026, 1, 1), "Mois à partir duquel on demande leur avis aux financeurs, une fois par an", "Académie"),
    Regle("evaluation.besoin_part", 40, "%", date(2026, 1, 1), "Part des réponses disant un besoin insatisfait à partir de laquelle il est rouvert", "Académie"),
    Regle("evaluation.besoin_minimum", 5, "réponses", date(2026, 1, 1), "Réponses qu'il faut pour qu'un besoin soit rouvert", "Académie"),
    Regle("evaluation.indicateurs", 24, "mois", date(2026, 1, 1), "Durée sur laquelle se calculent les indicateurs publiés", "Académie"),
    Regle("reclamation.accuse", 5, "jours", date(2026, 1, 1), "Délai pour accuser réception d'une réclamation", "Académie"),
    Regle("reclamation.reponse", 30, "jours", date(2026, 1, 1), "Délai pour répondre à une réclamation", "Académie"),
    Regle("enquete.reponse_taille", 10_000, "caractères", date(2026, 1, 1), "Longueur d'une réponse en texte libre", "Académie"),
    Regle("enquete.texte_court", 300, "caractères", date(2026, 1, 1), "Longueur d'une réponse en texte court ou d'un « Autre »", "Académie"),
    Regle("enquete.relance_delai", 4, "jours", date(2026, 1, 1), "Temps entre deux messages à une même adresse pour une même enquête", "Académie"),
    Regle("enquete.relances_maximum", 3, "relances", date(2026, 1, 1), "Relances d'une même invitation", "Académie"),
    Regle("enquete.relance_avant_fin", 10, "jours", date(2026, 1, 1), "Temps avant la fin d'une enquête d'où l'accueil propose de relancer", "Académie"),
    Regle("enquete.brouillon_validite", 30, "jours", date(2026, 1, 1), "Temps pendant lequel une réponse commencée par le lien ouvert garde sa place", "Académie"),
    Regle("enquete.envois_de_lien", 5, "envois par jour", date(2026, 1, 1), "Envois d'un lien personnel à une adresse, depuis un lien ou vers une adresse", "Académie"),
    Regle("enquete.lien_validite", 400, "jours", date(2026, 1, 1), "Durée de vie du lien personnel d'une invitation", "Académie"),
    Regle("resultats.effectif_minimum", 5, "réponses", date(2026, 1, 1), "Effectif sous lequel un groupe est masqué dans les pages publiques et les enquêtes anonymes", "Protection des petits groupes"),
    Regle("resultats.classement_minimum", 30, "réponses", date(2026, 1, 1), "Nombre de réponses sous lequel un classement strict est déconseillé", "Étude de 2013 : onze réponses ne classent rien"),
    Regle("resultats.reechantillons", 2000, "tirages", date(2026, 1, 1), "Rééchantillonnages d'un intervalle par bootstrap", "Efron et Tibshirani, 1993"),
    Regle("rapport.conserves", 10, "rapports", date(2026, 1, 1), "Rapports gardés pour une enquête", "Académie"),
    Regle("importation.taille", 50, "Mo", date(2026, 1, 1), "Taille d'un fichier à importer", "Académie"),
    Regle("importation.lignes", 200_000, "lignes", date(2026, 1, 1), "Lignes d'un fichier à importer", "Académie"),
    Regle("importation.conservation", 30, "jours", date(2026, 1, 1), "Durée pendant laquelle un fichier déposé et jamais importé est gardé", "Protection des données"),
    Regle("qualiopi.conservation", 30, "jours", date(2026, 1, 1), "Durée pendant laquelle un dossier d'audit est gardé", "Protection des données"),
    Regle("qualiopi.piece_taille", 10, "Mo", date(2026, 1, 1), "Taille d'une pièce jointe à un indicateur", "Académie"),
    Regle("qualiopi.attente", 2, "heures", date(2026, 1, 1), "Temps au bout duquel un dossier d'audit qui n'est pas prêt est abandonné", "Académie"),
    Regle("ressource.taille", 10, "Mo", date(2026, 1, 1), "Taille d'un fichier joint à une ressource", "Académie"),
    Regle("ressource.lot", 200, "lignes", date(2026, 1, 1), "Lignes d'un tableau de ressources à importer", "Académie"),
    Regle("ressource.texte", 200_000, "caractères", date(2026, 1, 1), "Longueur d'un texte d'une ressource", "Académie"),
    Regle("signal.notations", 2, "personnes", date(2026, 1, 1), "Personnes différentes qui notent un signal avant qu'il serve de preuve", "Grille de qualification du renseignement"),
    Regle("signal.sources_minimum", 2, "sources", date(2026, 1, 1), "Sources indépendantes qu'il faut pour qu'un signal devienne un besoin", "Académie : une source seule ne fait pas un besoin"),
    Regle("signal.demi_vie", 180, "jours", date(2026, 1, 1), "Temps au bout duquel un signal non confirmé pèse deux fois moins", "Académie"),
    Regle("veille.releve_intervalle", 60, "minutes", date(2026, 1, 1), "Temps entre deux lectures d'un même flux", "Académie"),
    Regle("temps.journee_maximum", 600, "minutes", date(2026, 1, 1), "Temps de travail qu'une personne peut noter pour un jour, tous financements réunis", "Code du travail, L3121-18"),
    Regle("reseau.annulation", 30, "jours", date(2026, 1, 1), "Temps pendant lequel un import de personnes s'annule, et au bout duquel ses lignes sont effacées", "Académie"),
    Regle("reseau.silence", 15, "minutes", date(2026, 1, 1), "Silence au bout duquel un import de personnes est tenu pour interrompu, et repris", "Académie"),
    Regle("fusion.annulation", 30, "jours", date(2026, 1, 1), "Temps pendant lequel la fusion de deux comptes se défait", "Académie"),
    Regle("projection.horizon", 365, "jours", date(2026, 1, 1), "Temps à venir sur lequel se lisent les départs et les niveaux qui vieillissent", "Académie"),
    Regle("projection.pret", 80, "%", date(2026, 1, 1), "Part des compétences de l'échelon suivant qu'une personne prouve quand elle est prête à l'occuper", "Académie"),
    Regle("verification.essais", 60, "essais par minute", date(2026, 1, 1), "Vérifications de certificats par adresse", "Académie"),
    Regle("verification.taille", 20, "Mo", date(2026, 1, 1), "Taille d'un fichier déposé pour être vérifié", "Académie"),
    Regle("acquis.anciennete", 36, "mois", date(2026, 1, 1), "Temps au bout duquel le niveau d'une compétence est dit ancien, à revoir", "Académie"),
    Regle("reconnaissance.piece_taille", 5, "Mo", date(2026, 1, 1), "Taille d'une pièce jointe à une reconnaissance d'acquis", "Académie"),
    Regle("reconnaissance.pieces", 6, "pièces", date(2026, 1, 1), "Pièces jointes à une reconnaissance d'acquis", "Académie"),
    Regle("reconnaissance.competences", 8, "compétences", date(2026, 1, 1), "Compétences demandées par une reconnaissance d'acquis", "Académie"),
    Regle("reconnaissance.delai", 30, "jours", date(2026, 1, 1), "Temps au bout duquel une reconnaissance d'acquis devrait être décidée", "Académie"),
    Regle("reconnaissance.conservation", 6, "mois", date(2026, 1, 1), "Temps après la décision pendant lequel les pièces d'une reconnaissance d'acquis sont gardées", "Protection des données"),
    Regle("effacement.delai", 14, "jours", date(2026, 1, 1), "Temps pour changer d'avis entre la demande d'effacement d'un compte et son exécution", "Académie"),
    Regle("effacement.essais", 10, "essais par heure", date(2026, 1, 1), "Essais de mot de passe pour demander l'effacement d'un compte", "Académie"),
    Regle("effacement.lien_validite", 24, "heures", date(2026, 1, 1), "Durée de vie du lien qui confirme une demande d'effacement sans mot de passe", "Académie"),
    Regle("entretien.intervalle", 365, "jours", date(2026, 1, 1), "Temps au bout duquel une personne et sa structure sont invitées à tenir un nouvel entretien", "Académie"),
    Regle("entretien.relance", 30, "jours", date(2026, 1, 1), "Temps pendant lequel un entretien à tenir est rappelé, une fois", "Académie"),
    Regle("partage.duree_maximum", 365, "jours", date(2026, 1, 1), "Durée la plus longue d'un lien qui partage un parcours", "Académie"),
    Regle("partage.lecture", 12, "heures", date(2026, 1, 1), "Temps pendant lequel un parcours partagé reste ouvert chez qui l'a ouvert", "Académie"),
    Regle("partage.essais", 60, "essais par minute", date(2026, 1, 1), "Ouvertures de liens de partage par adresse", "Académie"),
    Regle("consultation.conservation", 24, "mois", date(2026, 1, 1), "Durée pendant laquelle une personne voit qui a lu son parcours et quand", "Protection des données"),
)  # fmt: skip


PLAFONDS = {"%": 100, "jours": 3650, "jour": 3650, "heures": 8760, "minutes": 1440, "secondes": 3600, "Mo": 1000}
PLAFOND = 1_000_000


def bornes(ligne: Regle) -> tuple[int, int]:
    """The smallest and the greatest value that this rule may take."""
    return ligne.minimum, PLAFONDS.get(ligne.unite, PLAFOND)


def regle(cle: str, jour: date | None = None) -> int:
    """Return the value of rule `cle` in force on `jour` (today by default): the latest one decided, here or in the product.

    A day before the first decision has the first one: sessions of the past are written by the rules that we know.

    Raises:
        KeyError: no such rule.
    """
    jour = jour or timezone.localdate()
    decidees = [(r.depuis, r.valeur) for r in REGLES if r.cle == cle] + memoire.valeurs(cle)
    if not decidees:
        raise KeyError(cle)
    valeurs = [(depuis, rang, valeur) for rang, (depuis, valeur) in enumerate(decidees)]
    return max((valeur for valeur in valeurs if valeur[0] <= jour), default=min(valeurs))[2]
