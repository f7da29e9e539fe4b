"""Derive memo/data/europe-1989.geojson: Europe with the borders of 24 February 1989.

    python tools/derive_borders.py                     npm fetches the two source packages
    python tools/derive_borders.py --tarballs FOLDER   or take their .tgz files from FOLDER

For maintainers; needs shapely >= 2.1, numpy and npm. What is made of what, and the line
through Berlin, stand in tools/borders_1989/, deviations in memo/data/europe-1989.md.
"""

import argparse
import csv
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon, box

INPUTS = Path(__file__).with_name("borders_1989")
OUTPUT = Path(__file__).resolve().parents[1] / "memo" / "data" / "europe-1989.geojson"

# package, member, sha256 of the member. Later superset plugins no longer carry the Länder.
ATLAS = ("world-atlas@2.0.2", "package/countries-10m.json", "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79")
LAENDER = (
    "@superset-ui/legacy-plugin-chart-country-map@0.20.3",
    "package/lib/countries/germany.geojson",
    "19b71e4e7951a624c7db33e74c5d74cdb2bb82fb6c55eb41d79c8a55ef4d1999",
)
GDR_LAENDER = ("BB", "BE", "MV", "SN", "ST", "TH")  # West Berlin is cut out at the end

WINDOW = box(-25, 34, 60, 90)  # no overseas parts; the Soviet Union ends at 60° E on this map
NORTH = 72  # parts reaching beyond (Svalbard, Novaya Zemlya) would shrink Europe
LEAST_KM2 = 250  # smaller parts are left out; less where islands matter, more far off
LEAST_KM2_OF = {"ALB": 90, "DDDE": 90, "GRC": 90, "YUCS": 90, "NOR": 500, "SUHH": 1000}
# Root of the largest triangle smoothed away, in degrees: finer where the lessons look.
FINE, COARSE, BERLIN = 0.04, 0.084, 0.006
FOCUS = "ALB AUT BGR CSHH DDDE DEU HUN POL ROU YUCS AND LIE LUX MCO MLT SMR".split()  # COARSE would leave triangles of these
GRID = 0.001  # degrees: three decimals
LABELS = {"SUHH": [30.5, 52.0]}  # so far west that maps of Central Europe show it, too

METADATA = {
    "title": "Europe with the borders of 24 February 1989",
    "winding": "Exterior rings run clockwise, holes counter-clockwise: plotly's layout.geo needs "
    "it so. RFC 7946 says the opposite; do not rewind.",
    "coordinates": "longitude, latitude in degrees (WGS 84), rounded to 0.001",
    "properties": "id: ISO 3166-1 alpha-3, for former states ISO 3166-3, XWB private; name: in "
    "1989; short: for labels; gw: Gleditsch-Ward number; label: longitude, latitude",
    "caution": "Simplified: never quote lengths or areas from it. Deviations: europe-1989.md",
    "sources": [ATLAS[0], LAENDER[0], "Berlin sector line digitised by hand"],
    "licence": "Natural Earth, public domain",
    "made_by": "tools/derive_borders.py",
}


