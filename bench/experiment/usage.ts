/** What the command line says of itself. */
import { detectorOptions } from '../../src/core/experiment/detectors.ts';

const detectorNames = detectorOptions.map(({ value }) => value);

export const usage = `Trains and scores one category without a page, on the engine that the page uses.

  npm run experiment -- --data DIR --category NAME --config FILE --seed N --out FILE
  npm run experiment -- --sample hex-nut --set steps=200,width=half --out FILE
  npm run experiment -- --data DIR --set detector=patchcore --out FILE --stress FILE
  npm run experiment -- --plan FILE --out DIR --shard 3/16
  npm run experiment -- --table FILE...
  npm run experiment -- --inspect NEW --data DIR --set detector=patchcore --csv FILE
  npm run experiment -- --data DIR --set detector=patchcore --detector FILE
  npm run experiment -- --inspect NEW --model FILE --csv FILE

  --data DIR        a folder in any layout that the page knows; PNG and JPEG
  --category NAME   which of its categories; may be left out where there is one
  --sample NAME     a built-in category instead: hex-nut, printed-capsule, woven-fabric (for development), leather or
                    wire-bundle (for reports: choose nothing by them)
  --config FILE     JSON of knobs by name, or a results file: its config is taken, and what was changed while it trained
                    (learning rate, more steps) changes again after the same steps, and where it was stopped, or its best
                    network was taken, training ends there
  --set A=B,C=D     knobs; ranges as low..high; detector=NAME chooses the detector: ${detectorNames.join(', ')}
  --seed N          the seed
  --also A=B,...    evaluates once more with these knobs of the score; may be given several times
  --untrained       scores a fresh network
  --weights FILE    starts from a torchvision or timm ResNet18: .safetensors, .pth or .onnx
  --out FILE        results as JSON; FILE.part keeps the state of a run that was stopped, and the next one goes on from it
  --run FILE        the whole run as a zip too, to be dropped on the page: numbers, events, scores, weights
  --stress FILE     disturbs the test images too (light, focus, noise, coding, place; 44 levels) and adds to a list in FILE what
                    becomes of false alarms at the threshold that is promised by --rate, of recall and of AUROC
  --plan FILE       detectors x categories x seeds as JSON (bench/README.md): runs what is missing in the folder of --out, each cell as
                    a zip that can be dropped on the page; a cell that fails leaves NAME.failed.json, and the rest goes on
  --shard I/N       of the plan's cells only the Ith of N parts
  --table FILE...   prints Table 1 of results, zips of runs, and folders of them; --as md (Markdown), csv or tex (LaTeX)
  --inspect NEW     judges a folder of images without labels: the detector is fitted on the normal images of --data or --sample, and a
                    third of them, or validation/good, sets the threshold; with
  --csv FILE        verdict (good, look, bad) and score of each image, the worst first
  --tiles           judges photos in tiles of their own size, not as copies; one in three normal photos sets the threshold
  --rate R          share of false alarms that is asked for; .02 where it is left out
  --detector FILE   writes the fitted detector as one ONNX file: photo in, score, map and verdict out
  --model FILE      judges by such a file, in place of a detector that is fitted on --data or --sample

Exit codes: 0 done, 1 the run or a cell of the plan failed, 2 wrong use or unreadable data, 3 no WebGPU adapter, 130 stopped (go on by the same command).`;
