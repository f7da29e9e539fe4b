"""The map of Europe shows February 1989: its states, their sizes, who borders on whom.

Geometry is tested, never bytes: another GEOS version simplifies a little differently.
"""

import csv
import itertools
import json
import re
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely import Point, Polygon, box

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "memo" / "data" / "europe-1989.geojson"
TERRITORIES = ROOT / "tools" / "borders_1989" / "territories.csv"

# km² by the reference works that the recipe for this map quotes.
REFERENCE_KM2 = {
    ("DDDE",): 108_333,
    ("DEU", "XWB"): 248_577,
    ("XWB",): 480,
    ("CSHH",): 127_900,
    ("YUCS",): 255_804,
    ("HUN",): 93_030,
    ("POL",): 312_683,
    ("ROU",): 237_500,
    ("BGR",): 110_912,
    ("ALB",): 28_748,
}

# Every land border of February 1989 on this map; whoever is not listed does not touch.
NEIGHBOURS = {
    "SUHH": "CSHH FIN HUN NOR POL ROU TUR",
    "POL": "CSHH DDDE SUHH",
    "DDDE": "CSHH DEU POL XWB",
    "CSHH": "AUT DDDE DEU HUN POL SUHH",
    "HUN": "AUT CSHH ROU SUHH YUCS",
    "ROU": "BGR HUN SUHH YUCS",
    "BGR": "GRC ROU TUR YUCS",
    "YUCS": "ALB AUT BGR GRC HUN ITA ROU",
    "XWB": "DDDE",
    "DEU": "AUT BEL CHE CSHH DDDE DNK FRA LUX NLD",
    "ALB": "GRC YUCS",
    "AND": "ESP FRA",
    "AUT": "CHE CSHH DEU HUN ITA LIE YUCS",
    "BEL": "DEU FRA LUX NLD",
    "CHE": "AUT DEU FRA ITA LIE",
    "CYP": "",
    "DNK": "DEU",
    "ESP": "AND FRA PRT",
    "FIN": "NOR SUHH SWE",
    "FRA": "AND BEL CHE DEU ESP ITA LUX MCO",
    "GBR": "IRL",
    "GRC": "ALB BGR TUR YUCS",
    "IRL": "GBR",
    "ISL": "",
    "ITA": "AUT CHE FRA SMR YUCS",
    "LIE": "AUT CHE",
    "LUX": "BEL DEU FRA",
    "MCO": "FRA",
    "MLT": "",
    "NLD": "BEL DEU",
    "NOR": "FIN SUHH SWE",
    "PRT": "ESP",
    "SMR": "ITA",
    "SWE": "FIN NOR",
    "TUR": "BGR GRC SUHH",
}

# Pairs that today's map, or a slip in the dissolving, would make touch (or meet in a point).
NEVER_TOUCH = [
    ("DEU", "POL"),
    ("DEU", "XWB"),
    ("DEU", "HUN"),
    ("DDDE", "AUT"),
    ("DDDE", "SUHH"),
    ("CSHH", "ROU"),
    ("CSHH", "YUCS"),
    ("HUN", "POL"),
    ("HUN", "BGR"),
    ("POL", "ROU"),
    ("BGR", "SUHH"),
    ("AUT", "POL"),
    ("AUT", "ROU"),
    ("YUCS", "SUHH"),
    ("DNK", "DDDE"),
]

CAPITALS = {
    "East Berlin": ("DDDE", 13.40, 52.52),
    "Warsaw": ("POL", 21.01, 52.23),
    "Budapest": ("HUN", 19.04, 47.50),
    "Prague": ("CSHH", 14.44, 50.08),
    "Sofia": ("BGR", 23.32, 42.70),
    "Bucharest": ("ROU", 26.10, 44.43),
    "Belgrade": ("YUCS", 20.46, 44.82),
    "Moscow": ("SUHH", 37.62, 55.76),
    "Bonn": ("DEU", 7.10, 50.73),
    "Vienna": ("AUT", 16.37, 48.21),
    "Tirana": ("ALB", 19.82, 41.33),
}

