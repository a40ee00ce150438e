from django.db.models import Q


def signaux_trouves(signaux, *, q: str = "", axe: str = "", note: str = ""):
    """Signals that answer a search; `note` is "oui" (rated), "non" (to rate) or empty."""
    if q:
        signaux = signaux.filter(Q(titre__icontains=q) | Q(resume__icontains=q) | Q(source__nom__icontains=q))
    if axe:
        signaux = signaux.filter(axe=axe)
    if note:
        signaux = signaux.filter(note_le__isnull=note == "non")
    return signaux.select_related("source").order_by("-observe_le", "-pk")
