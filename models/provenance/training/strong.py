"""Whether `strong` may stand on a label: its threshold found without the clips on which false positives are counted.

Both rules were written down before anything was counted. For each held-out fold, heads of two of the other three folds
score the third; the threshold is the highest score of a camera clip there, in any condition, plus a margin.
"""

import numpy as np
from scipy.stats import beta

from fit import FOLDS, Calibrated, pictures_of, scales
from heads import fit_heads

# Log-odds above the highest camera clip: rule 1, rule 2.
MARGINS = (0.5, 0.0)


def upper_bound(hits: int, of: int, tail: float) -> float:
    """Clopper-Pearson: of a share of which `hits` of `of` were seen, with `tail` above."""
    return round(float(beta.ppf(1 - tail, hits + 1, of - hits)), 5)


def nested(features: dict[str, np.ndarray], y, weight, fold) -> tuple[dict[str, np.ndarray], dict[int, dict[str, np.ndarray]]]:
    """Log-odds of AI by condition (clip,), each of heads of the other folds; and by fold, those of the other folds' clips."""
    outer = {name: np.zeros(len(y)) for name in features}
    inner: dict[int, dict[str, np.ndarray]] = {}
    for f in range(FOLDS):
        raw = {name: np.zeros((len(y), 2)) for name in features}
        for g in set(range(FOLDS)) - {f}:
            heads = Calibrated(*fit_heads(pictures_of(features), y, weight, np.flatnonzero((fold != f) & (fold != g))))
            for name, x in features.items():
                raw[name][fold == g] = heads.odds(x[fold == g])
        seen = np.flatnonzero(fold != f)
        (slope, offset), _ = scales(raw, y, seen)
        inner[f] = {name: slope * score[:, 0] + offset for name, score in raw.items()}
        heads = Calibrated(*fit_heads(pictures_of(features), y, weight, seen))
        for name, x in features.items():
            outer[name][fold == f] = slope * heads.odds(x[fold == f])[:, 0] + offset
    return outer, inner


def strong(features, y, weight, fold, camera) -> list[dict]:
    outer, inner = nested(features, y, weight, fold)
    of, ai = int(camera.sum()), y > 0
    out = []
    for margin in MARGINS:
        limit = np.zeros(len(y))
        for f, scores in inner.items():
            others = camera & (fold != f)
            limit[fold == f] = max(score[others].max() for score in scores.values()) + margin
        rows = {}
        for name, score in outer.items():
            over = score >= limit
            hits = int(over[camera].sum())
            rows[name] = {
                "cameraHits": hits,
                "upperOneSided95": upper_bound(hits, of, 0.05),
                "upperTwoSided95": upper_bound(hits, of, 0.025),
                "otherRealHits": int(over[(y == 0) & ~camera].sum()),
                "aiShare": round(float(over[ai].mean()), 4),
                "soraShare": round(float(over[y == 1].mean()), 4),
            }
        worst = max(row["cameraHits"] for row in rows.values())
        out.append({"margin": margin, "camera": of, "worstHits": worst, "worstUpperOneSided95": upper_bound(worst, of, 0.05),
                    "conditions": rows})  # fmt: skip
    return out
