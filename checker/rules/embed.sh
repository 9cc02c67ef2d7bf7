#!/bin/sh
# embed.sh FILE... > builtin.c: the rule files as C, in the order of their paths
# whatever order they are given in. Each text is an array of characters, because
# a string literal has a limit. Needs nothing but POSIX sh, sort, od, sed.
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

echo '/* Made by checker/rules/embed.sh from the rule files: do not edit. */'
echo '#include "rules/rules.h"'
n=0
for file; do
	printf '\n/* %s */\nstatic const char pack_%d[] = {\n' "$file" "$n"
	od -An -v -to1 "$file" | sed "s/[0-7]\{3\}/'\\\\&',/g"
	printf "'\\\\0' };\n"
	n=$((n + 1))
done
printf '\nconst struct builtin_pack builtin_packs[] = {\n'
i=0
for file; do
	printf '\t{ "%s", pack_%d, sizeof(pack_%d) - 1 },\n' "$file" "$i" "$i"
	i=$((i + 1))
done
printf '\t{ NULL, NULL, 0 },\n};\nconst size_t nbuiltin_packs = %d;\n' "$n"
