"""What becomes of a clip on its way through the net: the conditions under which the model is trained and measured.

    python launder.py --data DIR --work DIR2 [--part N/OF]

Every condition treats both classes alike; what is drawn at random hangs on the file name and the condition alone. One
process, no ffmpeg started a clip. Writes the features of the tower (tower.py) behind its last block, of two pictures a
clip, to work/features/CONDITION.PART.npy; a condition that is there is not made again.
"""

import argparse
import io
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import onnxruntime as ort

from clips import digest_rng, load_index
from overlay import bars, caption, cloud, draw_overlay, font
from preprocess import square_view
from PIL import Image, ImageDraw

FRAMES = 6
PICTURES = (1, 5)
WIDTH = 1536

Clip = list[np.ndarray]


def scaled(clip: Clip, short: int) -> Clip:
    """Bicubic, down only; sides even."""
    height, width = clip[0].shape[:2]
    k = min(1, short / min(width, height))
    size = 2 * max(1, round(width * k / 2)), 2 * max(1, round(height * k / 2))
    return [np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC)) for picture in clip]


def encoded(clip: Clip, crf: int, codec: str = "libx264") -> Clip:
    """One encode at 25 frames a second, and the decoder's pictures."""
    held = io.BytesIO()
    height, width = clip[0].shape[:2]
    options = {"crf": str(crf)}
    options |= {"preset": "veryfast"} if codec == "libx264" else {"b": "0", "deadline": "realtime", "cpu-used": "8"}
    with av.open(held, "w", format="mp4") as out:
        stream = out.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.options = options
        stream.codec_context.thread_count = 1
        stream.codec_context.time_base = Fraction(1, 25)
        for i, picture in enumerate(clip):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts, frame.time_base = i, Fraction(1, 25)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    held.seek(0)
    with av.open(held) as again:
        return [frame.to_ndarray(format="rgb24") for frame in again.decode(video=0)]


