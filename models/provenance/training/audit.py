"""The leakage audit: how far trivial probes get, before and after the canonical re-encode.

    python audit.py --data DIR --work DIR2

Every probe is trained and scored in the folds of the real models (no source on both sides), so what it finds is what
a network could learn instead of traces. Writes audit.json beside this file.
"""

import argparse
import json
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from clips import folds, groups, labels, load_index
from heads import grouped_scores, ridge, source_weights
from measure import interval

HERE = Path(__file__).resolve().parent
SCRAMBLE = 11


def container(index: list[dict]) -> np.ndarray:
    """What the file that the source offered says of itself: size, rate, duration, sound."""
    rows = []
    for clip in index:
        o = clip["original"]
        w, h, fps, s = o["width"], o["height"], o["fps"] or 0, o["duration_s"] or 0
        rate = o.get("bit_rate") or 0
        rows.append([w, h, w / h, min(w, h), fps, s, rate, rate / max(1, w * h), bool(o.get("has_audio"))])
    return np.array(rows, float)


def stored(index: list[dict]) -> np.ndarray:
    """What the cut clips tell without a look at a picture."""
    return np.array([[c["bytes"], c["frames"], c["re_encoded"], c["bytes"] / c["frames"]] for c in index], float)


def thumbnails(whole: np.ndarray) -> np.ndarray:
    """uint8 (clip, frame, 3, 224, 224) to (clip, 3 * 32 * 32): the first picture, means of 7 x 7."""
    first = whole[:, 0].astype(np.float32)
    return first.reshape(len(first), 3, 32, 7, 32, 7).mean(axis=(3, 5)).reshape(len(first), -1)


def histograms(whole: np.ndarray) -> np.ndarray:
    """Joint histogram of 4 x 4 x 4 colours and 16 levels of each channel, of the first picture."""
    out = []
    for picture in whole[:, 0]:
        cell = (picture >> 6).astype(int)
        joint = np.bincount((cell[0] * 16 + cell[1] * 4 + cell[2]).ravel(), minlength=64)
        single = [np.bincount((c >> 4).ravel(), minlength=16) for c in picture]
        out.append(np.sqrt(np.concatenate([joint, *single]) / picture[0].size))
    return np.array(out, np.float32)


def luma_histograms(whole: np.ndarray) -> np.ndarray:
    weights = np.array([77, 150, 29], np.float32)[:, None, None] / 256
    levels = [(picture * weights).sum(0).astype(int) >> 3 for picture in whole[:, 0]]
    return np.sqrt([np.bincount(v.ravel(), minlength=32) / v.size for v in levels]).astype(np.float32)


def boosting(x, t, w, z):
    model = HistGradientBoostingClassifier(max_iter=80, learning_rate=0.08, max_leaf_nodes=8, min_samples_leaf=15)
    return model.fit(x, t, sample_weight=w).decision_function(z)


def separable_sources(features: np.ndarray, index: list[dict], camera: np.ndarray) -> dict:
    """Real against real: each large camera source against the other camera clips, in five random parts."""
    source = np.array([clip["source"] for clip in index])
    names, counts = np.unique(source[camera], return_counts=True)
    rng = np.random.default_rng(SCRAMBLE)
    rows = np.flatnonzero(camera)
    part = rng.integers(0, 5, len(rows))
    aucs = {}
    for name in names[counts >= 12]:
        t = (source[rows] == name).astype(int)
        score = np.zeros(len(rows))
        for p in range(5):
            seen, held = part != p, part == p
            score[held] = ridge(1.0)(features[rows][seen], t[seen], np.ones(seen.sum()), features[rows][held])
        aucs[name] = float(roc_auc_score(t, score))
    values = sorted(aucs.values())
    return {"sources": len(values), "mean": round(float(np.mean(values)), 3), "least": round(values[0], 3),
            "most": round(values[-1], 3)}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    given = options.parse_args()
    index = load_index(given.data)
    y, g, fold = (labels(index) > 0).astype(int), groups(index), folds(index, 4)
    camera = np.array([clip["kind"] == "camera" for clip in index])
    weight = source_weights(index)
    whole = np.load(given.work / "whole.npy", mmap_mode="r")

    def probe(features: np.ndarray, fit) -> dict:
        score = grouped_scores(features, y, weight, fold, fit)
        rows = np.flatnonzero(camera | (y == 1))
        auc = lambda take: roc_auc_score(y[rows[take]], score[rows[take]])  # noqa: E731
        return {"auc": round(float(auc(np.arange(len(rows)))), 3), "auc95": interval(auc, g[rows], 300)}

    small, colours, greys = thumbnails(whole), histograms(whole), luma_histograms(whole)
    result = {
        "measuredAt": date.today().isoformat(),
        "how": "AI against camera, out of fold by source; intervals by bootstrap over groups",
        "before": {
            "containerOfTheSource": probe(container(index), boosting),
            "cutClip": probe(stored(index), boosting),
        },
        "afterTheLadder": {
            "thumbnail32": probe(small, ridge(1.0)),
            "thumbnail32Boosted": probe(small[:, ::4], boosting),
            "colourHistogram": probe(colours, boosting),
            "lumaHistogram": probe(greys, boosting),
        },
        "realAgainstReal": {
            "thumbnail32": separable_sources(small, index, camera),
            "colourHistogram": separable_sources(colours, index, camera),
        },
    }
    (HERE / "audit.json").write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
