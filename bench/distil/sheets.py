"""Procedural sheets to cut pictures from: uint8 [side, side, 3], each wholly given by its number. No photograph is used."""
import numpy as np


def _grid(side):
    return np.meshgrid(np.arange(side, dtype=np.float32), np.arange(side, dtype=np.float32))


def _unit(field):
    """To mean 0 and deviation 1."""
    return (field - field.mean()) / (field.std() + 1e-6)


def _spectrum(r, side, exponent, stretch=1.0, angle=0.0, band=None):
    """Gaussian noise with amplitude 1 / f^exponent, stretched along `angle`; `band` (low, high) in cycles a sheet."""
    fy, fx = np.fft.fftfreq(side)[:, None] * side, np.fft.rfftfreq(side)[None] * side
    u, v = fx * np.cos(angle) + fy * np.sin(angle), fy * np.cos(angle) - fx * np.sin(angle)
    f = np.sqrt(u * u + (stretch * v) ** 2) + 0.5
    amplitude = f**-exponent
    if band is not None:
        amplitude = amplitude * ((f > band[0]) & (f < band[1]))
    noise = np.fft.rfft2(r.standard_normal((side, side)))
    return _unit(np.fft.irfft2(noise * amplitude, (side, side))).astype(np.float32)


def _random_noise(r, side):
    band = None
    if r.random() < 0.3:
        low = np.exp(r.uniform(np.log(3), np.log(60)))
        band = (low, low * r.uniform(1.3, 4))
    return _spectrum(r, side, r.uniform(0.3, 2.5), np.exp(r.uniform(-1.5, 1.5)), r.uniform(0, np.pi), band)


def _colour(r):
    value = r.uniform(0.05, 0.95)
    return np.clip(value + r.standard_normal(3) * r.choice([0.02, 0.08, 0.25]), 0, 1).astype(np.float32)


def _painted(r, field):
    """A field between two or three colours."""
    t = np.clip(field * r.uniform(0.15, 0.45) + 0.5, 0, 1)[..., None]
    a, b, c = _colour(r), _colour(r), _colour(r)
    if r.random() < 0.5:
        return a + (b - a) * t
    return np.where(t < 0.5, a + (b - a) * 2 * t, b + (c - b) * (2 * t - 1))


def _warped(r, side, x, y):
    """Places moved by smooth noise, so that lines bend."""
    if r.random() < 0.4:
        return x, y
    amount = side * np.exp(r.uniform(np.log(0.002), np.log(0.03)))
    return x + amount * _spectrum(r, side, 2.2), y + amount * _spectrum(r, side, 2.2)


def noise(r, side):
    kind = r.integers(4)
    if kind == 0:
        return _painted(r, _random_noise(r, side))
    if kind == 1:  # blobs with edges
        field = _random_noise(r, side)
        return _painted(r, np.tanh((field - r.uniform(-1, 1)) * r.uniform(3, 30)) * 2)
    if kind == 2:  # channels of their own
        base, share = _random_noise(r, side), r.uniform(0, 1)
        channels = [_unit(share * base + (1 - share) * _random_noise(r, side)) for _ in range(3)]
        return 0.5 + r.uniform(0.05, 0.2) * np.stack(channels, -1) + (_colour(r) - 0.5)
    marble = np.sin(_random_noise(r, side) * r.uniform(1, 6))
    return _painted(r, marble * 1.5)


def gratings(r, side):
    x, y = _warped(r, side, *_grid(side))
    field = np.zeros((side, side), np.float32)
    shape, first, period = r.integers(3), r.uniform(0, np.pi), np.exp(r.uniform(np.log(4), np.log(70)))
    for i in range(r.integers(1, 4)):
        angle = first + i * np.pi / 2 if r.random() < 0.7 else r.uniform(0, np.pi)
        length = period * (1 if r.random() < 0.6 else np.exp(r.uniform(-1, 1)))
        wave = np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / length + r.uniform(0, 6.3))
        if shape == 1:
            wave = np.tanh(wave * r.uniform(2, 12) + r.uniform(-2, 2))
        if shape == 2:
            wave = 2 * (wave > r.uniform(-0.7, 0.7)) - 1.0
        field = np.maximum(field, wave) if i and r.random() < 0.4 else field + wave
    return _painted(r, _unit(field)) + 0.03 * r.random() * _random_noise(r, side)[..., None]


def _leaf_shape(r, x, y):
    """Signed distance-like number of a shape about the origin, of size 1: negative inside."""
    kind = r.integers(5)
    if kind == 0:
        return np.hypot(x, y) - 1
    if kind == 1:
        return np.maximum(abs(x), abs(y)) - 1
    if kind == 2:
        return np.hypot(x, y * r.uniform(1, 5)) - 1
    if kind == 3:  # a star or a polygon
        corners, depth = r.integers(3, 9), r.uniform(0, 0.5)
        return np.hypot(x, y) - 1 + depth * np.cos(corners * np.arctan2(y, x))
    return np.maximum(abs(x), abs(y) * r.uniform(3, 12)) - 1


