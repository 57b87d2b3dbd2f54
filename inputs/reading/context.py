"""What the Settings sheet says that the other sheets are read with."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from inputs.columns import Kind
from inputs.reading.cells import currency
from inputs.reading.names import key
from inputs.reading.numbers import CURRENCIES, SIGNS
from inputs.reading.records import Record
from models.calendar import Calendar


@dataclass(frozen=True)
class Context:
    """The time line, the currency, and exchange rates by the key of their location."""

    calendar: Calendar
    sure: bool = True
    """False where the calendar itself is at fault and only stands in"""
    currency: str = ""
    rates: dict[str, Decimal] = field(default_factory=dict)

    def within(self, quarter: int) -> bool:
        """Whether a quarter lies on the horizon, as far as that is known."""
        return not self.sure or 1 <= quarter <= self.calendar.quarters

    @property
    def span(self) -> str:
        return f"{self.calendar.label(1)} to {self.calendar.label(self.calendar.quarters)}"


def refuse_other_currencies(record: Record, context: Context, location: str = "") -> None:
    """Amounts in another currency need the exchange rate of a location."""
    if context.currency not in CURRENCIES or key(location) in context.rates:
        return
    money = {column.name for column in record.table.sheet.columns if column.kind is Kind.MONEY}
    for name in [*(n for n in record.table.columns if n in money), *record.table.open]:
        cell = record.cell(name)
        marked = currency(cell) if cell is not None and not cell.trouble else ""
        if marked and marked != context.currency and context.currency not in SIGNS.get(marked, ()):
            record.fault(
                name,
                f"is in {marked}, but the plan is in {context.currency} and "
                f"{'the location has' if location else 'the row has no location with'} "
                f"{'no exchange rate' if location else 'an exchange rate'}; "
                f"convert it, or give the location a setting 'Exchange rate: …'",
            )
