"""The descriptor, datapackage.json: is it one, and does it describe what the edition relies on?

Whoever reads the files afterwards may take it at its word. A resource that is not soundly described
is reported here and left out; the others are still read, so that all faults come together.
"""

import datetime
import json
import re
from functools import partial

from memo.edition.columns import field_faults
from memo.errors import Fault, MemoError

DESCRIPTOR = "datapackage.json"
_RESTORE = "describe it as the kit's own datapackage.json does"

# The tables and columns that the code of this room uses, with their types; "?" where a cell may be empty.
# A package may describe more of both, and may leave out the tables of coding and history.
_TEXT_LAYER = ("source", "segments", "sentences", "apparatus", "entities", "mentions")
_NEEDED = {
    "segments": "id:string kind:string paragraph:integer? part:string? proposal:integer? start:integer end:integer",
    "sentences": "id:string paragraph:integer number:integer start:integer end:integer",
    "apparatus": "id:string paragraph:integer? start:integer end:integer kind:string source_reading:string "
    "edited_reading:string? conjecture:string? note:string confidence:string",
    "entities": "id:string name:string kind:string forms:string note:string?",
    "mentions": "id:string entity:string sentence:string quote:string start:integer end:integer supplied:boolean",
    "codes": "field:string code:string",
    "claims": "id:string sentence:string quote:string countries:string? alternative:string? reason:string?",
    "evidence": "id:string paragraph:integer quote:string claims:string?",
    "forecasts": "id:string paragraph:integer quote:string claims:string?",
    "questions": "id:string forecasts:string? at:string? horizon:string?",
    "works": "id:string",
    "countries": "id:string work:string?",
    "actors": "id:string work:string? later_work:string? named_in:string? worded_in:string? meant_in:string?",
    "ties": "id:string a:string b:string claims:string? work:string?",
    "disputes": "work:string? later_work:string?",
    "events": "id:string date:string? end_date:string? work:string?",
    "outcomes": "events:string? work:string? horizon:string?",
    "proposals": "proposal:integer events:string? work:string?",
    "explanations": "id:string claims:string? events:string? work:string?",
    "hindsight": "id:string work:string?",
    "desks": "id:string events:string? work:string?",
    "problems": "id:string paragraph:integer quote:string",
    "links": "id:string problem:string diagnosis_paragraph:integer diagnosis:string proposal:integer "
    "proposal_paragraph:integer remedy:string",
}
_KEYS = {"codes": ["field", "code"], "forecasts": ["id", "part"], "proposals": ["proposal"]}  # else the id
_NEEDED_REFERENCES = {
    "mentions": [("entity", "entities"), ("sentence", "sentences")],
    "claims": [("sentence", "sentences")],
}


def read_descriptor(folder):
    """The descriptor of the package in `folder` (dict; only its sound resources), and its faults.

    Raises MemoError where there is no descriptor to go by.
    """
    descriptor = _read(folder)
    faults, described = [], [r for r in descriptor["resources"] if isinstance(r, dict) and _is_text(r.get("name"))]
    if len(described) < len(descriptor["resources"]):
        faults.append(_fault("there is a resource without a name", _RESTORE))
    names = [resource["name"] for resource in described]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            faults.append(_fault(f"two resources have the name {name!r}", "give each resource a name of its own"))
    for name in _TEXT_LAYER:
        if name not in names:
            faults.append(_fault(f"the resource {name!r} is missing", _RESTORE))

    sound = _sound(described, _shape, faults)
    tables = {resource["name"]: field_names(resource) for resource in sound if "schema" in resource}
    sound = _sound(sound, partial(_references, tables=tables, names=names), faults)
    sound = _sound(sound, _needs, faults)
    faults += [_fault(what, "restore the entry from the kit's own descriptor") for what in _entries(descriptor)]
    return descriptor | {"resources": sound}, faults


def field_names(resource):
    """The names of a table's columns, as its schema gives them."""
    return [field["name"] for field in resource["schema"]["fields"]]


def key_names(key):
    """The column names of a primary or foreign key, which may be written as one name or as a list."""
    return [key] if isinstance(key, str) else key


def _fault(what, remedy, row=None):
    return Fault(DESCRIPTOR, row, what, remedy)


def _read(folder):
    path = folder / DESCRIPTOR
    if not path.is_file():
        remedy = "give memo.load() the folder that holds it, or leave the argument out for the kit's own data"
        raise MemoError.of([_fault(f"there is no such file in {folder}", remedy)])
    remedy, row = "restore the file from the kit, or mend the place named", None
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(descriptor, dict) and isinstance(descriptor.get("resources"), list):
            return descriptor
        what = "it has no list of resources"
    except (OSError, ValueError, RecursionError) as error:
        what, row = f"it is not readable as JSON ({error})", getattr(error, "lineno", None)
    raise MemoError.of([_fault(what, remedy, row)])


