"""Synthetic pictures given by a formula, and what the exported model says of them."""

import hashlib

import numpy as np

from preprocess import square_view

# width and height of the picture, coefficients of the pattern
CASES = [
    {"name": "landscape", "crop": [640, 360], "pattern": [3, 5, 7, 1], "shift": 9},
    {"name": "portrait of odd size", "crop": [363, 641], "pattern": [1, 2, 9, 3], "shift": 8},
    {"name": "exactly the input", "crop": [224, 224], "pattern": [2, 1, 5, 2], "shift": 7},
    {"name": "smaller than the input", "crop": [160, 120], "pattern": [1, 1, 3, 0], "shift": 6},
    {"name": "full high definition", "crop": [1920, 1080], "pattern": [1, 1, 1, 0], "shift": 12},
    {"name": "flat", "crop": [400, 300], "pattern": [0, 0, 0, 0], "shift": 0},
]


def picture(case: dict) -> np.ndarray:
    """RGBA, uint8 (h, w, 4): channel c of pixel (x, y) is ((a x^2 + b y^2 + d x y) >> shift) + e (x xor y) + 40 c."""
    w, h = case["crop"]
    a, b, d, e = case["pattern"]
    y, x = np.mgrid[0:h, 0:w].astype(np.int64)
    base = ((a * x * x + b * y * y + d * x * y) >> case["shift"]) + e * (x ^ y)
    channels = [(base + 40 * c) & 255 for c in range(3)] + [np.full((h, w), 255)]
    return np.stack(channels, axis=-1).astype(np.uint8)


def golden(run) -> list[dict]:
    """Each case with the hash of its view (uint8, rows of RGB) and its logits and distance; `run` takes float32 (1, 3, 224, 224)."""
    out = []
    for case in CASES:
        view = square_view(picture(case))
        logits, distance = run(np.float32(view.transpose(2, 0, 1)[None]) / 255)
        out.append(
            {
                **case,
                "full": case["crop"],
                "inputSha256": hashlib.sha256(view.tobytes()).hexdigest(),
                "logits": [round(float(v), 6) for v in logits],
                "distance": round(float(distance), 6),
            }
        )
    return out
