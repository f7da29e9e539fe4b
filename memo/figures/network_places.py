"""Where the boxes of a network lie: one row a country, as high as its fullest column needs."""

from memo.analysis.evidence import SEVEN

# Across, in hundredths of the width; down, in slots, each as high as two lines of letters.
COLUMNS = {"ruling": (7, 31), "opposition": (45, 67), "missing": (79, 100)}
_WIDE = (17, 100)  # those who belong to no country
_MARGIN = 0.09
_AT_LEAST = {"Hungary": 2.6, "GDR": 1.4}  # slots: a tie between two boxes, a name of three lines
_SPANNING = {"alternative-associations": ("GDR", "Romania")}  # from which country to which; text and table say more


def places(actors):
    """Where each actor's box lies: {id: (left, right, top, bottom)}, hundredths of the width and slots from above.

    >>> import memo
    >>> boxes = places(memo.load().actors)
    >>> boxes["puwp"][2:] == boxes["solidarity"][2:], boxes["puwp"][1] < boxes["solidarity"][0]
    (True, True)
    """
    here, down, found = _placed(actors), rows(actors), {}
    for row in here.itertuples():
        if row.side == "Moscow":
            found[row.id] = (*COLUMNS["ruling"], *_within(down["Moscow"]))
        elif row.id in _SPANNING:
            first, last = _SPANNING[row.id]
            found[row.id] = (*COLUMNS["opposition"], *_within((down[first][0], down[last][1])))
        else:
            like = here[(here["side"] == row.side) & (here["country"] == row.country) & ~here["id"].isin(_SPANNING)]["id"].tolist()
            top, bottom = down[row.country]
            share, number = (bottom - top) / len(like), like.index(row.id)
            across = _WIDE if row.country == "several" else COLUMNS[row.side]
            found[row.id] = (*across, *_within((top + number * share, top + (number + 1) * share)))
    return found


def rows(actors):
    """From where to where each row reaches, in slots: as many as its fullest column needs."""
    here, found, top = _placed(actors), {"Moscow": (0, 1)}, 1
    for country in (*SEVEN, "several"):
        of = here[(here["country"] == country) & ~here["id"].isin(_SPANNING)]
        height = max(_AT_LEAST.get(country, 1), *of["side"].value_counts())
        found[country] = (top, top + height)
        top += height
    return found


def _placed(actors):
    return actors[actors["side"].ne("")]


def _within(span):
    return span[0] + _MARGIN, span[1] - _MARGIN


def outlines(boxes):
    """Rectangles as one line of points, with a gap between them."""
    x, y = [], []
    for left, right, top, bottom in boxes:
        x += [left, right, right, left, left, None]
        y += [top, top, bottom, bottom, top, None]
    return {"x": x, "y": y}
