"""Synthetic pictures given by a formula, and what the exported model says of them."""

import hashlib

import numpy as np

from preprocess import prepare

# width and height of the crop handed over, size of the whole picture, coefficients of the pattern
CASES = [
    {"name": "curves", "crop": [224, 224], "full": [640, 360], "pattern": [3, 5, 7, 1], "shift": 4},
    {"name": "odd size, from the middle", "crop": [231, 245], "full": [641, 363], "pattern": [1, 2, 9, 3], "shift": 6},
    {"name": "two by two averaged", "crop": [448, 448], "full": [1280, 720], "pattern": [2, 1, 5, 2], "shift": 7},
    {"name": "small crop of a large picture", "crop": [300, 300], "full": [1080, 1920], "pattern": [1, 1, 3, 0], "shift": 5},
    {"name": "flat", "crop": [224, 224], "full": [400, 300], "pattern": [0, 0, 0, 0], "shift": 0},
]  # fmt: skip


def picture(case: dict) -> np.ndarray:
    """RGBA, uint8 (h, w, 4): channel c of pixel (x, y) is ((a x^2 + b y^2 + d x y) >> shift) + e (x xor y) + 40 c."""
    w, h = case["crop"]
    a, b, d, e = case["pattern"]
    y, x = np.mgrid[0:h, 0:w].astype(np.int64)
    base = ((a * x * x + b * y * y + d * x * y) >> case["shift"]) + e * (x ^ y)
    channels = [(base + 40 * c) & 255 for c in range(3)] + [np.full((h, w), 255)]
    return np.stack(channels, axis=-1).astype(np.uint8)


def golden(run) -> list[dict]:
    """Each case with the hash of its input (uint8 luma after reduction) and its logits."""
    out = []
    for case in CASES:
        x = prepare(picture(case), *case["full"])
        plane = np.rint(x * 255).astype(np.uint8)
        logits = run(x[None])[0]
        out.append(
            {
                **case,
                "inputSha256": hashlib.sha256(plane.tobytes()).hexdigest(),
                "logits": [round(float(v), 6) for v in logits],
            }
        )
    return out
