"""Plain statistics of noise and of time: radial spectra, residual histograms, differences of consecutive pictures."""

import numpy as np

RINGS = 32


def residual(picture: np.ndarray) -> np.ndarray:
    """What a 3 x 3 Laplacian leaves of a luma picture (h, w)."""
    p = picture.astype(np.float32)
    return 4 * p[1:-1, 1:-1] - p[:-2, 1:-1] - p[2:, 1:-1] - p[1:-1, :-2] - p[1:-1, 2:]


def spectrum(plane: np.ndarray) -> np.ndarray:
    """Log power in rings of equal width."""
    power = np.abs(np.fft.fftshift(np.fft.fft2(plane - plane.mean()))) ** 2
    h, w = plane.shape
    y, x = np.mgrid[0:h, 0:w]
    ring = np.minimum((np.hypot((y - h // 2) / h, (x - w // 2) / w) * 2 * RINGS).astype(int), RINGS - 1)
    return np.log(np.bincount(ring.ravel(), power.ravel(), RINGS) / np.bincount(ring.ravel(), minlength=RINGS) + 1)


def noise(clip: np.ndarray) -> np.ndarray:
    """(frames, h, w) luma to the means over three pictures of spectrum and residual histogram."""
    rows = []
    for picture in clip[[1, 5, 9]]:
        r = residual(picture)
        histogram = np.bincount(np.clip(np.round(r / 2) + 16, 0, 32).astype(int).ravel(), minlength=33) / r.size
        rows.append(np.concatenate([spectrum(r), np.sqrt(histogram)]))
    return np.mean(rows, axis=0)


def motion(clip: np.ndarray) -> np.ndarray:
    """(frames, h, w) luma to statistics of the differences of consecutive pictures, ordered by size of the motion."""
    steps = np.diff(clip.astype(np.float32), axis=0)
    energy = np.sqrt((steps**2).mean(axis=(1, 2)))
    spectra = np.array([spectrum(step) for step in steps[[0, 3, 6, 9]]])
    second = np.sqrt((np.diff(steps, axis=0) ** 2).mean(axis=(1, 2)))
    still = (np.abs(steps) < 1).mean(axis=(1, 2))
    moments = [f(v) for v in (energy, second, still) for f in (np.mean, np.std, np.min, np.max)]
    return np.concatenate([spectra.mean(axis=0), spectra.std(axis=0), moments, np.sort(energy)])
