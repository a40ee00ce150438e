"""The messages of the sessions. Each fact has its key: it is told once, whatever is clicked twice."""
