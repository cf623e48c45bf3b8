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

random 96 | keep mongo_keyfile
random 24 | keep mongo_root_password
services="membership meeting survey notification"
for service in $services; do
  echo "mongodb://$service:$(random 24)@mongo:27017/?replicaSet=skein&authSource=admin" | keep "mongo_url_$service"
done
# Each password is in two files, so they are made together or not at all.
if [ -e "$folder/nats_passwords" ]; then
  echo "kept $folder/nats_passwords, $folder/nats_url…"
else
  rm -f "$folder"/nats_url*
  passwords=
  for user in skein $services; do
    password=$(random 24)
    file=nats_url_$user
    [ "$user" = skein ] && file=nats_url
    echo "nats://$user:$password@nats:4222" | keep "$file"
    passwords="$passwords$user: \"$password\"
"
  done
  printf %s "$passwords" | keep nats_passwords
fi
# Those of earlier versions, in which all services were one user.
rm -f "$folder/mongo_url" "$folder/nats_user"
echo "$smtp" | keep smtp_url
