"""The trace network: dense 3x3 convolutions on luma, behind a first layer that sees no mean brightness."""

import torch
from torch import nn
from torch.nn import functional as F

CLASSES = ["none", "sora", "other"]
LAYERS = [(32, 2), (48, 2), (48, 1), (96, 2), (96, 1), (128, 2), (128, 1)]


class HighPass(nn.Conv2d):
    """5x5 filters that sum to zero: content below their band is removed, the traces stay."""

    def __init__(self) -> None:
        super().__init__(1, 16, 5, padding=2, bias=False)

    def filters(self) -> torch.Tensor:
        return self.weight - self.weight.mean(dim=(1, 2, 3), keepdim=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.conv2d(x, self.filters(), padding=2)


class TraceNet(nn.Module):
    """(n, 1, h, w) in 0..1 to logits (n, 3) in the order of CLASSES; any size from 64 pixels up."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = [HighPass(), nn.BatchNorm2d(16), nn.ReLU(inplace=True)]
        channels = 16
        for out, stride in LAYERS:
            layers += [
                nn.Conv2d(channels, out, 3, stride, 1, bias=False),
                nn.BatchNorm2d(out),
                nn.ReLU(inplace=True),
            ]
            channels = out
        self.features = nn.Sequential(*layers)
        self.drop = nn.Dropout(0.3)
        self.head = nn.Linear(channels, len(CLASSES))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        pooled = self.features(x).mean(dim=(2, 3))
        return self.head(self.drop(pooled))


def folded(net: TraceNet) -> nn.Sequential:
    """The same function with batch normalisation folded into the convolutions and no constraint left."""
    net = net.eval().float()
    out: list[nn.Module] = []
    modules = list(net.features)
    for conv, norm in zip(modules[0::3], modules[1::3]):
        weight = conv.filters() if isinstance(conv, HighPass) else conv.weight
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        plain = nn.Conv2d(conv.in_channels, conv.out_channels, conv.kernel_size, conv.stride, conv.padding)
        plain.weight.data = (weight * scale[:, None, None, None]).detach()
        plain.bias.data = (norm.bias - norm.running_mean * scale).detach()
        out += [plain, nn.ReLU()]
    return nn.Sequential(*out, nn.AdaptiveAvgPool2d(1), nn.Flatten(), net.head)
