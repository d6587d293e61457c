#!/bin/sh
# Our training step on this machine's GPU, then the same in PyTorch, with the ratio. Needs Node 20 and a Vulkan driver;
# PyTorch if there is one. An xz-compressed `node` beside this file is used where there is no Node.
set -e
cd "$(dirname "$0")"
if ! command -v node >/dev/null; then
  [ -x ./node ] || { xz -dk node.xz && chmod +x node; }
  PATH="$PWD:$PATH"
fi
node gpu-bench.mjs --json ours.json "$@"
python3 -c 'import torch' 2>/dev/null && python3 torch_step.py --ours ours.json --json torch.json || echo "No PyTorch here: only our numbers."
