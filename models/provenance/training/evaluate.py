"""Out-of-fold figures: every clip is scored by the network that saw nothing of its source."""

from pathlib import Path

import numpy as np

from clips import groups, labels
from export import runner, to_int8, to_onnx
from ladder import LADDER
from measure import calibration_error, fit_temperature, p_ai, p_sora, separation
from net import CLASSES
from train import middle_logits, train

SORA = CLASSES.index("sora")
CALIBRATION_PICTURES = 200


def calibration_pictures(rows: np.ndarray, work: Path) -> np.ndarray:
    """Middle crops of training clips, spread over clips and rungs."""
    middles = np.load(work / "middles.npy", mmap_mode="r")
    picked = np.random.default_rng(5).permutation(rows)[:CALIBRATION_PICTURES]
    return np.stack([middles[clip, i % middles.shape[1], i % middles.shape[2]] for i, clip in enumerate(picked)])


def out_of_fold(index: list[dict], fold: np.ndarray, work: Path) -> dict[str, np.ndarray]:
    """Mean logits of each clip (clip, rung, class), by the float and the int8 networks of its fold."""
    y = labels(index)
    out = {kind: np.zeros((len(index), len(LADDER), len(CLASSES))) for kind in ("fp32", "int8")}
    for f in range(fold.max() + 1):
        seen, held = np.flatnonzero(fold != f), np.flatnonzero(fold == f)
        net = train(f"fold{f}", seen, index, y, work)
        paths = {kind: work / f"fold{f}.{kind}.onnx" for kind in out}
        to_onnx(net, paths["fp32"])
        to_int8(paths["fp32"], paths["int8"], calibration_pictures(seen, work))
        for kind, path in paths.items():
            run = runner(path)
            for v in range(len(LADDER)):
                out[kind][held, v] = middle_logits(run, held, v, work).mean(axis=1)
    return out


def figures(index: list[dict], fold: np.ndarray, logits: dict[str, np.ndarray]) -> dict:
    y, g = labels(index), groups(index)
    kind = np.array([clip["kind"] for clip in index])
    clip_fit = {k: v.mean(axis=1) for k, v in logits.items()}
    result: dict = {"clips": {name: int((y == c).sum()) for c, name in enumerate(CLASSES)}, "groups": len(set(g))}
    for numbers, by_rung in logits.items():
        t = fit_temperature(clip_fit[numbers], y)
        part: dict = {"temperature": round(t, 4)}
        for v, rung in enumerate(LADDER):
            score = p_ai(by_rung[:, v], t)
            camera = (y > 0) | (kind == "camera")
            sora = (y == SORA) | (kind == "camera")
            part[rung.name] = {
                "aiAgainstCamera": separation(score[camera], (y > 0)[camera], g[camera]),
                "aiAgainstAllReal": separation(score, y > 0, g),
                "soraAgainstCamera": separation(p_sora(by_rung[:, v], t)[sora], (y == SORA)[sora], g[sora]),
            }
        crossed, crossed_class = np.zeros(len(y)), np.zeros(len(y), int)
        for f in range(fold.max() + 1):
            tf = fit_temperature(clip_fit[numbers][fold != f], y[fold != f])
            rows = fold == f
            crossed[rows] = p_ai(by_rung[rows, 1], tf)
            crossed_class[rows] = by_rung[rows, 1].argmax(axis=1)
        part["bands"] = bands(crossed, y, kind)
        part["calibrationError"] = calibration_error(crossed, y > 0)
        part["confusion"] = [
            [int(((y == a) & (crossed_class == b)).sum()) for b in range(len(CLASSES))] for a in range(len(CLASSES))
        ]
        result[numbers] = part
    rung = LADDER[1].name
    score = p_ai(logits["fp32"][:, 1], result["fp32"]["temperature"])
    result["perGenerator"] = per_generator(index, y, kind, score)
    result["perRealKind"] = {
        k: {"clips": int((kind == k).sum()), "above50": round(float((score[kind == k] > 0.5).mean()), 4)}
        for k in sorted(set(kind[y == 0]))
    }
    result["perGeneratorRung"] = rung
    return result


def bands(p: np.ndarray, y: np.ndarray, kind: np.ndarray) -> dict:
    """Share of camera and of AI clips from each band of wording on up."""
    floors = {"moderate": 0.5, "strong": 0.7, "very-strong": 0.9}
    which = {"camera": kind == "camera", "sora": y == SORA, "ai": y > 0}
    return {
        name: {who: round(float((p[rows] >= floor).mean()), 4) for who, rows in which.items()}
        for name, floor in floors.items()
    }


def per_generator(index: list[dict], y: np.ndarray, kind: np.ndarray, score: np.ndarray) -> dict:
    """Chance that a clip of the generator scores above a camera clip; generators of 5 clips or more."""
    camera = score[kind == "camera"]
    names = np.array([clip.get("generator") or "" for clip in index])
    out = {}
    for name in sorted(set(names[y > 0])):
        mine = score[(names == name) & (y > 0)]
        if len(mine) >= 5:
            wins = (mine[:, None] > camera).mean() + 0.5 * (mine[:, None] == camera).mean()
            out[name] = {"clips": len(mine), "auc": round(float(wins), 4)}
    return out
