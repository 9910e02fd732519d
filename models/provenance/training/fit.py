"""Heads, calibration and figures, all out of fold; then the heads that are shipped, on every clip."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.special import expit, logit

from distance import Gaussian, gaussian
from heads import fit_heads, fit_scale
from launder import CONDITIONS, PICTURES, WIDTH
from measure import auc, calibration_error, clopper_pearson, interval, separation, tpr_at

FOLDS = 4
TRAINED_ON = ("canonical", "mixed", "as is")
HEADLINE = "canonical"
STRONG_FPR, VERY_STRONG_FPR = 0.01, 0.002
DISTANCE_SHARE = 0.99


def load_features(work: Path, count: int) -> dict[str, np.ndarray]:
    """Features by condition, float32 (clip, picture, WIDTH)."""
    found = {"canonical": np.load(work / "features" / "canonical.npy").astype(np.float32)}
    for name in CONDITIONS:
        parts = sorted((work / "features").glob(f"{name}.*of*.npy"))
        if not parts:
            continue
        whole = np.zeros((count, len(PICTURES), WIDTH), np.float32)
        of = len(parts)
        for path in parts:
            part = int(path.name.removesuffix(".npy").rsplit(".", 1)[1].split("of")[0])
            whole[part::of] = np.load(path)
        found[name] = whole
    return found


@dataclass(frozen=True)
class Calibrated:
    """Heads with their scales folded in: features to log-odds of AI, and of Sora given AI."""

    weights: np.ndarray
    offsets: np.ndarray

    def odds(self, features: np.ndarray) -> np.ndarray:
        """(clip, picture, WIDTH) to (clip, 2): means over pictures, as the product's mean of logits nearly is."""
        return (features @ self.weights + self.offsets).mean(axis=1)


def pictures_of(features: dict[str, np.ndarray]) -> list[np.ndarray]:
    return [features[name][:, j] for name in TRAINED_ON for j in range(len(PICTURES))]


def raw_out_of_fold(features, y, weight, fold, without=None) -> dict[str, np.ndarray]:
    """Raw scores (clip, 2) by condition, each clip by heads that saw nothing of its fold (nor the clips `without`)."""
    out = {name: np.zeros((len(y), 2)) for name in features}
    for f in range(FOLDS):
        seen = fold != f if without is None else (fold != f) & ~without
        heads = Calibrated(*fit_heads(pictures_of(features), y, weight, np.flatnonzero(seen)))
        for name, x in features.items():
            out[name][fold == f] = heads.odds(x[fold == f])
    return out


def scales(raw: dict[str, np.ndarray], y, rows) -> list[tuple[float, float]]:
    """Slope and offset for both scores, over the conditions trained on (laundered ones among them), of clips `rows`."""
    scores = np.concatenate([raw[name][rows] for name in TRAINED_ON])
    t = np.tile(y[rows], len(TRAINED_ON))
    ai = t > 0
    return [fit_scale(scores[:, 0], ai), fit_scale(scores[ai, 1], t[ai] == 1)]


def calibrated_out_of_fold(raw, y, fold) -> dict[str, np.ndarray]:
    """P(AI) and P(Sora) by condition, (clip, 2); a clip's scale comes from the other folds."""
    out = {name: np.zeros((len(y), 2)) for name in raw}
    for f in range(FOLDS):
        (a, b), (c, d) = scales(raw, y, np.flatnonzero(fold != f))
        for name, score in raw.items():
            held = score[fold == f]
            p = expit(a * held[:, 0] + b)
            out[name][fold == f] = np.stack([p, p * expit(c * held[:, 1] + d)], axis=1)
    return out


def shipped(features, raw, y, weight) -> Calibrated:
    """Heads on every clip, with the scale of the out-of-fold scores."""
    everything = np.arange(len(y))
    weights, offsets = fit_heads(pictures_of(features), y, weight, everything)
    (a, b), (c, d) = scales(raw, y, everything)
    slope, offset = np.array([a, c]), np.array([b, d])
    return Calibrated(weights * slope, offsets * slope + offset)


