# Two workers that load charts at once must both begin with the whole of matplotlib: one that begins with a
# part of it finds that half loaded by the other.
import matplotlib  # noqa: F401, ICN001
