"""Carbon SV: an organisation's carbon footprint and environmental social value, offline."""

__version__ = "0.1.0"
