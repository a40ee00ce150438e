"""The tone and the icon of each state, whatever the noun. A state that is not here is neutral."""

_PAR_TON = {
    ("neutre", "crayon"): "brouillon",
    (
        "neutre",
        "horloge",
    ): "en_partance demande a_envoyer candidat ferme envoyee preparee a_accorder recu charge deposee prevue demandee a_faire",
    ("neutre", "cadenas"): "archivee expire close retiree",
    ("info", "voir"): "en_relecture relue qualifie pret deja",
    ("info", "horloge"): "temps arrete inscrite",
    ("info", "enquete"): "ouverte ouvert en_cours commencee en_examen en_preparation",
    ("alerte", "attente"): "en_retenue proposee propose reportee en_attente verification a_completer",
    ("alerte", "recommencer"): "remplace regroupe interrompu renvoye",
    (
        "succes",
        "valide",
    ): "confirmee valide retenu soumise repondue fait resolu accepte integree verifiee reconnue atteinte",
    (
        "succes",
        "coche",
    ): "executee donne publiee realisee envoye programme satisfait nouvelle optimal adopte faite suivie",
    ("succes", "signature"): "contresigne signe",
    ("danger", "annule"): "annule annulee abandonnee",
    ("danger", "refus"): "rebond decline rejete ecarte revoque en_echec refusee refuse fausse impossible",
}

ETATS = {code: apparence for apparence, codes in _PAR_TON.items() for code in codes.split()}
