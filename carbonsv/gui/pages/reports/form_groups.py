"""Which questions of a document belong together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class FormGroup:
    """A part of a form: its title, and its columns in order; all columns where none is named."""

    title: str = ""
    columns: tuple[str, ...] = ()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FormGroups", text)


def groups_of(table: str) -> tuple[FormGroup, ...]:
    """Return the parts of the form of a table."""
    return _reduction_plan() if table == "carbon_reduction_plan" else (FormGroup(),)


def _reduction_plan() -> tuple[FormGroup, ...]:
    return (
        FormGroup(
            _tr("Publication and commitment"),
            ("supplier_name", "publication_date", "notice_date", "commitment_year", "website", "no_website"),
        ),
        FormGroup(
            _tr("Years"),
            (
                *("reporting_year", "reporting_details", "baseline_year", "first_report"),
                *("baseline_details", "scope_2_method", "uk_only"),
            ),
        ),
        FormGroup(
            _tr("Projection and measures"),
            ("target_year", "target_co2e_t", "contract_measures", "future_measures"),
        ),
        FormGroup(
            _tr("Approval and declaration"),
            (
                *("approved_by", "approval_date", "signatory_name", "signatory_title", "signed_date"),
                *("declaration", "assurance"),
            ),
        ),
        FormGroup(
            _tr("The tender and the bidder"),
            (
                *("contract_value_gbp", "contract_years", "new_entrant", "consortium", "parent_plan"),
                *("parent_wholly_owned", "parent_commitment", "parent_measures", "parent_published"),
            ),
        ),
    )
