"""Products of the trunk in four bits a weight: rounding that makes good in later rows what it spoils in earlier ones.

    python four_bits.py --clip-weights FILE --work DIR2

After GPTQ (Frantar et al. 2022): layer by layer on what the layers before it, already rounded, give for pictures of the
clips. No label is looked at. Sixteen levels a weight; the step of a group of GROUP rows is a whole multiple (1 to 15,
either sign) of its column's, so that level times multiple is the int8 that the product multiplies. Writes work/rounded.npz.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from tower import BLOCKS, DEVIATION, HEADS, MEAN, TOKENS, WIDTH, Levels, Source

GROUP, PICTURES, SCRAMBLE = 64, 160, 7
# The class token is half of the features, but one of 197 rows of a product.
CLASS_TOKEN = 16.0
DAMPING, COLUMNS = 0.01, 128


def tensor(values) -> torch.Tensor:
    return torch.from_numpy(np.array(values, np.float32))


def multiples(part: torch.Tensor, step: torch.Tensor) -> torch.Tensor:
    """(out, GROUP) weights and (out,) steps to the multiple (out,) whose levels err least."""
    least = torch.full((len(part),), torch.inf)
    best = torch.ones(len(part))
    most = part.abs().amax(1)
    for sign in (1, -1):
        for share in (0.6, 0.7, 0.78, 0.85, 0.92, 1.0):
            for end in (7.0, 8.0):
                tried = torch.clamp(torch.round(most * share / end / step), 1, 15) * sign
                width = (tried * step)[:, None]
                error = ((torch.clamp(torch.round(part / width), -8, 7) * width - part) ** 2).sum(1)
                better = error < least
                least[better], best[better] = error[better], tried[better]
    return best


def rounded(weight: torch.Tensor, second: torch.Tensor) -> tuple[Levels, np.ndarray]:
    """weight (in, out) and the second moments (in, in) of what it is multiplied with, to levels and scale (out,)."""
    left = weight.T.clone()
    out, rows = left.shape
    step = left.view(out, rows // GROUP, GROUP).abs().amax(2).amax(1) / 7.4 / 15
    second = second.double()
    second += DAMPING * second.diagonal().mean() * torch.eye(rows)
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(second))
    upper = torch.linalg.cholesky(inverse, upper=True).float()
    levels, many = torch.zeros_like(left), torch.zeros(rows // GROUP, out)
    for start in range(0, rows, COLUMNS):
        part = left[:, start : start + COLUMNS].clone()
        errors, near = torch.zeros_like(part), upper[start : start + COLUMNS, start : start + COLUMNS]
        for i in range(COLUMNS):
            if i % GROUP == 0:
                many[(start + i) // GROUP] = multiples(part[:, i : i + GROUP], step)
            width = many[(start + i) // GROUP] * step
            level = torch.clamp(torch.round(part[:, i] / width), -8, 7)
            levels[:, start + i] = level
            errors[:, i] = (part[:, i] - level * width) / near[i, i]
            part[:, i:] -= errors[:, i : i + 1] * near[i, i:]
        left[:, start + COLUMNS :] -= errors @ upper[start : start + COLUMNS, start + COLUMNS :]
    return Levels(levels.T.numpy().astype(np.int8), many.numpy().astype(np.int8)), step.numpy()


def second_moments(given: torch.Tensor) -> torch.Tensor:
    """(n, TOKENS, d) to (d, d)."""
    total = torch.zeros(given.shape[-1], given.shape[-1])
    weight = torch.ones(TOKENS, 1)
    weight[0] = CLASS_TOKEN
    for picture in given.split(32):
        total += (picture.mT @ (picture * weight)).sum(0)
    return total


def norm(source: Source, x: torch.Tensor, name: str) -> torch.Tensor:
    return F.layer_norm(x, (WIDTH,), tensor(source.plain(f"{name}.weight")), tensor(source.plain(f"{name}.bias")), 1e-5)


def tokens(source: Source, squares: np.ndarray) -> torch.Tensor:
    """uint8 (n, 3, 224, 224) to (n, TOKENS, WIDTH)."""
    x = (tensor(squares) / 255 - tensor(MEAN).view(1, 3, 1, 1)) / tensor(DEVIATION).view(1, 3, 1, 1)
    x = F.conv2d(x, tensor(source.plain("embeddings.patch_embedding.weight")), stride=16).flatten(2).mT
    first = tensor(source.plain("embeddings.class_embedding")).view(1, 1, WIDTH).expand(len(x), 1, WIDTH)
    x = torch.cat([first, x], 1) + tensor(source.plain("embeddings.position_embedding.weight"))
    return norm(source, x, "pre_layrnorm")


def attention(h: torch.Tensor) -> torch.Tensor:
    """(n, TOKENS, 3 * WIDTH), queries already scaled, to (n, TOKENS, WIDTH)."""
    parts = []
    for some in h.split(16):
        q, k, v = some.view(len(some), TOKENS, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        parts.append((torch.softmax(q @ k.mT, -1) @ v).transpose(1, 2).reshape(len(some), TOKENS, WIDTH))
    return torch.cat(parts)


def build(work: Path, weights: Path) -> None:
    path = work / "rounded.npz"
    if path.exists():
        return
    source, kept = Source(weights), {}
    whole = np.load(work / "whole.npy", mmap_mode="r")
    chosen = np.random.default_rng(SCRAMBLE).permutation(len(whole))[:PICTURES]
    x = tokens(source, np.stack([whole[clip, 1 + 2 * (at % 2)] for at, clip in enumerate(chosen)]))

    def product(h: torch.Tensor, layer: int, short: str) -> torch.Tensor:
        weight, scale, bias = source.product(layer, short)
        found, step = rounded(tensor(weight) * tensor(scale), second_moments(h))
        name = f"b{layer}.{short}"
        kept.update({f"{name}.levels": found.levels, f"{name}.multiples": found.multiples, f"{name}.scale": step})
        print(name, "rounded", flush=True)
        return h @ (tensor(found.whole()) * tensor(step)) + tensor(bias)

    with torch.no_grad():
        for layer in range(BLOCKS):
            at = f"encoder.layers.{layer}"
            x = x + product(attention(product(norm(source, x, f"{at}.layer_norm1"), layer, "qkv")), layer, "o")
            h = product(norm(source, x, f"{at}.layer_norm2"), layer, "f1")
            x = x + product(h * torch.sigmoid(1.702 * h), layer, "f2")
    np.savez(path, **kept)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clip-weights", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    given = options.parse_args()
    build(given.work, given.clip_weights)


if __name__ == "__main__":
    main()
