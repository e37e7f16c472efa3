#!/bin/sh
# Runs a command as root in a network of its own, where the names given before `--` lead to 127.0.0.1 and no port is
# taken. Whatever it starts ends with it:
#   unshare --net --mount --pid --fork --kill-child --mount-proc sh namespace.sh postgres redis users -- node scenario.ts
set -eu
ip link set lo up
hosts=$(mktemp)
printf '127.0.0.1 localhost' >"$hosts"
while [ "$1" != -- ]; do
  printf ' %s' "$1" >>"$hosts"
  shift
done
shift
echo >>"$hosts"
mount --bind "$hosts" /etc/hosts
exec "$@"
