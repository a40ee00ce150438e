from auditlog.middleware import AuditlogMiddleware

LECTURES = ("GET", "HEAD", "OPTIONS")


class JournalMiddleware(AuditlogMiddleware):
    """Who does it is noted with what is done. A reading does nothing: it is not asked who reads, nor is a cookie looked at."""

    def __call__(self, request):
        return self.get_response(request) if request.method in LECTURES else super().__call__(request)
