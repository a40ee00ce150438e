from certificats.models import FormationPassee


def formations_de(utilisateur) -> list[FormationPassee]:
    """The trainings that somebody followed elsewhere, as declared, latest first. One query."""
    return list(FormationPassee.objects.filter(utilisateur=utilisateur))
