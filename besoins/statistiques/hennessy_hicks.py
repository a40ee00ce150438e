"""Difference of means of the Hennessy-Hicks questionnaire.

Hennessy, D. & Hicks, C. (2011), "Hennessy-Hicks Training Needs Analysis Questionnaire and Manual", World Health
Organization, Regional Office for Europe.
"""

from besoins.statistiques.matrice import Resume


def difference(resume: Resume):
    """Need = mean importance (rating A) − mean mastery (rating B), in steps of the scale; a number, or an array of draws.

    The greater, the greater the need for training. The two margins are enough, pairs or not.
    """
    return resume.importance - resume.maitrise
