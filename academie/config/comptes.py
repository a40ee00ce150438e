from allauth.account.adapter import DefaultAccountAdapter


class AdaptateurComptes(DefaultAccountAdapter):
    """allauth's mails go through the Académie's own queue."""
