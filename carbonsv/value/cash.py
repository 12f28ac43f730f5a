"""Taxes no longer paid: the organisation's own saving. A tax is a transfer and never part of social value."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError
from carbonsv.library.value_packs import LANDFILL, LANDFILL_LOWER, PLASTIC
from carbonsv.model.issue import Issue
from carbonsv.units.convert import convert, dimension, fitting_unit
from carbonsv.value.measures import VariantError, quantity_change

if TYPE_CHECKING:
    from carbonsv.library.measures import Measure
    from carbonsv.library.value_packs import TaxRate, ValuePacks
    from carbonsv.value.claim import Claim

TAXES = (LANDFILL, LANDFILL_LOWER, PLASTIC)


class NoTaxRateError(CarbonsvError):
    """There is no rate of a tax for a day."""

    def __init__(self, tax: str, day: date) -> None:
        """Name the tax and the day."""
        super().__init__(
            f"There is no rate of {tax.replace('-', ' ')} for {day:%Y}.", "Enter the saving in GBP instead."
        )


def tax_rate(tax: str, day: date, packs: ValuePacks) -> TaxRate:
    """Return the rate of a tax on a day [GBP/tonne].

    Raises:
        NoTaxRateError: there is none.
    """
    found = [
        rate
        for rate in packs.taxes
        if rate.tax == tax and rate.from_day <= day and (rate.to_day is None or day <= rate.to_day)
    ]
    if not found:
        raise NoTaxRateError(tax, day)
    return max(found, key=lambda rate: rate.from_day)


def cash_saved(claim: Claim, measure: Measure, year: int, packs: ValuePacks) -> tuple[float, list[Issue]]:
    """Return the tax not paid in a year [GBP of the year], at the rate of most of the calendar year.

    A quantity in pounds is taken as it is; tonnes are multiplied by the rate that the variant names.
    """
    try:
        unit = fitting_unit(measure.unit_of(claim.unit), measure.dimensions)
        change = quantity_change(claim, measure)
        if dimension(unit) == "money":
            return change, []
        if claim.variant not in TAXES:
            raise VariantError("variant", claim.variant, TAXES)
        rate = tax_rate(claim.variant, _middle(year), packs)
    except CarbonsvError as error:
        return math.nan, [Issue(claim.id, "no-value", "error", f"Claim {claim.name}: {error}", error.hint)]
    return convert(change, unit, "tonnes") * rate.rate_gbp, []


def _middle(year: int) -> date:
    """Return the day on which the rate of most of a year applies: rates change on 1 April."""
    return date(year, 7, 1)
