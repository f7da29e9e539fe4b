"""Inflate a data package: the body N times in a row, with everything that hangs on it.

    python benchmarks/inflate.py 10 /tmp/ten-times

What comes out is a valid package with N times as many paragraphs, sentences, entries, mentions and claims, so
that it can be loaded and timed. Three rules serve every table, also those that are still to come:

- a row with a place (`start`, `end`) in the body is repeated, moved by one body's length each time; one behind
  the body is moved to the new end;
- a row that refers by foreign key to a repeated table is repeated with it;
- in repeated rows paragraph numbers and the first number of each id go up, so that all stay different.
"""

import csv
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path


def inflate(folder, times, out):
    """Write the package of `folder` with its body `times` times to the new folder `out`; returns `out`."""
    folder, out = Path(folder), Path(out)
    shutil.copytree(folder, out)
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    tables = {name: _read(folder / resource["path"]) for name, resource in resources.items() if "schema" in resource}
    body = Body(tables, times)

    source = (folder / resources["source"]["path"]).read_bytes().decode("utf-8")
    source = source[: body.start] + source[body.start : body.end] * times + source[body.end :]
    _write_source(out, resources["source"], source.encode("utf-8"))
    (out / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8", newline="\n")

    references = {name: _references(resources[name]["schema"]) for name in tables}
    for name in _repeated(tables, references):
        _write(out / resources[name]["path"], body.repeat(name, references[name]))
    return out


class Body:
    """The part of the source that is repeated, and how rows change from one copy to the next."""

    def __init__(self, tables, times):
        rows = [row for row in tables["segments"] if row["kind"] == "body"]
        self.start, self.end = int(rows[0]["start"]), int(rows[-1]["end"])
        self.tables, self.paragraphs, self.times = tables, len(rows), times
        # Ids go up by more than the table has; those that name a paragraph, by the number of paragraphs.
        self.steps = {name: max(len(rows), _largest(table)) for name, table in tables.items()}

    def repeat(self, name, references):
        """The rows of a table: those before, all copies, those behind."""
        before, inside, behind = [], [], []
        for row in self.tables[name]:
            if self._is_inside(row, references):
                inside.append(row)
            else:
                (behind if inside else before).append(self._moved_behind(row))
        copies = [self._copy(row, copy, name, references) for copy in range(self.times) for row in inside]
        return [*before, *copies, *behind]

    def _is_inside(self, row, references):
        if row.get("start"):
            return self.start <= int(row["start"]) < self.end
        return any(row[column] for column in references)

    def _moved_behind(self, row):
        if row.get("start") and int(row["start"]) >= self.end:
            return self._moved(row, self.times - 1)
        return row

    def _moved(self, row, copies):
        return row | {edge: str(int(row[edge]) + copies * (self.end - self.start)) for edge in ("start", "end")}

    def _copy(self, row, copy, name, references):
        row = self._moved(row, copy) if row.get("start") else dict(row)
        if row.get("paragraph"):
            row["paragraph"] = str(int(row["paragraph"]) + copy * self.paragraphs)
        for column, table in {"id": name, **references}.items():
            if column in row:
                row[column] = _renumbered(row[column], copy * self.steps[table])
        return row


def _renumbered(name, step):
    """An id whose first number is `step` higher, with as many digits at least."""
    return re.sub(r"\d+", lambda number: f"{int(number[0]) + step:0{len(number[0])}}", name, count=1)


def _largest(table):
    numbers = (re.search(r"\d+", row.get("id", "")) for row in table)
    return max((int(number[0]) for number in numbers if number), default=0)


def _references(schema):
    """Column to table, for the foreign keys that lead from one column to an id."""
    return {key["fields"]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}


def _repeated(tables, references):
    """The names of the tables that are repeated; `references` keeps only what leads to one of them."""
    names = {name for name, rows in tables.items() if rows and "start" in rows[0]}
    while more := {name for name in tables.keys() - names if names & set(references[name].values())}:
        names |= more
    for name in tables:
        references[name] = {column: target for column, target in references[name].items() if target in names}
    return sorted(names)


def _read(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_source(out, resource, raw):
    (out / resource["path"]).write_bytes(raw)
    resource |= {"hash": f"sha256:{hashlib.sha256(raw).hexdigest()}", "bytes": len(raw)}


if __name__ == "__main__":
    import memo

    print(inflate(Path(memo.__file__).parent / "data", int(sys.argv[1]), sys.argv[2]))