def even(clip: Clip) -> Clip:
    height, width = clip[0].shape[:2]
    return [picture[: height // 2 * 2, : width // 2 * 2] for picture in clip]


def cropped(clip: Clip, most: float, rng: np.random.Generator) -> Clip:
    """Loses `most` of each side, from a random edge."""
    height, width = clip[0].shape[:2]
    w, h = round(width * (1 - most) / 2) * 2, round(height * (1 - most) / 2) * 2
    x, y = int(rng.integers(0, width - w + 1)), int(rng.integers(0, height - h + 1))
    return [picture[y : y + h, x : x + w] for picture in clip]


def boxed(clip: Clip, rng: np.random.Generator) -> Clip:
    """Black bars above and below, or left and right."""
    height, width = clip[0].shape[:2]
    bar = round((height if (upright := rng.random() < 0.7) else width) * rng.uniform(0.04, 0.14) / 2) * 2
    pad = ((bar, bar), (0, 0), (0, 0)) if upright else ((0, 0), (bar, bar), (0, 0))
    return [np.pad(picture, pad) for picture in clip]


def drawn(clip: Clip, overlay: Image.Image) -> Clip:
    over = np.asarray(overlay).astype(np.float32)
    share = over[..., 3:] / 255
    return [np.round(picture * (1 - share) + over[..., :3] * share).astype(np.uint8) for picture in clip]


def blank(clip: Clip) -> tuple[tuple[int, int], Image.Image]:
    size = clip[0].shape[1], clip[0].shape[0]
    return size, Image.new("RGBA", size, (0, 0, 0, 0))


def captioned(clip: Clip, rng: np.random.Generator) -> Clip:
    size, picture = blank(clip)
    caption(ImageDraw.Draw(picture), size, rng)
    return drawn(clip, picture)


def masked(clip: Clip, rng: np.random.Generator) -> Clip:
    """Mean colour over the places where generators put marks: corners, and the middle of the left and right edges."""
    height, width = clip[0].shape[:2]
    w, h = round(width * 0.26), round(height * 0.11)
    out = []
    for picture in clip:
        picture = picture.copy()
        for x in (0, width - w):
            for y in (0, (height - h) // 2, height - h):
                part = picture[y : y + h, x : x + w]
                part[:] = part.mean(axis=(0, 1))
        out.append(picture)
    return out


def marked(clip: Clip, rng: np.random.Generator) -> Clip:
    """A look-alike of Sora's mark, or of its older bars."""
    size, picture = blank(clip)
    draw, short = ImageDraw.Draw(picture), min(size)
    r, edge = short * 0.045, short * 0.05
    x = edge if rng.random() < 0.5 else size[0] - short * 0.3
    y = float(rng.choice([edge, size[1] * 0.48, size[1] - short * 0.14]))
    if rng.random() < 0.75:
        cloud(draw, x + r, y + r, r, (255, 255, 255, 200))
        draw.text((x + 2.6 * r, y), "Sora", font=font(1.4 * r), fill=(255, 255, 255, 200))
    else:
        bars(draw, x, y, short * 0.06, (255, 255, 255, 200))
    return drawn(clip, picture)


def mixed(clip: Clip, rng: np.random.Generator) -> Clip:
    """Whatever can happen, as training sees it."""
    if rng.random() < 0.5:
        clip = cropped(clip, rng.uniform(0.02, 0.12), rng)
    clip = scaled(clip, int(rng.choice([320, 400, 480, 576])))
    if rng.random() < 0.5:
        clip = encoded(clip, int(rng.choice([21, 25, 29])))
    if rng.random() < 0.5:
        clip = drawn(clip, draw_overlay((clip[0].shape[1], clip[0].shape[0]), rng))
    if rng.random() < 0.3:
        clip = masked(clip, rng)
    if rng.random() < 0.25:
        clip = boxed(clip, rng)
    return encoded(even(scaled(clip, int(rng.choice([320, 360, 480, 576])))), int(rng.choice([19, 24, 28, 32, 36])))


CONDITIONS = {
    "mixed": mixed,
    "as is": lambda clip, rng: clip,
    "two generations": lambda clip, rng: encoded(scaled(encoded(scaled(clip, 480), 27), 360), 30),
    "captioned": lambda clip, rng: encoded(captioned(clip, rng), 26),
    "mark masked": lambda clip, rng: encoded(masked(clip, rng), 26),
    "mark pasted on real": lambda clip, rng: encoded(marked(clip, rng), 26),
    "CRF 35": lambda clip, rng: encoded(clip, 35),
    "480p": lambda clip, rng: encoded(scaled(clip, 480), 26),
    "cropped 10 %": lambda clip, rng: encoded(cropped(clip, 0.1, rng), 26),
    "CRF 28": lambda clip, rng: encoded(clip, 28),
    "VP9": lambda clip, rng: encoded(scaled(clip, 480), 36, "libvpx-vp9"),
}


def read(path: Path) -> Clip:
    pictures = []
    with av.open(str(path)) as given:
        for frame in given.decode(video=0):
            pictures.append(frame.to_ndarray(format="rgb24"))
            if len(pictures) == FRAMES:
                break
    return even(pictures)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--part", default="0/1")
    given = options.parse_args()
    part, of = (int(n) for n in given.part.split("/"))
    index = load_index(given.data)
    settings = ort.SessionOptions()
    settings.intra_op_num_threads = 1
    tower = ort.InferenceSession(given.work / "tower.onnx", settings)
    folder = given.work / "features"
    folder.mkdir(exist_ok=True)
    rows = list(range(part, len(index), of))
    for name, treat in CONDITIONS.items():
        path = folder / f"{name}.{part}of{of}.npy"
        if path.exists():
            continue
        out = np.zeros((len(rows), len(PICTURES), WIDTH), np.float16)
        for at, i in enumerate(rows):
            clip = index[i]
            pictures = treat(read(given.data / clip["file"]), digest_rng(Path(clip["file"]).stem, name))
            for j, number in enumerate(PICTURES):
                view = square_view(pictures[min(number, len(pictures) - 1)])
                square = np.float32(view.transpose(2, 0, 1)[None]) / 255
                out[at, j] = tower.run(None, {"square": square})[0][0]
        np.save(path, out)
        print(name, "done", flush=True)


if __name__ == "__main__":
    main()
