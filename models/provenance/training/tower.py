"""The first blocks of CLIP's image tower (ViT-B/16, MIT) as ONNX, written node by node.

The weights come from a package that carries them (see README.md). Products are integer (MatMulInteger over activations
quantised at run time); the rest is float, and its last bits differ by processor: see README.md for what becomes of that. Weights are stored in eight bits,
or in four (four_bits.py): then the first nodes of the graph make eight bits of them, and hang on constants alone, so that
onnxruntime runs them once, while it loads the model.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from distance import Gaussian

WIDTH, HEADS, TOKENS, SIDE = 768, 12, 197, 224
FEATURES = 2 * WIDTH
# How many of the twelve the product runs: candidates.json has the others.
BLOCKS = 6
MEAN = (0.48145466, 0.4578275, 0.40821073)
DEVIATION = (0.26862954, 0.26130258, 0.27577711)


@dataclass(frozen=True)
class Levels:
    """A matrix (in, out) in four bits: `levels` in -8..7, times `multiples` (in / G, out), one for each group of G rows."""

    levels: np.ndarray
    multiples: np.ndarray

    def whole(self) -> np.ndarray:
        """int8 (in, out)."""
        groups, out = self.multiples.shape
        return (self.levels.reshape(groups, -1, out) * self.multiples[:, None]).reshape(-1, out).astype(np.int8)


# Products of a block, by short name: matrices side by side in the package's names, and where the biases are.
PARTS = {
    "qkv": (("q_proj", "k_proj", "v_proj"), "self_attn"),
    "o": (("out_proj",), "self_attn"),
    "f1": (("fc1",), "mlp"),
    "f2": (("fc2",), "mlp"),
}


class Source:
    """Weights by name, from the package's own ONNX file."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self.initialisers = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
        self.products: dict[tuple[int, str], tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        for node in graph.node:
            found = re.search(r"layers\.(\d+)/.*?(q_proj|k_proj|v_proj|out_proj|fc1|fc2)", node.name)
            if node.op_type == "MatMulInteger" and found:
                name = node.input[1]
                scale = self.initialisers[name.replace("_quantized", "_scale")]
                zero = self.initialisers[node.input[3]]
                self.products[int(found[1]), found[2]] = (self.initialisers[name], scale, zero)

    def plain(self, name: str) -> np.ndarray:
        return self.initialisers[f"vision_model.{name}"].astype(np.float32)

    def signed(self, layer: int, name: str) -> tuple[np.ndarray, np.ndarray]:
        """int8 (in, out) and its scale for each column."""
        values, scale, zero = self.products[layer, name]
        if zero.any():
            raise ValueError("weights with a zero point")
        return values.astype(np.int8), np.broadcast_to(scale.astype(np.float32), (values.shape[1],))

    def product(self, layer: int, short: str) -> tuple[np.ndarray | Levels, np.ndarray, np.ndarray]:
        """Matrix, scale of each column, bias of one of PARTS."""
        names, where = PARTS[short]
        weight, scale = (np.concatenate(parts, axis=-1) for parts in zip(*(self.signed(layer, n) for n in names)))
        bias = np.concatenate([self.plain(f"encoder.layers.{layer}.{where}.{n}.bias") for n in names])
        if short != "qkv":
            return weight, scale, bias
        # The queries' factor 1 / 8 goes into scale and bias.
        factor = np.concatenate([np.full(WIDTH, (WIDTH // HEADS) ** -0.5), np.ones(2 * WIDTH)])
        return weight, scale * factor, bias * factor


class FourBits(Source):
    """The same with 16 levels a weight and one step a column, chosen for the least square error."""

    def signed(self, layer: int, name: str) -> tuple[np.ndarray, np.ndarray]:
        values, scale = super().signed(layer, name)
        given = values.astype(np.float32)
        least = np.full(given.shape[1], np.inf)
        rounded, steps = np.zeros_like(given), np.ones(given.shape[1], np.float32)
        for share in np.linspace(0.45, 1, 12):
            step = np.maximum(np.abs(given).max(axis=0) * share / 7, 1e-6)
            tried = np.clip(np.round(given / step), -8, 7)
            error = ((tried * step - given) ** 2).sum(axis=0)
            better = error < least
            least[better], steps[better], rounded[:, better] = error[better], step[better], tried[:, better]
        return rounded.astype(np.int8), (scale * steps).astype(np.float32)


class Rounded(Source):
    """The same with what four_bits.py made of the products."""

    def __init__(self, path: Path, rounded: Path) -> None:
        super().__init__(path)
        self.rounded = np.load(rounded)

    def product(self, layer: int, short: str) -> tuple[np.ndarray | Levels, np.ndarray, np.ndarray]:
        _, _, bias = super().product(layer, short)
        levels, multiples, scale = (self.rounded[f"b{layer}.{short}.{part}"] for part in ("levels", "multiples", "scale"))
        return Levels(levels, multiples), scale, bias


class Graph:
    """Nodes and constants under construction."""

    def __init__(self) -> None:
        self.nodes: list = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value, kind=np.float32) -> str:
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.asarray(value, kind, order="C"), name)
        return name

    def half(self, name: str, value) -> str:
        """A float constant stored in 16 bits."""
        return self.add("Cast", [self.constant(f"{name}.half", value, np.float16)], name, to=TensorProto.FLOAT)

    def add(self, op: str, given: list[str], name: str, outputs: int = 1, **attributes) -> str:
        out = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, given, out, name=name, **attributes))
        return out[0]

    def norm(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        given = [x, self.constant(f"{name}.w", weight), self.constant(f"{name}.b", bias)]
        return self.add("LayerNormalization", given, name, axis=-1, epsilon=1e-5)

    def whole(self, name: str, weight: np.ndarray | Levels) -> str:
        """int8 (in, out)."""
        if not isinstance(weight, Levels):
            return self.constant(name, weight, np.int8)
        groups, out = weight.multiples.shape
        rows = len(weight.levels)
        nibbles = (weight.levels.astype(np.uint8) & 15).reshape(-1)
        self.constants[f"{name}.four"] = TensorProto(
            name=f"{name}.four",
            data_type=TensorProto.INT4,
            dims=[groups, rows // groups, out],
            raw_data=(nibbles[0::2] | nibbles[1::2] << 4).tobytes(),
        )
        levels = self.add("Cast", [f"{name}.four"], f"{name}.levels", to=TensorProto.INT8)
        multiples = self.constant(f"{name}.multiples", weight.multiples[:, None], np.int8)
        # The one product of int8 that onnxruntime has for this road: scales of one and zeros of nought make it plain.
        one, nought = self.constant("one", 1.0), self.constant("nought", 0, np.int8)
        given = [levels, one, nought, multiples, one, nought, one, nought]
        wide = self.add("QLinearMul", given, f"{name}.wide", domain="com.microsoft")
        return self.add("Reshape", [wide, self.constant(f"shape.{rows}.{out}", [rows, out], np.int64)], name)

    def product(self, x: str, name: str, weight: np.ndarray | Levels, scale: np.ndarray, bias: np.ndarray) -> str:
        """x @ (weight * scale) + bias."""
        self.add("DynamicQuantizeLinear", [x], f"{name}.q", outputs=3)
        sums = self.add("MatMulInteger", [f"{name}.q.0", self.whole(f"{name}.w", weight), f"{name}.q.2"], f"{name}.sums")
        as_float = self.add("Cast", [sums], f"{name}.float", to=TensorProto.FLOAT)
        both = self.add("Mul", [f"{name}.q.1", self.constant(f"{name}.s", scale)], f"{name}.scale")
        scaled = self.add("Mul", [as_float, both], f"{name}.scaled")
        return self.add("Add", [scaled, self.constant(f"{name}.b", bias)], f"{name}.out")


def embed(g: Graph, source: Source) -> str:
    """`square` (1, 3, 224, 224) in 0..1 to tokens (1, 197, 768)."""
    shape = (1, 3, 1, 1)
    x = g.add("Sub", ["square", g.constant("mean", np.reshape(MEAN, shape))], "centred")
    x = g.add("Div", [x, g.constant("deviation", np.reshape(DEVIATION, shape))], "normalised")
    x = g.add("Conv", [x, g.half("patch.w", source.plain("embeddings.patch_embedding.weight"))], "patches",
              strides=[16, 16])  # fmt: skip
    x = g.add("Reshape", [x, g.constant("flat", [1, WIDTH, TOKENS - 1], np.int64)], "patches.flat")
    x = g.add("Transpose", [x], "patches.rows", perm=[0, 2, 1])
    first = g.constant("class", source.plain("embeddings.class_embedding").reshape(1, 1, WIDTH))
    x = g.add("Concat", [first, x], "tokens", axis=1)
    x = g.add("Add", [x, g.half("places", source.plain("embeddings.position_embedding.weight"))], "placed")
    return g.norm(x, "before", source.plain("pre_layrnorm.weight"), source.plain("pre_layrnorm.bias"))


def block(g: Graph, source: Source, x: str, layer: int) -> str:
    at = f"b{layer}"
    plain = lambda name: source.plain(f"encoder.layers.{layer}.{name}")  # noqa: E731
    h = g.norm(x, f"{at}.n1", plain("layer_norm1.weight"), plain("layer_norm1.bias"))
    h = g.product(h, f"{at}.qkv", *source.product(layer, "qkv"))
    h = g.add("Reshape", [h, g.constant("split", [TOKENS, 3, HEADS, WIDTH // HEADS], np.int64)], f"{at}.split")
    h = g.add("Transpose", [h], f"{at}.heads", perm=[1, 2, 0, 3])
    g.add("Split", [h], f"{at}.parts", outputs=3, axis=0, num_outputs=3)
    keys = g.add("Transpose", [f"{at}.parts.1"], f"{at}.keys", perm=[0, 1, 3, 2])
    h = g.add("Softmax", [g.add("MatMul", [f"{at}.parts.0", keys], f"{at}.likeness")], f"{at}.shares", axis=-1)
    h = g.add("Transpose", [g.add("MatMul", [h, f"{at}.parts.2"], f"{at}.mixed")], f"{at}.joined", perm=[0, 2, 1, 3])
    h = g.add("Reshape", [h, g.constant("rows", [1, TOKENS, WIDTH], np.int64)], f"{at}.rows")
    h = g.product(h, f"{at}.o", *source.product(layer, "o"))
    x = g.add("Add", [x, h], f"{at}.x1")
    h = g.norm(x, f"{at}.n2", plain("layer_norm2.weight"), plain("layer_norm2.bias"))
    h = g.product(h, f"{at}.f1", *source.product(layer, "f1"))
    gate = g.add("Sigmoid", [g.add("Mul", [h, g.constant("gelu", [1.702])], f"{at}.sharp")], f"{at}.gate")
    h = g.add("Mul", [h, gate], f"{at}.gelu")
    h = g.product(h, f"{at}.f2", *source.product(layer, "f2"))
    return g.add("Add", [x, h], f"{at}.x2")


def pooled(g: Graph, x: str, name: str) -> str:
    """Tokens to features (1, FEATURES): the class token, then the mean of the others."""
    g.add("Split", [x, g.constant("one.rest", [1, TOKENS - 1], np.int64)], f"{name}.cut", outputs=2, axis=1)
    rest = g.add("ReduceMean", [f"{name}.cut.1", g.constant("tokens.axis", [1], np.int64)], f"{name}.mean", keepdims=1)
    both = g.add("Concat", [f"{name}.cut.0", rest], f"{name}.both", axis=2)
    return g.add("Reshape", [both, g.constant("row", [1, FEATURES], np.int64)], name)


def finish(g: Graph, outputs: dict[str, list[int]], path: Path) -> None:
    """Writes the model; `outputs` are names and shapes."""
    graph = helper.make_graph(
        g.nodes,
        "provenance",
        [helper.make_tensor_value_info("square", TensorProto.FLOAT, [1, 3, SIDE, SIDE])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
        list(g.constants.values()),
    )
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def through(source: Source, g: Graph, blocks: int) -> str:
    x = embed(g, source)
    for layer in range(blocks):
        x = block(g, source, x, layer)
    return x


def feature_model(source: Source, blocks: tuple[int, ...], path: Path) -> None:
    """A model whose outputs `features-N` are those behind block N (counted from 1)."""
    g = Graph()
    x = embed(g, source)
    outputs = {}
    for layer in range(max(blocks)):
        x = block(g, source, x, layer)
        if layer + 1 in blocks:
            outputs[pooled(g, x, f"features-{layer + 1}")] = [1, FEATURES]
    finish(g, outputs, path)


def shipped_model(source: Source, weights: np.ndarray, offsets: np.ndarray, near: Gaussian, path: Path) -> None:
    """The product's model: features behind BLOCKS to log-odds u of AI and v of Sora given AI, to `logits`.

    weights (FEATURES, 2), offsets (2,). The logits are logarithms of probabilities: none 1 - s(u), Sora s(u) s(v),
    other s(u) (1 - s(v)), with the logistic function s. `distance` is that of distance.py.
    """
    g = Graph()
    features = pooled(g, through(source, g, BLOCKS), "features")
    odds = g.add("Gemm", [features, g.constant("head.w", weights), g.constant("head.b", offsets)], "odds")
    g.add("Split", [odds, g.constant("each", [1, 1], np.int64)], "odds.cut", outputs=2, axis=1)
    minus = lambda name: g.add("Neg", [g.add("Softplus", [name], f"{name}.plus")], f"{name}.minus")  # noqa: E731
    negated = lambda name: g.add("Neg", [name], f"{name}.negated")  # noqa: E731
    none = minus("odds.cut.0")
    ai, sora, other = minus(negated("odds.cut.0")), minus(negated("odds.cut.1")), minus("odds.cut.1")
    both = [g.add("Add", [ai, part], f"logit.{i}") for i, part in enumerate((sora, other))]
    g.add("Concat", [none, *both], "logits", axis=1)
    x = g.add("Sub", [features, g.constant("near.centre", near.centre)], "near.moved")
    x = g.add("Mul", [x, g.constant("near.scale", near.scale)], "near.scaled")
    along = g.add("MatMul", [x, g.constant("near.axes", near.axes)], "near.along")
    axis = g.constant("tokens.axis", [1], np.int64)
    squares = [g.add("ReduceSumSquare", [part, axis], f"{part}.squares", keepdims=0) for part in (x, along)]
    g.add("Sub", squares, "distance")
    finish(g, {"logits": [1, 3], "distance": [1]}, path)
