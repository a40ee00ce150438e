"""Pages that anyone may open. Every other URL is guarded by a permission of the table: a test enumerates them all."""

PREFIXES_PUBLICS = (
    "account_",
    "mfa_",
    "socialaccount_",
)  # allauth guards its own pages

PAGES_PUBLIQUES = frozenset(
    {
        "accueil",
        "accessibilite",
        "mentions_legales",
        "donnees_personnelles",
        "composants",
        "sante",
        "territoire_recherche",
        # besoins
        "besoins:catalogue_list",
        "besoins:catalogue_detail",
        "besoins:catalogue_csv",
        "besoins:catalogue_xlsx",
        "besoins:catalogue_pdf",
        "besoins:catalogue_version_pdf",
        "besoins:catalogue_differences",
        "besoins:catalogue_version",
        "besoins:catalogue_pourquoi",
        "besoins:ressource_list",
        "besoins:ressource_detail",
        "besoins:ressource_fichier",
        "besoins:methodes",
        "besoins:resultats_publics_list",
        "besoins:resultats_publics",
        "besoins:reponse_enquete",
        "besoins:reponse_section",
        "besoins:reponse_recapitulatif",
        "besoins:reponse_soumettre",
        "besoins:reponse_merci",
        "besoins:reponse_commencer",
        "besoins:reponse_lien",
        "besoins:reponse_refuser",
        "besoins:reponse_accepter",
        "besoins:reponse_recepisse",
        # sessions
        "sessions:session_list",
        "sessions:session_detail",
        "sessions:session_ics",
        "sessions:agenda_list",
        "sessions:agenda_public",
        "sessions:agenda_region",
        "sessions:agenda_departement",
        "sessions:agenda_theme",
        "sessions:agenda_programme",
        "sessions:alerte_lien",
        "sessions:emargement_signer",
        "sessions:reglement_pdf",
        "sessions:livret_pdf",
        "sessions:offre_repondre",
        "sessions:reinscription",
        # certificats
        "certificats:verification",
        "certificats:verification_detail",
    }
)