def thresholds(p: dict[str, np.ndarray], camera: np.ndarray) -> dict[str, float]:
    """Where `strong` and `very strong` begin: the false-positive rates wanted, in the worst of the conditions."""
    def above(rate: float) -> float:
        values = []
        for score in p.values():
            mine = np.sort(score[camera, 0])[::-1]
            values.append(mine[int(np.floor(rate * len(mine)))])
        return round(float(max(values)) + 5e-5, 4)

    return {"strong": above(STRONG_FPR), "veryStrong": above(VERY_STRONG_FPR)}


def unlike(features: dict[str, np.ndarray], fold: np.ndarray) -> dict[str, np.ndarray]:
    """Distance (clip,) by condition, means over pictures, each clip by a Gaussian of the other folds."""
    out = {name: np.zeros(len(fold)) for name in features}
    for f in range(FOLDS):
        near = gaussian(np.concatenate([x[fold != f] for x in pictures_of(features)]))
        for name, x in features.items():
            out[name][fold == f] = near.distance(x[fold == f]).mean(axis=1)
    return out


def distance_limit(distances: dict[str, np.ndarray]) -> float:
    """What DISTANCE_SHARE of all clips of all kinds in all conditions stay under."""
    return round(float(np.quantile(np.concatenate(list(distances.values())), DISTANCE_SHARE)), 3)


def shipped_gaussian(features: dict[str, np.ndarray]) -> Gaussian:
    return gaussian(np.concatenate(pictures_of(features)))


def by_generator(index, features, y, weight, fold, camera) -> list[dict]:
    """Each generator's clips against camera, by heads that saw neither its clips nor the fold."""
    names = np.array([clip.get("generator") or "" for clip in index])
    only = {HEADLINE: features[HEADLINE], **{name: features[name] for name in TRAINED_ON}}
    out = []
    for name in sorted(set(names[y > 0])):
        mine = names == name
        if mine.sum() < 5:
            continue
        raw = raw_out_of_fold(only, y, weight, fold, without=mine)[HEADLINE][:, 0]
        rows = mine | camera
        out.append({"generator": name, "clips": int(mine.sum()), "auc": round(auc(raw[rows], mine[rows]), 3)})
    return out


def figures(index, y, groups, fold, p, camera, limits, generators) -> dict:
    ai = y > 0
    conditions = {}
    for name, score in p.items():
        rows = camera | ai
        sora = camera | (y == 1)
        hits, of = int((score[camera, 0] >= limits["strong"]).sum()), int(camera.sum())
        conditions[name] = {
            "aiAgainstCamera": separation(score[rows, 0], ai[rows], groups[rows]),
            "soraAgainstCamera": separation(score[sora, 1], y[sora] == 1, groups[sora]),
            "aiAgainstAllOthers": separation(score[:, 0], ai, groups),
            "calibrationError": calibration_error(score[:, 0], ai),
            "cameraFromStrongUp": {"hits": hits, "of": of, "clopperPearson95": clopper_pearson(hits, of)},
            "aiFromStrongUp": round(float((score[ai, 0] >= limits["strong"]).mean()), 4),
        }
    main = p[HEADLINE]
    sure = np.abs(logit(np.clip(main[:, 0], 1e-9, 1 - 1e-9)))
    covered = np.argsort(-sure)[: round(0.6 * len(y))]
    others = y == 2
    aucs = [row["auc"] for row in generators]
    kinds = np.array([clip["kind"] for clip in index])
    called_sora = (main[:, 0] >= 0.5) & (main[:, 1] > main[:, 0] / 2)
    return {
        "errorAt60Coverage": round(float(((main[covered, 0] >= 0.5) != ai[covered]).mean()), 4),
        "othersCalledSora": round(float(called_sora[others].mean()), 4),
        "soraCalledSora": round(float(called_sora[y == 1].mean()), 4),
        "aboveOneHalfByKind": {
            kind: {"clips": int((kinds == kind).sum()), "share": round(float((main[kinds == kind, 0] >= 0.5).mean()), 3)}
            for kind in sorted(set(kinds))
        },
        "leaveOneGeneratorOut": {"mean": round(float(np.mean(aucs)), 3), "worst": min(aucs), "rows": generators},
        "conditions": conditions,
    }
