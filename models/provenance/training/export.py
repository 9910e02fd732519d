"""The trained network as ONNX: float, and static int8 by quantise/dequantise pairs."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from torch import nn

from net import CLASSES, TraceNet, folded
from preprocess import CROP


def to_onnx(net: TraceNet, path: Path) -> None:
    """Writes `input` float32 (n, 1, CROP, CROP) to `logits` float32 (n, 3), node by node: nothing but the network."""
    nodes, weights, last = [], [], "input"

    def constant(name: str, tensor) -> str:
        weights.append(numpy_helper.from_array(tensor.detach().numpy().astype(np.float32), name))
        return name

    for i, layer in enumerate(folded(net)):
        out = f"x{i}"
        if isinstance(layer, nn.Conv2d):
            w, b = constant(f"w{i}", layer.weight), constant(f"b{i}", layer.bias)
            pads = [layer.padding[0], layer.padding[1]] * 2
            nodes.append(helper.make_node("Conv", [last, w, b], [out], strides=list(layer.stride), pads=pads))
        elif isinstance(layer, nn.ReLU):
            nodes.append(helper.make_node("Relu", [last], [out]))
        elif isinstance(layer, nn.AdaptiveAvgPool2d):
            nodes.append(helper.make_node("GlobalAveragePool", [last], [out]))
        elif isinstance(layer, nn.Flatten):
            nodes.append(helper.make_node("Flatten", [last], [out]))
        else:
            out = "logits"
            w, b = constant("w_head", layer.weight), constant("b_head", layer.bias)
            nodes.append(helper.make_node("Gemm", [last, w, b], [out], transB=1))
        last = out
    graph = helper.make_graph(
        nodes,
        "provenance",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["n", 1, CROP, CROP])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", len(CLASSES)])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, path)


class Pictures(CalibrationDataReader):
    """Middle crops for choosing the ranges of the activations."""

    def __init__(self, pictures: np.ndarray) -> None:
        self.left = iter(pictures)

    def get_next(self):
        picture = next(self.left, None)
        return None if picture is None else {"input": picture[None, None].astype(np.float32) / 255}


def to_int8(source: Path, target: Path, pictures: np.ndarray) -> None:
    """`pictures`: uint8 (n, CROP, CROP), from clips that the model was trained on."""
    quantize_static(
        source,
        target,
        Pictures(pictures),
        quant_format=QuantFormat.QDQ,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["Conv"],
    )


def runner(path: Path):
    """A function from float32 (n, 1, CROP, CROP) to logits, in onnxruntime, one thread."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    return lambda x: session.run(["logits"], {"input": x})[0]
