"""Both classes through the same re-encodes, and the pictures cut from them.

Every clip, AI or not, is scaled and encoded anew by the same ladder, so that neither its size nor
its own encoder tells its class. From each variant come tiles for training, kept away from the outer
14 % where marks and captions sit, and middle crops for measuring, cut as the browser cuts them.
"""

import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from preprocess import CROP, centre, luma

FRAMES = (0, 5, 10)
TILES = 3
TILE = 176
MARGIN = 0.14


@dataclass(frozen=True)
class Variant:
    """One rung: short side in pixels (never enlarged) and the rate factors it draws from."""

    name: str
    short: int
    crfs: tuple[int, ...]


LADDER = (
    Variant("360-23", 360, (23,)),
    Variant("360-28", 360, (28,)),
    Variant("360-33", 360, (33,)),
    Variant("576", 576, (20, 26, 31)),
)


def digest_rng(*parts: str) -> np.random.Generator:
    """A generator that depends on nothing but the words given, so that a resumed run is the same run."""
    return np.random.default_rng(int(hashlib.sha256("/".join(parts).encode()).hexdigest()[:15], 16))


# Frame times pass through everywhere: some clips have gaps in time, which would be filled with copies.
def encode(src: Path, dst: Path, variant: Variant, size: tuple[int, int]) -> tuple[int, int]:
    """Writes the variant and returns its width and height."""
    rng = digest_rng(src.name, variant.name)
    crf = int(rng.choice(variant.crfs))
    preset = str(rng.choice(["veryfast", "medium"]))
    short = min(min(size), variant.short)
    k = short / min(size)
    width, height = (2 * round(side * k / 2) for side in size)
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-threads", "1", "-i", src, "-an", "-fps_mode", "passthrough",
         "-vf", f"scale={width}:{height}:flags=bicubic,format=yuv420p", "-c:v", "libx264", "-threads", "1",
         "-preset", preset, "-crf", str(crf), dst],
        check=True,
    )  # fmt: skip
    return width, height


def probe_size(src: Path) -> tuple[int, int]:
    out = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "stream=width,height", "-of",
         "json", src],
        check=True, capture_output=True,
    )  # fmt: skip
    stream = json.loads(out.stdout)["streams"][0]
    return stream["width"], stream["height"]


def decode_luma(src: Path, size: tuple[int, int]) -> list[np.ndarray]:
    """The frames named in FRAMES (the last one where there are fewer) as uint8 luma planes."""
    width, height = size
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-threads", "1", "-i", src, "-fps_mode", "passthrough",
         "-frames:v", str(max(FRAMES) + 1), "-f", "rawvideo",
         "-pix_fmt", "rgb24", "-sws_flags", "accurate_rnd+full_chroma_int", "-"],
        check=True, capture_output=True,
    ).stdout  # fmt: skip
    rgb = np.frombuffer(raw, np.uint8).reshape(-1, height, width, 3)
    return [luma(rgb[min(i, len(rgb) - 1)]) for i in FRAMES]


def tiles_of(planes: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    out = np.zeros((len(FRAMES) * TILES, TILE, TILE), np.uint8)
    for f, plane in enumerate(planes):
        h, w = plane.shape
        for t in range(TILES):
            spots = []
            for side in (h, w):
                low = min(int(side * MARGIN), (side - TILE) // 2)
                spots.append(int(rng.integers(low, side - TILE - low + 1)))
            out[f * TILES + t] = plane[spots[0] : spots[0] + TILE, spots[1] : spots[1] + TILE]
    return out


def pictures_of(src: Path, scratch: Path) -> tuple[np.ndarray, np.ndarray]:
    """Tiles (variant, tile, h, w) and middles (variant, frame, h, w) of one clip."""
    tiles, middles = [], []
    size = probe_size(src)
    for variant in LADDER:
        planes = decode_luma(scratch, encode(src, scratch, variant, size))
        if min(planes[0].shape) < CROP:
            planes = [np.pad(p, [(0, max(0, CROP - s)) for s in p.shape], "reflect") for p in planes]
        tiles.append(tiles_of(planes, digest_rng(f"{src.parent.name}/{src.name}", variant.name, "tiles")))
        middles.append([centre(p, CROP) for p in planes])
    return np.stack(tiles), np.array(middles)


def build(data: Path, work: Path, index: list[dict]) -> None:
    """Fills work/tiles.npy (clip, variant, tile, h, w) and work/middles.npy (clip, variant, frame, h, w)."""
    tiles = _open(work / "tiles.npy", (len(index), len(LADDER), len(FRAMES) * TILES, TILE, TILE))
    middles = _open(work / "middles.npy", (len(index), len(LADDER), len(FRAMES), CROP, CROP))
    done_file = work / "ladder.done"
    done = int(done_file.read_text()) if done_file.exists() else 0
    scratch = work / "scratch.mp4"
    for i in range(done, len(index)):
        tiles[i], middles[i] = pictures_of(data / index[i]["file"], scratch)
        done_file.write_text(str(i + 1))
        if (i + 1) % 50 == 0:
            print(f"ladder {i + 1}/{len(index)}", flush=True)


def _open(path: Path, shape: tuple[int, ...]) -> np.ndarray:
    if path.exists():
        return np.lib.format.open_memmap(path, mode="r+")
    return np.lib.format.open_memmap(path, mode="w+", dtype=np.uint8, shape=shape)
