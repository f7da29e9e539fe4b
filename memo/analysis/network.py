"""Who has to do with whom: ties that the text draws, and ties that it does not draw and that were known on the day."""

import pandas as pd

from memo.errors import known, need

KINDS = {
    "against": "¶8 · Against the ruling party",
    "concession": "¶9 · Concessions and talks",
    "repression": "¶11 · Put down by the authorities",
    "Moscow": "¶9, ¶31, ¶32 · What Moscow is to do",
}
LAYERS = ("Ties known on the day", "Who is missing")


def ties_shown(ties, actors, kind="", country="", layers=()):
    """The ties of one kind and one country, and of those not from the text only the layers asked for.

    ties, actors : DataFrame, as `doc.ties` and `doc.actors`
    kind : str, one of KINDS, or "" for all
    country : str, or "" for all
    layers : iterable of LAYERS
        Ties known on the day between those whom the text has, and those of whoever is missing from it.

    The columns are those of `ties`, and from_text (bool). Raises MemoError for what there is not.

    >>> import memo
    >>> doc = memo.load()
    >>> ties_shown(doc.ties, doc.actors, "concession", "Poland")["b"].tolist()
    ['solidarity']
    >>> ties_shown(doc.ties, doc.actors, "concession", "Poland", LAYERS)["from_text"].tolist()
    [True, False, False]
    """
    need(ties, ["a", "b", "kind", "claims"], "ties")
    need(actors, ["id", "country", "side"], "actors")
    if kind:
        known(kind, KINDS, "kind of tie")
    for layer in layers:
        known(layer, LAYERS, "layer")
    of = actors.set_index("id")
    missing = ties["a"].map(of["side"]).eq("missing") | ties["b"].map(of["side"]).eq("missing")
    from_text = ties["claims"].ne("")
    shown = from_text | (missing & (LAYERS[1] in layers)) | (~missing & ~from_text & (LAYERS[0] in layers))
    if kind:
        shown &= ties["kind"].eq(kind)
    if country:
        known(country, of["country"].unique(), "country")
        shown &= ties["a"].map(of["country"]).eq(country) | ties["b"].map(of["country"]).eq(country)
    return ties.assign(from_text=from_text)[shown]


def sentences_of(claims, sentences, ids):
    """The sentences in which some claims stand, each once, in the order of the text: label, paragraph, text.

    claims, sentences : DataFrame, as `doc.claims` and `doc.sentences`
    ids : str, ids of claims parted by "; ", or ""

    >>> import memo
    >>> doc = memo.load()
    >>> sentences_of(doc.claims, doc.sentences, "c08s04a; c08s04b")["label"].tolist()
    ['8.4']
    """
    rows = claims[claims["id"].isin(ids.split("; "))]
    found = sentences.loc[sentences.index.isin(rows["sentence"]), ["label", "paragraph", "text"]]
    return found.assign(text=[" ".join(text.split()) for text in found["text"]])


def both_named(ties, actors):
    """The ties of the text in which one sentence names both sides: a DataFrame with the columns of `ties`.

    >>> import memo
    >>> doc = memo.load()
    >>> len(both_named(doc.ties, doc.actors))
    0
    """
    named = actors.set_index("id")["named_in"].str.split("; ").map(set)

    def sentences(actor, claims):
        return {claim[:-1] for claim in claims.split("; ") if claim and claim in named[actor]}  # an id is its sentence's and a letter

    both = [bool(sentences(row.a, row.claims) & sentences(row.b, row.claims)) for row in ties.itertuples()]
    return ties[pd.Series(both, index=ties.index, dtype=bool)]
