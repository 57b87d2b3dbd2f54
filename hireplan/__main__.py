"""``python -m hireplan``."""

from hireplan.cli import main

if __name__ == "__main__":
    main(prog_name="hireplan")
