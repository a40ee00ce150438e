"""iCalendar text of the sessions (RFC 5545, RFC 7986): plain values in, bytes out, no Django."""
