# shellcheck shell=sh
# counting.sh: what tests in shell begin with. PART is how they are called in what they say;
# a folder for their files is $dir, which goes with them; their last line is the count.

passed=0 failed=0 skipped=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# test_that NAME COMMAND...: it ends with status 0; else what it said is shown
test_that()
{
	name=$1
	shift
	if "$@" > "$dir/said" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "$PART: $name:"
		head -c 2000 "$dir/said"
	fi
}

# skip NAME WHY
skip()
{
	echo "$PART: $1: skipped, $2"
	skipped=$((skipped + 1))
}

# to be called last
count()
{
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
}
