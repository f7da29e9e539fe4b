"""The counting rule as a student ticks it, and counts of words and claims as a form shows them."""

from memo.analysis import Rule, certainty_by_theme, counts, frequencies, who_acts
from memo.analysis.agents import UNGRADED
from memo.analysis.contexts import WIDTH

# What can be ticked, in the order of the fields of `Rule`.
CHOICES = {
    "brackets": "the translators' words in [brackets]",
    "intruded": "the line that strayed into ¶35",
    "capitals": "capitals: “US” is not “us”",
    "hyphens": "hyphens: “multi-party” is one word",
    "small": "small words: the, of, we, will …",
}

# What a table of one word by several rules calls them.
_RULES = {
    "everything as it stands": Rule(),
    "without the translators' brackets": Rule(brackets=False),
    "with the line that strayed into ¶35": Rule(intruded=True),
    "capitals apart": Rule(capitals=True),
    "hyphenated words in two": Rule(hyphens=False),
    "small words left out": Rule(small=False),
}


def ticked(rule):
    """The labels that stand for a rule.

    >>> ticked(Rule(hyphens=False, small=False))
    ("the translators' words in [brackets]",)
    """
    return tuple(label for name, label in CHOICES.items() if getattr(rule, name))


def rule_of(labels):
    """The rule that the ticked labels stand for; where a label is not there, what it allows is not counted.

    >>> rule_of([]).small
    False
    """
    return Rule(**{name: label in labels for name, label in CHOICES.items()})


def lines_of(lines):
    """Lines of a concordance as a form draws them; a word that the margin cuts is left out."""
    shown = []
    for number, row in zip(lines.index, lines.itertuples(), strict=True):
        before = f"… {row.before.partition(' ')[2]}" if len(row.before) == WIDTH else row.before
        after = f"{row.after.rpartition(' ')[0]} …" if len(row.after) == WIDTH else row.after
        line = {"id": f"{row.label}+{number}", "cite": f"¶{row.label}", "before": before, "hit": row.hit, "after": after}
        shown.append(line | {"inside": bool(row.brackets), "part": row.part})
    return shown


def times(count):
    """How often, in words.

    >>> times(1), times(2), times(12)
    ('once', 'twice', '12 times')
    """
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")


def counted(doc, block):
    """A block that says how often words stand in the text: {counted: {label: phrases parted by |}, caption}."""
    table = counts(doc.paragraphs, doc.sentences, block["counted"])
    rows = [[row.looked_for, row.words, str(row.analysis), str(row.proposals), row.paragraphs or "nowhere"] for row in table.itertuples()]
    if not (table["looked_for"] == table["words"]).all():
        return _table(block, ["Looked for", "Words tried", "Analysis", "Proposals", "Where"], rows)
    rows = [[word, *cells, str(inside), where] for (word, _, *cells, where), inside in zip(rows, table["brackets"], strict=True)]
    return _table(block, ["Word", "Analysis", "Proposals", "Of these in brackets", "Where"], rows)


def compared(doc, block):
    """A block that counts one word by several rules: {compared: word, caption}."""
    rows = []
    for name, rule in _RULES.items():
        table = frequencies(doc.paragraphs, rule)
        if block["compared"] in table.index:
            row = table.loc[block["compared"]]
            parts = [cell for part in ("analysis", "proposals") for cell in (str(row[part]), f"{row[f'{part}_rate']:.1f}")]
            rows.append([name, *parts, row["more"] or "neither", f"{row['g2']:.1f}"])
        else:
            rows.append([name, "not counted", "–", "not counted", "–", "–", "–"])
    return _table(block, ["Rule", "Analysis", "per 1,000", "Proposals", "per 1,000", "More frequent in", "G²"], rows)


def claimed(doc, block):
    """A block that says in words what a grid of claims shows: {claimed: "acting" or "certainty"}.

    >>> import memo
    >>> claimed(memo.load(), {"claimed": "certainty"})["p"][:73]
    'Of 118 claims that can be more or less sure, 95 are plain statements. Mos'
    """
    return {"p": {"acting": _acting, "certainty": _certainty}[block["claimed"]](doc)}


def _acting(doc):
    table = who_acts(doc.claims, doc.paragraphs)
    acts, acted_on = table["acts"], table["is acted on"]
    ours, people = acts.loc["USSR"], acts.loc["society"].sum()
    return (
        f"In {acts.loc['process'].sum()} of {len(doc.claims)} claims nobody acts. The Soviet side acts in {ours['analysis']} "
        f"claims of the analysis and {ours['proposals']} of the proposals; society acts in {people} and is acted on in "
        f"{acted_on.loc['society'].sum()}."
    )


def _certainty(doc):
    themes = doc.codes.query("field == 'theme'").set_index("code")["label"]
    graded = certainty_by_theme(doc.claims, themes.index).drop(columns=UNGRADED)
    unsure, size = graded[[3, 2, 1]].sum(axis=1), graded.sum(axis=1)
    most, share = unsure.idxmax(), (unsure / size).idxmax()
    sure = [f"“{themes[theme]}”" for theme in unsure.index[unsure == 0]]
    return (
        f"Of {size.sum()} claims that can be more or less sure, {graded[4].sum()} are plain statements. Most doubt is worded "
        f"about “{themes[most]}” ({unsure[most]} of {size[most]} claims), by share about “{themes[share]}” "
        f"({unsure[share]} of {size[share]}); none about {', '.join(sure[:-1])} and {sure[-1]}."
    )


def _table(block, head, rows):
    return {"table": {"caption": block["caption"], "head": head, "rows": rows}}