PLACES = {
    # the republics that are states today
    "Kaliningrad": ("SUHH", 20.51, 54.71),
    "Vilnius": ("SUHH", 25.28, 54.69),
    "Riga": ("SUHH", 24.11, 56.92),
    "Tartu": ("SUHH", 26.72, 58.38),
    "Minsk": ("SUHH", 27.56, 53.90),
    "Kiev": ("SUHH", 30.52, 50.45),
    "Lvov": ("SUHH", 24.03, 49.84),
    "Uzhgorod": ("SUHH", 22.35, 48.62),
    "Kishinev": ("SUHH", 28.86, 47.01),
    "Tbilisi": ("SUHH", 44.80, 41.72),
    "Bratislava": ("CSHH", 17.12, 48.15),
    "Kosice": ("CSHH", 21.26, 48.72),
    "Ljubljana": ("YUCS", 14.51, 46.06),
    "Zagreb": ("YUCS", 15.98, 45.81),
    "Sarajevo": ("YUCS", 18.41, 43.86),
    "Pristina": ("YUCS", 21.17, 42.66),
    "Skopje": ("YUCS", 21.43, 42.00),
    "Titograd": ("YUCS", 19.26, 42.44),
    # both sides of the line through Germany; Amt Neuhaus changed sides in 1993
    "Amt Neuhaus": ("DDDE", 10.93, 53.285),
    "Schwerin": ("DDDE", 11.41, 53.63),
    "Eisenach": ("DDDE", 10.32, 50.98),
    "Dresden": ("DDDE", 13.74, 51.05),
    "Potsdam": ("DDDE", 13.06, 52.40),
    "Schoenefeld": ("DDDE", 13.50, 52.375),
    "Lübeck": ("DEU", 10.69, 53.87),
    "Wolfsburg": ("DEU", 10.79, 52.42),
    "Hof": ("DEU", 11.92, 50.31),
    "Kassel": ("DEU", 9.48, 51.31),
    # both sides of the line through Berlin
    "Alexanderplatz": ("DDDE", 13.413, 52.522),
    "Pankow": ("DDDE", 13.405, 52.57),
    "Treptow": ("DDDE", 13.47, 52.488),
    "Zoo station": ("XWB", 13.332, 52.507),
    "Wedding": ("XWB", 13.36, 52.55),
    "Kreuzberg": ("XWB", 13.41, 52.497),
    "Spandau": ("XWB", 13.20, 52.535),
    "Wannsee": ("XWB", 13.165, 52.42),
    # Poland as moved in 1945
    "Szczecin": ("POL", 14.55, 53.43),
    "Wroclaw": ("POL", 17.03, 51.11),
    "Gdansk": ("POL", 18.62, 54.35),
    "Bialystok": ("POL", 23.16, 53.13),
}

LABELLED = ["BGR", "CSHH", "DDDE", "HUN", "POL", "ROU", "SUHH", "YUCS"]

# Names that no map of February 1989 gives to a state.
LATER_NAMES = [
    "Armenia",
    "Azerbaijan",
    "Belarus",
    "Bosnia",
    "Croatia",
    "Czechia",
    "Czech Republic",
    "Estonia",
    "Georgia",
    "Kazakhstan",
    "Kosovo",
    "Latvia",
    "Lithuania",
    "Macedonia",
    "Moldova",
    "Montenegro",
    "Russia",
    "Russian Federation",
    "Serbia",
    "Slovakia",
    "Slovenia",
    "Türkiye",
    "Ukraine",
    "(?<!Federal Republic of )Germany",
]


@pytest.fixture(scope="module")
def features():
    """The features of the map by their id."""
    collection = json.loads(FILE.read_text(encoding="utf-8"))
    return {feature["id"]: feature for feature in collection["features"]}


