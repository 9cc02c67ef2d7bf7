#!/bin/sh
# packages.sh BUILD: what is installed beside the program, and what packages are made from:
# manual pages, completions for each shell, the lists of libraries, the files of debian/.
# DEB=1 also builds the Debian packages and has lintian look at them, STATIC=1 the static
# binary. Closes with "N passed, N failed, N skipped".
set -u

build=$(cd "$1" && pwd)
tool=$build/crossfoot
PART=packages
. tests/counting.sh
PATH=$build:$PATH
export PATH

# same A B: two lists of words, one a line, whatever their order
same()
{
	LC_ALL=C sort -u "$1" > "$dir/a"
	LC_ALL=C sort -u "$2" > "$dir/b"
	[ -s "$dir/a" ] && diff "$dir/a" "$dir/b"
}

# ---- what is installed
make --no-print-directory install BUILD="$build" DESTDIR="$dir/root" PREFIX=/usr \
    LIBDIR=/usr/lib/here > "$dir/said" 2>&1 || cat "$dir/said"
(cd "$dir/root" && find . ! -type d | LC_ALL=C sort) > "$dir/installed"
version=$(sed -n 's/^.define CF_VERSION "\(.*\)"/\1/p' include/crossfoot.h)
printf '%s\n' ./usr/bin/crossfoot ./usr/include/crossfoot.h ./usr/lib/here/libcrossfoot.a \
    ./usr/lib/here/libcrossfoot.so "./usr/lib/here/libcrossfoot.so.${version%%.*}" \
    "./usr/lib/here/libcrossfoot.so.$version" ./usr/lib/here/pkgconfig/crossfoot.pc \
    ./usr/share/bash-completion/completions/crossfoot \
    ./usr/share/fish/vendor_completions.d/crossfoot.fish ./usr/share/man/man1/crossfoot.1 \
    ./usr/share/man/man5/crossfoot-rules.5 ./usr/share/zsh/site-functions/_crossfoot > "$dir/want"
test_that 'what is installed' same "$dir/want" "$dir/installed"
test_that 'nothing of it names the folder it was made in' \
    sh -c '! grep -rlI -e "$1" -e "$2" "$3"' sh "$dir" "$(pwd)" "$dir/root/usr/share" 
test_that 'where the library is' [ "$(PKG_CONFIG_PATH=$dir/root/usr/lib/here/pkgconfig \
    pkg-config --variable=libdir crossfoot)" = /usr/lib/here ]

# ---- which files the hooks are for: those that a folder is looked through for
mkdir "$dir/empty"
"$tool" check "$dir/empty" 2>&1 | grep -o -e '\*\.[a-z]*' | tr -d '*.' > "$dir/endings"
for hook in crossfoot crossfoot-from-source; do
	sed -n "/^- id: $hook\$/,/^- id/s/^  files: .*(\(.*\)).*/\1/p" .pre-commit-hooks.yaml |
	    head -n 1 | tr '|' '\n' > "$dir/hook"
	test_that "the files of the hook $hook" same "$dir/endings" "$dir/hook"
done

