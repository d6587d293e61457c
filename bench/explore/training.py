"""What scripts share that train a detector in PyTorch on the batches that Kizu draws."""
import argparse
import json
import sys
import time

import torch

from streamed import make_optimiser, read, set_rate


def explore(description, every, begin):
    """
    Reads `--out FILE`, `--every N` and the options of `npm run experiment`. `begin(run)` gives the network, the loss of a batch
    (head, data) and what is told after 0, N, 2N, ... steps: a dictionary by the number of steps, or None.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--every", type=int, default=every)
    own, options = parser.parse_known_args()
    run, batches = read(options)
    torch.manual_seed(run.experiment["seed"])
    network, loss_of, told = begin(run)
    optimiser = make_optimiser(network, run.experiment)
    curve, losses, began = [], [], time.time()

    def tell():
        found = told(len(losses))
        if found is not None:
            curve.append({"step": len(losses), **found})
            print(json.dumps(curve[-1]), f"{time.time() - began:.0f} s", file=sys.stderr, flush=True)

    tell()
    for head, data in batches:
        network.train()
        set_rate(optimiser, run.experiment, len(losses))
        loss = loss_of(head, data)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        losses.append(round(loss.item(), 5))
        if len(losses) % own.every == 0:
            tell()
    result = {"dataset": run.head["dataset"], "arguments": options, "losses": losses, "curve": curve}
    with open(own.out, "w") as file:
        json.dump({**result, "config": run.experiment}, file)
