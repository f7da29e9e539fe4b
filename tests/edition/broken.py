"""Ways in which a data package can be broken, and what is then said: file, row, what is wrong and what to do."""

from tests.edition.breaking import (
    ALL,
    DESCRIPTOR,
    LAST,
    NEW,
    Where,
    at,
    both,
    bytes_of,
    cell,
    column_of,
    descriptor,
    field,
    folder_instead,
    removed,
    replaced,
    rows_of,
    unhashed,
    without,
)

# One thing broken: where the fault is said to be (file, row), words it says, how it is broken.
BROKEN = {
    # columns and rows
    "column dropped": (
        ("mentions.csv", 1),
        "column 'quote' is missing",
        column_of("mentions.csv", lambda row: row.pop(3)),
    ),
    "column doubled": (
        ("mentions.csv", 1),
        "column 'quote' stands twice",
        column_of("mentions.csv", lambda row: row.append(row[3])),
    ),
    "column added": (
        ("entities.csv", 1),
        "column 'remark' is not known",
        rows_of("entities.csv", lambda rows: [row.append("") for row in rows] and rows[0].__setitem__(-1, "remark")),
    ),
    "row too short": (
        ("sentences.csv", 5),
        "row has 4 cells where the header has 5",
        rows_of("sentences.csv", lambda rows: rows[4].pop()),
    ),
    "row too long": (
        ("sentences.csv", 5),
        "row has 6 cells",
        rows_of("sentences.csv", lambda rows: rows[4].append("")),
    ),
    "empty line": (
        ("segments.csv", 4),
        "row has 0 cells",
        replaced("segments.csv", b"p02,body", b"\np02,body"),
    ),
    "unclosed quotation mark": (
        ("entities.csv", Where("id", "USSR")),
        "not well-formed CSV",
        replaced("entities.csv", b'are not counted here."', b"are not counted here."),
    ),
    "separated by semicolons": (
        ("segments.csv", 1),
        "column 'id' is missing",
        bytes_of("segments.csv", lambda raw: raw.replace(b",", b";")),
    ),
    # files
    "file missing": (("apparatus.csv", None), "cannot be read", removed("apparatus.csv")),
    "source missing": (("source.txt", None), "cannot be read", removed("source.txt")),
    "file empty": (("apparatus.csv", None), "file is empty", bytes_of("apparatus.csv", lambda raw: b"")),
    "source empty": (("source.txt", None), "file is empty", bytes_of("source.txt", lambda raw: b"")),
    "folder instead of a file": (("sentences.csv", None), "cannot be read", folder_instead),
    "cut in a row": (
        ("mentions.csv", at(11051)),
        "last line is not ended, so the file may have been cut",
        bytes_of("mentions.csv", lambda raw: raw[: raw.index(b"1,11058,yes")]),
    ),
    "cut in the last cell": (
        ("entities.csv", LAST),
        "last line is not ended",
        bytes_of("entities.csv", lambda raw: raw[:-2]),
    ),
    "cut in a quoted cell": (
        ("apparatus.csv", at(20085)),
        "not well-formed CSV",
        bytes_of("apparatus.csv", lambda raw: raw[: raw.index(b"14 In the political") + 300]),
    ),
    "cut between rows": (
        ("segments.csv", 41),
        "segments end at 20085",
        bytes_of("segments.csv", lambda raw: raw[: raw.index(b"note14")]),
    ),
    "nothing but an empty line": (
        ("mentions.csv", 1),
        "column 'id' is missing",
        bytes_of("mentions.csv", lambda raw: b"\n"),
    ),
    # bytes
    "saved as Windows-1252": (
        ("source.txt", 14),
        "is not UTF-8",
        bytes_of("source.txt", lambda raw: raw.decode().encode("cp1252")),
    ),
    "saved as Latin-1": (
        ("entities.csv", Where("id", "Democratic Forum")),
        "is not UTF-8",
        bytes_of("entities.csv", lambda raw: raw.decode().encode("latin-1")),
    ),
    "saved as UTF-16": (
        ("mentions.csv", 1),
        "byte order mark",
        bytes_of("mentions.csv", lambda raw: raw.decode().encode("utf-16")),
    ),
    "saved as UTF-16 without a mark": (
        ("mentions.csv", 1),
        "NUL byte",
        bytes_of("mentions.csv", lambda raw: raw.decode().encode("utf-16-le")),
    ),
    "Windows line ends": (
        ("sentences.csv", 1),
        "Windows or old Macintosh line ends",
        bytes_of("sentences.csv", lambda raw: raw.replace(b"\n", b"\r\n")),
    ),
    "Windows line ends in the source": (
        ("source.txt", 1),
        "Windows or old Macintosh line ends",
        bytes_of("source.txt", lambda raw: raw.replace(b"\n", b"\r\n")),
    ),
    "old Macintosh line ends": (
        ("sentences.csv", 1),
        "Windows or old Macintosh line ends",
        bytes_of("sentences.csv", lambda raw: raw.replace(b"\n", b"\r")),
    ),
    "byte order mark": (
        ("entities.csv", 1),
        "byte order mark",
        bytes_of("entities.csv", lambda raw: b"\xef\xbb\xbf" + raw),
    ),
    "NUL": (("entities.csv", 2), "NUL byte", replaced("entities.csv", b"Hungary|Hungarian", b"Hungary|\x00")),
    # the source
    "source altered by one character": (
        ("source.txt", None),
        "not those the descriptor vouches for",
        replaced("source.txt", b"forces hostile to socialism", b"forces hostile to Socialism"),
    ),
    "source without one line": (
        ("source.txt", None),
        "not those the descriptor vouches for",
        replaced("source.txt", b"5-yesh/GG  \n", b""),
    ),
    "newline added to the source": (
        ("source.txt", None),
        "not those the descriptor vouches for",
        bytes_of("source.txt", lambda raw: raw + b"\n"),
    ),
    "source repaired by a kind soul": (
        ("source.txt", None),
        "source is never edited",
        bytes_of("source.txt", lambda raw: raw.replace(b"?Solidarity?", b'"Solidarity"')),
    ),
    # segments
    "segment gap": (("segments.csv", 5), "a gap", cell("segments.csv", 4, "end", "1880")),
    "segment overlap": (("segments.csv", 5), "an overlap", cell("segments.csv", 5, "start", "1880")),
    "segments do not begin with the source": (("segments.csv", 2), "a gap", cell("segments.csv", 2, "start", "1")),
    "segments do not reach the end": (
        [("segments.csv", 42), ("apparatus.csv", at(20085))],
        "segments end at 21050, the source at 21051",
        cell("segments.csv", 42, "end", "21050"),
    ),
    "paragraph number outside the body": (
        [("segments.csv", 41), ("sentences.csv", None), ("apparatus.csv", at(19917)), ("apparatus.csv", at(19938))],
        "closing matter and has the paragraph number 39",
        cell("segments.csv", 41, "paragraph", "39"),
    ),
    # sentences
    "sentence off by one": (
        ("sentences.csv", 13),
        "begins or ends with white space",
        cell("sentences.csv", 13, "start", "2991"),
    ),
    "sentence loses its stop": (
        ("sentences.csv", 14),
        "words '.' before p06s03 are in no sentence",
        cell("sentences.csv", 13, "end", "3179"),
    ),
    "sentence overlapping": (
        ("sentences.csv", 13),
        "overlaps another or leaves its paragraph",
        cell("sentences.csv", 13, "start", "2990"),
    ),
    "sentence leaving its paragraph": (
        ("sentences.csv", 13),
        "overlaps another or leaves its paragraph",
        both(
            rows_of("sentences.csv", lambda rows: (rows.pop(13), rows[12].__setitem__(4, "3225"))),
            without("mentions.csv", "sentence", "p06s03"),
        ),
    ),
    "sentence missing": (
        ("sentences.csv", 13),
        "words 'The ruling parties of a majority of coun",
        without("sentences.csv", "id", "p06s02"),
    ),
    "last sentence of a paragraph missing": (
        ("sentences.csv", 5),
        "words 'This model has entered into",
        both(
            without("sentences.csv", "id", "p02s02"),
            without("mentions.csv", "sentence", "p02s02"),
        ),
    ),
    "paragraph without a sentence": (
        ("sentences.csv", None),
        "paragraph 15 has no sentence",
        both(
            without("sentences.csv", "id", "p15s01"),
            without("mentions.csv", "sentence", "p15s01"),
        ),
    ),
    "sentence of a paragraph that does not exist": (
        ("sentences.csv", 95),
        "of paragraph 39, which segments.csv does not have",
        rows_of("sentences.csv", lambda rows: rows.append(["p39s01", "39", "1", "19917", "19926"])),
    ),
    "sentence id that does not fit": (
        [("sentences.csv", 14), ("mentions.csv", at(3203)), ("mentions.csv", at(3214))],
        "write p06s03",
        cell("sentences.csv", 14, "id", "p06s04"),
    ),
    "sentences in another order": (
        [("sentences.csv", 13), ("sentences.csv", 14)],
        "sentence 6.3 stands after 6.1",
        rows_of("sentences.csv", lambda rows: rows.insert(12, rows.pop(13))),
    ),
    "paragraphs in another order": (
        ("sentences.csv", 11),
        "sentence 4.1 stands after 5.2",
        rows_of("sentences.csv", lambda rows: rows.insert(10, rows.pop(8))),
    ),
    # the apparatus
    "source reading altered": (
        ("apparatus.csv", at(1823)),
        "'[otstavaniye]' is not what stands there, '[otstaivaniye]'",
        cell("apparatus.csv", at(1823), "source_reading", "[otstavaniye]"),
    ),
    "bracket without an entry": (
        ("apparatus.csv", None),
        "the bracket at 1368 (“of the Warsaw Pact, [and]",
        without("apparatus.csv", "start", "1368"),
    ),
    "bracket with two entries": (
        ("apparatus.csv", None),
        "the bracket at 1368",
        rows_of("apparatus.csv", lambda rows: rows.append(["a900", *rows[2][1:]])),
    ),
    "half a bracket": (
        ("apparatus.csv", None),
        "the bracket at 1368",
        both(
            cell("apparatus.csv", at(1368), "end", "1372"),
            cell("apparatus.csv", at(1368), "source_reading", "[and"),
            cell("apparatus.csv", at(1368), "edited_reading", "[and"),
        ),
    ),
    "question mark without an entry": (
        ("apparatus.csv", None),
        "the question mark at 2233",
        without("apparatus.csv", "start", "2233"),
    ),
    "question mark called a slip": (
        ("apparatus.csv", None),
        "the question mark at 3736",
        cell("apparatus.csv", at(3736), "kind", "probable slip"),
    ),
    "entry in the wrong paragraph": (
        ("apparatus.csv", at(2233)),
        "says paragraph 5 and stands in 4",
        cell("apparatus.csv", at(2233), "paragraph", "5"),
    ),
    "entry outside the body with a paragraph": (
        ("apparatus.csv", at(1021)),
        "says paragraph 1 and stands in none",
        cell("apparatus.csv", at(1021), "paragraph", "1"),
    ),
    "change over the edge of a sentence": (
        ("apparatus.csv", NEW),
        "runs over the edge of a sentence",
        rows_of(
            "apparatus.csv",
            lambda rows: rows.append(["a900", "1", "1190", "1192", "probable slip", ". ", ".", "", "A space too many.", "possible"]),
        ),
    ),
    "changes that overlap": (
        ("apparatus.csv", NEW),
        "or another change",
        rows_of(
            "apparatus.csv",
            lambda rows: rows.append(["a900", "9", "4694", "4699", "probable slip", "\nwith", "with", "", "A line too many.", "possible"]),
        ),
    ),
    # mentions
    "quote altered": (
        ("mentions.csv", at(2234)),
        "quote 'Hungaria' is not what stands there, 'Hungary'",
        cell("mentions.csv", at(2234), "quote", "Hungaria"),
    ),
    "quote in another case": (
        ("mentions.csv", at(6818)),
        "is not what stands there, 'Perestroika'",
        cell("mentions.csv", at(6818), "quote", "perestroika"),
    ),
    "mention outside its sentence": (
        ("mentions.csv", at(3203)),
        "m022 does not stand within sentence p06s02",
        cell("mentions.csv", at(3203), "sentence", "p06s02"),
    ),
    "offset beyond the end": (
        ("mentions.csv", at(3203)),
        "3203 to 99999 is not a place in the source, which has 21051 characters",
        cell("mentions.csv", at(3203), "end", "99999"),
    ),
    "end before start": (
        ("mentions.csv", at(3203)),
        "3203 to 3100 is not a place",
        cell("mentions.csv", at(3203), "end", "3100"),
    ),
    # keys
    "key dangling": (
        ("mentions.csv", at(2234)),
        "entity 'Ungarn' is not in entities.csv",
        cell("mentions.csv", at(2234), "entity", "Ungarn"),
    ),
    "key of a sentence dangling": (
        ("mentions.csv", at(2234)),
        "sentence 'p04s02' is not in sentences.csv",
        cell("mentions.csv", at(2234), "sentence", "p04s02"),
    ),
    "id twice": (
        ("mentions.csv", at(2234)),
        "'m008' stands already in row 9",
        cell("mentions.csv", at(2234), "id", "m008"),
    ),
    # cells
    "number that is none": (
        ("mentions.csv", at(2234)),
        "start 'twelve' is not a whole number",
        cell("mentions.csv", at(2234), "start", "twelve"),
    ),
    "number with a decimal point": (
        ("mentions.csv", at(2234)),
        "start '2234.0' is not a whole number",
        cell("mentions.csv", at(2234), "start", "2234.0"),
    ),
    "number with a space": (
        ("mentions.csv", at(2234)),
        "start ' 2234' is not a whole number",
        cell("mentions.csv", at(2234), "start", " 2234"),
    ),
    "number too large for any column": (
        ("segments.csv", 24),
        "is not a whole number",
        cell("segments.csv", 24, "proposal", "9" * 30),
    ),
    "negative offset": (
        ("mentions.csv", at(2234)),
        "start -7 is below 0",
        cell("mentions.csv", at(2234), "start", "-7"),
    ),
    "code not permitted": (
        ("apparatus.csv", at(1823)),
        "kind 'Russian' is not one of the codes",
        cell("apparatus.csv", at(1823), "kind", "Russian"),
    ),
    "required cell empty": (("apparatus.csv", at(1823)), "note is empty", cell("apparatus.csv", at(1823), "note", "")),
    "required offset empty": (
        ("mentions.csv", at(2234)),
        "start is empty",
        cell("mentions.csv", at(2234), "start", ""),
    ),
    "truth value wrong": (
        ("mentions.csv", at(2234)),
        "supplied 'false' is not yes or no",
        cell("mentions.csv", at(2234), "supplied", "false"),
    ),
    "id of another form": (
        ("mentions.csv", at(2234)),
        "id 'mention 9' has not the form it needs",
        cell("mentions.csv", at(2234), "id", "mention 9"),
    ),
    # coding and history
    "claim's quote altered": (
        ("claims.csv", 3),
        "does not stand in p01s02",
        cell("claims.csv", 3, "quote", "An extremely simple situation"),
    ),
    "claim of another sentence": (
        ("claims.csv", 3),
        "write c01s02 and a letter",
        cell("claims.csv", 3, "id", "c01s09a"),
    ),
    "claim out of order": (("claims.csv", 3), "is out of order", cell("claims.csv", 3, "id", "c01s02b")),
    "sentence without a claim": (
        ("claims.csv", None),
        "sentence p01s01 has no claim",
        rows_of("claims.csv", lambda rows: rows.pop(1)),
    ),
    "country that is not known": (
        ("claims.csv", 3),
        "country 'Albania' is not known",
        cell("claims.csv", 3, "countries", "Albania"),
    ),
    "alternative that is no pair": (
        ("claims.csv", 3),
        "the alternative 'maybe a warning' is not field=value",
        both(cell("claims.csv", 3, "alternative", "maybe a warning"), cell("claims.csv", 3, "reason", "It may be.")),
    ),
    "alternative with an unknown code": (
        ("claims.csv", 3),
        "'prophecy' is no code of kind",
        both(cell("claims.csv", 3, "alternative", "kind=prophecy"), cell("claims.csv", 3, "reason", "It may be.")),
    ),
    "alternative without a reason": (
        ("claims.csv", 3),
        "alternatives and reasons are not as many",
        cell("claims.csv", 3, "alternative", "kind=warning"),
    ),
    "evidence's quote altered": (
        ("evidence.csv", 2),
        "does not stand in ¶4",
        cell("evidence.csv", 2, "quote", "In some countries—Hungary, Poland, and Yugoslavia"),
    ),
    "a ground without its paragraph": (
        ("proposals.csv", 3),
        "has no ground_paragraph",
        cell("proposals.csv", 3, "ground_paragraph", ""),
    ),
    "evidence of a claim that does not exist": (
        ("evidence.csv", 2),
        "claims 'c04s01z' is not in claims.csv",
        cell("evidence.csv", 2, "claims", "c04s01a; c04s01z"),
    ),
    "work that is not listed": (
        ("events.csv", 2),
        "work 'hearsay' is not in works.csv",
        cell("events.csv", 2, "work", "hearsay"),
    ),
    "day that no calendar has": (
        ("events.csv", 2),
        "date '1939-02-30' is not a day of the calendar",
        cell("events.csv", 2, "date", "1939-02-30"),
    ),
    # the descriptor
    "descriptor missing": ((DESCRIPTOR, None), "there is no such file in", removed(DESCRIPTOR)),
    "descriptor not JSON": (
        (DESCRIPTOR, 2),
        "not readable as JSON",
        bytes_of(DESCRIPTOR, lambda raw: raw.replace(b'"name":', b"name:", 1)),
    ),
    "descriptor cut": (
        (DESCRIPTOR, 17),
        "not readable as JSON",
        bytes_of(DESCRIPTOR, lambda raw: raw[:700]),
    ),
    "descriptor empty": ((DESCRIPTOR, 1), "not readable as JSON", bytes_of(DESCRIPTOR, lambda raw: b"")),
    "descriptor not UTF-8": (
        (DESCRIPTOR, None),
        "not readable as JSON",
        bytes_of(DESCRIPTOR, lambda raw: raw.replace("é".encode(), b"\xe9")),
    ),
    "descriptor is a list": ((DESCRIPTOR, None), "no list of resources", bytes_of(DESCRIPTOR, lambda raw: b"[]")),
    "descriptor too deep": (
        (DESCRIPTOR, None),
        "not readable as JSON",
        bytes_of(DESCRIPTOR, lambda raw: b'{"resources":' + b"[" * 100_000),
    ),
    "no resources": (
        (DESCRIPTOR, None),
        "no list of resources",
        descriptor(lambda content, _: content.pop("resources")),
    ),
    "resource missing": (
        (DESCRIPTOR, None),
        "the resource 'entities' is missing",
        descriptor(lambda content, by_name: content["resources"].remove(by_name["entities"])),
    ),
    "two resources of the same name": (
        (DESCRIPTOR, None),
        "two resources have the name 'mentions'",
        descriptor(lambda content, by_name: content["resources"].append(by_name["mentions"])),
    ),
    "resource without a name": (
        (DESCRIPTOR, None),
        "a resource without a name",
        descriptor(lambda content, _: content["resources"].append({"path": "source.txt"})),
    ),
    "resource without a path": (
        (DESCRIPTOR, None),
        "'mentions' has the path None",
        descriptor(lambda _, by_name: by_name["mentions"].pop("path")),
    ),
    "path that does not exist": (
        ("nowhere.txt", None),
        "cannot be read",
        descriptor(lambda _, by_name: by_name["source"].update(path="nowhere.txt")),
    ),
    "path of the wrong type": (
        (DESCRIPTOR, None),
        "'mentions' has the path 7",
        descriptor(lambda _, by_name: by_name["mentions"].update(path=7)),
    ),
    "path out of the folder": (
        (DESCRIPTOR, None),
        "not the name of a file beside the descriptor",
        descriptor(lambda _, by_name: by_name["mentions"].update(path="../mentions.csv")),
    ),
    "path that no system has": (
        ("\ud800.csv", None),
        "cannot be read",
        descriptor(lambda _, by_name: by_name["mentions"].update(path="\ud800.csv")),
    ),
    "path with a NUL": (
        (DESCRIPTOR, None),
        "not the name of a file beside the descriptor",
        descriptor(lambda _, by_name: by_name["mentions"].update(path="a\0b")),
    ),
    "hash of another kind": (
        (DESCRIPTOR, None),
        "not sha256: and 64 digits",
        descriptor(lambda _, by_name: by_name["source"].update(hash="d41d8cd98f00b204e9800998ecf8427e")),
    ),
    "source described as a table": (
        (DESCRIPTOR, None),
        "must be a text",
        descriptor(lambda _, by_name: by_name["source"].update(schema={"fields": [{"name": "line"}]})),
    ),
    "table described without a schema": (
        (DESCRIPTOR, None),
        "'segments' is described without a schema",
        descriptor(lambda _, by_name: by_name["segments"].pop("schema")),
    ),
    "schema without fields": (
        (DESCRIPTOR, None),
        "'segments' has a schema without fields",
        descriptor(lambda _, by_name: by_name["segments"].update(schema={})),
    ),
    "field of unknown type": (
        (DESCRIPTOR, None),
        "gives 'start' the type 'offset'",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start").update(type="offset")),
    ),
    "field of another type": (
        (DESCRIPTOR, None),
        "must give 'start' the type 'integer'",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start").update(type="string", constraints={})),
    ),
    "field no longer required": (
        (DESCRIPTOR, None),
        "must say that 'start' is required",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start").pop("constraints")),
    ),
    "field without a name": (
        (DESCRIPTOR, None),
        "has a field without a name",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start").pop("name")),
    ),
    "field described twice": (
        (DESCRIPTOR, None),
        "describes the field 'start' twice",
        descriptor(lambda _, by_name: by_name["mentions"]["schema"]["fields"].append(field(by_name["mentions"], "start"))),
    ),
    "field and column dropped alike": (
        (DESCRIPTOR, None),
        "does not describe the column 'quote'",
        both(
            column_of("mentions.csv", lambda row: row.pop(3)),
            descriptor(lambda _, by_name: by_name["mentions"]["schema"]["fields"].pop(3)),
        ),
    ),
    "constraint that is not kept": (
        (DESCRIPTOR, None),
        "the constraint 'maximum', which is none of",
        descriptor(lambda _, by_name: field(by_name["mentions"], "start")["constraints"].update(maximum=5)),
    ),
    "pattern that is none": (
        (DESCRIPTOR, None),
        "a 'pattern' that cannot be kept",
        descriptor(lambda _, by_name: field(by_name["mentions"], "id")["constraints"].update(pattern="m[")),
    ),
    "primary key dropped": (
        (DESCRIPTOR, None),
        "must have the primary key 'id'",
        descriptor(lambda _, by_name: by_name["entities"]["schema"].pop("primaryKey")),
    ),
    "primary key of no field": (
        (DESCRIPTOR, None),
        "primary key 'number', which is not among its fields",
        descriptor(lambda _, by_name: by_name["entities"]["schema"].update(primaryKey="number")),
    ),
    "foreign keys dropped": (
        (DESCRIPTOR, None),
        "must have a foreign key from 'sentence' to 'sentences'",
        descriptor(lambda _, by_name: by_name["mentions"]["schema"].pop("foreignKeys")),
    ),
    "foreign key to nowhere": (
        (DESCRIPTOR, None),
        "refers to 'names', which is not described",
        descriptor(lambda _, by_name: by_name["mentions"]["schema"]["foreignKeys"][0]["reference"].update(resource="names")),
    ),
    "no citation": ((DESCRIPTOR, None), "how the memorandum is cited", descriptor(lambda c, _: c.pop("citation"))),
    "citation without translators": (
        (DESCRIPTOR, None),
        "citation has no list of translators",
        descriptor(lambda content, _: content["citation"].pop("translators")),
    ),
    "citation with another date": (
        (DESCRIPTOR, None),
        "the date '24.2.89', which is not one such as 1989-02-24",
        descriptor(lambda content, _: content["citation"].update(date="24.2.89")),
    ),
    "no version": ((DESCRIPTOR, None), "which version of the edition", descriptor(lambda c, _: c.pop("version"))),
}

