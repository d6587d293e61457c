/** A script that judges photos with a saved detector, and first checks that it gives the scores that it was saved with. */
export const detectorScript = `# python detector.py detector.onnx PHOTO...   (needs: pip install onnxruntime numpy pillow)
import json, sys
import numpy, onnxruntime
from PIL import Image

session = onnxruntime.InferenceSession(sys.argv[1])
metadata = session.get_modelmeta().custom_metadata_map
verdicts = ["good", "look", "bad"]


def judge(pixels):  # uint8 [height, width, 3]
    score, _, verdict = session.run(["score", "map", "verdict"], {"image": pixels[None]})
    return float(score[0]), verdicts[int(verdict[0])]


check = json.loads(metadata["kizu.selfcheck"])
for picture, expected in zip(check["images"], check["scores"]):
    pixels = numpy.frombuffer(bytes.fromhex(picture), numpy.uint8).reshape(64, 64, 3)
    got, _ = judge(pixels)
    if not abs(got - expected) <= 1e-3 * max(1, abs(expected)):
        sys.exit(f"self-check failed: expected a score of {expected}, got {got}")
for path in sys.argv[2:]:
    score, verdict = judge(numpy.asarray(Image.open(path).convert("RGB")))
    print(f"{verdict}\t{score:.4f}\t{path}")
`;
