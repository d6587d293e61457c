/**
 * Files of boxes beside images: `00041_not/00041000.txt` of DeepPCB (x1 y1 x2 y2 type), `000.txt` of YOLO, `000.xml` of Pascal VOC.
 * Masks are pictures here: boxes are named, and not read.
 */
import { looksLikeImage, namesOf, stemOf } from './place.ts';
import { suffixOf } from './words.ts';

function stemIn(path: string): string {
  return stemOf(namesOf(path).at(-1) ?? path).toLowerCase();
}

/** A text or XML file with the stem of an image, or what stands before the image's last word (`00041000_test.jpg`). */
export function findBoxes(paths: readonly string[]): ReadonlySet<string> {
  const stems = new Set(
    paths.filter(looksLikeImage).flatMap((path) => {
      const stem = stemIn(path);
      const suffix = suffixOf(stem);
      return suffix === undefined ? [stem] : [stem, suffix.base];
    }),
  );
  return new Set(paths.filter((path) => /\.(txt|xml)$/i.test(path) && stems.has(stemIn(path))));
}
