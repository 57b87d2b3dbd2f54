"""Solve the worked examples afresh and keep what is found: python -m tests.golden [seconds] [workers]"""

import sys

import inputs
from tests.golden import make, plan_workbook

if __name__ == "__main__":
    seconds, workers = float((sys.argv[1:2] or ["60"])[0]), int((sys.argv[2:3] or ["2"])[0])
    for name in inputs.EXAMPLES:
        make(name, seconds, workers)
        print(plan_workbook(name))
