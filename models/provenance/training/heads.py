"""Linear heads on frozen features, in closed form: seconds a fit, no learning rate, no seed."""

import numpy as np

ALPHA = 2.0
SORA_ALPHA = 4.0


def source_weights(index: list[dict]) -> np.ndarray:
    """Both classes count the same; within a class a source counts by the root of its size."""
    ai = np.array([clip["label"] == "ai" for clip in index])
    source = np.array([clip["source"] for clip in index])
    weight = np.zeros(len(index))
    for side in (False, True):
        mine = ai == side
        _, inverse, counts = np.unique(source[mine], return_inverse=True, return_counts=True)
        raw = 1 / np.sqrt(counts[inverse])
        weight[mine] = raw / raw.sum() * len(index) / 2
    return weight


def solve(x: np.ndarray, t: np.ndarray, w: np.ndarray, alpha: float) -> tuple[np.ndarray, float]:
    """Weighted ridge regression of targets +1, -1 on standardised features; returns weights and offset for raw ones.

    x (n, d), t (n,) in 0..1, w (n,) weights that sum to about the number of clips.
    """
    mean, deviation = x.mean(axis=0), x.std(axis=0) + 1e-6
    a = (x - mean) / deviation
    n, d = a.shape
    target = 2 * t - 1
    middle = (w * target).sum() / w.sum()
    if n < d:
        dual = np.linalg.solve(a @ a.T / d + alpha * np.diag(1 / w), target - middle)
        beta = a.T @ dual / d
    else:
        weighted = a * w[:, None]
        beta = np.linalg.solve(weighted.T @ a + alpha * d * np.eye(d), weighted.T @ (target - middle))
    beta = beta / deviation
    return beta, float(middle - mean @ beta)


def ridge(alpha: float):
    """A probe: trains on (x, t, w), scores z."""

    def fit(x, t, w, z):
        beta, offset = solve(x, t, w, alpha)
        return z @ beta + offset

    return fit


def grouped_scores(features: np.ndarray, y: np.ndarray, weight: np.ndarray, fold: np.ndarray, fit) -> np.ndarray:
    """Out-of-fold score of each clip."""
    score = np.zeros(len(y))
    for f in range(fold.max() + 1):
        seen, held = fold != f, fold == f
        score[held] = fit(features[seen], y[seen], weight[seen], features[held])
    return score


def fit_heads(pictures: list[np.ndarray], y: np.ndarray, weight: np.ndarray, rows: np.ndarray):
    """AI against the rest, and Sora against other generators, on the clips `rows`.

    pictures: features (clip, d), one array for each way a clip was treated and each picture of it; y: 0 none, 1 Sora,
    2 other. Returns weights (d, 2) and offsets (2,) of the raw scores.
    """
    many = len(pictures)
    x = np.concatenate([features[rows] for features in pictures])
    t, w = np.tile(y[rows] > 0, many).astype(float), np.tile(weight[rows], many) / many
    ai = solve(x, t, w, ALPHA)
    mine = t > 0
    is_sora = np.tile(y[rows] == 1, many)[mine].astype(float)
    share = w[mine] / w[mine].sum()
    balanced = share * np.where(is_sora > 0, 0.5 / (share * is_sora).sum(), 0.5 / (share * (1 - is_sora)).sum())
    sora = solve(x[mine], is_sora, balanced * mine.sum() / many, SORA_ALPHA)
    return np.stack([ai[0], sora[0]], axis=1), np.array([ai[1], sora[1]])


def fit_scale(score: np.ndarray, positive: np.ndarray) -> tuple[float, float]:
    """Slope and offset that make log-odds of a raw score (Platt 1999)."""
    from sklearn.linear_model import LogisticRegression

    fitted = LogisticRegression(C=1e6).fit(score[:, None], positive)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