@pytest.fixture(scope="module")
def shapes(features):
    """The shapes of the map by their id."""
    return {code: shapely.from_geojson(json.dumps(feature["geometry"])) for code, feature in features.items()}


def equal_area(lonlat):
    """Degrees to km by Lambert's cylindrical equal-area projection of the WGS 84 ellipsoid."""
    radius, e2 = 6378.137, 0.00669437999014
    e, sine = np.sqrt(e2), np.sin(np.radians(lonlat[:, 1]))
    q = (1 - e2) * (sine / (1 - e2 * sine**2) + np.arctanh(e * sine) / e)
    return np.column_stack([radius * np.radians(lonlat[:, 0]), radius * q / 2])


def km2(shape):
    return shapely.transform(shape, equal_area).area


# What is on the map


def test_there_are_thirty_five_territories(features):
    assert len(features) == 35
    assert set(features) == set(NEIGHBOURS)


def test_each_feature_has_its_properties(features):
    for code, feature in features.items():
        assert list(feature["properties"]) == ["id", "name", "short", "gw", "label"]
        assert feature["properties"]["id"] == code


def test_names_and_numbers_are_those_of_the_table(features):
    with TERRITORIES.open(encoding="utf-8", newline="") as table:
        rows = {row["id"]: (row["name"], row["short"], row["gw"]) for row in csv.DictReader(table)}
    properties = {code: feature["properties"] for code, feature in features.items()}
    assert rows == {code: (p["name"], p["short"], "" if p["gw"] is None else str(p["gw"])) for code, p in properties.items()}


def test_gleditsch_ward_numbers(features):
    numbers = {code: feature["properties"]["gw"] for code, feature in features.items()}
    recipe = {
        "SUHH": 365,
        "POL": 290,
        "DDDE": 265,
        "DEU": 260,
        "CSHH": 315,
        "HUN": 310,
        "ROU": 360,
        "BGR": 355,
        "YUCS": 345,
        "ALB": 339,
        "FIN": 375,
        "AUT": 305,
    }
    assert {code: numbers[code] for code in recipe} == recipe
    assert [code for code, number in numbers.items() if number is None] == ["XWB"]
    assert len(set(numbers.values())) == len(numbers)


def test_no_name_is_younger_than_1989():
    text = FILE.read_text(encoding="utf-8")
    assert [name for name in LATER_NAMES if re.search(rf"\b{name}\b", text)] == []


# The file


def test_file_is_small():
    assert FILE.stat().st_size <= 118_000


def test_file_says_which_way_its_rings_run():
    metadata = json.loads(FILE.read_text(encoding="utf-8"))["metadata"]
    assert metadata["winding"].startswith("Exterior rings run clockwise")
    assert metadata["title"].endswith("24 February 1989")


def test_rings_run_as_plotly_needs_them(shapes):
    for code, shape in shapes.items():
        for part in shapely.get_parts(shape):
            assert not part.exterior.is_ccw, f"{code}: an exterior ring runs counter-clockwise"
            assert all(hole.is_ccw for hole in part.interiors), f"{code}: a hole runs clockwise"


def test_coordinates_have_three_decimals(shapes):
    for code, shape in shapes.items():
        points = shapely.get_coordinates(shape)
        assert (points == points.round(3)).all(), code


def test_nothing_lies_off_the_map(shapes):
    west, south, east, north = shapely.total_bounds([*shapes.values()])
    assert (west > -25, south > 34, east == 60, north < 72) == (True, True, True, True)


# Sizes and places


@pytest.mark.parametrize("codes", REFERENCE_KM2, ids=" + ".join)
def test_area(codes, shapes):
    measured = sum(km2(shapes[code]) for code in codes)
    assert measured == pytest.approx(REFERENCE_KM2[codes], rel=0.025)


def test_area_is_measured_right():
    zone = box(0, 0, 90, 90)  # an eighth of the ellipsoid's 510,065,622 km²
    assert km2(shapely.segmentize(zone, 1)) == pytest.approx(510_065_622 / 8, rel=1e-6)


