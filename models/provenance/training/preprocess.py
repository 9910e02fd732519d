"""Pixels to network input: the one definition, which lib/media/square-view.ts mirrors to the byte.

Integer arithmetic up to the division, so that both sides can agree to the bit; colour is averaged over enough pixels that
it does not matter how a decoder brings chroma to full size.
"""

from functools import cache

import numpy as np

SQUARE = 224


@cache
def overlaps(n: int) -> np.ndarray:
    """(SQUARE, n) integers: how much of cell i (n units long) pixel j (SQUARE units long) covers; rows sum to n."""
    starts, pixels = np.arange(SQUARE)[:, None] * n, np.arange(n)[None] * SQUARE
    covered = np.minimum(starts + n, pixels + SQUARE) - np.maximum(starts, pixels)
    return np.maximum(covered, 0).astype(np.float64)


def square_view(rgb: np.ndarray) -> np.ndarray:
    """uint8 (h, w, 3 or 4), a whole picture, to uint8 (SQUARE, SQUARE, 3): its middle square, averaged by area."""
    n = min(rgb.shape[:2])
    top, left = (rgb.shape[0] - n) // 2, (rgb.shape[1] - n) // 2
    middle = rgb[top : top + n, left : left + n, :3]
    cover = overlaps(n)
    # Whole numbers below 2^53 throughout, so that doubles are exact.
    sums = np.stack([cover @ middle[..., c].astype(np.float64) @ cover.T for c in range(3)], axis=-1)
    return np.floor((sums + n * n // 2) / (n * n)).astype(np.uint8)
