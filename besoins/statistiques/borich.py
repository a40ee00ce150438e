"""Mean weighted discrepancy score.

Borich, G. D. (1980), "A needs assessment model for conducting follow-up studies", Journal of Teacher Education 31(3)
39-42; steps as in McKim, B. R. & Saucier, P. R. (2011), Journal of Extension 49(2), tool 8.
"""

from besoins.statistiques.matrice import Resume


def mwds(resume: Resume):
    """MWDS = mean over the respondents of (I − C)·Ī = (Ī − C̄)·Ī, in steps of the scale squared; a number, or an array of draws.

    I is the importance a respondent gives, C their mastery, Ī and C̄ the means of the item. The greater, the greater the
    need; negative when mastery exceeds importance. The two margins are enough, pairs or not.
    """
    return (resume.importance - resume.maitrise) * resume.importance