def _texture(r, side):
    return r.choice([noise, gratings])(r, side)


def _place_shapes(r, picture, count, sizes, fill):
    side = len(picture)
    for size in sizes(count):
        cx, cy, reach = *r.uniform(-0.1 * side, 1.1 * side, 2), int(size * 1.6) + 2
        left, top = max(int(cx) - reach, 0), max(int(cy) - reach, 0)
        right, bottom = min(int(cx) + reach, side), min(int(cy) + reach, side)
        if right - left < 2 or bottom - top < 2:
            continue
        y, x = np.mgrid[top:bottom, left:right].astype(np.float32)
        turn = r.uniform(0, 2 * np.pi)
        u = ((x - cx) * np.cos(turn) + (y - cy) * np.sin(turn)) / size
        v = ((y - cy) * np.cos(turn) - (x - cx) * np.sin(turn)) / size
        cover = np.clip(0.5 - _leaf_shape(r, u, v) * size / fill["soft"], 0, 1)[..., None]
        part = picture[top:bottom, left:right]
        part += (fill["colour"](u, v, slice(top, bottom), slice(left, right)) - part) * cover


def dead_leaves(r, side):
    textures, palette = [_texture(r, side) for _ in range(2)], [_colour(r) for _ in range(r.integers(3, 12))]
    picture = np.zeros((side, side, 3), np.float32) + _colour(r)
    low, high = np.exp(r.uniform(np.log(2), np.log(8))), side * r.uniform(0.05, 0.3)

    def sizes(count):  # density 1 / size^3, largest first now and then
        s = (r.uniform(high**-2, low**-2, count)) ** -0.5
        return np.sort(s)[::-1] if r.random() < 0.5 else s

    def colour(u, v, rows, columns):
        c = palette[r.integers(len(palette))]
        kind = r.random()
        if kind < 0.5:
            return c
        if kind < 0.8:
            return c * (1 + 0.3 * (u * r.uniform(-1, 1) + v * r.uniform(-1, 1)))[..., None]
        return textures[r.integers(2)][rows, columns]

    _place_shapes(r, picture, int(r.integers(200, 1500)), sizes, {"soft": r.choice([1, 1, 2, 4]), "colour": colour})
    return picture


def tiles(r, side):
    """Checkers, bricks and tiles with joints, each tile with a tone of its own."""
    x, y = _warped(r, side, *_grid(side))
    angle = r.choice([0, 0, r.uniform(0, np.pi)])
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    width = np.exp(r.uniform(np.log(8), np.log(100)))
    height = width * r.choice([1, 0.5, r.uniform(0.3, 2)])
    row = np.floor(v / height)
    u = u + row * width * r.choice([0, 0.5, 0.33])
    column = np.floor(u / width)
    tone = r.uniform(-1, 1, (64, 64)).astype(np.float32)[row.astype(int) % 64, column.astype(int) % 64]
    if r.random() < 0.4:
        tone = ((row + column) % 2) * 2 - 1 + 0.2 * tone
    picture = _painted(r, tone * r.uniform(0.3, 2) + r.uniform(0, 0.5) * _random_noise(r, side))
    joint, soft = r.uniform(0, 0.15) * height, r.uniform(0.5, 3)
    edge = np.minimum(np.minimum(u % width, width - u % width), np.minimum(v % height, height - v % height))
    cover = np.clip(0.5 + (joint - edge) / soft, 0, 1)[..., None] * (joint > 0.5)
    return picture + (_colour(r) - picture) * cover


def dots(r, side):
    """A lattice of bumps or holes, jittered, some of them lit from a side."""
    x, y = _warped(r, side, *_grid(side))
    period, jitter = np.exp(r.uniform(np.log(6), np.log(60))), r.uniform(0, 0.25)
    angle = r.uniform(0, np.pi)
    u, v = (x * np.cos(angle) + y * np.sin(angle)) / period, (y * np.cos(angle) - x * np.sin(angle)) / period
    v = v + 0.5 * (np.floor(u) % 2) * r.integers(2)
    cell = (np.floor(u).astype(int) % 97) * 89 + np.floor(v).astype(int) % 89
    moves = r.uniform(-jitter, jitter, (97 * 89, 2)).astype(np.float32)
    du, dv = u % 1 - 0.5 - moves[cell, 0], v % 1 - 0.5 - moves[cell, 1]
    radius = r.uniform(0.15, 0.45) * (1 + 0.3 * moves[cell, 0])
    depth = np.clip((radius - np.hypot(du, dv)) / r.uniform(0.02, 0.3), 0, 1)
    if r.random() < 0.5:
        return _painted(r, depth * 3 - 1.5 + 0.2 * r.random() * _random_noise(r, side))
    light = (np.gradient(depth, axis=0) * r.uniform(-1, 1) + np.gradient(depth, axis=1) * r.uniform(-1, 1)) * period
    return _painted(r, light * 2 + 0.3 * r.random() * _random_noise(r, side))


