"""The flow as data: every strand has its words from both sides, what stands alone says so, nothing overlaps."""

import html
import itertools
import re

import pytest

import memo
from memo import MemoError
from memo.figures.flow import KIT, OWN, PROBLEMS, PROPOSALS, VIEWS, changes, flow

DOC = memo.load()
ARGUMENTS = DOC.problems, DOC.proposals, DOC.links
SHOWN = ("visible", "x", "y", "text", "hovertext", "customdata", "line", "opacity")


def plain(text):
    return html.unescape(re.sub(r"<br>", " ", re.sub(r"</?[bi]>", "", text)))


def tags(figure):
    """The visible tags by side: what has no remedy, what has no diagnosis."""
    names = [*DOC.problems["id"], *DOC.proposals["proposal"]]
    return [name for name, note in zip(names, figure.layout.annotations[:-1], strict=True) if note.visible]


@pytest.mark.parametrize("number", range(len(DOC.links)))
def test_a_strand_joins_its_two_ends_and_hovers_with_both_quotes(number):
    figure, link = flow(*ARGUMENTS), DOC.links.iloc[number]
    trace, text = figure.data[KIT + number], plain(figure.data[KIT + number].text)
    assert trace.visible and set(trace.customdata) == {link["id"]} == {f"{link['problem']}-{link['proposal']}"}
    left = dict(zip(figure.data[PROBLEMS].customdata, figure.data[PROBLEMS].y, strict=True))
    right = dict(zip(figure.data[PROPOSALS].customdata, figure.data[PROPOSALS].y, strict=True))
    assert abs(trace.y[0] - left[link["problem"]]) < 0.03 and abs(trace.y[-1] - right[str(link["proposal"])]) < 0.03
    assert f"¶{link['diagnosis_paragraph']} {link['diagnosis_reading']}" in text
    assert f"¶{link['proposal_paragraph']} {link['remedy_reading']}" in text


def test_quotes_stand_in_the_text_and_in_the_right_proposal():
    texts = {number: " ".join(text.split()) for number, text in DOC.paragraphs["text"].items()}
    for link in DOC.links.itertuples():
        assert link.diagnosis_reading in texts[link.diagnosis_paragraph] and link.diagnosis_paragraph <= 21
        assert link.remedy_reading in texts[link.proposal_paragraph]
        assert DOC.paragraphs.at[link.proposal_paragraph, "proposal"] == link.proposal
        assert bool(link.tie_words) == (link.tie != "ours")
        assert link.tie_words in texts[link.proposal_paragraph]


def test_what_the_text_gives_as_its_reason_is_coded_as_a_reason():
    reasons = DOC.claims.query("kind == 'reason'")
    for link in DOC.links.query("tie == 'reason'").itertuples():
        quotes = reasons.loc[reasons["paragraph"] == link.proposal_paragraph, "quote"]
        assert any(link.tie_words in " ".join(quote.split()) for quote in quotes), link.id


def test_economy_neighbours_nationalism_and_the_treaties_stand_alone():
    assert tags(flow(*ARGUMENTS)) == ["economy", "neighbours", "nationalism", 3]
    texts = [note.text for note in flow(*ARGUMENTS).layout.annotations[:-1] if note.visible]
    assert texts == ["✕ no remedy"] * 3 + ["no diagnosis ✕"]


def test_one_strand_stands_in_tension_with_its_problem_and_looks_and_says_so():
    figure = flow(*ARGUMENTS)
    (tense,) = [trace for trace in figure.data[KIT:] if "in tension" in trace.text]
    assert tense.customdata[0] == "troops-4"
    looks = {trace.line.dash for trace in figure.data[KIT:] if trace is not tense}
    assert tense.line.dash not in looks and len(looks) == 2, "the text's, the kit's and the one in tension are told apart without colour"