def read_table(name):
    """Return the rows of a table in tools/borders_1989/."""
    with (INPUTS / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def fetch(folder):
    """Have npm download both source packages into `folder` and return it."""
    npm = shutil.which("npm") or sys.exit("npm is missing: install it, or give --tarballs FOLDER")
    subprocess.run([npm, "pack", "--silent", ATLAS[0], LAENDER[0]], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder


def read_source(source, folder):
    """Return the JSON of (package, member, sha256) from the package's tarball in `folder`."""
    package, member, sha256 = source
    tarball = folder / (package.lstrip("@").replace("/", "-").replace("@", "-") + ".tgz")
    if not tarball.exists():
        sys.exit(f"{tarball} is missing: run `npm pack {package}` in {folder}")
    with tarfile.open(tarball) as archive:
        content = archive.extractfile(member).read()
    if hashlib.sha256(content).hexdigest() != sha256:
        sys.exit(
            f"{member} in {tarball.name} is not the file this script was written for: "
            "check the package's version, then the sha256 at the top of this script"
        )
    return json.loads(content)


def unwrap(ring, world):
    """Make an n-by-2 ring of whole numbers continuous across 180°, where x jumps by `world`.

    Russia would else draw bands round the world. In degrees a rounding error would tear it
    from its neighbours; whole numbers agree to the last bit.
    """
    x = ring[:, 0] - world * np.cumsum(np.rint(np.diff(ring[:, 0], prepend=ring[0, 0]) / world))
    return np.column_stack([x - world * np.floor(x.mean() / world), ring[:, 1]])


def decode(topology):
    """Return {name: shape} of the countries of a quantised TopoJSON."""
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) for arc in topology["arcs"]]

    def ring(indices):  # ~i stands for arc i run backwards
        points = np.vstack([arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices])
        return unwrap(points, round(360 / scale[0])) * scale + origin

    countries = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [[ring(indices) for indices in polygon] for polygon in polygons]
        # quantising has crushed some islets to a point or a line: they are dropped here
        parts = [Polygon(shell, holes) for shell, *holes in rings if len(shell) > 3]
        countries[country["properties"]["name"]] = shapely.union_all(shapely.make_valid(parts, method="structure", keep_collapsed=False))
    return countries


def divide_germany(germany, laender):
    """Return (Federal Republic, GDR with all of Berlin) as two shapes that tile `germany`.

    The two sources differ by some 100 m along the coast and the outer borders. So only the
    line between the states is taken from the Länder: its ends move to the nearest vertex of
    the atlas's outline, which gives no neighbour a vertex it lacks.
    """
    east = shapely.union_all([laender[code] for code in GDR_LAENDER])
    west = shapely.union_all([shape for code, shape in laender.items() if code not in GDR_LAENDER])
    line = shapely.get_coordinates(shapely.line_merge(east.boundary & west.boundary))
    vertices = shapely.get_coordinates(germany)
    for end in (0, -1):
        line[end] = vertices[np.argmin(np.hypot(*(vertices - line[end]).T))]
    sides = {True: [], False: []}
    for face in shapely.get_parts(shapely.polygonize([germany.boundary | LineString(line)])):
        inside = face.representative_point()
        if germany.contains(inside):  # a coastal face may lie just outside both: the nearer counts
            sides[inside.distance(east) < inside.distance(west)].append(face)
    return shapely.union_all(sides[False]), shapely.union_all(sides[True])


def west_berlin(berlin):
    """Return the part of the Land Berlin that lies west of the sector line."""
    line = [(float(row["lon"]), float(row["lat"])) for row in read_table("berlin_sector_line.csv")]
    west_of_line = Polygon([*line, (13.0, line[-1][1]), (13.0, line[0][1])])
    return max(shapely.get_parts(berlin & west_of_line), key=lambda part: part.area)


def square_km(shape):
    """Area on a sphere, by Lambert's cylindrical equal-area projection."""
    return shapely.transform(shape, lambda lon, lat: (6371 * np.radians(lon), 6371 * np.sin(np.radians(lat))), interleaved=False).area


def trim(code, shape):
    """Leave out what lies off the map or is too small, but the largest part; fill every hole."""
    parts = [Polygon(part.exterior) for part in shapely.get_parts(shape & WINDOW) if part.geom_type == "Polygon" and part.bounds[3] < NORTH]
    largest, least = max(parts, key=square_km), LEAST_KM2_OF.get(code, LEAST_KM2)
    return shapely.union_all([p for p in parts if p is largest or square_km(p) >= least])


