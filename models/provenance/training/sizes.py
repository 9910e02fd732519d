"""The same clips at 480, 720, 1080 and 1440 on the short side, and big originals against their reduction to 480.

    python sizes.py --data DIR --work DIR2 [--originals DIR3]

The clips of the data are 576 at most, so the bigger ones are enlarged (bicubic) and encoded anew; the originals (whole clips
of generators, 704 and 720) are what there is at native size. Writes sizes.json beside this file; a drawn share of the clips,
one picture each, scored by heads that saw nothing of the clip's fold.
"""

import argparse
import json
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image
from scipy.special import expit

from backbones import single_threaded
from clips import digest_rng, folds, groups, labels, load_index
from fit import FOLDS, load_features, pictures_of, raw_out_of_fold, scales, shipped
from heads import fit_heads, source_weights
from launder import Clip, encoded, even, read
from measure import auc, interval, tpr_at
from preprocess import square_view

SHORTS = (480, 720, 1080, 1440)
EACH, CRF, BIG = 75, 26, 700


def sized(clip: Clip, short: int) -> Clip:
    """Bicubic, up as well as down; sides even."""
    height, width = clip[0].shape[:2]
    k = short / min(width, height)
    size = 2 * round(width * k / 2), 2 * round(height * k / 2)
    return [np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC)) for picture in clip]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--originals", type=Path)
    given = options.parse_args()
    index = load_index(given.data)
    y, group, fold, weight = labels(index), groups(index), folds(index, FOLDS), source_weights(index)
    camera = np.array([clip["kind"] == "camera" for clip in index])
    tower = single_threaded(given.work / "tower.onnx")

    def feature(picture: np.ndarray) -> np.ndarray:
        return tower.run(None, {"square": np.float32(square_view(picture).transpose(2, 0, 1)[None]) / 255})[0][0]

    order = np.argsort([digest_rng(clip["file"], "sizes").random() for clip in index])
    rows = np.concatenate([[i for i in order if mine[i]][:EACH] for mine in (camera, y > 0)])
    kept = given.work / "sizes.npy"
    if not kept.exists():
        at = []
        for i in rows:
            clip = read(given.data / index[i]["file"])[:3]
            at.append([feature(encoded(sized(clip, short), CRF)[1]) for short in SHORTS])
        np.save(kept, np.array(at))
    x = np.load(kept)

    features = load_features(given.work, len(index))
    raw = raw_out_of_fold(features, y, weight, fold)
    score = np.zeros(x.shape[:2])
    for f in range(FOLDS):
        weights, offsets = fit_heads(pictures_of(features), y, weight, np.flatnonzero(fold != f))
        (slope, offset), _ = scales(raw, y, np.flatnonzero(fold != f))
        mine = fold[rows] == f
        score[mine] = slope * (x[mine] @ weights[:, 0] + offsets[0]) + offset
    t, g = y[rows] > 0, group[rows]
    table = []
    for j, short in enumerate(SHORTS):
        s, first = score[:, j], score[:, 0]
        table.append({
            "shortSide": short,
            "auc": round(auc(s, t), 4),
            "auc95": interval(lambda r, s=s: auc(s[r], t[r]), g),
            "aucAgainst480": round(auc(s, t) - auc(first, t), 4),
            "aucAgainst480At95": interval(lambda r, s=s, first=first: auc(s[r], t[r]) - auc(first[r], t[r]), g),
            "tprAt5": round(tpr_at(s, t, 0.05), 3),
            "changeOfLogOdds": {"mean": round(float((s - first).mean()), 3), "middleOfAbsolute": round(float(np.median(np.abs(s - first))), 3)},
            "cameraAboveOneHalf": round(float((s[~t] > 0).mean()), 4),
        })  # fmt: skip
    native = []
    heads = shipped(features, raw, y, weight)
    for path in sorted(given.originals.rglob("*.mp4")) if given.originals else []:
        clip = read(path)
        if not clip or min(clip[0].shape[:2]) < BIG:
            continue
        pair = [clip[min(5, len(clip) - 1)], encoded(even(sized(clip, 480)), CRF)[min(5, len(clip) - 1)]]
        odds = [float(heads.odds(feature(picture)[None, None])[0, 0]) for picture in pair]
        native.append({"file": path.name, "size": list(clip[0].shape[1::-1]),
                       "pAI": round(float(expit(odds[0])), 3), "pAIAt480": round(float(expit(odds[1])), 3)})  # fmt: skip
    result = {"measuredAt": date.today().isoformat(), "ai": EACH, "camera": EACH, "picturesPerClip": 1, "sizes": table, "originals": native}
    (Path(__file__).resolve().parent / "sizes.json").write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
