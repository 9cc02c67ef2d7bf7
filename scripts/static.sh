#!/bin/sh
# static.sh DIR CC PACKAGE...: libraries that Debian has no .a of, made from its source packages:
# DIR/lib<name>.a for each PACKAGE. Sources are fetched once, into DIR, with apt's own check
# of their signatures; nothing is installed. Needs Debian, the network, and dpkg-dev.
set -eu

dir=$1 cc=$2
shift 2
mkdir -p "$dir/apt/lists/partial" "$dir/src"
dir=$(cd "$dir" && pwd)
suite=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
log=$dir/apt/log

# apt with its own lists, so that the machine's sources stay as they are
apt()
{
	apt-get -qq -o Dir::Etc::SourceList="$dir/apt/sources.list" -o Dir::Etc::SourceParts=- \
	    -o Dir::State::Lists="$dir/apt/lists" -o Dir::Cache="$dir/apt" \
	    -o APT::Sandbox::User="$(id -un)" "$@"
}

# where this machine has its packages from
mirror()
{
	cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2> /dev/null |
	    sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] *\)\{0,1\}\([^ ]*\) .*/\2/p' |
	    grep -v security | head -n 1
}

# fetch PACKAGE: its source, in $dir/src/PACKAGE-*
fetch()
{
	set -- "$1" "$dir/src/$1"-*/
	[ ! -d "$2" ] || return 0
	if [ ! -f "$dir/apt/sources.list" ]; then
		echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
		    "$(mirror) $suite main" > "$dir/apt/sources.list"
		apt update > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
	fi
	(
		cd "$dir/src"
		apt source "$1" > "$log" 2>&1 && exit
		# a mirror may lack Debian's changes: then it is as its authors released it
		echo "static: $1 without Debian's changes: $(sed -n 's/^E: //p' "$log" | head -n 1)"
		apt source --tar-only "$1" > "$log" 2>&1 || { cat "$log" >&2; exit 1; }
		tar -xf "$1"_*.orig.tar.*
	)
}

# library NAME SOURCE: one source file, one library
library()
{
	# shellcheck disable=SC2086	# a list of words
	$cc ${CFLAGS:--O2} -fPIC -c -o "$dir/$1.o" "$2"
	rm -f "$dir/lib$1.a"
	ar rcs "$dir/lib$1.a" "$dir/$1.o"
}

for package; do
	fetch "$package"
	case $package in
	md4c) library md4c "$(echo "$dir"/src/md4c-*/src/md4c.c)" ;;
	cjson) library cjson "$(echo "$dir"/src/c[Jj][Ss][Oo][Nn]-*/cJSON.c)" ;;
	*) echo "static: how $package is built is not known" >&2; exit 1 ;;
	esac
done
