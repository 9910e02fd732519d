"""How unlike the clips trained on a picture is: a Gaussian on the features of the trunk.

Wide along DIRECTIONS principal directions, of one variance for all the rest, so that the graph carries no square matrix.
"""

from dataclasses import dataclass

import numpy as np

DIRECTIONS = 32


@dataclass(frozen=True)
class Gaussian:
    """With n = (x - centre) * scale, the distance of features x is |n|^2 - |n @ axes|^2."""

    centre: np.ndarray
    # (WIDTH,): the feature's deviation, that of the rest, and the mean over features.
    scale: np.ndarray
    # (WIDTH, DIRECTIONS): the longer, the wider the clips are spread along it.
    axes: np.ndarray

    def distance(self, features: np.ndarray) -> np.ndarray:
        """(..., WIDTH) to (...,); about 1 for what was trained on."""
        near = (features - self.centre) * self.scale
        return (near**2).sum(-1) - ((near @ self.axes) ** 2).sum(-1)


def gaussian(features: np.ndarray) -> Gaussian:
    """From (n, WIDTH)."""
    centre, deviation = features.mean(axis=0), features.std(axis=0) + 1e-6
    near = (features - centre) / deviation
    variances, axes = np.linalg.eigh(near.T @ near / len(near))
    rest, wide = variances[:-DIRECTIONS].mean(), variances[-DIRECTIONS:]
    scale = 1 / (deviation * np.sqrt(rest * near.shape[1]))
    # 1 / wide instead of 1 / rest along each axis: subtract (1 - rest / wide), which is never negative here.
    return Gaussian(centre, scale, axes[:, -DIRECTIONS:] * np.sqrt(np.maximum(1 - rest / wide, 0)))
