"""The canonical re-encode, once for every clip of either class, and the views of it.

Short side, rate factor and everything else hang on the clip's file name alone. Done in one process (no ffmpeg started a
clip): a clip costs 0.15 s.
"""

import io
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from clips import digest_rng
from preprocess import SQUARE, square_view

CROP = 224
FRAMES = 12
SMALL_FRAMES = (0, 3, 6, 9)
CRFS = (22, 25, 28, 31, 34)
SHORTS = (320, 360, 360, 400, 480)


def recode(path: Path) -> list[np.ndarray]:
    """uint8 RGB pictures of the clip after scaling (never up) and one x264 encode."""
    rng = digest_rng(path.stem, "rung360")
    crf, short = int(rng.choice(CRFS)), int(rng.choice(SHORTS))
    frames = []
    with av.open(str(path)) as given:
        for frame in given.decode(video=0):
            frames.append(frame)
            if len(frames) == FRAMES:
                break
    k = min(1, short / min(frames[0].width, frames[0].height))
    width, height = 2 * round(frames[0].width * k / 2), 2 * round(frames[0].height * k / 2)
    held = io.BytesIO()
    with av.open(held, "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = {"crf": str(crf), "preset": "veryfast"}
        stream.codec_context.thread_count = 1
        stream.codec_context.time_base = Fraction(1, 25)
        for i, frame in enumerate(frames):
            picture = frame.reformat(width, height, "yuv420p", interpolation="BICUBIC")
            picture.pts, picture.time_base, picture.pict_type = i, Fraction(1, 25), 0
            out.mux(stream.encode(picture))
        out.mux(stream.encode(None))
    held.seek(0)
    with av.open(held) as again:
        return [frame.to_ndarray(format="rgb24") for frame in again.decode(video=0)]


def middle(rgb: np.ndarray) -> np.ndarray:
    """Luma of the middle at native resolution (CROP, CROP), for candidates that look at traces."""
    r, g, b = (rgb[..., c].astype(np.int32) for c in range(3))
    plane = ((77 * r + 150 * g + 29 * b + 128) >> 8).astype(np.uint8)
    short = [max(0, CROP - side) for side in plane.shape]
    plane = np.pad(plane, [(0, s) for s in short], "reflect") if any(short) else plane
    top, left = (plane.shape[0] - CROP) // 2, (plane.shape[1] - CROP) // 2
    return plane[top : top + CROP, left : left + CROP]


def build(data: Path, work: Path, index: list[dict]) -> None:
    """Fills work/whole.npy (clip, frame, 3, h, w) and work/temporal.npy (clip, frame, h, w); goes on where it stopped."""
    n = len(index)
    whole = opened(work / "whole.npy", (n, len(SMALL_FRAMES), 3, SQUARE, SQUARE))
    middles = opened(work / "temporal.npy", (n, FRAMES, CROP, CROP))
    done = opened(work / "done.npy", (n,))
    for i in np.random.default_rng(5).permutation(n):
        if done[i]:
            continue
        pictures = recode(data / index[i]["file"])
        last = len(pictures) - 1
        for j, frame in enumerate(SMALL_FRAMES):
            whole[i, j] = square_view(pictures[min(frame, last)]).transpose(2, 0, 1)
        for frame in range(FRAMES):
            middles[i, frame] = middle(pictures[min(frame, last)])
        done[i] = 1


def opened(path: Path, shape: tuple[int, ...]) -> np.ndarray:
    if path.exists():
        return np.lib.format.open_memmap(path, mode="r+")
    return np.lib.format.open_memmap(path, mode="w+", dtype=np.uint8, shape=shape)