# ---- manual pages
if command -v mandoc > /dev/null 2>&1; then
	for page in man1/crossfoot.1 man5/crossfoot-rules.5; do
		# whether the other page is installed is nothing that this one can help
		test_that "mandoc -T lint, ${page#*/}" sh -c \
		    'mandoc -T lint "$1" | grep -v "referenced manual not found: Xr crossfoot"; [ $? -eq 1 ]' \
		    sh "$dir/root/usr/share/man/$page"
		mandoc -T ascii "$dir/root/usr/share/man/$page" | col -b > "$dir/${page#*/}"
	done
	"$tool" help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' > "$dir/commands"
	for command in $(cat "$dir/commands"); do
		"$tool" help "$command" | grep -o -e '--[a-z][a-z-]*' | grep -v -x -e --help > "$dir/has"
		sed -n "/^   $command\$/,/^   [a-z]/p" "$dir/crossfoot.1" |
		    grep -o -e '^     .*--[a-z][a-z-]*' | grep -o -e '--[a-z][a-z-]*' > "$dir/page"
		[ ! -s "$dir/has" ] || test_that "the page has the options of $command" same "$dir/has" "$dir/page"
	done
	"$tool" explain functions > "$dir/language"
	for check in $(sed -n 's/^CHECK([A-Z_]*, "\([a-z-]*\)".*/\1/p' checker/rules/checks.def); do
		"$tool" explain "$check" | sed -n '/^ITS PARAMETERS/,/^WHAT ITS/s/^  \([a-z-]*\): .*/\1/p' \
		    > "$dir/has"
		tr -s ' \n' '\n\n' < "$dir/crossfoot-rules.5" | sed -n 's/^\([a-z-]*\):$/\1/p' > "$dir/all"
		test_that "the page has the keys of $check" sh -c \
		    'grep -v -x -F -f "$1" "$2"; [ $? -eq 1 ]' sh "$dir/all" "$dir/has"
		test_that "and $check itself" grep -q -x "   $check" "$dir/crossfoot-rules.5"
	done
else
	skip 'manual pages' 'mandoc is not installed'
fi

