"""Pixels to network input: the definition that lib/evidence/classifier/preprocess.ts mirrors.

Luma only, because browsers and ffmpeg upsample chroma differently; integer arithmetic up to the
division, so that both sides agree to the bit.
"""

import numpy as np

CROP = 224
SCALE_UNIT = 450


def reduction(full_width: int, full_height: int) -> int:
    """How many pixels are averaged along each side: large pictures come near the sizes trained on."""
    return max(1, int(min(full_width, full_height) / SCALE_UNIT + 0.5))


def luma(rgb: np.ndarray) -> np.ndarray:
    """uint8 (..., 3 or 4) to uint8 (...): BT.601 weights in 1/256, rounded."""
    c = rgb.astype(np.uint32)
    return ((77 * c[..., 0] + 150 * c[..., 1] + 29 * c[..., 2] + 128) >> 8).astype(np.uint8)


def box_average(plane: np.ndarray, k: int) -> np.ndarray:
    """uint8 (h, w) to uint8 (h // k, w // k): mean of k x k blocks, halves rounded up."""
    if k == 1:
        return plane
    h, w = plane.shape[0] // k, plane.shape[1] // k
    blocks = plane[: h * k, : w * k].astype(np.uint32).reshape(h, k, w, k).sum(axis=(1, 3))
    return ((blocks + (k * k) // 2) // (k * k)).astype(np.uint8)


def centre(plane: np.ndarray, side: int) -> np.ndarray:
    """The middle square; offsets rounded down."""
    h, w = plane.shape[:2]
    y, x = (h - side) // 2, (w - side) // 2
    return plane[y : y + side, x : x + side]


def to_input(plane: np.ndarray) -> np.ndarray:
    """uint8 luma (h, w) to float32 (1, h, w) in 0..1."""
    return (plane.astype(np.float32) / np.float32(255))[None]


def prepare(rgb: np.ndarray, full_width: int, full_height: int) -> np.ndarray:
    """uint8 (h, w, 3 or 4), a middle crop of a picture of the given size, to float32 (1, CROP, CROP).

    Where the crop is too small for the picture's own reduction, the largest that fits is taken.
    """
    fits = min(rgb.shape[0], rgb.shape[1]) // CROP
    if fits < 1:
        raise ValueError("crop smaller than the network's input")
    k = min(reduction(full_width, full_height), fits)
    return to_input(centre(box_average(luma(rgb), k), CROP))
