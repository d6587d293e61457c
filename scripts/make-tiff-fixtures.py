"""Writes src/worker/data/fixtures/tiff-variants.json: TIFFs of many kinds with their right pixels, or the refusal that is right.

Needs Pillow (libtiff) and tifffile. Each picture is 16 x 16 px: 4 x 4 flat blocks, `gray` or `colour`. Files are kept deflated."""

import base64
import io
import json
import pathlib
import struct
import zlib

import numpy
import tifffile
from PIL import Image

target = pathlib.Path(__file__).parent.parent / "src/worker/data/fixtures/tiff-variants.json"
gray = numpy.arange(16, dtype=numpy.uint8).reshape(4, 4) * 17
colour = numpy.random.default_rng(3).integers(0, 256, (4, 4, 3)).astype(numpy.uint8)
colour[0] = [[0, 0, 0], [255, 255, 255], [255, 0, 0], [0, 255, 0]]


def blocks(values):
    return values.repeat(4, 0).repeat(4, 1)


G, C = blocks(gray), blocks(colour)
entries = []


def add(name, data, expected=None, tolerance=0, refused=None):
    packed = base64.b64encode(zlib.compress(data, 9)).decode()
    entry = {"name": name, "deflated": packed}
    entry.update({"refused": refused} if refused else {"expected": expected, "tolerance": tolerance})
    entries.append(entry)


def tiff(array, **options):
    file = io.BytesIO()
    tifffile.imwrite(file, array, **{"photometric": "minisblack", "metadata": None, **options})
    return file.getvalue()


def pillow(image, **options):
    file = io.BytesIO()
    image.save(file, "TIFF", **options)
    return file.getvalue()


def by_hand(rows, width=16, height=16, order="<", **numbers):
    """A TIFF of one strip from its bytes and tags."""
    tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 8, 277: 1, 278: height, 279: len(rows)}
    tags.update({int(key[1:]): value for key, value in numbers.items()})
    at = 8 + len(rows)
    at += at % 2
    body, extra = b"", b""
    after = at + 2 + 12 * len(tags) + 4
    for tag, value in sorted(tags.items()):
        values = value if isinstance(value, list) else [value]
        if len(values) == 1:
            body += struct.pack(order + "HHII", tag, 4, 1, values[0])
        else:
            body += struct.pack(order + "HHII", tag, 4, len(values), after + len(extra))
            extra += struct.pack(order + "I" * len(values), *values)
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", at)
    directory = struct.pack(order + "H", len(tags)) + body + struct.pack(order + "I", 0)
    return head + rows + b"\0" * (at - 8 - len(rows)) + directory + extra


