"""How benchmarks report: rows of (name, measured, floor, compared, bound) in milliseconds, or with another unit at the end.

`compared` is what the bound is set for: a ratio where it is a small number, a difference in milliseconds where
the row's name says so.
"""


def show(rows):
    """Print the rows, also those that missed their bound; returns 1 where any did, else 0."""
    width = max(len(row[0]) for row in rows) + 2
    print(f"{'':{width}}{'measured':>14}{'floor':>14}{'compared':>12}{'bound':>9}")
    missed = 0
    for name, measured, floor, compared, bound, *unit in rows:
        remark = "" if compared <= bound else "   MISSED"
        missed |= compared > bound
        print(
            f"{name:{width}}{measured:>11.1f} {(unit or ['ms'])[0]}{floor:>11.1f} {(unit or ['ms'])[0]}{compared:>12.2f}{bound:>9.2f}{remark}"
        )
    return int(missed)
