"""The borders of February 1989 as figures need them (memo/data/europe-1989.geojson)."""

import itertools
import json
from collections import defaultdict
from functools import cache
from importlib import resources


@cache
def _features():
    path = resources.files("memo") / "data" / "europe-1989.geojson"
    return {feature["id"]: feature for feature in json.loads(path.read_text(encoding="utf-8"))["features"]}


def territories():
    """The ids of all territories on the map, such as "POL", "DDDE" or "XWB"."""
    return list(_features())


def geometry(ids):
    """A GeoJSON of these territories; plotly finds each by its id.

    >>> [feature["id"] for feature in geometry(["HUN", "YUCS"])["features"]]
    ['HUN', 'YUCS']
    """
    features = [{"type": "Feature", "id": name, "geometry": _features()[name]["geometry"]} for name in ids]
    return {"type": "FeatureCollection", "features": features}


def label(name):
    """The short English name of 1989 and the (longitude, latitude) of its middle.

    >>> label("DDDE")
    ('GDR', 12.6, 51.35)
    """
    properties = _features()[name]["properties"]
    return properties["short"], *properties["label"]


def outline(ids):
    """The line round these territories taken together, as (longitudes, latitudes) with None between its parts.

    Neighbours share the points of their border, so a stretch that two of them have is inside. Holes
    and islets of fewer than 20 points are left out.
    """
    stretches = defaultdict(set)
    for name in ids:
        for ring in _rings(_features()[name]["geometry"]):
            for a, b in itertools.pairwise(ring):
                stretches[a] ^= {b}
                stretches[b] ^= {a}
    longitudes, latitudes = [], []
    while line := _walk(stretches):
        if len(line) >= 20:
            longitudes += [point[0] for point in line] + [None]
            latitudes += [point[1] for point in line] + [None]
    return longitudes[:-1], latitudes[:-1]


def _rings(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [tuple(point) for point in ring]


def _walk(stretches):
    """One line through the stretches that are left, which it uses up; [] where none is."""
    point = next((point for point, others in stretches.items() if others), None)
    line = [] if point is None else [point]
    while point is not None and stretches[point]:
        following = min(stretches[point])
        stretches[point].remove(following)
        stretches[following].remove(point)
        line.append(point := following)
    return line
