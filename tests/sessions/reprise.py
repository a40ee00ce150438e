from sessions.actions.creneau import CreneauPrevu


def creneaux_de(session):
    """The half-days of a session as a plan that keeps them."""
    return [
        CreneauPrevu(debut=c.debut, fin=c.fin, pk=c.pk, formateurs=tuple(i.formateur for i in c.interventions.all()))
        for c in session.creneaux.all()
    ]
