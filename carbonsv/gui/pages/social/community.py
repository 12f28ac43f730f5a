"""The parts of the community tab, in words: time bank, pledges, local spend, contacts and more."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from carbonsv.gui.pages.record_card import RecordCardText
from carbonsv.gui.pages.social.section import SectionText


def _tr(text: str) -> str:
    return QCoreApplication.translate("SocialCommunity", text)


def community_texts() -> tuple[SectionText, ...]:
    """Return the parts of the community tab in their order."""
    return (_time_bank(), _homes(), _lm3(), _local(), _profit(), _contacts(), _case_studies(), _kpis())


def _time_bank() -> SectionText:
    empty = _tr("Add the days you billed and the hours you gave; the balance is worked out.")
    words = RecordCardText(
        "time_bank", "", _tr("Time bank"), _tr("Add entry"), empty, _tr("Filter, for example: repair")
    )
    purpose = _tr("For every day a customer pays for, one hour is owed to the community.")
    return SectionText("time_bank", _tr("Time bank"), purpose, (), words, "time-bank")


def _homes() -> SectionText:
    empty = _tr("Ask who wants to pledge something at home, and ask again later what came of it.")
    title = _tr("Pledges at home")
    words = RecordCardText("home_pledge", "", title, _tr("Add pledge"), empty, _tr("Filter pledges"))
    purpose = _tr(
        "What employees save at home is theirs. Only what was followed up counts, in the ledger of what we "
        "helped others do, and never in your footprint. No names are needed."
    )
    return SectionText("home_pledge", title, purpose, (), words, "home-pledges")


def _local() -> SectionText:
    empty = _tr("Import your purchase ledger: supplier, amount without VAT, and postcode or borough.")
    title = _tr("Local spend")
    words = RecordCardText("supplier_spend", "", title, _tr("Add supplier"), empty, _tr("Filter suppliers"))
    purpose = _tr("How much of the money that could be spent locally stayed in your local area.")
    return SectionText("supplier_spend", title, purpose, (), words, "local-spend")


def _lm3() -> SectionText:
    purpose = _tr(
        "Which area counts as local, and how often a pound is spent in it over three rounds: your income, "
        "what you spent locally, and what those suppliers and people spent locally."
    )
    columns = ("local_areas", "lm3_round_1_gbp", "lm3_round_2_gbp", "lm3_round_3_gbp")
    return SectionText("lm3", _tr("Local area, LM3"), purpose, columns)


def _profit() -> SectionText:
    purpose = _tr("Social accounting: how much of the profit was put back into the purpose.")
    columns = ("profit_gbp", "reinvested_gbp", "reinvested_how")
    return SectionText("profit", _tr("Profit reinvested"), purpose, columns)


def _contacts() -> SectionText:
    empty = _tr("Add people and organisations who can help, or import your list of them.")
    title = _tr("Experts and contacts")
    words = RecordCardText("contact", "", title, _tr("Add contact"), empty, _tr("Filter contacts"))
    purpose = _tr("Whom you can ask. The topic decides beside which advice a contact is shown.")
    return SectionText("contact", title, purpose, (), words, "contacts")


def _case_studies() -> SectionText:
    empty = _tr("Tell what you did, what came of it, and what somebody said about it.")
    title = _tr("Case studies")
    words = RecordCardText("case_study", "", title, _tr("Add case study"), empty, _tr("Filter case studies"))
    purpose = _tr("A case study leaves the program only once permission is set to Yes.")
    return SectionText("case_study", title, purpose, (), words, "case-studies")


def _kpis() -> SectionText:
    empty = _tr("A few figures of your own, each with a target, an owner and a day.")
    title = _tr("Own figures")
    words = RecordCardText("kpi", "", title, _tr("Add figure"), empty, _tr("Filter figures"))
    purpose = _tr("Agreed figures you are measured by. Few are kept to better than many.")
    return SectionText("kpi", title, purpose, (), words, "kpis")


def promise_texts() -> tuple[SectionText, ...]:
    """Return the tables of promises and of what was delivered."""
    promises, deliveries = _tr("Promises"), _tr("Deliveries")
    said = RecordCardText(
        "commitment",
        "",
        promises,
        _tr("Add promise"),
        _tr("What does the tender promise? How much, by when, and who answers for it?"),
        _tr("Filter promises"),
        evidence=True,
    )
    done = RecordCardText(
        "delivery",
        "",
        deliveries,
        _tr("Add delivery"),
        _tr("Each time something is delivered: how much, on which day, and what shows it."),
        _tr("Filter deliveries"),
        evidence=True,
    )
    return (
        SectionText("commitment", promises, _tr("What tenders promise."), (), said, "commitments"),
        SectionText(
            "delivery", deliveries, _tr("What was delivered, each with its day."), (), done, "deliveries"
        ),
    )


def requirement_texts() -> tuple[SectionText, ...]:
    """Return the tables of all requirements, own ones included, and of answers supplier by supplier."""
    own, answers = _tr("Own requirements"), _tr("By supplier")
    all_of_them = RecordCardText(
        "requirement",
        "",
        own,
        _tr("Add requirement"),
        _tr("Does a buyer ask for something that is not listed? Add it in your own words."),
        _tr("Filter requirements"),
        evidence=True,
    )
    each = RecordCardText(
        "procurement_answer",
        "",
        answers,
        _tr("Add answer"),
        _tr("Answers about one supplier or purchase: question EP1 to EP7, answer, and what shows it."),
        _tr("Filter answers"),
    )
    said = _tr("Every requirement with its answer; what you add here joins the list.")
    told = _tr("Every answer on ethical procurement, with the supplier it is about.")
    return (
        SectionText("requirement", own, said, (), all_of_them, "requirements"),
        SectionText("procurement_answer", answers, told, (), each, "ethical-answers"),
    )


def framework_texts() -> tuple[SectionText, ...]:
    """Return the tables of own frameworks and of changes to the mapping."""
    own, changes = _tr("Own frameworks"), _tr("Changed mappings")
    priorities = RecordCardText(
        "own_priority",
        "",
        own,
        _tr("Add priority"),
        _tr("Does your buyer have a framework of its own? Add its priorities; they join the matrix."),
        _tr("Filter priorities"),
    )
    mapping = RecordCardText(
        "priority_map",
        "",
        changes,
        _tr("Add change"),
        _tr("Changes you make in the matrix are listed here, and can be deleted again."),
        _tr("Filter changes"),
    )
    said = _tr("Priorities of a buyer's own framework, each with a short code.")
    changed = _tr("Where your mapping differs from the program's proposal.")
    return (
        SectionText("own_priority", own, said, (), priorities, "priorities"),
        SectionText("priority_map", changes, changed, (), mapping, "priority-map"),
    )


def value_texts() -> tuple[SectionText, ...]:
    """Return the tables of the user's own values: the program ships none of them."""
    proxies, claims = _tr("Licensed proxies"), _tr("Claims by proxy")
    costs, air = _tr("Damage costs"), _tr("Air pollutants")
    sheet = RecordCardText(
        "proxy",
        "",
        proxies,
        _tr("Add proxy"),
        _tr("Import the sheet you hold a licence for: code, title, unit, value, year, licence, source."),
        _tr("Filter proxies"),
    )
    claimed = RecordCardText(
        "proxy_claim",
        "",
        claims,
        _tr("Add claim"),
        _tr("How many units of a proxy you delivered, with the same honest deductions as any claim."),
        _tr("Filter claims"),
    )
    table = RecordCardText(
        "damage_cost",
        "",
        costs,
        _tr("Add cost"),
        _tr("Import Defra's table; a row without price year and web address is refused."),
        _tr("Filter costs"),
    )
    tonnes = RecordCardText(
        "air_pollutant",
        "",
        air,
        _tr("Add pollutant"),
        _tr("Tonnes of NOx or PM2.5 avoided, where somebody worked them out."),
        _tr("Filter pollutants"),
    )
    licensed = _tr(
        "Values of your own licensed set. They stay in this document, with their licence beside them."
    )
    beside = _tr("Valued by your own proxies. They stand beside the ledgers and are added to none.")
    official = _tr("Pounds per tonne of an air pollutant. The program ships none: they are imported.")
    avoided = _tr("Valued in pounds only after damage costs are imported; not valued is not nought.")
    return (
        SectionText("proxy", proxies, licensed, (), sheet, "proxies"),
        SectionText("proxy_claim", claims, beside, (), claimed),
        SectionText("air_pollutant", air, avoided, (), tonnes, "air-pollutants"),
        SectionText("damage_cost", costs, official, (), table, "damage-costs"),
        SectionText(
            "prices",
            _tr("Price year"),
            _tr("Prices in which every pound of social value is shown."),
            ("price_year",),
        ),
    )
