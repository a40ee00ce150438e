from tests.certificats.reseaux import charge, doublon, ecrit, lu

INCONNUE = "camille@test.example;Camille;Lemoine;Médiathèque Quimper;Médiatrice;01/09/2021;;;;;\n"

EXEMPLES = {
    "certificats:reseau_modele": lambda d: {"nom": "tout"},
    "certificats:reseau_detail": lambda d: {"pk": doublon(d).pk},
    "certificats:reseau_colonnes": lambda d: {"pk": lu(d).pk},
    "certificats:reseau_structures": lambda d: {"pk": lu(d, INCONNUE).pk},
    "certificats:reseau_lire": lambda d: {"pk": charge(d).pk},
    "certificats:reseau_ligne": lambda d: {"pk": doublon(d).pk, "numero": 2},
    "certificats:reseau_laisser": lambda d: {"pk": doublon(d).pk},
    "certificats:reseau_lancer": lambda d: {"pk": lu(d).pk},
    "certificats:reseau_annuler": lambda d: {"pk": ecrit(d).pk},
    "certificats:reseau_abandonner": lambda d: {"pk": lu(d).pk},
    "certificats:reseau_erreurs": lambda d: {"pk": lu(d, "=cmd@;;;;;;;;;;\n").pk},
}
