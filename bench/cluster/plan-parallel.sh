#!/bin/sh
# A plan by GNU parallel: sh bench/cluster/plan-parallel.sh PLAN OUT SHARDS [options of parallel, such as --jobs 4 or --sshlogin a,b]
# The same line goes on after a stop: parts that ended well are passed by, and what is done in OUT stays done.
set -eu
plan=$1 out=$2 shards=$3
shift 3
mkdir -p "$out"
seq "$shards" | parallel --joblog "$out/parallel.log" --resume-failed --line-buffer --tag "$@" \
  node --import tsx bench/experiment.ts --plan "$plan" --out "$out" --shard "{}/$shards"
