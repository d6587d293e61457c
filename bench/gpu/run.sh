#!/bin/sh
# Our training step on this machine's GPU, then the same in PyTorch, with the ratio. Needs a Vulkan driver; PyTorch if there is one.
# Node comes along as node.xz where the folder was made on x86-64 Linux; else this machine's Node 20 is used.
set -e
cd "$(dirname "$0")"
if [ -f node.xz ] && [ ! -x node ]; then
  if command -v xz >/dev/null; then xz -dc node.xz >node; else python3 -c 'import lzma, shutil; shutil.copyfileobj(lzma.open("node.xz"), open("node", "wb"))'; fi
  chmod +x node
fi
[ ! -x node ] || PATH="$PWD:$PATH"
node gpu-bench.mjs --json ours.json "$@"
python3 -c 'import torch' 2>/dev/null && python3 torch_step.py --ours ours.json --json torch.json || echo "No PyTorch here: only our numbers."
