"""Columns of nodes joined by bands: where each node and each band's end lies, before anything is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HALVINGS = 60  # of the interval in which the scale is sought


@dataclass(frozen=True, slots=True)
class Slot:
    """What a node needs in its column.

    Attributes:
        amount: [kg CO2e] how much flows through it.
        words_mm: [mm] the height of its label.
        stacked: whether the label stands above the node and not beside it.
    """

    amount: float
    words_mm: float
    stacked: bool = False

    def height(self, mm_per_kg: float) -> float:
        """Return [mm] how much of the column it takes."""
        node = self.amount * mm_per_kg
        return self.words_mm + node if self.stacked else max(self.words_mm, node)


@dataclass(frozen=True, slots=True)
class Node:
    """Where a node lies.

    Attributes:
        foot, top: [mm] its ends.
        words: [mm] the middle of its label.
    """

    foot: float
    top: float
    words: float


def flow_scale(columns: Sequence[Sequence[Slot]], height_mm: float, gap_mm: float) -> float:
    """Return [mm per kg CO2e] the largest scale at which every column fits.

    Args:
        columns: the nodes of each column.
        height_mm: [mm].
        gap_mm: [mm] between two nodes.
    """
    largest = max(fsum(slot.amount for slot in column) for column in columns)
    low, high = 0.0, height_mm / largest
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = all(_height(column, middle, gap_mm) <= height_mm for column in columns)
        low, high = (middle, high) if fits else (low, middle)
    return low


def least_height(columns: Sequence[Sequence[Slot]], gap_mm: float) -> float:
    """Return [mm] the height that the labels of the fullest column need."""
    return max(_height(column, 0.0, gap_mm) for column in columns)


def placed(column: Sequence[Slot], top_mm: float, height_mm: float, mm_per_kg: float) -> list[Node]:
    """Return the nodes of a column from the top down, spread evenly over its height."""
    heights = [slot.height(mm_per_kg) for slot in column]
    between = (height_mm - fsum(heights)) / max(len(column) - 1, 1) if len(column) > 1 else 0.0
    nodes, reached = [], top_mm - (0.0 if len(column) > 1 else (height_mm - heights[0]) / 2)
    for slot, height in zip(column, heights, strict=True):
        nodes.append(_node(slot, reached, height, slot.amount * mm_per_kg))
        reached -= height + between
    return nodes


def band_ends(
    nodes: Mapping[str, Node], amounts: Sequence[tuple[str, float]], mm_per_kg: float
) -> list[tuple[float, float]]:
    """Return [mm] foot and top of each band at its node, one below the other in their order.

    Args:
        nodes: by name.
        amounts: name of the node, and [kg CO2e] of each band.
        mm_per_kg: [mm per kg CO2e].
    """
    reached = {name: node.top for name, node in nodes.items()}
    ends = []
    for name, amount in amounts:
        top = reached[name]
        reached[name] = top - amount * mm_per_kg
        ends.append((reached[name], top))
    return ends


def _height(column: Sequence[Slot], mm_per_kg: float, gap_mm: float) -> float:
    return fsum(slot.height(mm_per_kg) for slot in column) + gap_mm * (len(column) - 1)


def _node(slot: Slot, top: float, height: float, thickness: float) -> Node:
    if slot.stacked:
        foot = top - height
        return Node(foot, foot + thickness, top - slot.words_mm / 2)
    middle = top - height / 2
    return Node(middle - thickness / 2, middle + thickness / 2, middle)
