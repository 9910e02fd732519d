"""Figures: areas under the curve with intervals by source, operating points, calibration."""

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.metrics import roc_auc_score

NONE, SORA = 0, 1


def fit_temperature(logits: np.ndarray, y: np.ndarray) -> float:
    """Temperature that minimises the mean negative log likelihood of clip logits (n, 3)."""

    def loss(log_t: float) -> float:
        return -log_softmax(logits / np.exp(log_t), axis=1)[np.arange(len(y)), y].mean()

    return float(np.exp(minimize_scalar(loss, bounds=(-2, 3), method="bounded").x))


def p_ai(logits: np.ndarray, temperature: float) -> np.ndarray:
    return 1 - softmax(logits / temperature, axis=1)[:, NONE]


def p_sora(logits: np.ndarray, temperature: float) -> np.ndarray:
    return softmax(logits / temperature, axis=1)[:, SORA]


def tpr_at(score: np.ndarray, positive: np.ndarray, fpr: float) -> float:
    """Share of positives above the score that at most `fpr` of the negatives exceed."""
    negatives = np.sort(score[~positive])[::-1]
    threshold = negatives[int(np.floor(fpr * len(negatives)))]
    return float((score[positive] > threshold).mean())


def auc(score: np.ndarray, positive: np.ndarray) -> float:
    """Chance that a positive scores above a negative; one half where either is missing."""
    if positive.all() or not positive.any():
        return 0.5
    return float(roc_auc_score(positive, score))


def interval(stat, groups: np.ndarray, rounds: int = 400) -> list[float]:
    """95 % interval of `stat(rows)` over bootstrap samples of whole groups."""
    rng = np.random.default_rng(11)
    members = [np.flatnonzero(groups == g) for g in np.unique(groups)]
    values = []
    for _ in range(rounds):
        rows = np.concatenate([members[i] for i in rng.integers(0, len(members), len(members))])
        try:
            values.append(stat(rows))
        except ValueError:  # a sample without one of the classes
            continue
    return [round(float(v), 4) for v in np.nanpercentile(values, [2.5, 97.5])]


def separation(score: np.ndarray, positive: np.ndarray, groups: np.ndarray) -> dict:
    """AUC and true-positive rates of one comparison; arrays have one entry a clip."""
    auc = lambda rows: roc_auc_score(positive[rows], score[rows])  # noqa: E731
    everything = np.arange(len(score))
    out = {
        "positives": int(positive.sum()),
        "negatives": int((~positive).sum()),
        "groups": len(np.unique(groups)),
        "auc": round(float(auc(everything)), 4),
        "auc95": interval(auc, groups),
    }
    for fpr in (0.01, 0.05):
        out[f"tprAtFpr{round(fpr * 100)}"] = {
            "value": round(tpr_at(score, positive, fpr), 4),
            "interval95": interval(lambda rows, f=fpr: tpr_at(score[rows], positive[rows], f), groups),
        }
    return out


def calibration_error(p: np.ndarray, positive: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equally wide bins."""
    which = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [abs(p[which == b].mean() - positive[which == b].mean()) * (which == b).mean() for b in set(which)]
    return round(float(sum(gaps)), 4)


def clopper_pearson(hits: int, of: int) -> list[float]:
    """Exact 95 % interval of a share (two-sided)."""
    from scipy.stats import beta

    low = 0.0 if hits == 0 else float(beta.ppf(0.025, hits, of - hits + 1))
    high = 1.0 if hits == of else float(beta.ppf(0.975, hits + 1, of - hits))
    return [round(low, 5), round(high, 5)]