# ---- completions: what each shell offers, against what the program says it takes
# offered SHELL LINE: the words it offers at the end of the line, one a line
offered()
{
	case $1 in
	bash) bash --norc -c '
		compopt() { :; }
		. "$1"
		read -r -a COMP_WORDS <<< "$2"
		case $2 in *" ") COMP_WORDS+=("") ;; esac
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_crossfoot
		printf "%s\n" "${COMPREPLY[@]}"' bash "$build/share/bash" "$2" ;;
	fish) HOME=$dir XDG_CONFIG_HOME=$dir XDG_DATA_HOME=$dir fish --no-config -c \
		'source $argv[1]; complete -C $argv[2]' "$build/share/fish" "$2" | sed 's/	.*//' ;;
	# the words themselves come from functions of zsh that need a terminal: these stand in for
	# them, and print what they are asked to offer
	zsh) zsh -f -c '
		_describe() { print -l -- ${${(P)2}%%:*} }
		_files() { print files }
		_values() { shift 3; print -l -- $@ }
		_arguments() {
			local spec
			for spec; do
				case $spec in
				("*--"*|"*-"*) print -r -- ${${${spec#\*}%%\[*}%%=*} ;;
				("(- *)"*) print -r -- ${${spec#"(- *)"}%%\[*} ;;
				("1:word:"*) print -l -- ${(s: :)${${spec#1:word:\(}%\)}} ;;
				("1:rule:"*) ${spec#1:rule:} ;;
				esac
			done
		}
		compdef() { : }
		source $1
		words=(${=2})
		[[ $2 == *" " ]] && words+=("")
		CURRENT=$#words
		_crossfoot' zsh "$build/share/zsh" "$2" ;;
	esac
}

for shell in bash zsh fish; do
	if ! command -v "$shell" > /dev/null 2>&1; then
		skip "completions for $shell" 'it is not installed'
		continue
	fi
	test_that "$shell reads it" "$shell" -n "$build/share/$shell"
	offered "$shell" 'crossfoot ' > "$dir/offered"
	"$tool" help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' > "$dir/commands"
	test_that "$shell: the commands" same "$dir/commands" "$dir/offered"
	for command in $(cat "$dir/commands"); do
		"$tool" help "$command" | sed -n 's/^  *\(-., \)*\(--[a-z-]*\).*/\2/p' > "$dir/has"
		offered "$shell" "crossfoot $command --" | grep -o -e '^--[a-z][a-z-]*' > "$dir/offered"
		test_that "$shell: the options of $command" same "$dir/has" "$dir/offered"
	done
	offered "$shell" 'crossfoot explain ' | grep / > "$dir/offered"
	"$tool" rules | awk '$1 ~ "/" { print $1 }' > "$dir/has"
	test_that "$shell: the rules" same "$dir/has" "$dir/offered"
	[ "$shell" = zsh ] || {
		offered "$shell" 'crossfoot check --fail-on ' > "$dir/offered"
		printf '%s\n' info warning error never > "$dir/has"
		test_that "$shell: the values of an option" same "$dir/has" "$dir/offered"
	}
done

# ---- lists that must name the same
if command -v pkg-config > /dev/null 2>&1 && command -v dpkg-query > /dev/null 2>&1; then
	sed -n '/^Build-Depends:/,/^[A-Z]/p' debian/control | grep -o -E 'z?lib[a-z0-9.-]*-dev' > "$dir/debian"
	sed -n "/^build='/,/'\$/p" scripts/setup.sh | grep -o -E 'z?lib[a-z0-9.-]*-dev' |
	    grep -v -x libc6-dev > "$dir/setup"
	test_that 'debian/control needs what setup.sh installs' same "$dir/setup" "$dir/debian"
	sed -n '/^Package: libcrossfoot-dev/,/^Description/p' debian/control |
	    grep -o -E 'z?lib[a-z0-9.-]*-dev' | grep -v crossfoot > "$dir/dev"
	test_that 'and so does who builds with the library' same "$dir/debian" "$dir/dev"
	for module in $(sed -n 's/^MODULES *:= //p' Makefile); do
		dpkg-query -S "$(pkg-config --variable=pcfiledir "$module")/$module.pc" | sed 's/:.*//'
	done > "$dir/modules"
	test_that 'and so does the Makefile' same "$dir/modules" "$dir/debian"
else
	skip 'the lists of libraries' 'it needs Debian and pkg-config'
fi
test_that 'the version of the Debian package' \
    grep -q "^crossfoot ($version)" debian/changelog
tr '\n' ' ' < include/crossfoot.h | tr ';' '\n' |
    sed -n 's/.*CF_API [^(]*[ *]\(cf_[a-z_]*\)(.*/\1/p' > "$dir/declared"
sed -n 's/^ \(cf_[a-z_]*\)@.*/\1/p' debian/libcrossfoot0.symbols > "$dir/symbols"
test_that 'its symbols are those of the public header' same "$dir/declared" "$dir/symbols"

# ---- what takes minutes
# shellcheck disable=SC2016	# of another shell
deb()
{
	make deb BUILD="$build" && lintian --fail-on error,warning --info --display-info "$build"/deb/*.changes &&
	    dpkg-deb -x "$build/deb/crossfoot_$version"_*.deb "$dir/deb" &&
	    "$dir/deb/usr/bin/crossfoot" version && mandoc -T lint -W style "$build/share/man" |
	    sh -c '! grep -v "referenced manual not found"'
}
if [ "${DEB:-}" != 1 ]; then
	skip 'Debian packages' 'DEB=1 has them'
elif command -v lintian > /dev/null 2>&1; then
	test_that 'Debian packages, and lintian' deb
else
	skip 'Debian packages' 'lintian is not installed'
fi
is_static()
{
	make static BUILD="$build" && ! ldd "$build/static/crossfoot" &&
	    [ "$("$build/static/crossfoot" check --format json corpus/*.md)" = \
	    "$("$tool" check --format json corpus/*.md)" ]
}
if [ "${STATIC:-}" = 1 ] && ! make static BUILD="$build" > "$dir/said" 2>&1 &&
    grep -q -E 'Failed to fetch|Could not resolve|Unable to (fetch|connect)' "$dir/said"; then
	skip 'the static binary' 'the sources of its libraries cannot be fetched'
elif [ "${STATIC:-}" = 1 ]; then
	test_that 'one static binary, which says the same' is_static
else
	skip 'the static binary' 'STATIC=1 has it'
fi

count
