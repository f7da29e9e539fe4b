"""What a form only shows: words of a lesson, passages of the memorandum, a student's own answers.

A block is a dict with one of the keys p, h, list, quote (with cite), table, pre, timeline, lines or details. In a lesson's
file it may also name what is looked up here: passage, sentence, segment, apparatus, recall, beside, later, versions,
counted, compared or claimed.
"""

from memo.controls import counting
from memo.controls.later import told_later
from memo.journal.exchange import as_text

_VIEWS = {"reading": "text", "diplomatic": "diplomatic"}


def resolve(blocks, doc, state):
    """The blocks with everything they name put in; `state` is the journal's."""
    return [shown for block in blocks for shown in _resolve(block, doc, state)]


def _resolve(block, doc, state):
    if "passage" in block:
        view = block.get("view", "reading")
        text = doc.paragraphs.loc[block["passage"], _VIEWS[view]]
        how = " (as transmitted)" if view == "diplomatic" else ""
        yield {"quote": text, "cite": f"¶{block['passage']}{how}"}
    elif "sentence" in block:
        row = doc.sentences.query("label == @label", local_dict={"label": block["sentence"]}).iloc[0]
        yield {"quote": row[_VIEWS[block.get("view", "reading")]], "cite": f"¶{block['sentence']}"}
    elif "segment" in block:
        place = doc.segments.set_index("id").loc[block["segment"]]
        yield {"quote": doc.source[place["start"] : place["end"]].strip(), "cite": block["cite"]}
    elif "apparatus" in block:
        yield _notes(block, doc)
    elif "recall" in block:
        yield from _recall(block["recall"], state)
    elif "beside" in block:
        yield _beside(block["beside"], doc, state)
    elif "versions" in block:
        yield _versions(block, state)
    elif "later" in block:
        yield from told_later(doc, state)
    elif "counted" in block:
        yield counting.counted(doc, block)
    elif "compared" in block:
        yield counting.compared(doc, block)
    elif "claimed" in block:
        yield counting.claimed(doc, block)
    else:
        yield block


def _notes(block, doc):
    """The apparatus of a paragraph as a table, only the kinds asked for."""
    notes = doc.apparatus.query("paragraph == @number", local_dict={"number": block["apparatus"]})
    if "kinds" in block:
        notes = notes[notes["kind"].isin(block["kinds"])]
    rows = [
        [f"{' '.join(note.source_reading.split())} → {note.edited_reading or '(left out)'}", note.kind, note.note, note.confidence]
        for note in notes.itertuples()
    ]
    return {
        "table": {"caption": f"The kit's explanation of ¶{block['apparatus']}", "head": ["Place", "Kind", "Why", "How sure"], "rows": rows}
    }


def _recall(question, state):
    """What the student committed earlier, in their own words."""
    answer = state.answer(question.split(".")[0], question)
    if answer is None:
        yield {"p": "You have not committed an answer to this yet."}
    else:
        yield {"h": "What you committed"}
        yield {"pre": as_text(_plain(answer))}


def _beside(question, doc, state):
    """The student's sorting of countries beside the two groups of ¶4, as a table."""
    answer = state.answer(question.split(".")[0], question)
    sorted_before = answer.get("countries") if isinstance(answer, dict) else None
    sorted_before = sorted_before if isinstance(sorted_before, dict) else {}
    own = {item.split(" (")[0]: part for item, part in sorted_before.items() if isinstance(part, dict)}
    said = doc.evidence.query("criterion in ['E01', 'E02']").set_index("country")["criterion"]
    words = {"E01": "“extremely decisively”", "E02": "“administrative command system”"}
    if not any(own.values()):
        return {
            "p": "You have not sorted the seven countries in lesson 0. Ten minutes do it: then your sorting stands here beside the Ministry's."
        }
    rows = [[country, *_own(own.get(country)), words[criterion]] for country, criterion in said.items()]
    head = ["Country", "You, before reading", "How sure", "¶4"]
    return {"table": {"caption": "Your sorting in lesson 00 beside the Ministry's", "head": head, "rows": rows}}


def _versions(block, state):
    """What the student wrote in each field of a question beside what others said of the same: rows of field, name, others."""
    question = block["versions"]
    answer = state.answer(question.split(".")[0], question)
    answer = answer if isinstance(answer, dict) else {}
    written = {field: words for field, words in answer.items() if isinstance(words, str) and words.strip()}
    rows = [[name, written.get(field, "nothing yet"), *others] for field, name, *others in block["rows"]]
    return {"table": {"caption": block["caption"], "head": block["head"], "rows": rows}}


def _own(part):
    return [part.get("group") or "not sorted", part.get("sure") or "–"] if part else ["not sorted yet", "–"]


def _plain(answer):
    if not isinstance(answer, dict):
        return answer
    return {
        name: f"{part.get('group') or 'not sorted'} ({part.get('sure') or 'not said how sure'})"
        if isinstance(part, dict) and "group" in part
        else _plain(part)
        for name, part in answer.items()
    }