def _sound(resources, check, faults):
    """The resources that `check` finds nothing wrong with; what it finds is added to `faults`."""
    passed = []
    for resource in resources:
        wrong = list(check(resource))
        faults += [_fault(f"the resource {resource['name']!r} {what}", _RESTORE) for what in wrong]
        if not wrong:
            passed.append(resource)
    return passed


def _is_text(value):
    return isinstance(value, str) and bool(value.strip())


def _shape(resource):
    """Clauses that say what hinders reading the resource at all."""
    path, digest, schema = resource.get("path"), resource.get("hash"), resource.get("schema")
    if not _is_text(path) or path.startswith("/") or re.search(r"\.\.|[\\:\x00]", path):
        yield f"has the path {path!r}, which is not the name of a file beside the descriptor"
    if "hash" in resource and not (isinstance(digest, str) and re.fullmatch("sha256:[0-9a-f]{64}", digest)):
        yield f"has the hash {digest!r}, which is not sha256: and 64 digits"
    if "schema" not in resource:
        return
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list) or not schema["fields"]:
        yield "has a schema without fields"
        return
    wrong = [what for field in schema["fields"] for what in field_faults(field)]
    yield from wrong
    if not wrong:
        yield from _keys(schema, field_names(resource))


def _keys(schema, columns):
    for name in dict.fromkeys(columns):
        if columns.count(name) > 1:
            yield f"describes the field {name!r} twice"
    if "primaryKey" in schema and not _all_in(schema["primaryKey"], columns):
        yield f"has the primary key {schema['primaryKey']!r}, which is not among its fields"
    if not isinstance(schema.get("foreignKeys", []), list):
        yield "has foreign keys that are not a list"


def _all_in(key, columns):
    names = key_names(key)
    return isinstance(names, list) and bool(names) and all(name in columns for name in names)


def _references(resource, tables, names):
    """Clauses about foreign keys that lead nowhere."""
    for key in resource.get("schema", {}).get("foreignKeys", []):
        target = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(target, dict) or not _all_in(key.get("fields"), tables[resource["name"]]):
            yield f"has a foreign key that cannot be followed, {key!r}"
            continue
        # An empty name means the table itself.
        other, fields = target.get("resource") or resource["name"], target.get("fields")
        if other not in names:
            yield f"refers to {other!r}, which is not described"
        elif other in tables and not (_all_in(fields, tables[other]) and len(key_names(fields)) == len(key_names(key["fields"]))):
            yield f"refers to {fields!r} in {other!r}, which has no such fields"


def _needs(resource):
    """Clauses about what the edition's code relies on and the description does not promise."""
    name, schema = resource["name"], resource.get("schema")
    if name == "source" and schema is not None:
        yield "is described as a table and must be a text"
    if name not in _NEEDED:
        return
    if schema is None:
        yield "is described without a schema and must be a table"
        return
    fields = {field["name"]: field for field in schema["fields"]}
    for column in _NEEDED[name].split():
        column, _, kind = column.partition(":")
        field = fields.get(column)
        if field is None:
            yield f"does not describe the column {column!r}"
        elif field.get("type", "string") != kind.removesuffix("?"):
            yield f"must give {column!r} the type {kind.removesuffix('?')!r}"
        elif not kind.endswith("?") and not field.get("constraints", {}).get("required"):
            yield f"must say that {column!r} is required"
    key = _KEYS.get(name, ["id"])
    if key_names(schema.get("primaryKey")) != key:
        yield f"must have the primary key {' and '.join(map(repr, key))}"
    present = [(key["fields"], key["reference"].get("resource")) for key in schema.get("foreignKeys", [])]
    for column, other in _NEEDED_REFERENCES.get(name, ()):
        if (column, other) not in [(key_names(fields)[0], target) for fields, target in present]:
            yield f"must have a foreign key from {column!r} to {other!r}"


def _entries(descriptor):
    """Clauses about the entries that say which edition this is and how it is cited."""
    if not _is_text(descriptor.get("version")):
        yield "it does not say which version of the edition it is"
    work = descriptor.get("citation")
    if not isinstance(work, dict):
        yield "it does not say how the memorandum is cited"
        return
    for name in ("author", "title", "date", "archive", "document", "provenance", "url"):
        if not _is_text(work.get(name)):
            yield f"its citation has no {name}"
    translators = work.get("translators")
    if not isinstance(translators, list) or not translators or not all(map(_is_text, translators)):
        yield "its citation has no list of translators"
    try:
        datetime.date.fromisoformat(work.get("date") or "1989-02-24")
    except (TypeError, ValueError):
        yield f"its citation has the date {work['date']!r}, which is not one such as 1989-02-24"
