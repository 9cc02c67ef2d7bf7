#!/bin/sh
# setup.sh build|test|bench|ci|static|deb: see that the Debian packages needed for that are
# installed, and install those that are not. Touches nothing when none is missing.
# Without root (or sudo that asks nothing) it prints what to install and fails.
set -eu

# "a|b": either will do; the first is installed when neither is there
build='gcc|clang libc6-dev make pkg-config|pkgconf libmd4c-dev libgumbo-dev libpcre2-dev
libyaml-dev libcjson-dev libexpat1-dev libminizip-dev zlib1g-dev'
test="$build libcmocka-dev patch python3 python3-jsonschema poppler-utils"
bench="$build pcre2-utils python3"
static="$build dpkg-dev"
deb="$build debhelper dpkg-dev"
# of the tests, those that need more are skipped where it is not there; this has all of it
ci="$test clang libclang-rt-14-dev clang-tidy python3-yaml libxml2-utils chromium debhelper
dpkg-dev lintian mandoc git pre-commit neovim zsh fish g++"

# not from Debian, whose npm brings hundreds of packages: what is there is used
if [ "${1:-}" = ci ] && ! command -v npm >/dev/null 2>&1; then
	echo 'setup: npm is not installed, so python alone judges the schema of rule files,'
	echo 'setup: and SARIF and HTML are not held against the validators that npm has'
fi

case ${1:-} in
build) need=$build ;;
test) need=$test ;;
bench) need=$bench ;;
ci) need=$ci ;;
static) need=$static ;;
deb) need=$deb ;;
*) echo 'usage: setup.sh build|test|bench|ci|static|deb' >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
	echo "setup: not a Debian system, so nothing was looked up; needed are the equivalents of:" >&2
	echo "$need" >&2
	exit 0
fi

installed()
{
	[ "$(dpkg-query -W -f '${Status}' "$1" 2>/dev/null)" = 'install ok installed' ]
}

missing=
for entry in $need; do
	found=
	for name in $(echo "$entry" | tr '|' ' '); do
		! installed "$name" || found=yes
	done
	[ -n "$found" ] || missing="$missing ${entry%%|*}"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
	as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
	as_root='sudo -n'
else
	echo "setup: missing packages; install them with:" >&2
	echo "    sudo apt-get install$missing" >&2
	exit 1
fi
echo "setup: installing$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086	# lists of words
if ! { $as_root apt-get update && $as_root apt-get install -y --no-install-recommends $missing; } \
    > "$log" 2>&1; then
	cat "$log" >&2
	echo "setup: apt-get could not install$missing" >&2
	exit 1
fi
