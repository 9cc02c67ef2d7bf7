#!/bin/sh
# library.sh BUILD: the library as other programs use it: installed into a folder, found by
# pkg-config, its header in C and C++, a worked example, many threads, memory that runs out.
# Closes with "N passed, N failed, N skipped".
set -u

build=$(cd "$1" && pwd)
here=tests/library
PART=library
. tests/counting.sh
root=$dir/root
cc=${CC:-cc}

# says EXPECTED STATUS COMMAND...: prints just that, and ends so
says()
{
	expected=$1 status=$2
	shift 2
	"$@" > "$dir/out" 2>&1
	st=$?
	diff -u "$expected" "$dir/out" && [ "$st" -eq "$status" ]
}

# they lie elsewhere in memory each time: an address that was taken for a number would differ
again='the built-in rules are written the same again'
case $(cat "$build/flags") in
*clang*)
	skip "$again" 'clang leaves what was there before between the members of a struct'
	;;
*)
	test_that "$again" sh -c '"$0" | cmp - "$1"' "$build/freeze_rules" "$build/frozen_rules.c"
	;;
esac

test_that 'make install' make --no-print-directory install BUILD="$build" DESTDIR="$root" PREFIX=/usr
PKG_CONFIG_PATH=$root/usr/lib/pkgconfig
PKG_CONFIG_SYSROOT_DIR=$root
LD_LIBRARY_PATH=$root/usr/lib
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR LD_LIBRARY_PATH
version=$(sed -n 's/^.define CF_VERSION "\(.*\)"/\1/p' include/crossfoot.h)
test_that 'pkg-config knows the version' [ "$(pkg-config --modversion crossfoot)" = "$version" ]
flags=$(pkg-config --cflags crossfoot)
libs=$(pkg-config --libs crossfoot)
static=$(pkg-config --static --libs crossfoot)

# shellcheck disable=SC2086	# lists of words
{
	test_that 'the example compiles' $cc -std=c17 -Wall -Wextra -Wpedantic -Werror $flags \
	    $here/example.c $libs -o "$dir/example"
	test_that 'and works' says $here/example.expected 1 "$dir/example" $here/report.md \
	    $here/sample.yml
	test_that 'with the static library, too' $cc -std=c17 $flags $here/example.c \
	    "$root/usr/lib/libcrossfoot.a" ${static#*-lcrossfoot} -o "$dir/example-static"
	test_that 'and works like that' env -u LD_LIBRARY_PATH sh -c '"$@" > "$0"; [ $? -eq 1 ]' \
	    "$dir/out" "$dir/example-static" $here/report.md $here/sample.yml
	test_that 'to the same end' cmp $here/example.expected "$dir/out"
	echo '#include <crossfoot.h>' > "$dir/alone.c"
	test_that 'the header in C99' $cc -std=c99 -Wall -Wextra -Wpedantic -Werror $flags -c \
	    "$dir/alone.c" -o "$dir/alone.o"
	if command -v c++ > /dev/null 2>&1; then
		test_that 'the header in C++' c++ -std=c++11 -Wall -Wextra -Wpedantic -Werror $flags \
		    $here/header.cc $libs -o "$dir/header"
		echo dates/weekday > "$dir/weekday"
		test_that 'and a program of it' says "$dir/weekday" 0 "$dir/header"
	else
		skip 'the header in C++' 'there is no C++ compiler'
	fi
	test_that 'threads compile' $cc -std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror \
	    -pthread $flags $here/threads.c $libs -o "$dir/threads"
	test_that 'and come to the same' "$dir/threads" corpus/*-wrong.md $here/report.md
	if [ -e /lib64/ld-linux-x86-64.so.2 ] || ldd --version 2>&1 | grep -q -i -e glibc -e 'GNU libc'; then
		test_that 'nomem compiles' $cc -std=gnu17 -Wall -Wextra -Werror -fno-builtin $flags \
		    $here/nomem.c $libs -o "$dir/nomem"
		test_that 'memory that runs out is an error' "$dir/nomem" $here/sample.yml \
		    $here/report.md
	else
		skip 'memory that runs out' 'it needs glibc'
	fi
}

count
