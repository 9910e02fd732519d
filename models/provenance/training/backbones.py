"""Features of pretrained networks for the candidates' table, and of the shipped tower for the canonical re-encode."""

from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch

import four_bits
from trunk import FEATURES as LITE_FEATURES
from trunk import pretrained
from tower import BLOCKS, FourBits, Source, feature_model

OTHER_BLOCKS = (3, 4, 5, BLOCKS, 9, 12)
# Places in whole.npy, and in temporal.npy, of the pictures looked at.
WHOLE, NATIVE = (1, 3), (1, 5, 9)


def single_threaded(path: Path) -> ort.InferenceSession:
    settings = ort.SessionOptions()
    settings.intra_op_num_threads = 1
    return ort.InferenceSession(path, settings)


def build(work: Path, weights: Path, count: int) -> None:
    """Writes work/tower.onnx, work/features/canonical.npy (clip, picture, d) and work/candidates/*.npy (clip, d)."""
    for folder in ("features", "candidates"):
        (work / folder).mkdir(exist_ok=True)
    four_bits.build(work, weights)
    tower = work / "tower.onnx"
    if not tower.exists():
        feature_model(Source(weights), (BLOCKS,), tower)
    whole = np.load(work / "whole.npy", mmap_mode="r")
    canonical = work / "features" / "canonical.npy"
    if not canonical.exists():
        session = single_threaded(tower)
        run = lambda i, j: session.run(None, {"square": np.float32(whole[i, j][None]) / 255})[0][0]  # noqa: E731
        np.save(canonical, np.array([[run(i, j) for j in WHOLE] for i in range(count)], np.float16))
    missing = [b for b in OTHER_BLOCKS if not (work / "candidates" / f"clip-{b}.npy").exists()]
    if missing:
        feature_model(Source(weights), tuple(missing), work / "others.onnx")
        session = single_threaded(work / "others.onnx")
        rows = [session.run(None, {"square": np.float32(whole[i, WHOLE[0]][None]) / 255}) for i in range(count)]
        for at, block in enumerate(missing):
            np.save(work / "candidates" / f"clip-{block}.npy", np.array([row[at][0] for row in rows], np.float16))
    coarse = work / "candidates" / f"clip-{BLOCKS}-four-bits.npy"
    if not coarse.exists():
        feature_model(FourBits(weights), (BLOCKS,), work / "coarse.onnx")
        session = single_threaded(work / "coarse.onnx")
        rows = [session.run(None, {"square": np.float32(whole[i, WHOLE[0]][None]) / 255})[0][0] for i in range(count)]
        np.save(coarse, np.array(rows, np.float16))
    lite(work, count, whole)


def lite(work: Path, count: int, whole: np.ndarray) -> None:
    path = work / "candidates" / "lite0-native.npy"
    if path.exists():
        return
    trunk = pretrained().to(memory_format=torch.channels_last)
    temporal = np.load(work / "temporal.npy", mmap_mode="r")
    native, small = np.zeros((count, LITE_FEATURES), np.float16), np.zeros((count, LITE_FEATURES), np.float16)
    with torch.no_grad():
        for i in range(count):
            x = torch.from_numpy(np.float32(temporal[i, list(NATIVE)]) / 255)[:, None].expand(-1, 3, -1, -1)
            native[i] = trunk(x.contiguous(memory_format=torch.channels_last)).mean(dim=0).numpy()
            view = torch.from_numpy(np.float32(whole[i, :1]) / 255)
            small[i] = trunk(view.contiguous(memory_format=torch.channels_last))[0].numpy()
    np.save(path, native)
    np.save(work / "candidates" / "lite0-whole.npy", small)
