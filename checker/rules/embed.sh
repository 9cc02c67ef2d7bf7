#!/bin/sh
# embed.sh FILE... > builtin.c: the rule files as C, in the order of their paths
# whatever order they are given in; each once more with empty lines instead of its
# rules' tests, reasons and sources, which a check has no use for: reading them takes
# longer than all the rest. Each text is an array of characters, because a string literal has a limit.
# Needs nothing but POSIX sh, sort, od, awk, sed.
set -eu

LC_ALL=C
export LC_ALL

for file; do
	case $file in
	'' | *[!A-Za-z0-9._/-]*)
		echo "embed.sh: \"$file\": only letters, digits and . _ / - may be in a path" >&2
		exit 1
		;;
	esac
	[ -r "$file" ] || { echo "embed.sh: cannot read $file" >&2; exit 1; }
done
# the paths hold no white space, so they may be split again
[ $# -eq 0 ] || set -- $(printf '%s\n' "$@" | sort -u)

# What is under a key of a rule goes on as long as lines are empty or further in.
without_reasons() {
	awk '/^    (tests|why|source):/ { out = 1; print ""; next }
	out && /^(     |[ \t]*$)/ { print ""; next }
	{ out = 0; print }' "$1"
}

# as_array NAME: what is on stdin
as_array() {
	printf 'static const char %s[] = {\n' "$1"
	od -An -v -to1 | sed "s/[0-7]\{3\}/'\\\\&',/g"
	printf "'\\\\0' };\n"
}

echo '/* Made by checker/rules/embed.sh from the rule files: do not edit. */'
echo '#include "rules/rules.h"'
n=0
for file; do
	printf '\n/* %s */\n' "$file"
	as_array "pack_$n" <"$file"
	without_reasons "$file" | as_array "rules_$n"
	n=$((n + 1))
done
printf '\nconst struct builtin_pack builtin_packs[] = {\n'
i=0
for file; do
	printf '\t{ "%s", { pack_%d, sizeof(pack_%d) - 1 }, { rules_%d, sizeof(rules_%d) - 1 } },\n' \
	    "$file" "$i" "$i" "$i" "$i"
	i=$((i + 1))
done
printf '\t{ NULL, { NULL, 0 }, { NULL, 0 } },\n};\nconst size_t nbuiltin_packs = %d;\n' "$n"
