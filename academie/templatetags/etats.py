"""The tone and the icon of each state, whatever the noun. A state that is not here is neutral."""

_PAR_TON = {
    ("neutre", "crayon"): "brouillon",
    (
        "neutre",
        "horloge",
    ): "en_partance demande a_envoyer candidat ferme envoyee preparee a_accorder recu charge deposee prevue",
    ("neutre", "cadenas"): "archivee expire close retiree",
    ("info", "voir"): "en_relecture relue qualifie pret deja",
    ("info", "horloge"): "temps arrete",
    ("info", "enquete"): "ouverte ouvert en_cours commencee en_examen",
    ("alerte", "attente"): "en_retenue proposee reportee en_attente verification a_completer",
    ("alerte", "recommencer"): "remplace regroupe interrompu",
    ("succes", "valide"): "confirmee valide retenu soumise repondue fait resolu accepte integree verifiee reconnue",
    ("succes", "coche"): "donne publiee realisee envoye programme satisfait nouvelle optimal adopte faite",
    ("succes", "signature"): "contresigne",
    ("danger", "annule"): "annule annulee abandonnee",
    ("danger", "refus"): "rebond decline rejete ecarte revoque en_echec refusee refuse fausse impossible",
}

ETATS = {code: apparence for apparence, codes in _PAR_TON.items() for code in codes.split()}