def pack(values, bits):
    """Rows of samples of `bits` bits, each row from a byte on."""
    out = b""
    for row in values:
        text = "".join(format(int(value), f"0{bits}b") for value in row)
        text += "0" * (-len(text) % 8)
        out += int(text, 2).to_bytes(len(text) // 8, "big")
    return out


for bits in (1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15):
    top = 2**bits - 1
    values = numpy.round(G.astype(float) * top / 255).astype(int)
    shown = numpy.round(blocks(numpy.round(gray.astype(float) * top / 255)) * 255 / top) if bits < 8 else values >> (bits - 8)
    right = shown[::4, ::4].astype(int).tolist()
    add(f"{bits}-bit grey, packed", by_hand(pack(values, bits), t258=bits), right)
    add(f"{bits}-bit grey, packed, white is zero", by_hand(pack(top - values, bits), t258=bits, t262=0), right, 1)
add("12-bit colour, packed", by_hand(pack((C.astype(int) * 4095 // 255).reshape(16, -1), 12), t258=[12] * 3, t262=2,
    t277=3), "colour", 1)
add("12-bit grey, deflated", by_hand(zlib.compress(pack(G.astype(int) * 4095 // 255, 12)), t258=12, t259=8), "gray", 1)
add("4-bit grey, big-endian", by_hand(pack(G // 17, 4), t258=4, order=">"), "gray")
add("1-bit grey, bits reversed", by_hand(bytes(int(format(b, "08b")[::-1], 2) for b in pack(G // 128, 1)), t258=1,
    t266=2), (gray // 128 * 255).tolist())
add("4-bit palette", by_hand(pack(G // 17, 4), t258=4, t262=3, t320=[v * 257 for c in range(3) for v in
    colour.reshape(16, 3)[:, c].tolist()]), "colour")

add("16-bit grey", tiff(G.astype(numpy.uint16) * 257), "gray")
add("16-bit grey, big-endian", tiff(G.astype(numpy.uint16) * 257, byteorder=">"), "gray")
add("uint32 of 0..255", tiff(G.astype(numpy.uint32)), "gray")
add("uint32 of 0..65535", tiff(G.astype(numpy.uint32) * 257), "gray")
add("uint32 of all bits", tiff(G.astype(numpy.uint32) * 16843009), "gray")
add("int8 of 0..127", tiff((G // 2).astype(numpy.int8)), "gray", 2)
add("int16 of 0..32767", tiff((G.astype(int) * 32767 // 255).astype(numpy.int16)), "gray", 1)
add("int32 of 0..255 by Pillow", pillow(Image.fromarray(G.astype(numpy.int32))), "gray")
add("int32 of all bits", tiff((G.astype(numpy.int64) * (2**31 - 1) // 255).astype(numpy.int32)), "gray", 1)
add("int8 below 0", tiff((G.astype(int) - 128).astype(numpy.int8)), refused="TIFF with negative pixels (down to -128)")
add("int16 below 0", tiff((G.astype(int) - 5).astype(numpy.int16)), refused="TIFF with negative pixels (down to -5)")
add("int32 below 0", tiff((G.astype(int) - 5).astype(numpy.int32)), refused="TIFF with negative pixels (down to -5)")

add("float16 of 0..1", tiff((G / 255).astype(numpy.float16)), "gray", 1)
add("float32 of 0..1", tiff((G / 255).astype(numpy.float32)), "gray")
add("float32 of 0..255 by Pillow", pillow(Image.fromarray(G.astype(numpy.float32))), "gray")
add("float32 of 0..65535", tiff((G * 257.0).astype(numpy.float32)), "gray")
add("float64 of 0..1", tiff(G / 255.0), "gray")
add("float64 of 0..255, big-endian", tiff(G.astype(numpy.float64), byteorder=">"), "gray")
add("float32 colour of 0..1", tiff((C / 255).astype(numpy.float32), photometric="rgb"), "colour")
add("float32 below 0", tiff((G / 255 - 0.5).astype(numpy.float32)),
    refused="TIFF with negative pixels (down to -0.5)")
add("float32 of millions", tiff((G * 1e6).astype(numpy.float32)),
    refused="TIFF with floating-point pixels up to 255000000, beyond 0..1, 0..255 and 0..65535")
add("float32 not a number", tiff(numpy.where(G == 0, numpy.nan, G / 255).astype(numpy.float32)),
    refused="TIFF with pixels that are no finite numbers")
add("complex64", tiff((G / 255).astype(numpy.complex64)), refused="TIFF with complex numbers")


def float_predicted(values, kind):
    """Predictor 3 as Adobe's Technical Note 3 describes it, one channel."""
    rows = b""
    for row in values.astype(kind):
        planes = numpy.frombuffer(row.astype(row.dtype.newbyteorder(">")).tobytes(), numpy.uint8)
        planes = planes.reshape(len(row), -1).T.flatten()
        rows += numpy.diff(planes, prepend=numpy.uint8(0)).astype(numpy.uint8).tobytes()
    return rows


for bits in (16, 32, 64):
    rows = zlib.compress(float_predicted(G / 255, f"f{bits // 8}"))
    add(f"float{bits}, predictor 3", by_hand(rows, t258=bits, t259=8, t317=3, t339=3), "gray", 1)
add("float32, predictor 3 by libtiff", pillow(Image.fromarray((G / 255).astype(numpy.float32)),
    compression="tiff_adobe_deflate", tiffinfo={317: 3}), "gray")
add("grey, LZW, predictor 2", pillow(Image.fromarray(G), compression="tiff_lzw", tiffinfo={317: 2}), "gray")
add("16-bit grey, LZW, predictor 2", pillow(Image.fromarray(G.astype(numpy.uint16) * 257), compression="tiff_lzw",
    tiffinfo={317: 2}), "gray")
add("colour, LZW, predictor 2", pillow(Image.fromarray(C), compression="tiff_lzw", tiffinfo={317: 2}), "colour")
add("predictor 2 for 4 bits", by_hand(zlib.compress(pack(G // 17, 4)), t258=4, t259=8, t317=2),
    refused="TIFF with predictor 2 for 4-bit channels")
add("predictor 34892", by_hand(zlib.compress(G.tobytes()), t259=8, t317=34892),
    refused="TIFF with predictor 34892 for 8-bit channels")

planes = numpy.ascontiguousarray(C.transpose(2, 0, 1))
add("planar colour", tiff(planes, photometric="rgb", planarconfig="separate"), "colour")
add("planar 16-bit colour, tiles", tiff(planes.astype(numpy.uint16) * 257, photometric="rgb", planarconfig="separate",
    tile=(16, 16)), "colour")
add("planar colour, deflated strips", tiff(planes, photometric="rgb", planarconfig="separate", rowsperstrip=5,
    compression="zlib"), "colour")
add("tiles larger than the page", tiff(C, photometric="rgb", tile=(32, 32), compression="zlib"), "colour")

wide = lambda *extra: numpy.concatenate([C, *[numpy.full((16, 16, 1), value, numpy.uint8) for value in extra]], 2)
add("an extra sample of 0", tiff(wide(0), photometric="rgb", extrasamples=["unspecified"]), "colour")
add("two extra samples", tiff(wide(0, 9), photometric="rgb", extrasamples=["unspecified"] * 2), "colour")
add("straight alpha", tiff(wide(255), photometric="rgb", extrasamples=["unassalpha"]), "colour")
half = numpy.concatenate([(C.astype(int) * 128 + 127) // 255, numpy.full((16, 16, 1), 128)], 2).astype(numpy.uint8)
add("premultiplied alpha of one half", tiff(half, photometric="rgb", extrasamples=["assocalpha"]), "colour", 2)
add("grey and an extra sample", tiff(numpy.stack([G, G * 0], 2), extrasamples=["unspecified"]), "gray")

ink = numpy.concatenate([255 - C, numpy.zeros((16, 16, 1), numpy.uint8)], 2)
add("CMYK", tiff(ink, photometric="separated", extrasamples=[]), "colour")
add("CMYK with black", pillow(Image.fromarray(numpy.stack([G * 0, G * 0, G * 0, 255 - G], 2), "CMYK")), "gray")
add("CIELab", pillow(Image.frombytes("LAB", (16, 16), C.tobytes())),
    refused="TIFF with CIELab colour")
add("ICCLab", by_hand(C.tobytes(), t258=[8] * 3, t262=9, t277=3), refused="TIFF with ICCLab colour")
add("YCbCr without JPEG", by_hand(C.tobytes(), t258=[8] * 3, t262=6, t277=3),
    refused="TIFF with YCbCr colour without JPEG compression")
add("a camera's raw pixels", by_hand(G.tobytes(), t262=32803), refused="TIFF with raw sensor (CFA) pixels")
add("no photometric interpretation", by_hand(G.tobytes(), t262=65535),
    refused="TIFF with photometric interpretation 65535")
add("channels of several depths", by_hand(C.tobytes(), t258=[8, 8, 4], t262=2, t277=3),
    refused="TIFF with channels of 8, 8, 4 bits")
add("24-bit floats", by_hand(bytes(16 * 16 * 3), t258=24, t339=3),
    refused="TIFF with 24-bit floating-point channels")
add("24-bit integers", by_hand(bytes(16 * 16 * 3), t258=24), refused="TIFF with 24-bit unsigned channels")
for number, name in ((6, "old-style JPEG compression"), (34887, "LERC compression"), (50000, "Zstandard compression"),
                     (50001, "WebP compression"), (34925, "LZMA compression"), (999, "compression 999")):
    add(name, by_hand(G.tobytes(), t259=number), refused=f"TIFF with {name}")

file = io.BytesIO()
with tifffile.TiffWriter(file) as writer:
    small = {"photometric": "rgb", "metadata": None, "subfiletype": 1}
    writer.write(255 - C[::2, ::2], **small)
    writer.write(C, photometric="rgb", metadata=None)
add("a thumbnail before the page", file.getvalue(), "colour")
add("colour, JPEG", pillow(Image.fromarray(C), compression="jpeg", quality=100), "colour", 60)
add("grey, JPEG", pillow(Image.fromarray(G), compression="jpeg", quality=100), "gray", 3)
for fax in ("group3", "group4", "tiff_ccitt"):
    add(f"fax, {fax}", pillow(Image.fromarray(G).convert("1", dither=0), compression=fax),
        (gray // 128 * 255).tolist())

text = json.dumps({"gray": gray.tolist(), "colour": colour.tolist(), "pictures": entries}, indent=1)
target.write_text(text + "\n")
print(len(entries), "variants,", len(text), "bytes")
