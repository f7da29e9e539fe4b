"""Where the words that the glossary explains stand in the source."""

import re


def places(source, start, end, forms):
    """Every place of source[start:end] where one of the forms stands as whole words, as (start, end).

    `forms` is a list of str; case and white space make no difference, and where two forms begin at one place
    the longer is taken.

    >>> places("in the Warsaw\\n\\nPact, a warsaw pact", 0, 34, ["Warsaw Pact"])
    [(7, 19), (23, 34)]
    """
    longest_first = sorted(forms, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
    return [match.span() for match in re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE).finditer(source, start, end)]


def parts(cell):
    """The parts of a cell that holds several forms.

    >>> parts("white spots|blank spots")
    ['white spots', 'blank spots']
    """
    return cell.split("|") if cell else []
