#!/usr/bin/env bash
# Starts mongod with a copy of its key that nobody else may read, as it demands; a mounted secret is readable by all.
set -euo pipefail
umask 077
cat /run/secrets/mongo_keyfile > /tmp/keyfile
exec mongod --config /etc/skein/mongod.conf
