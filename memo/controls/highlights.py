"""What the reader can highlight: layers of the text, each value with a sign besides its colour."""

from memo.edition.runs import Span

# Country codes of 1989 (ISO 3166 as it stood then) stand before a highlighted name: a sign besides the colour.
CODES = {
    "Poland": "PL",
    "Hungary": "HU",
    "Yugoslavia": "YU",
    "Czechoslovakia": "CS",
    "GDR": "DD",
    "Bulgaria": "BG",
    "Romania": "RO",
    "USSR": "SU",
    "United States": "US",
    "Germany 1939": "DE",
}


_CODED = {"theme": "What each claim is about", "kind": "What kind of claim it is", "certainty": "How certain it sounds"}


def layers(doc, numbers):
    """The layers of these paragraphs, as dicts for the page, and all their spans.

    A layer has id, label and values; a value has value, label, code (the sign) and count.
    """
    made = [_countries(doc, numbers), *(_coded(doc, numbers, field) for field in _CODED)]
    return [layer for layer, _ in made], [span for _, spans in made for span in spans]


def _coded(doc, numbers, field):
    """A field of the coding: every claim that has a code in it."""
    claims = doc.claims
    claims = claims[claims["paragraph"].isin(numbers) & claims[field].notna()].assign(code=claims[field].astype("str"))
    codes = doc.codes.query("field == @field", local_dict={"field": field})
    counts = claims["code"].value_counts()
    values = [
        {"value": row.code, "label": row.label, "code": row.sign, "count": int(counts[row.code])}
        for row in codes.itertuples()
        if row.code in counts
    ]
    spans = [Span(row.start, row.end, field, row.code) for row in claims.itertuples()]
    return {"id": field, "label": _CODED[field], "values": values}, spans


def _countries(doc, numbers):
    """The countries named, as noun or adjective."""
    named = doc.mentions.query("kind == 'country' and paragraph in @numbers", local_dict={"numbers": numbers})
    names = doc.entities.set_index("id")["name"]
    values = [
        {"value": country, "label": names[country], "code": CODES.get(country, country[:2]), "count": int(count)}
        for country, count in named["entity"].value_counts(sort=False).items()
    ]
    spans = [Span(row.start, row.end, "countries", row.entity) for row in named.itertuples()]
    return {"id": "countries", "label": "Countries named", "values": values}, spans
