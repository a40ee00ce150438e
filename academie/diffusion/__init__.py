"""What anyone's program reads over HTTP: bytes, their strong ETag, and the answers that a repeated question deserves."""
