#!/bin/sh
# from-source.sh ARGUMENT...: crossfoot with these arguments, built first when it has not been.
# What the build says is shown only when it fails. The libraries must be there: see setup.sh.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
if [ ! -x "$here/build/crossfoot" ]; then
	log=$(mktemp)
	trap 'rm -f "$log"' EXIT
	if ! make -C "$here" -j2 build/crossfoot > "$log" 2>&1; then
		tail -n 20 "$log" >&2
		echo "crossfoot could not be built; sh $here/scripts/setup.sh build says what is missing" >&2
		exit 2
	fi
	rm -f "$log"
fi
exec "$here/build/crossfoot" "$@"
