"""Everything the social value page shows that takes a moment to work out, made by a worker in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.app.social.overview import Overview, overview
from carbonsv.app.social.records import ethical_questions_raised
from carbonsv.app.social.tables import boroughs_frame, claims_frame
from carbonsv.app.social.value import SocialValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.value.advice import RankedAdvice


@dataclass(frozen=True, eq=False)
class SocialView:
    """The social value of a document with what the page shows of it.

    Attributes:
        advice: by the largest sources of the last reporting year; none without one.
        raised: the purchases that raise a question of ethical procurement.
        undrawn: the charts that the document lacks something for.
    """

    value: SocialValue
    overview: Overview
    claims: pd.DataFrame
    advice: tuple[RankedAdvice, ...]
    boroughs: pd.DataFrame
    raised: Mapping[str, tuple[str, ...]]
    undrawn: frozenset[str]


def social_view(snapshot: Snapshot, year_id: str | None = None) -> SocialView:
    """Work out the social value of a document.

    Args:
        snapshot: the document.
        year_id: the reporting year whose footprint stands beside it; the last one by default.
    """
    from carbonsv.app.gallery.social_charts import SOCIAL_CHARTS  # noqa: PLC0415 - matplotlib takes a while

    value = SocialValue.of(snapshot)
    return SocialView(
        value=value,
        overview=overview(value, year_id),
        claims=claims_frame(value),
        advice=tuple(value.advice()) if snapshot.year_ids else (),
        boroughs=boroughs_frame(value),
        raised=ethical_questions_raised(snapshot),
        undrawn=frozenset(one.name for one in SOCIAL_CHARTS if one.needs(snapshot)),
    )
