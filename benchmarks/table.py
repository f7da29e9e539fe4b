"""How benchmarks report: rows of (name, measured, floor, compared, bound), times in milliseconds.

`compared` is what the bound is set for: a ratio where it is a small number, a difference in milliseconds where
the row's name says so.
"""


def show(rows):
    """Print the rows, also those that missed their bound; returns 1 where any did, else 0."""
    width = max(len(row[0]) for row in rows) + 2
    print(f"{'':{width}}{'measured':>14}{'floor':>14}{'compared':>12}{'bound':>9}")
    for name, measured, floor, compared, bound in rows:
        remark = "" if compared <= bound else "   MISSED"
        print(f"{name:{width}}{measured:>11.1f} ms{floor:>11.1f} ms{compared:>12.2f}{bound:>9.2f}{remark}")
    return int(any(compared > bound for *_, compared, bound in rows))
