"""Which family of application fetches a feed, from what it says of itself: never a version, never a device."""

# In this order: Outlook's servers say they are Exchange, and so does nobody else; Apple's agents are many.
FAMILLES = (
    ("google", ("google-calendar-importer", "googlebot", "google")),
    ("thunderbird", ("thunderbird", "lightning")),
    ("outlook", ("outlook", "exchange", "microsoft", "office")),
    ("apple", ("dataaccessd", "calendaragent", "calendarstore", "icalendar", "ical/", "ios/", "macos/", "mac_os", "mac+os")),
)  # fmt: skip


def famille_du_client(agent: str) -> str:
    """The code of the family that a User-Agent belongs to; "autre" when it says nothing that is known."""
    agent = agent[:500].lower()
    return next((famille for famille, mots in FAMILLES if any(mot in agent for mot in mots)), "autre")
