"""The list of clips: labels, and groups that never straddle training and measuring."""

import hashlib
import json
from pathlib import Path

import numpy as np

CLASSES = ("none", "sora", "other")


def load_index(data: Path) -> list[dict]:
    lines = (data / "index.jsonl").read_text().splitlines()
    return sorted((json.loads(line) for line in lines if line), key=lambda clip: clip["file"])


def data_hash(index: list[dict]) -> str:
    """SHA-256 over the sorted `file label family source` lines: what was trained on, in which split."""
    lines = [f"{c['file']} {c['label']} {c.get('family')} {c['source']}" for c in index]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def labels(index: list[dict]) -> np.ndarray:
    names = ["none" if c["label"] == "real" else "sora" if c["family"] == "sora" else "other" for c in index]
    return np.array([CLASSES.index(name) for name in names])


def groups(index: list[dict]) -> np.ndarray:
    """Component of each clip: same source, or near-duplicates in different sources, belong together."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for clip in index:
        if clip.get("group"):
            parent[root("s:" + clip["source"])] = root("g:" + clip["group"])
    names = [root("s:" + clip["source"]) for clip in index]
    order = {name: i for i, name in enumerate(sorted(set(names)))}
    return np.array([order[name] for name in names])


def folds(index: list[dict], count: int) -> np.ndarray:
    """Fold of each clip: whole groups, largest first, each to the fold that has least of its classes."""
    y, g = labels(index), groups(index)
    total = np.bincount(y, minlength=len(CLASSES)).astype(float)
    load = np.zeros((count, len(CLASSES)))
    fold = np.zeros(len(index), int)
    for group in sorted(set(g), key=lambda k: (-int((g == k).sum()), k)):
        add = np.bincount(y[g == group], minlength=len(CLASSES)) / total
        costs = [((load + np.outer(np.arange(count) == f, add)) ** 2).sum() for f in range(count)]
        best = int(np.argmin(costs))
        load[best] += add
        fold[g == group] = best
    return fold


def digest_rng(*parts: str) -> np.random.Generator:
    """A generator that depends on nothing but the words given, so that a resumed run is the same run."""
    return np.random.default_rng(int(hashlib.sha256("/".join(parts).encode()).hexdigest()[:15], 16))
