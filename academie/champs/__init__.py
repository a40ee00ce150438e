"""Form fields that every house may use: a house never imports another's forms."""