def test_ones_own_strands_stand_beside_the_kits():
    own = [("history", 7), ("economy", 2), ("economy", 8)]
    figure = flow(*ARGUMENTS, own=own, view=VIEWS[1])
    dashes = {trace.customdata[0]: trace.line.dash for trace in figure.data[KIT:]}
    assert [name for name, dash in dashes.items() if dash == "solid"] == ["history-7"]
    assert set(figure.data[OWN].customdata) == {"economy-2", "economy-8"} and figure.data[OWN].line.dash not in dashes.values()
    assert tags(figure) == ["neighbours", "nationalism", 3]
    alone = flow(*ARGUMENTS, own=own, view=VIEWS[2])
    assert [trace.customdata[0] for trace in alone.data[KIT:] if trace.visible] == ["history-7"]
    assert not flow(*ARGUMENTS, own=own).data[OWN].visible


def test_without_links_the_figure_has_no_word_of_the_kits_reading():
    figure = flow(DOC.problems, DOC.proposals, DOC.links.head(0), strands=len(DOC.links))
    page = str(figure.to_dict())
    assert len(figure.data) == KIT + len(DOC.links) and not any(trace.visible for trace in figure.data[OWN:])
    assert not any(link.reason in page or f"{link.id}" in page for link in DOC.links.itertuples())
    assert tags(figure) == []


def test_what_is_chosen_stands_out_and_the_rest_stays():
    figure = flow(*ARGUMENTS, problem="parties")
    bright = [trace.customdata[0] for trace in figure.data[KIT:] if trace.opacity == 1]
    assert bright == ["parties-1", "parties-2"] and all(trace.visible for trace in figure.data[KIT:])
    assert [trace.customdata[0] for trace in flow(*ARGUMENTS, problem="parties", proposal=2).data[KIT:] if trace.opacity == 1] == [
        "parties-2"
    ]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("chosen", [{}, {"problem": "troops"}, {"proposal": 4}, {"problem": "economy", "proposal": 2}])
def test_a_redrawn_figure_is_the_one_that_is_drawn_anew(view, chosen):
    own = [("parties", 1), ("economy", 2)]
    anew = flow(*ARGUMENTS, own=own, view=view, **chosen)
    redrawn = flow(*ARGUMENTS, own=[("west", 9)], view=VIEWS[1], problem="west")
    traces, layout = changes(*ARGUMENTS, own=own, view=view, strands=len(DOC.links), **chosen)
    for number, properties in traces.items():
        redrawn.data[number].update(properties)
    redrawn.update_layout(layout)
    for one, other in zip(anew.data, redrawn.data, strict=True):
        if one.visible is not False or other.visible is not False:
            assert {name: str(one[name]) for name in SHOWN if name in one} == {name: str(other[name]) for name in SHOWN if name in other}
    assert anew.layout.title == redrawn.layout.title and tags(anew) == tags(redrawn)


def test_labels_do_not_overlap_at_any_width():
    """A line is 17 pixels high and a letter at most 8.2 wide in the figure's font of 13."""
    figure = flow(*ARGUMENTS)
    low, high = figure.layout.xaxis.range
    for trace, side in ((figure.data[PROBLEMS], -low), (figure.data[PROPOSALS], high - 1)):
        labels = [(y, text.split("<br>")) for y, text in zip(trace.y, trace.text, strict=True) if text]
        inside = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
        bottom, top = figure.layout.yaxis.range
        heights = [(y - bottom) / (top - bottom) * inside for y, _ in labels]
        for (a, b), (_, first), (_, second) in zip(itertools.pairwise(heights), labels, labels[1:], strict=False):
            assert a - b >= 17 * (len(first) + len(second)) / 2
        widest = max(len(line) for _, lines in labels for line in lines)
        assert widest * 8.2 <= 470 * side / (high - low) + 12
        assert trace.textfont.size >= 12


def test_an_unknown_view_is_refused():
    with pytest.raises(MemoError, match="no view 'All'"):
        flow(*ARGUMENTS, view="All")


def test_links_without_a_column_are_refused():
    with pytest.raises(MemoError, match="no column 'proposal'"):
        flow(DOC.problems, DOC.proposals, DOC.links.drop(columns="proposal"))
