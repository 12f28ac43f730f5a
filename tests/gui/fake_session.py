"""A session in memory with a few records, for driving pages without the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.errors import UnusableFileError
from carbonsv.model.issue import Issue
from carbonsv.model.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from carbonsv.model.tables import Column

FACTORS = {"electricity": 0.2, "natural-gas": 0.18, "rail": 0.035, "landfill": 520.0, "cleaning": 0.1}


@dataclass(frozen=True)
class FakeKind:
    id: str
    label: str
    topic: str
    default_unit: str
    units: tuple[str, ...]
    synonyms: tuple[str, ...] = ()


KINDS = (
    FakeKind("electricity", "Electricity (UK grid)", "buildings", "kWh", ("kWh", "MWh", "GJ"), ("power",)),
    FakeKind("natural-gas", "Natural gas", "buildings", "kWh", ("kWh", "MWh", "therm", "m3"), ("gas",)),
    FakeKind("rail", "Rail, national", "travel", "passenger.km", ("passenger.km", "passenger.mile"), ("train",)),
    FakeKind("landfill", "Commercial and industrial waste to landfill", "waste", "t", ("t", "kg")),
    FakeKind("cleaning", "Cleaning services", "procurement", "GBP", ("GBP",)),
)


@dataclass
class FakePeriod:
    start: date = date(2024, 4, 1)
    end: date = date(2025, 3, 31)


@dataclass
class FakeInventory:
    records: pd.DataFrame
    label: str = "2024/25"
    period: FakePeriod = field(default_factory=FakePeriod)
    biogenic_co2_kg: float = 0.0

    def _scope(self, *activities: str) -> float:
        chosen = self.records[self.records["activity"].isin(activities)]
        return float(chosen["co2e_kg"].sum())

    @property
    def scope1_kg(self) -> float:
        return self._scope("natural-gas")

    @property
    def scope2_location_kg(self) -> float:
        return self._scope("electricity")

    scope2_market_kg = scope2_location_kg

    @property
    def scope3_kg(self) -> float:
        return self._scope("rail", "landfill", "cleaning")

    @property
    def total_location_kg(self) -> float:
        return self.scope1_kg + self.scope2_location_kg + self.scope3_kg

    total_market_kg = total_location_kg

    @property
    def issues(self) -> tuple[Issue, ...]:
        wrong = self.records[self.records["issue"] != ""]
        return tuple(
            Issue(record, "no-quantity", "error", sentence, "Type it in.")
            for record, sentence in zip(wrong["id"], wrong["issue"], strict=True)
        )

    def by_category(self) -> pd.DataFrame:
        rows = [
            ("Scope 1 Direct emissions", self.scope1_kg),
            ("Scope 2 Energy indirect emissions", self.scope2_location_kg),
            ("Scope 3.5 Waste generated in operations", self._scope("landfill")),
            ("Scope 3.6 Business travel", self._scope("rail")),
        ]
        return pd.DataFrame(rows, columns=["label", "co2e_kg"])

    def by_activity(self) -> pd.DataFrame:
        return self.records.groupby("activity")["co2e_kg"].sum().reset_index()


@dataclass
class FakeSnapshot:
    records: pd.DataFrame

    def inventory(self, year_id: str | None = None) -> FakeInventory:
        return FakeInventory(self.records, label={"y23": "2023/24"}.get(year_id or "", "2024/25"))

    def explain(self, record_id: str) -> str:
        return f"{record_id}: 1,250 kWh × 0.20705 kg CO₂e per kWh = 259 kg CO₂e"


def _sites() -> list[dict[str, Any]]:
    long = "Trafford Park distribution centre and regional training academy, unit 14"
    return [
        {"id": "s1", "name": "Ancoats office", "floor_area_m2": 1250.0, "tenure": "leased", "share": 1.0},
        {"id": "s2", "name": long, "address": "1 Long Street, Manchester", "share": 1.0},
    ]


def _activities() -> list[dict[str, Any]]:
    bills = [
        _activity(f"e{month}", "electricity", 1000.0 + 50 * month, "kWh", date(2024, month, 1))
        for month in range(4, 13)
    ]
    return [
        *bills,
        _activity("g1", "natural-gas", 12345.6, "kWh", date(2024, 4, 1), site="s2"),
        _activity("r1", "rail", 3200.0, "passenger.km", date(2024, 5, 3)),
        _activity("w1", "landfill", 1.4, "t", date(2024, 6, 1)),
        _activity("p1", "cleaning", 1200.0, "GBP", date(2024, 7, 1)),
    ]


def _activity(  # noqa: PLR0913 - the columns of a record
    record_id: str, kind: str, quantity: float, unit: str, start: date, site: str = "s1"
) -> dict[str, Any]:
    day = {"start": pd.Timestamp(start), "end": pd.Timestamp(start) + pd.Timedelta(days=27)}
    return {"id": record_id, "activity": kind, "quantity": quantity, "unit": unit, "site": site, **day}


class FakeSession:
    """Behaves like the session where a page can tell the difference."""

    def __init__(self) -> None:
        self.document_name = ""
        self.path: Path | None = None
        self.saved = True
        self.undo_label: str | None = None
        self.redo_label: str | None = None
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.asked: list[tuple[object, ...]] = []
        self._callbacks: list[Callable[[], None]] = []
        self._before: list[dict[str, list[dict[str, Any]]]] = []

    def new(self, name: str, start: date, end: date) -> None:
        self.asked.append(("new", name, start, end))
        year = {"id": "y24", "label": "2024/25", "start": pd.Timestamp(start), "end": pd.Timestamp(end)}
        profile = {
            "id": "organisation",
            "name": name,
            "consolidation_approach": "operational-control",
            "factor_year_policy": "majority",
            "flights_radiative_forcing": "with",
            "gwp_set": "published",
        }
        self.tables = {"organisation": [profile], "reporting_year": [year], "site": [], "activity": []}
        self.document_name = name
        self._tell()

    def open(self, path: Path) -> None:
        if not path.exists():
            raise UnusableFileError(path, "it is not there")
        self.new(path.stem, date(2024, 4, 1), date(2025, 3, 31))
        self.path = path

    def open_sample(self) -> None:
        self.new("Northgate Facilities (fictitious)", date(2024, 4, 1), date(2025, 3, 31))
        before = {"id": "y23", "label": "2023/24", "start": pd.Timestamp(2023, 4, 1)}
        self.tables["reporting_year"].append({**before, "end": pd.Timestamp(2024, 3, 31)})
        self.tables["site"] = _sites()
        self.tables["activity"] = _activities()
        self._tell()

    def save(self, path: Path | None = None) -> Path:
        self.path = path or self.path
        assert self.path is not None
        self.saved = True
        self._tell()
        return self.path

    def close(self) -> None:
        self.document_name = ""
        self.tables = {}
        self._tell()

    def columns(self, name: str) -> tuple[Column, ...]:
        return table(name).columns

    def rows(self, name: str, topic: str = "") -> pd.DataFrame:
        frame = pd.DataFrame(self.tables.get(name, []), columns=list(table(name).names))
        if name != "activity":
            return frame
        kinds = {kind.id: kind for kind in KINDS}
        sites = {site["id"]: site["name"] for site in self.tables["site"]}
        frame["activity_label"] = [kinds[kind].label for kind in frame["activity"]]
        frame["site_name"] = [sites.get(site, "") for site in frame["site"]]
        frame["co2e_kg"] = [
            float(quantity or 0) * FACTORS[kind]
            for quantity, kind in zip(frame["quantity"], frame["activity"], strict=True)
        ]
        frame["issue"] = ["" if q == q and q else "The quantity is missing." for q in frame["quantity"]]  # noqa: PLR0124
        topics = [kinds[kind].topic for kind in frame["activity"]]
        return frame[[topic in ("", each) for each in topics]] if len(frame) else frame

    def set_cell(self, name: str, id: str, column: str, text: str) -> str:  # noqa: A002
        self.asked.append(("set_cell", name, id, column, text))
        row = next(row for row in self.tables[name] if row["id"] == id)
        value: object = text
        if column == "quantity":
            number, _, unit = text.replace(",", "").partition(" ")
            if not number.replace(".", "").isdigit():
                return f"“{text}” is not a number."
            value = float(number)
            self._remember("change of Quantity")
            row["unit"] = unit or row.get("unit")
        elif column in {"start", "end"}:
            self._remember("change of a day")
            value = pd.Timestamp(text)
        else:
            self._remember(f"change of {column}")
        row = next(row for row in self.tables[name] if row["id"] == id)
        row[column] = value
        if column == "quantity" and unit:
            row["unit"] = unit
        self._tell()
        return ""

    def add_row(self, name: str, values: Mapping[str, object]) -> str:
        self._remember("adding a row")
        record_id = f"n{len(self.tables[name]) + 1}"
        self.tables[name].append({"id": record_id, "share": 1.0, **values})
        self._tell()
        return record_id

    def paste(
        self, name: str, topic: str, cells: list[list[str]], first_row_id: str | None, first_column: str
    ) -> list[Issue]:
        self.asked.append(("paste", name, topic, cells, first_row_id, first_column))
        return [Issue("e4", "not-a-number", "error", "Row 2: “x” is not a number.")]

    def delete_rows(self, name: str, ids: Sequence[str]) -> None:
        self._remember("deleting rows")
        self.tables[name] = [row for row in self.tables[name] if row["id"] not in ids]
        self._tell()

    def undo(self) -> str | None:
        label, self.undo_label, self.redo_label = self.undo_label, None, self.undo_label
        self.tables = self._before.pop()
        self._tell()
        return label

    def redo(self) -> str | None:
        return None

    def kinds(self, topic: str) -> Sequence[FakeKind]:
        return [kind for kind in KINDS if kind.topic == topic]

    def find_kinds(self, text: str, topic: str, limit: int = 12) -> Sequence[FakeKind]:
        words = text.casefold().split()
        known = [(kind, f"{kind.label} {' '.join(kind.synonyms)}".casefold()) for kind in self.kinds(topic)]
        return [kind for kind, names in known if all(word in names for word in words)][:limit]

    def snapshot(self) -> FakeSnapshot:
        return FakeSnapshot(self.rows("activity"))

    def on_change(self, callback: Callable[[], None]) -> None:
        self._callbacks.append(callback)

    def _remember(self, label: str) -> None:
        self._before.append({name: [dict(row) for row in rows] for name, rows in self.tables.items()})
        self.undo_label, self.saved = label, False

    def _tell(self) -> None:
        for callback in self._callbacks:
            callback()
