"""What was tried, in one table: the same clips, folds and re-encode for all.

    python candidates.py --work DIR2 --data DIR

Takes what `canonical.py` and `backbones.py` left in the work folder; what is not there is left out. Writes
candidates.json beside this file.
"""

import argparse
import json
from datetime import date
from pathlib import Path

import numpy as np

from audit import boosting
from clips import folds, groups, labels, load_index
from heads import grouped_scores, ridge, source_weights
from measure import auc, interval, tpr_at
from noise import motion, noise

HERE = Path(__file__).resolve().parent


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    given = options.parse_args()
    index = load_index(given.data)
    y, g, fold, weight = labels(index), groups(index), folds(index, 4), source_weights(index)
    t = (y > 0).astype(int)
    camera = np.array([clip["kind"] == "camera" for clip in index])
    rows = np.flatnonzero(camera | (t == 1))
    table: list[dict] = []

    def load(name: str) -> np.ndarray | None:
        path = given.work / "candidates" / f"{name}.npy"
        return np.load(path).astype(np.float32) if path.exists() else None

    def report(name: str, score: np.ndarray) -> np.ndarray:
        s, p = score[rows], t[rows] == 1
        sora = np.flatnonzero(camera | (y == 1))
        row = {
            "candidate": name,
            "auc": round(auc(s, p), 3),
            "auc95": interval(lambda r: auc(s[r], p[r]), g[rows]),
            "tprAt1": round(tpr_at(s, p, 0.01), 3),
            "tprAt5": round(tpr_at(s, p, 0.05), 3),
            "soraAuc": round(auc(score[sora], y[sora] == 1), 3),
        }
        table.append(row)
        print(row, flush=True)
        return score

    def tried(name: str, features: np.ndarray | None, fit=None) -> np.ndarray | None:
        if features is None:
            return None
        return report(name, grouped_scores(features, t, weight, fold, fit or ridge(2.0)))

    unit = lambda s: s / s.std()  # noqa: E731
    # Scores, not features: the model that was shipped before, measured out of fold on 360 at CRF 28.
    trace = load("trace-net")
    if trace is not None:
        report("trace network from scratch, 0.42 M parameters, native luma crops", trace)
    clips = np.load(given.work / "temporal.npy", mmap_mode="r")
    tried("noise: radial spectrum and residual histogram, boosting", np.array([noise(c) for c in clips]), boosting)
    tried("time: differences of consecutive pictures, boosting", np.array([motion(c) for c in clips]), boosting)
    lite = tried("EfficientNet-Lite0 (ImageNet), native luma crops, stages 3 to 7", load("lite0-native"))
    tried("EfficientNet-Lite0 (ImageNet), whole picture at 224, stages 3 to 7", load("lite0-whole"))
    for block in (3, 4, 5, 6, 9, 12):
        tried(f"CLIP ViT-B/16 behind block {block}, whole picture at 224", load(f"clip-{block}"))
    tried("CLIP ViT-B/16, final embedding", load("clip-embedding"))
    tried("CLIP behind block 6, weights of 4 bits a column", load("clip-6-four-bits"))
    best = load("clip-6")
    if best is not None and lite is not None and trace is not None:
        clip = grouped_scores(best, t, weight, fold, ridge(2.0))
        report("CLIP block 6 + 0.4 Lite0 native", unit(clip) + 0.4 * unit(lite))
        report("CLIP block 6 + 0.4 trace network", unit(clip) + 0.4 * unit(trace))
        report("CLIP block 6 + 0.3 of each", unit(clip) + 0.3 * unit(lite) + 0.3 * unit(trace))
    result = {
        "measuredAt": date.today().isoformat(),
        "how": "AI against camera, out of fold by source (4 folds), canonical re-encode (the trace network: 360 at CRF 28), "
        "one to three pictures a clip, ridge regression on frozen features unless named; intervals by bootstrap over groups",
        "rows": table,
    }
    (HERE / "candidates.json").write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