def strokes(r, side):
    """Text-like lines of short strokes, or long scratches and threads over a ground."""
    ground = _texture(r, side) if r.random() < 0.4 else np.zeros((side, side, 3), np.float32) + _colour(r)
    ink = np.zeros((side, side), np.float32)
    y, x = np.mgrid[0:side, 0:side].astype(np.float32)

    def line(x0, y0, x1, y1, width):
        reach = int(width) + 3
        left, right = max(int(min(x0, x1)) - reach, 0), min(int(max(x0, x1)) + reach, side)
        top, bottom = max(int(min(y0, y1)) - reach, 0), min(int(max(y0, y1)) + reach, side)
        if right - left < 1 or bottom - top < 1:
            return
        px, py = x[top:bottom, left:right] - x0, y[top:bottom, left:right] - y0
        dx, dy = x1 - x0, y1 - y0
        t = np.clip((px * dx + py * dy) / (dx * dx + dy * dy + 1e-6), 0, 1)
        cover = np.clip(0.5 + width / 2 - np.hypot(px - t * dx, py - t * dy), 0, 1)
        ink[top:bottom, left:right] = np.maximum(ink[top:bottom, left:right], cover)

    if r.random() < 0.5:
        height = np.exp(r.uniform(np.log(8), np.log(48)))
        width, pitch = height * r.uniform(0.4, 0.8), height * r.uniform(1.3, 2)
        pen, glyphs = max(1, height * r.uniform(0.08, 0.2)), r.uniform(0, 1, (12, 4, 4))
        for top in np.arange(r.uniform(0, pitch), side, pitch):
            for left in np.arange(r.uniform(0, width), side, width * 1.25):
                if r.random() < 0.15:
                    continue
                for a, b, c, d in np.round(glyphs[r.integers(12)] * 2)[: r.integers(2, 5)] / 2:
                    line(left + a * width, top + b * height, left + c * width, top + d * height, pen)
    else:
        for _ in range(r.integers(3, 60)):
            place, angle, pen = r.uniform(0, side, 2), r.uniform(0, 6.3), np.exp(r.uniform(0, 2))
            bend, step = r.uniform(0, 0.5), r.uniform(5, 25)
            for _ in range(r.integers(2, 25)):
                angle += bend * r.standard_normal()
                after = place + step * np.array([np.cos(angle), np.sin(angle)])
                line(*place, *after, pen)
                place = after
    return ground + (_colour(r) - ground) * ink[..., None] * r.uniform(0.3, 1)


def objects(r, side):
    """A ground with a gradient, and a few large shaded things on it."""
    x, y = _grid(side)
    slope = (x * r.uniform(-1, 1) + y * r.uniform(-1, 1)) / side
    picture = _painted(r, slope * r.uniform(0.2, 3) + 0.3 * r.random() * _random_noise(r, side))
    picture = np.ascontiguousarray(picture, np.float32)
    if r.random() < 0.3:
        picture += (_texture(r, side) - picture) * r.uniform(0.2, 1)
    light, texture = r.uniform(-0.8, 0.8, 2), _texture(r, side)

    def colour(u, v, rows, columns):
        base = _colour(r) if r.random() < 0.6 else texture[rows, columns]
        kind = r.random()
        if kind < 0.35:  # a sphere with a highlight
            height = np.sqrt(np.clip(1 - u * u - v * v, 0, 1))
            lit = np.clip(0.35 + 0.5 * height + 0.4 * (u * light[0] + v * light[1]), 0, 1.4)
            shine = np.clip(height + u * light[0] + v * light[1] - 0.9, 0, 1) ** 2 * r.uniform(0, 8)
            return base * lit[..., None] + shine[..., None]
        if kind < 0.6:  # a ring, or turned metal
            radius = np.hypot(u, v)
            return base * (0.75 + 0.25 * np.sin(radius * r.uniform(3, 60)))[..., None]
        return base * (0.8 + 0.3 * (u * light[0] + v * light[1]))[..., None]

    sizes = lambda count: np.exp(r.uniform(np.log(side * 0.03), np.log(side * 0.3), count))
    _place_shapes(r, picture, int(r.integers(1, 14)), sizes, {"soft": r.choice([1, 1.5, 3]), "colour": colour})
    return picture


KINDS = (noise, gratings, dead_leaves, tiles, dots, strokes, objects)


def draw(number, side, seed=0):
    """Sheet `number`; three in ten are two kinds seen through one another."""
    r = np.random.default_rng([seed, number])
    sheet = KINDS[number % len(KINDS)](r, side)
    if r.random() < 0.3:
        other = KINDS[r.integers(len(KINDS))](r, side)
        field = (_spectrum(r, side, r.uniform(1, 2.5)) - r.uniform(-1, 1)) * r.uniform(1, 40)
        share = 0.5 + 0.5 * np.tanh(field)
        sheet = sheet + (other - sheet) * share[..., None]
    return (np.clip(sheet, 0, 1) * 255 + 0.5).astype(np.uint8)
