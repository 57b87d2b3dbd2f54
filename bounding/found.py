"""What the tree tells the process that started it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Point = np.ndarray[tuple[int], np.dtype[np.float32]]


@dataclass(frozen=True)
class Found:
    """How far a tree has come."""

    bound: int | None
    """no point costs less; None: there is no point at all, which a solver of the whole model says better"""
    point: Point | None
    """a relaxed point of the least bound, if there is a new one"""
    candidate: Point | None
    """a relaxed point whose decisions are whole numbers, if there is a new one"""
