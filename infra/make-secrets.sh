#!/bin/sh
# Makes the secrets of an installation, once: what is there is left as it is.
# Usage: infra/make-secrets.sh SMTP-URL [FOLDER]
#   SMTP-URL  the mail server, smtps://user:password@mail.example.org; smtp://mailbox:1025 for the demonstration
#   FOLDER    where to, infra/secrets unless told
set -eu
smtp=${1:?give the address of the mail server, as smtps://user:password@mail.example.org}
folder=${2:-$(dirname "$0")/secrets}
mkdir -p "$folder"
# The folder keeps others on this host out; the containers, which see the files alone, run as users of their own.
chmod 700 "$folder"
umask 022

random() { head -c "$1" /dev/urandom | base64 | tr -d '\n=' | tr '+/' 'AZ'; }
keep() {
  if [ -e "$folder/$1" ]; then echo "kept $folder/$1"; else cat > "$folder/$1"; echo "made $folder/$1"; fi
}

mongo=$(random 24)
nats=$(random 24)
random 96 | keep mongo_keyfile
random 24 | keep mongo_root_password
echo "mongodb://skein:$mongo@mongo:27017/?replicaSet=skein&authSource=admin" | keep mongo_url
if [ -e "$folder/nats_url" ] && [ -e "$folder/nats_user" ]; then
  echo "kept $folder/nats_url, $folder/nats_user"
else
  rm -f "$folder/nats_url" "$folder/nats_user"
  echo "nats://skein:$nats@nats:4222" | keep nats_url
  printf 'user: skein\npassword: "%s"\n' "$nats" | keep nats_user
fi
echo "$smtp" | keep smtp_url
