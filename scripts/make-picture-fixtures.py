"""Writes src/worker/data/fixtures/picture-kinds.json: small pictures of unusual kinds, 16 x 16 px in 4 x 4 flat blocks.

Needs Pillow, and libavif-bin and libheif-examples for AVIF and HEIC. PNGs of 16 bits are written here, so that every filter and the
interlaced order are there."""

import base64
import io
import json
import pathlib
import struct
import subprocess
import tempfile
import zlib

import numpy
from PIL import Image, ImageCms

target = pathlib.Path(__file__).parent.parent / "src/worker/data/fixtures/picture-kinds.json"
colour = numpy.random.default_rng(3).integers(0, 256, (4, 4, 3)).astype(numpy.uint8)
colour[0] = [[0, 0, 0], [255, 255, 255], [255, 0, 0], [0, 255, 0]]
C = colour.repeat(4, 0).repeat(4, 1)
pictures = {}


def add(name, data):
    pictures[name] = base64.b64encode(data).decode()


def pillow(kind, image=None, **options):
    file = io.BytesIO()
    (image or Image.fromarray(C)).save(file, kind, **options)
    return file.getvalue()


def predictor(kind, left, up, corner):
    if kind == 4:
        p = left + up - corner
        return min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))[2]
    return [0, left, up, (left + up) // 2][kind]


def filtered(rows, step):
    """Each row by the next of the five filters."""
    out, above = b"", bytes(len(rows[0]))
    for i, row in enumerate(rows):
        kind = i % 5
        out += bytes([kind]) + bytes(
            (row[x] - predictor(kind, row[x - step] if x >= step else 0, above[x], above[x - step] if x >= step else 0))
            & 255 for x in range(len(row)))
        above = row
    return out


def deep_png(values, interlaced=False, extra=b""):
    """`values`: [H, W, channels] of 16 bits."""
    height, width, channels = values.shape
    kind = {1: 0, 2: 4, 3: 2, 4: 6}[channels]
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    body = b""
    for left, top, across, down in passes if interlaced else [(0, 0, 1, 1)]:
        part = values[top::down, left::across]
        if part.size:
            body += filtered([row.astype(">u2").tobytes() for row in part], 2 * channels)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 16, kind, 0, 0, int(interlaced))
    packed = zlib.compress(body, 9)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", packed[:40]) +
            chunk(b"IDAT", packed[40:]) + chunk(b"IEND", b""))


wide = C.astype(int) * 257
noise = numpy.random.default_rng(4).integers(0, 65536, (11, 13, 4))
for channels in (1, 2, 3, 4):
    for interlaced in (False, True):
        order = "interlaced" if interlaced else "plain"
        add(f"png, 16-bit noise of {channels}, {order}", deep_png(noise[:, :, :channels], interlaced))
add("png, 16-bit colour", deep_png(wide))
for value in (1, 200):
    add(f"png, 16-bit mask of {value}", deep_png((wide[:, :, :1] == 65535) * value))
add("png, 12 of 16 bits", deep_png((wide[:, :, :1] // 16)))

add("gif", pillow("GIF", Image.fromarray(C).quantize(16)))
frames = [Image.fromarray(C).quantize(16), Image.fromarray(255 - C).quantize(16)]
file = io.BytesIO()
frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
add("gif, two frames", file.getvalue())
add("jp2", pillow("JPEG2000"))
add("j2k", pillow("JPEG2000", no_jp2=True))
with tempfile.TemporaryDirectory() as folder:
    Image.fromarray(C).resize((64, 64), 0).save(f"{folder}/a.png")
    subprocess.run(["avifenc", "--lossless", f"{folder}/a.png", f"{folder}/a.avif"], check=True, capture_output=True)
    subprocess.run(["heif-enc", "-L", f"{folder}/a.png", "-o", f"{folder}/a.heic"], check=True, capture_output=True)
    add("avif", pathlib.Path(f"{folder}/a.avif").read_bytes())
    add("heic", pathlib.Path(f"{folder}/a.heic").read_bytes())

jpeg = pillow("JPEG", quality=95)
add("jpeg, fill bytes", jpeg.replace(b"\xff\xdb", b"\xff\xff\xff\xff\xdb").replace(b"\xff\xc0", b"\xff\xff\xc0"))
at = jpeg.index(b"\xff\xc0")
add("jpeg, 12 bits", jpeg[:at] + b"\xff\xc1" + jpeg[at + 2:at + 4] + b"\x0c" + jpeg[at + 5:])
for marker, name in ((0xC3, "lossless"), (0xC9, "arithmetic"), (0xC5, "hierarchical")):
    add(f"jpeg, {name}", jpeg[:at] + bytes([0xFF, marker]) + jpeg[at + 2:])


def bmp(alpha, mask=0xFF000000):
    """V4, 32 bits with masks, rows downwards."""
    pixels = numpy.concatenate([C[:, :, ::-1], numpy.full((16, 16, 1), alpha, numpy.uint8)], 2).tobytes()
    head = struct.pack("<IiiHHIIiiII", 108, 16, -16, 1, 32, 3, len(pixels), 2835, 2835, 0, 0)
    masks = struct.pack("<IIII", 0xFF0000, 0xFF00, 0xFF, mask) + b"BGRs" + bytes(48)
    start = 14 + len(head) + len(masks)
    return b"BM" + struct.pack("<IHHI", start + len(pixels), 0, 0, start) + head + masks + pixels


add("bmp, alpha of 0 everywhere", bmp(0))
add("bmp, alpha of 255", bmp(255))

# A profile of sRGB with red and blue swapped: who converts by it shows other colours.
profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"rXYZ", b"????")
profile = profile.replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
add("png, profile with swapped colours", pillow("PNG", icc_profile=profile))
add("jpeg, profile with swapped colours", pillow("JPEG", quality=95, subsampling=0, icc_profile=profile))

target.write_text(json.dumps({"colour": colour.tolist(), "pictures": pictures}, indent=1) + "\n")
print(len(pictures), "pictures,", target.stat().st_size, "bytes")
