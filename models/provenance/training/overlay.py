"""Captions, logos, watermarks that look like generators' marks, drawn at random on either class."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

WORDS = (
    "wait for it day in my life part two how this happened live breaking new the best moment ever you won't believe "
    "follow for more before after tutorial morning city ocean dog cat street news report 2024 2025 am pm no way look"
).split()
NAMES = ("Sora", "Veo", "@user", "Kling", "NEWS 24", "hailuo", "cam 01", "TV", "studio", "Grok", "clips")


def font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(max(8, round(size)))


def cloud(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, ink: tuple[int, int, int, int]) -> None:
    """A lobed blob with two eyes."""
    for k in range(6):
        a = k * np.pi / 3
        cx, cy = x + 0.55 * r * np.cos(a), y + 0.55 * r * np.sin(a)
        draw.ellipse((cx - 0.5 * r, cy - 0.5 * r, cx + 0.5 * r, cy + 0.5 * r), fill=ink)
    for dx in (-0.3, 0.3):
        draw.ellipse((x + (dx - 0.12) * r, y - 0.25 * r, x + (dx + 0.12) * r, y + 0.25 * r), fill=(20, 20, 20, ink[3]))


def bars(draw: ImageDraw.ImageDraw, x: float, y: float, h: float, ink: tuple[int, int, int, int]) -> None:
    for k in range(10):
        draw.rectangle((x + k * h * 0.16, y, x + k * h * 0.16 + h * 0.08, y + h), fill=ink)


def draw_overlay(size: tuple[int, int], rng: np.random.Generator) -> Image.Image:
    """RGBA picture of the given size with one to three marks on it."""
    width, height = size
    short = min(size)
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    if rng.random() < 0.6:
        caption(draw, size, rng)
    for _ in range(int(rng.integers(1, 3))):
        ink = (255, 255, 255, int(rng.integers(110, 256)))
        edge = 0.05 * short
        x = edge if rng.random() < 0.5 else width - short * 0.28
        y = float(rng.choice([edge, height * 0.48, height - short * 0.12]))
        kind = rng.random()
        if kind < 0.4:
            r = short * rng.uniform(0.03, 0.05)
            cloud(draw, x + r, y + r, r, ink)
            draw.text((x + 2.6 * r, y), "Sora", font=font(1.4 * r), fill=ink)
        elif kind < 0.6:
            bars(draw, x, y, short * rng.uniform(0.04, 0.07), ink)
        else:
            draw.text((x, y), str(rng.choice(NAMES)), font=font(short * rng.uniform(0.04, 0.08)), fill=ink)
    return picture


def caption(draw: ImageDraw.ImageDraw, size: tuple[int, int], rng: np.random.Generator) -> None:
    width, height = size
    letters = font(min(size) * rng.uniform(0.045, 0.08))
    y = height * float(rng.choice([0.08, 0.45, 0.72, 0.85]))
    for line in range(int(rng.integers(1, 3))):
        words = " ".join(rng.choice(WORDS, int(rng.integers(2, 6))))
        left, top, right, bottom = draw.textbbox((0, 0), words, font=letters)
        x, line_y = (width - right) / 2, y + line * (bottom - top) * 1.5
        if rng.random() < 0.4:
            draw.rectangle((x - 6, line_y - 2, x + right + 6, line_y + bottom + 4), fill=(0, 0, 0, 200))
        draw.text((x, line_y), words, font=letters, fill=(255, 255, 255, 255), stroke_width=1, stroke_fill=(0, 0, 0, 255))
