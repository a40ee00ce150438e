"""The messages of besoins. Each fact has its key: it is told once, whatever is clicked twice."""