# -- one thing broken that shows in several places: all of them

WIDE = {
    "column renamed": (
        {("mentions.csv", 1)},
        ["column 'quote' is missing", "column 'Quote' is not known"],
        rows_of("mentions.csv", lambda rows: rows[0].__setitem__(3, "Quote")),
    ),
    "segments: header only": (
        {("segments.csv", 1), ("segments.csv", None)} | {("sentences.csv", ALL)},
        ["the segments end at 0", "no paragraph of the body"],
        rows_of("segments.csv", lambda rows: rows.__delitem__(slice(1, None))),
    ),
    "sentences: header only": (
        {("sentences.csv", None)} | {("mentions.csv", row) for row in range(2, 166)},
        ["paragraph 38 has no sentence", "sentence 'p01s01' is not in sentences.csv"],
        rows_of("sentences.csv", lambda rows: rows.__delitem__(slice(1, None))),
    ),
    "apparatus: header only": (
        {("apparatus.csv", None)},
        ["the bracket at 1021", "the question mark at 2233"],
        rows_of("apparatus.csv", lambda rows: rows.__delitem__(slice(1, None))),
    ),
    "entities: header only": (
        {("mentions.csv", row) for row in range(2, 166)},
        ["entity 'Hungary' is not in entities.csv"],
        rows_of("entities.csv", lambda rows: rows.__delitem__(slice(1, None))),
    ),
    "paragraph numbers skipped": (
        {("segments.csv", 8), ("segments.csv", 9), ("sentences.csv", 12), ("sentences.csv", 13), ("sentences.csv", 14)}
        | {("sentences.csv", None)}
        | {("apparatus.csv", Where("paragraph", "6"))},
        ["paragraph 60 stands where 6 is due", "paragraph 7 stands where 61 is due"],
        cell("segments.csv", 8, "paragraph", "60"),
    ),
    "unvouched source altered": (
        {("mentions.csv", at(2234))},
        ["quote 'Hungary' is not what stands there, 'Hungarx'"],
        both(descriptor(unhashed), replaced("source.txt", b"countries?Hungary, ", b"countries?Hungarx, ")),
    ),
}
