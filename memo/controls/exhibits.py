"""The live figures of lessons 04 to 08 by name; a module of its own, for they bring plotly along."""

EXHIBITS = {}
