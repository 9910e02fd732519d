"""One training run: seeded, cached by its name, so that a second call returns the first one's weights."""

from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from ladder import TILE
from net import CLASSES, TraceNet

SIDE = 128
BATCH = 32
SAMPLES = 80_000
SHARE = {"none": 0.5, "sora": 0.2, "other": 0.3}


def draw_weights(y: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """Chance of each clip: the class's share, within it sources by the root of their size."""
    weight = np.zeros(len(y))
    for c, name in enumerate(CLASSES):
        mine = np.flatnonzero(y == c)
        _, inverse, counts = np.unique(sources[mine], return_inverse=True, return_counts=True)
        raw = 1 / np.sqrt(counts[inverse])
        weight[mine] = SHARE[name] * raw / raw.sum()
    return weight


def augment(tile: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """uint8 (TILE, TILE) to float32 (SIDE, SIDE): place, mirror, gain, noise, blanked boxes."""
    y, x = rng.integers(0, TILE - SIDE + 1, 2)
    out = tile[y : y + SIDE, x : x + SIDE].astype(np.float32) / 255
    if rng.random() < 0.5:
        out = out[:, ::-1]
    out = (out - 0.5) * rng.uniform(0.75, 1.25) + 0.5 + rng.uniform(-0.1, 0.1)
    if rng.random() < 0.2:
        out = out + rng.normal(0, rng.uniform(0.002, 0.012), out.shape).astype(np.float32)
    out = np.clip(out, 0, 1)
    # Captions and moving marks of either class: the net must not lean on any one place.
    for _ in range(int(rng.integers(0, 3))):
        h, w = rng.integers(8, 49), rng.integers(16, 81)
        top, left = rng.integers(0, SIDE - h), rng.integers(0, SIDE - w)
        out[top : top + h, left : left + w] = rng.random() if rng.random() < 0.5 else out.mean()
    return np.ascontiguousarray(out, dtype=np.float32)


def usable_tiles(clip: dict, count: int) -> np.ndarray:
    """Tiles that may be shown in training: the first picture of an image-to-video clip may be a photograph."""
    return np.arange(count // 3 if clip.get("mode") == "i2v" else 0, count)


def train(name: str, rows: np.ndarray, index: list[dict], y: np.ndarray, work: Path) -> TraceNet:
    """Trains on the clips `rows` (positions in the index). Continues from work/NAME.part where there is one."""
    net = TraceNet()
    final, part = work / f"{name}.pt", work / f"{name}.part"
    if final.exists():
        net.load_state_dict(torch.load(final))
        return net
    torch.manual_seed(7)
    net = TraceNet().to(memory_format=torch.channels_last)
    steps = SAMPLES // BATCH
    optimiser = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps, pct_start=0.15)
    start = 0
    if part.exists():
        saved = torch.load(part)
        net.load_state_dict(saved["net"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        start = saved["step"]
    tiles = np.load(work / "tiles.npy", mmap_mode="r")
    weight = draw_weights(y[rows], np.array([index[i]["source"] for i in rows]))
    net.train()
    running = 0.0
    for step in range(start, steps):
        rng = np.random.default_rng([7, step])
        picked = rows[rng.choice(len(rows), BATCH, p=weight)]
        batch = []
        for i in picked:
            tile = rng.choice(usable_tiles(index[i], tiles.shape[2]))
            batch.append(augment(tiles[i, rng.integers(tiles.shape[1]), tile], rng))
        x = torch.from_numpy(np.stack(batch)[:, None]).to(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            logits = net(x)
        loss = F.cross_entropy(logits.float(), torch.from_numpy(y[picked]), label_smoothing=0.05)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        running = loss.item() if step == start else 0.99 * running + 0.01 * loss.item()
        if (step + 1) % 250 == 0:
            print(f"{name} {step + 1}/{steps} loss {running:.3f}", flush=True)
            torch.save(
                {
                    "net": net.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "schedule": schedule.state_dict(),
                    "step": step + 1,
                },
                part,
            )
    torch.save(net.state_dict(), final)
    part.unlink(missing_ok=True)
    return net


@torch.no_grad()
def middle_logits(run, rows: np.ndarray, variant: int, work: Path) -> np.ndarray:
    """Logits (clip, frame, class) of the middle crops; `run` maps float32 (n, 1, h, w) to logits."""
    middles = np.load(work / "middles.npy", mmap_mode="r")
    out = []
    for i in rows:
        x = np.asarray(middles[i, variant], np.float32)[:, None] / 255
        out.append(np.asarray(run(x)))
    return np.stack(out)
