from collections.abc import Callable

# What must happen by itself as time passes: the worker calls each at least once an hour. Each is idempotent, short or
# content to queue a task, and knows by itself whether there is something to do.
RAPPELS: list[Callable[[], object]] = []
