"""The live figures of lessons 04 to 09 by name; a module of its own, for they bring plotly along."""

from memo.controls.concordance import Concordance
from memo.controls.courses import Courses
from memo.controls.crossing import Acting, Certainty
from memo.controls.flow import Flow
from memo.controls.months import Months
from memo.controls.network import Network
from memo.controls.quarrels import Quarrels
from memo.controls.white_spots import WhiteSpots
from memo.controls.words import Words

EXHIBITS = {
    "months": Months,
    "outcome-lanes": Courses,
    "flow": Flow,
    "network": Network,
    "quarrels": Quarrels,
    "white-spots": WhiteSpots,
    "words": Words,
    "concordance": Concordance,
    "acting": Acting,
    "certainty": Certainty,
}
