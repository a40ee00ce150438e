"""What a mail is made of: a text with places to fill, a light form, and what mail servers send back. No Django."""
