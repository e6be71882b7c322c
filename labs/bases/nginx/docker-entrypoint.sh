#!/bin/sh
# What lies in /docker-entrypoint.d runs before nginx, as in the official image.
set -e
if [ "$1" = nginx ] || [ "$1" = nginx-debug ]; then
  if [ -d /etc/nginx/templates ]; then
    echo "$0: this image stands in for nginx's and fills in no templates; /etc/nginx/templates is left alone" >&2
  fi
  for file in /docker-entrypoint.d/*; do
    case $file in
      *.envsh) [ ! -x "$file" ] || . "$file" ;;
      *.sh) [ ! -x "$file" ] || "$file" ;;
    esac
  done
fi
exec "$@"
