"""The Footprint page: one module for each of its tabs."""

from carbonsv.gui.pages.footprint.page import FootprintPage

__all__ = ["FootprintPage"]
