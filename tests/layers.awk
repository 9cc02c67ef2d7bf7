# Each stage may include its own headers and those of stages before it in
# `order`; files directly in checker/ (crossfoot.c, main.c) and those in the folders of
# the tool (lsp) stand on top, and the public header is free to all. Prints "file:line: ..." for each arrow that
# points forward and exits 1 when there is one.
# usage: awk -f tests/layers.awk checker/*.c checker/*/*.[chd]*
BEGIN {
	n = split("base doc read facts rules report checks write config", order, " ")
	for (i = 1; i <= n; i++)
		rank[order[i]] = i
	tool["lsp"]
}
FNR == 1 {
	parts = split(FILENAME, path, "/")
	from = parts > 2 && !(path[parts - 1] in tool) ? path[parts - 1] : "top"
	if (from != "top" && !(from in rank)) {
		print FILENAME ": folder \"" from "\" is not a stage (see tests/layers.awk)"
		bad = 1
	}
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	if (quoted[2] == "crossfoot.h")
		next
	if (split(quoted[2], path, "/") != 2 || !(path[1] in rank)) {
		if (from != "top") {
			print FILENAME ":" FNR ": \"" quoted[2] "\" is not of the form \"stage/file.h\""
			bad = 1
		}
	} else if (from != "top" && rank[path[1]] > rank[from]) {
		print FILENAME ":" FNR ": " from " includes \"" quoted[2] "\", a later stage"
		bad = 1
	}
}
END { exit bad }
