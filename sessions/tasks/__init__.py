"""What sessions does in the background."""
