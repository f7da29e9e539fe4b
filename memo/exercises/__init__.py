"""Exercises: the kinds of questions, and how an answer is read and judged without running it.

>>> import memo
>>> memo.exercises.Paragraphs([8, 20], need=2, points=2).points_for([8, 20])
2.0
"""

from memo.exercises.kinds import Choice, Choices, Coding, Date, Match, Number, Order, Paragraphs, Quotation, Words

__all__ = ["Choice", "Choices", "Coding", "Date", "Match", "Number", "Order", "Paragraphs", "Quotation", "Words"]
