"""The edition: the text as transmitted and as mended, its apparatus, and what is named where."""

from memo.edition.memorandum import Memorandum, load

__all__ = ["Memorandum", "load"]
