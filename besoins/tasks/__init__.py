"""What besoins does in the background."""
