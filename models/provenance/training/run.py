"""python run.py --data DIR: everything from clips to models/provenance. Continues where it was stopped."""

import argparse
import hashlib
import json
import subprocess
from datetime import date
from pathlib import Path

import numpy as np
import torch

from clips import data_hash, folds, labels, load_index
from evaluate import calibration_pictures, figures, out_of_fold
from export import runner, to_int8, to_onnx
from golden import golden
from ladder import FRAMES, LADDER, build
from net import CLASSES
from preprocess import CROP, SCALE_UNIT
from train import BATCH, SAMPLES, SIDE, train

HERE = Path(__file__).resolve().parent
FOLDS = 4
INT8_MAY_LOSE = 0.005


def write_json(path: Path, value) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder with index.jsonl and the clips it names")
    options.add_argument("--work", type=Path, default=HERE / ".work", help="tiles, weights of the folds (4 GB)")
    options.add_argument("--out", type=Path, default=HERE.parent, help="where model and manifest go")
    options.add_argument("--version", default="0.1.0")
    given = options.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)

    index = load_index(given.data)
    build(given.data, given.work, index)
    fold = folds(index, FOLDS)
    logits = out_of_fold(index, fold, given.work)
    np.savez(given.work / "out_of_fold.npz", fold=fold, **logits)
    measured = figures(index, fold, logits)

    everything = np.arange(len(index))
    net = train("final", everything, index, labels(index), given.work)
    paths = {kind: given.work / f"final.{kind}.onnx" for kind in ("fp32", "int8")}
    to_onnx(net, paths["fp32"])
    to_int8(paths["fp32"], paths["int8"], calibration_pictures(everything, given.work))

    rung = LADDER[1].name
    auc = {kind: measured[kind][rung]["aiAgainstCamera"]["auc"] for kind in paths}
    shipped = "int8" if auc["fp32"] - auc["int8"] <= INT8_MAY_LOSE else "fp32"
    name = "model.onnx"
    model = paths[shipped].read_bytes()
    (given.out / name).write_bytes(model)
    write_json(
        given.out / "manifest.json",
        {
            "name": "trace-net",
            "version": given.version,
            "file": name,
            "bytes": len(model),
            "sha256": hashlib.sha256(model).hexdigest(),
            "input": {
                "name": "input",
                "crop": CROP,
                "scaleUnit": SCALE_UNIT,
                "layout": "NCHW",
                "channels": "luma-bt601",
                "normalisation": "divide-by-255",
            },
            "output": "logits",
            "classes": CLASSES,
            "numbers": shipped,
            "temperature": measured[shipped]["temperature"],
            "thresholds": None,
            "operatingPointMeasured": False,
            "testedShortSide": [240, max(rung.short for rung in LADDER)],
            "trainedAt": date.today().isoformat(),
            "dataHash": data_hash(index),
            "trainingCommit": commit(),
        },
    )
    write_json(given.out / "golden.json", golden(runner(given.out / name)))
    write_json(
        HERE / "figures.json",
        {
            "measuredAt": date.today().isoformat(),
            "how": "out of fold: folds share no source and no near-duplicates; intervals by bootstrap over groups",
            "folds": FOLDS,
            "framesPerClip": len(FRAMES),
            "samplesPerRun": SAMPLES,
            "batch": BATCH,
            "trainingCrop": SIDE,
            "parameters": sum(p.numel() for p in net.parameters()),
            "shipped": shipped,
            "dataHash": data_hash(index),
            **measured,
        },
    )
    print(json.dumps({"shipped": shipped, "auc": auc, "bytes": len(model)}))


def commit() -> str | None:
    """The commit of the training code, null where it has changes that are not committed."""
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--", ".", ":!figures.json"], capture_output=True, text=True, cwd=HERE
    )
    head = subprocess.run(
        ["git", "log", "-1", "--format=%H", "--", ".", ":!figures.json"], capture_output=True, text=True, cwd=HERE
    )
    return head.stdout.strip() or None if head.returncode == 0 and not changed.stdout.strip() else None


if __name__ == "__main__":
    main()
