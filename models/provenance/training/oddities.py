"""Pictures that no camera and no generator of videos gives: does `distance` tell?"""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw

from overlay import font
from preprocess import SQUARE, square_view

SCRAMBLE, EACH, SHEET = 3, 8, 640
TERMS = "alpha beta growth network sales europe plan risk return export const type await => ( ) { }".split()


def sheet(paper: tuple[int, int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", (SHEET, SHEET), paper)
    return picture, ImageDraw.Draw(picture)


def colour(rng: np.random.Generator, least: int = 0) -> tuple[int, ...]:
    return tuple(int(v) for v in rng.integers(least, 256, 3))


def noise(rng: np.random.Generator):
    return rng.integers(0, 256, (SQUARE, SQUARE, 3))


def blobs(rng: np.random.Generator):
    small = Image.fromarray(rng.integers(0, 256, (SQUARE // 16, SQUARE // 16, 3), dtype=np.uint8))
    return small.resize((SQUARE, SQUARE), Image.Resampling.BICUBIC)


def flat(rng: np.random.Generator):
    return np.broadcast_to(colour(rng), (SQUARE, SQUARE, 3))


def gradient(rng: np.random.Generator):
    down = np.linspace(0, 1, SQUARE)[:, None, None]
    return np.broadcast_to(np.array(colour(rng)) * (1 - down) + np.array(colour(rng)) * down, (SQUARE, SQUARE, 3))


def checkerboard(rng: np.random.Generator):
    y, x = np.mgrid[:SQUARE, :SQUARE] // int(rng.integers(2, 40))
    return np.repeat(((x + y) % 2 * 255)[..., None], 3, 2)


def slide(rng: np.random.Generator):
    picture, draw = sheet(colour(rng, 180))
    draw.text((40, 40), "Quarterly results", font=font(48), fill=(20, 20, 20))
    for line in range(7):
        draw.text((60, 140 + 60 * line), "- " + " ".join(rng.choice(TERMS, 5)), font=font(26), fill=(20, 20, 20))
    return picture


def code(rng: np.random.Generator):
    picture, draw = sheet((30, 30, 30))
    for line in range(30):
        at = 10 + 20 * int(rng.integers(0, 4)), 10 + 20 * line
        draw.text(at, " ".join(rng.choice(TERMS, 8)), font=font(15), fill=colour(rng, 100))
    return picture


def drawing(rng: np.random.Generator):
    picture, draw = sheet(colour(rng, 120))
    for n in range(14):
        x, y, w, h = (int(v) for v in (*rng.integers(-80, 600, 2), *rng.integers(40, 300, 2)))
        (draw.ellipse if n % 2 else draw.rectangle)((x, y, x + w, y + h), fill=colour(rng), outline=(0, 0, 0), width=7)
    return picture


def chart(rng: np.random.Generator):
    picture, draw = sheet((255, 255, 255))
    draw.line((50, 30, 50, 580, 610, 580), fill=(0, 0, 0), width=3)
    for n in range(8):
        draw.rectangle((75 + 66 * n, 580 - int(rng.integers(30, 520)), 125 + 66 * n, 580), fill=colour(rng))
    return picture


KINDS = {
    "noise": noise, "soft blobs": blobs, "one colour": flat, "gradient": gradient, "checkerboard": checkerboard,
    "slide of text": slide, "code on a screen": code, "drawn flat shapes": drawing, "bar chart": chart,
}  # fmt: skip


def distances_of_oddities(run: Callable[[np.ndarray], float], limit: float) -> dict[str, dict[str, float]]:
    """For each kind the share over the limit, and the least and the middle distance; `run` takes (1, 3, 224, 224) in 0..1."""
    out = {}
    for name, draw in KINDS.items():
        rng = np.random.default_rng(SCRAMBLE)
        views = [square_view(np.asarray(draw(rng), np.uint8)) for _ in range(EACH)]
        found = np.array([run(np.float32(view.transpose(2, 0, 1)[None]) / 255) for view in views])
        out[name] = {
            "over": round(float((found > limit).mean()), 3),
            "least": round(float(found.min()), 2),
            "middle": round(float(np.median(found)), 2),
        }
    return out