def dissolve(countries, laender, rows):
    """Return {id: shape} of the territories of 1989, West Berlin not yet cut out of the GDR."""
    shapes = {row["id"]: shapely.union_all([countries[a] for a in row["areas"].split("; ")]) for row in rows if row["areas"]}
    shapes["DEU"], shapes["DDDE"] = divide_germany(shapes["DEU"], laender)
    shapes = {code: trim(code, shape) for code, shape in shapes.items()}
    shapes["ITA"] -= shapes["SMR"]  # the one enclave kept; the holes of others were filled
    return shapes


def borders(shapes, codes):
    """Return the borders of some of the shapes as one set of lines."""
    return shapely.union_all([shapes[code].boundary for code in codes])


def simplify(shapes, tolerance):
    """Return {id: shape} simplified; borders stay shared and the points where they meet stay."""
    return dict(zip(shapes, shapely.coverage_simplify([*shapes.values()], tolerance), strict=True))


def draw(shapes, berlin):
    """Return {id: shape} simplified and rounded to GRID, West Berlin cut out of the GDR.

    Rounding each shape alone would tear neighbours apart, so all lines, fine ones round FOCUS
    and coarse ones elsewhere, are rounded together; each face between them goes to its owner.
    """
    fine, coarse = simplify(shapes, FINE), simplify(shapes, COARSE)
    fine |= simplify({"XWB": berlin}, BERLIN)  # FINE would leave a triangle
    fine["DDDE"] -= fine["XWB"]
    owners = {code: fine[code] for code in [*FOCUS, "XWB"]}
    owners |= {code: coarse[code] for code in coarse if code not in owners}
    far = borders(coarse, coarse) - borders(coarse, FOCUS)
    lines = shapely.union_all([borders(fine, FOCUS), far], grid_size=GRID)
    faces = {code: [] for code in owners}
    for face in shapely.get_parts(shapely.polygonize([lines])):
        inside = face.representative_point()
        for code in [code for code, owner in owners.items() if owner.contains(inside)][:1]:
            faces[code].append(face)
    shapes = {code: shapely.union_all(parts) for code, parts in faces.items()}
    if not shapely.coverage_is_valid([*shapes.values()]):
        sys.exit("neighbours overlap or do not meet: try other values of FINE and COARSE")
    return shapes


def label_point(shape):
    """Return [lon, lat] of most room: the centre of the largest ellipse thrice as wide as high."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    squeeze = np.cos(np.radians(largest.centroid.y)) / 3
    circle = shapely.maximum_inscribed_circle(affinity.scale(largest, squeeze, 1, origin=(0, 0)), tolerance=0.001)
    lon, lat = circle.coords[0]
    return [round(lon / squeeze, 2), round(lat, 2)]


def write(shapes, rows, path):
    """Write the GeoJSON, one territory a line."""
    lines = []
    for row in rows:
        # normalize() makes every run start each ring at the same vertex
        shape = shapely.orient_polygons(shapely.normalize(shapes[row["id"]]), exterior_cw=True)
        properties = {
            "id": row["id"],
            "name": row["name"],
            "short": row["short"],
            "gw": int(row["gw"]) if row["gw"] else None,
            "label": LABELS.get(row["id"]) or label_point(shape),
        }
        lines.append(
            json.dumps(
                {"type": "Feature", "id": row["id"], "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))},
                separators=(",", ":"),
            )
        )
    head = json.dumps({"type": "FeatureCollection", "metadata": METADATA}, indent=1)[:-2]
    text = head + ',\n "features": [\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def main():
    """Derive the map from the two packages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tarballs", type=Path, help="folder with both packages' .tgz files")
    options = parser.parse_args()
    rows = read_table("territories.csv")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.tarballs or fetch(Path(temporary))
        countries = decode(read_source(ATLAS, folder))
        laender = {
            land["properties"]["ISO"][3:]: shapely.from_geojson(json.dumps(land["geometry"]))
            for land in read_source(LAENDER, folder)["features"]
        }
    shapes = draw(dissolve(countries, laender, rows), west_berlin(laender["BE"]))
    write(shapes, rows, OUTPUT)
    print(f"{OUTPUT}: {len(shapes)} territories, {OUTPUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