@pytest.mark.parametrize("place", [*CAPITALS, *PLACES])
def test_place_lies_in_its_territory_only(place, shapes):
    code, lon, lat = (CAPITALS | PLACES)[place]
    assert [c for c, shape in shapes.items() if shape.covers(Point(lon, lat))] == [code]


def test_soviet_territory_reaches_the_baltic_unbroken(shapes):
    mainland = max(shapely.get_parts(shapes["SUHH"]), key=lambda part: part.area)
    for place in ("Kaliningrad", "Vilnius", "Riga", "Kishinev"):
        assert mainland.contains(Point(PLACES[place][1:])), place


@pytest.mark.parametrize("code", LABELLED)
def test_label_fits_inside_its_territory(code, features, shapes):
    """At 24 km a letter and 60 km a line: Europe on a screen 900 pixels wide."""
    lon, lat = features[code]["properties"]["label"]
    half_width = 12 * len(features[code]["properties"]["short"]) / (111.3 * np.cos(np.radians(lat)))
    label = box(lon - half_width, lat - 30 / 111.3, lon + half_width, lat + 30 / 111.3)
    assert shapes[code].contains(label)


def test_every_label_point_lies_inside(features, shapes):
    for code, shape in shapes.items():
        assert shape.contains(Point(features[code]["properties"]["label"])), code


# Borders


def test_shapes_are_valid(shapes):
    assert [code for code, shape in shapes.items() if not shape.is_valid] == []


def test_no_two_territories_overlap(shapes):
    overlaps = {(a, b): (shapes[a] & shapes[b]).area for a, b in itertools.combinations(shapes, 2)}
    assert [pair for pair, area in overlaps.items() if area > 0] == []


def test_borders_are_shared_point_by_point(shapes):
    """Neighbours have the same vertices along their border, and no gap under 0.01° between them."""
    faults = shapely.coverage_invalid_edges([*shapes.values()], gap_width=0.01)
    assert [code for code, fault in zip(shapes, faults, strict=True) if not fault.is_empty] == []


def test_there_is_no_hole_between_neighbours(shapes):
    land = shapely.union_all([*shapes.values()])
    holes = [hole for part in shapely.get_parts(land) for hole in part.interiors]
    assert [hole.bounds for hole in holes] == []


def test_neighbours_are_those_of_1989(shapes):
    expected = {tuple(sorted((a, b))) for a, text in NEIGHBOURS.items() for b in text.split()}
    outlines = {code: shape.boundary for code, shape in shapes.items()}
    measured = {(a, b) for a, b in itertools.combinations(sorted(shapes), 2) if (outlines[a] & outlines[b]).length > 0}
    assert measured - expected == set(), "these touch and should not"
    assert expected - measured == set(), "these should touch"


def test_list_of_neighbours_is_mutual():
    for a, text in NEIGHBOURS.items():
        assert all(a in NEIGHBOURS[b].split() for b in text.split()), a


@pytest.mark.parametrize(("a", "b"), NEVER_TOUCH)
def test_never_touch(a, b, shapes):
    assert shapes[a].disjoint(shapes[b])


def test_west_berlin_lies_wholly_within_the_gdr(shapes):
    outlines = [Polygon(part.exterior) for part in shapely.get_parts(shapes["DDDE"])]
    assert any(outline.contains_properly(shapes["XWB"]) for outline in outlines)
    holes = [hole for part in shapely.get_parts(shapes["DDDE"]) for hole in part.interiors]
    assert [Polygon(hole).equals(shapes["XWB"]) for hole in holes] == [True]


def test_enclaves_have_their_holes_and_nobody_else_has_one(shapes):
    holed = [code for code, shape in shapes.items() if any(part.interiors for part in shapely.get_parts(shape))]
    assert sorted(holed) == ["DDDE", "ITA"]  # round West Berlin and San Marino
