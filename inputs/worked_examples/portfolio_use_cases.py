"""The sixty use cases of the portfolio example, ten in each of six business units."""

from __future__ import annotations

USE_CASES: dict[str, str] = {
    "Supply Chain": """
ID | Name | Type | Value per quarter | Depends on | Status | Quarters done
SC-01 | Demand forecast by store and week | medium | 310000 | | live |
  The base of every other forecast in the group.
SC-02 | Safety stock by article | small | 140000 | SC-01 | |
  Less stock for the same service.
SC-03 | Inbound delay warning | medium | 160000 | | |
  Ports, weather and carriers' messages, two weeks ahead.
SC-04 | Supplier risk watch | medium | 120000 | | |
  News and payment behaviour of four thousand suppliers.
SC-05 | Freight invoice check | small | 90000 | | |
  Compares what carriers bill with what was agreed.
SC-06 | Truck loading plan | large | 260000 | SC-01 | |
  Fuller trucks out of eleven warehouses.
SC-07 | Returns grading by picture | medium | 110000 | | |
  Decides at the dock what is sold again.
SC-08 | Cold chain alarms | small | 70000 | | |
  Tells a door left open from a failing compressor.
SC-09 | Markdown timing | medium | 230000 | SC-01 | |
  When seasonal goods get cheaper, and by how much.
SC-10 | Network stress test | large | 190000 | SC-03 | |
  What a closed strait or a burnt warehouse would do.
""",
    "Manufacturing": """
ID | Name | Type | Value per quarter | Depends on | Status | Quarters done
MF-01 | Visual inspection, line 1 | medium | 200000 | | in progress | 1
  The pilot of the group; the cameras hang already.
MF-02 | Visual inspection, all lines | large | 420000 | MF-01 | |
  The same on nineteen lines in five plants.
MF-03 | Bearing wear prediction | medium | 180000 | | |
  Vibration data lie unused for years.
MF-04 | Energy peak shaving | small | 130000 | | |
  Shifts ovens and compressors out of the peak.
MF-05 | Recipe drift alarm | small | 110000 | | |
  Sees a batch go wrong before the laboratory does.
MF-06 | Maintenance planner | medium | 150000 | MF-03 | |
  Turns warnings into work orders that fit the shift.
MF-07 | Scrap root causes | medium | 170000 | MF-05 | |
  Which settings go with which defect.
MF-08 | Operator assistant | medium | 120000 | | |
  Answers from the manuals, in the operator's language.
MF-09 | Setup sequence | large | 240000 | | |
  The order of jobs that wastes the least time.
MF-10 | Process twin of the dryer | large | 210000 | MF-05 | |
  A model of the dryer that engineers can play with.
""",
    "Sales": """
ID | Name | Type | Value per quarter | Depends on | Status | Quarters done
SA-01 | Lead scoring | small | 120000 | | live |
  In use in two countries.
SA-02 | Price guidance for quotes | medium | 340000 | | |
  A corridor for each quote, from what was paid before.
SA-03 | Churn of trade customers | small | 150000 | | |
  Who orders a little less every month.
SA-04 | Promotion effect | medium | 200000 | SC-01 | |
  What would have been sold anyway.
SA-05 | Tender summaries | small | 80000 | | |
  Four hundred pages to two, with the traps marked.
SA-06 | Cross-selling hints | medium | 170000 | SA-03 | |
  What similar customers buy besides.
SA-07 | Sales call notes | small | 90000 | | |
  Notes into the customer system while driving home.
SA-08 | Catalogue texts | medium | 110000 | | |
  Texts for ninety thousand articles in nine languages.
SA-09 | Order intake from e-mail | medium | 190000 | | |
  A third of all orders still come as free text.
SA-10 | Configuration assistant | large | 280000 | SA-02 | |
  Finds the variant that can be built and delivered.
""",
    "Service": """
ID | Name | Type | Value per quarter | Depends on | Status | Quarters done
SV-01 | Ticket routing | small | 110000 | | |
  To the right desk at the first attempt.
SV-02 | Technician knowledge search | medium | 150000 | | |
  Twenty years of repair reports.
SV-03 | Spare parts forecast | medium | 180000 | | |
  The right part in the van.
SV-04 | First visit diagnosis | large | 300000 | SV-02 | |
  What is broken, before anybody drives.
SV-05 | Warranty fraud hints | small | 100000 | | |
  Claims that look alike.
SV-06 | Route planning | medium | 160000 | | |
  Visits by distance, skill and promise.
SV-07 | Customer assistant | large | 330000 | SV-01 | |
  First answers in six languages, in the portal.
SV-08 | Remote fault alarms | medium | 170000 | | |
  Machines at customers that call before they stop.
SV-09 | Contract renewal signal | small | 120000 | | |
  Whom to call three months before the contract ends.
SV-10 | Video guidance | medium | 90000 | SV-02 | |
  Recognises the machine in the picture and shows the next step.
""",
    "Finance": """
ID | Name | Type | Value per quarter | Depends on | Status | Quarters done
FI-01 | Invoice reading | small | 130000 | | |
  Supplier invoices into the ledger without typing.
FI-02 | Cash forecast | medium | 150000 | SC-01 | |
  Thirteen weeks, by company and currency.
FI-03 | Payment matching | small | 100000 | | |
  Which payment belongs to which invoice.
FI-04 | Audit sampling | small | 70000 | | |
  Looks where it is worth looking.
FI-05 | Expense check | small | 60000 | | |
  Finds the odd ones and leaves the others alone.
FI-06 | Credit limits | medium | 140000 | SA-03 | |
  Limits for trade customers that move with their payments.
FI-07 | Closing anomalies | medium | 110000 | | |
  Bookings that do not look like last month's.
FI-08 | Contract clauses | medium | 120000 | | |
  Terms of payment, indexation and notice in forty thousand contracts.
FI-09 | Commodity cost outlook | large | 200000 | FI-02 | |
  Hedges and price lists from one view of raw materials.
FI-10 | Management report drafts | small | 80000 | | |
  The first draft of the monthly comments.
""",
    "People": """
ID | Name | Type | Value per quarter | Depends on | Status | Quarters done
PE-01 | Shift planning | medium | 180000 | | |
  Fair, legal, and known two weeks ahead.
PE-02 | Policy answers | small | 70000 | | |
  What the handbook says, with the page.
PE-03 | Skills inventory | small | 60000 | | |
  Who can do what, from projects instead of forms.
PE-04 | Absence forecast | small | 90000 | | |
  How many temporary workers a plant will need.
PE-05 | Safety near misses | medium | 110000 | | |
  Patterns in twelve thousand short reports.
PE-06 | Training paths | medium | 70000 | PE-03 | |
  What to learn next for the job that somebody wants.
PE-07 | Payroll anomalies | small | 80000 | | |
  Found before the payslip is sent.
PE-08 | Onboarding assistant | small | 50000 | PE-02 | |
  Answers of the first ninety days.
PE-09 | Exit survey themes | small | 40000 | | |
  Why people leave, in their words.
PE-10 | Workforce outlook | large | 130000 | PE-04 | |
  Retirements and skills by plant, five years ahead.
""",
}
"""A table of rows for each business unit, in the order of the workbook."""
