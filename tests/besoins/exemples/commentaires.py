from besoins.actions.commentaire import commenter, decliner_suggestion
from tests.besoins.atelier import brouillon_complet


def version(d):
    return {"pk": brouillon_complet(d).pk}


def suggestion(d):
    return commenter(
        version=brouillon_complet(d),
        lieu="version.tarif",
        texte="Trop court",
        proposition="Gratuit pour les structures du réseau",
        par=d.formateur,
    )


def declinee(d):
    return {"pk": decliner_suggestion(commentaire=suggestion(d), motif="C'est déjà dit", par=d.concepteur).pk}


EXEMPLES = {
    "besoins:commentaire_list": lambda d: {"pk": suggestion(d).version_id},
    "besoins:commentaire_create": lambda d: version(d) | {"lieu": "version.presentation"},
    **{
        f"besoins:commentaire_{geste}": lambda d: {"pk": suggestion(d).pk}
        for geste in ("repondre", "resoudre", "accepter", "decliner")
    },
    "besoins:commentaire_rouvrir": declinee,
    "besoins:presence_list": version,
    "besoins:presence_signaler": lambda d: version(d) | {"lieu": "modules"},
}
