#!/bin/sh
# ci.sh BUILD: crossfoot where others run it: the hooks of pre-commit, the action of GitHub and
# the template of GitLab, each on a repository with three reports. What is not installed is
# skipped. Closes with "N passed, N failed, N skipped".
set -u

build=$(cd "$1" && pwd)
top=$(pwd)
npm=${build%/asan}/npm
python=${PYTHON:-/usr/bin/python3}
passed=0 failed=0 skipped=0
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
HOME=$dir
GIT_CONFIG_NOSYSTEM=1
PATH=$build:$PATH
export HOME GIT_CONFIG_NOSYSTEM PATH
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE GITHUB_ACTIONS GITHUB_STEP_SUMMARY GITHUB_WORKSPACE
git config --global user.name 'A. Clerk'
git config --global user.email clerk@reports.example
git config --global init.defaultBranch main
git config --global protocol.file.allow always

# verdict NAME OK WHY...
verdict()
{
	if [ "$2" = yes ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "ci: $1: $3"
		head -c 1500 "$dir/said"
	fi
}

# expect NAME STATUS TEXT COMMAND...
expect()
{
	name=$1 want=$2 text=$3
	shift 3
	"$@" > "$dir/said" 2>&1
	st=$?
	if [ "$st" -ne "$want" ]; then
		verdict "$name" no "status $st, not $want"
	elif [ -n "$text" ] && ! grep -qF -e "$text" "$dir/said"; then
		verdict "$name" no "does not say \"$text\""
	else
		verdict "$name" yes
	fi
}

skip()
{
	echo "ci: $1: skipped, $2"
	skipped=$((skipped + 1))
}

# report TOTAL: whose total should be 42
report()
{
	printf '%s\n' '# Offices' '' '| Office | Cases | Visits | Letters | Total |' \
	    '| --- | ---: | ---: | ---: | ---: |' '| North | 12 | 7 | 8 | 27 |' \
	    '| South | 21 | 9 | 4 | 34 |' '| East | 9 | 3 | 6 | 18 |' \
	    "| Total | $1 | 19 | 18 | 79 |"
}

# three reports that are right, in a repository in $dir/reports
repository()
{
	rm -rf "$dir/reports"
	git init -q "$dir/reports"
	cd "$dir/reports" || exit 2
	report 42 > spring.md
	report 42 > summer.md
	printf '# Autumn\n\nThe offices met on Tuesday 6 June 2023.\n' > autumn.md
	git add .
	git commit -q -m 'Three reports'
}

# ---- pre-commit
# hooked ID: with this hook a wrong total is not committed, and a right one is
hooked()
{
	expect "$1: a commit that is right" 0 '' git commit -q --allow-empty -m 'Nothing'
	report 72 > summer.md
	git add summer.md
	expect "$1: a wrong total is refused" 1 'summer.md:8:11: error: ' git commit -q -m 'Summer'
	verdict "$1: and is not committed" \
	    "$(git show HEAD:summer.md | grep -q 'Total | 42' && echo yes)" 'it is there'
	report 42 > summer.md
	echo 'It is right again.' >> summer.md
	git add summer.md
	expect "$1: mended, it is committed" 0 '' git commit -q -m 'Summer'
	printf 'Monday 6 June 2023\n' > notes.py
	git add notes.py
	expect "$1: other files are left alone" 0 '' git commit -q -m 'A program'
	report 72 > 'two words.md'
	git add 'two words.md'
	expect "$1: a name may have a space" 1 'two words.md:8:11: error: ' git commit -q -m 'Words'
	echo 'two*' > .crossfootignore
	git add .crossfootignore
	expect "$1: what is ignored is committed" 0 '' git commit -q -m 'Words'
}

# pre-commit takes hooks from a repository: this checkout, as it is
hooks_repository()
{
	mkdir "$dir/hooks"
	(cd "$top" && tar -cf - --exclude=./build --exclude=./.git .) | tar -xf - -C "$dir/hooks"
	git -C "$dir/hooks" init -q
	git -C "$dir/hooks" add -A
	git -C "$dir/hooks" commit -q -m 'Hooks'
}

# with_pre_commit ID
with_pre_commit()
{
	repository
	printf '%s\n' 'repos:' "  - repo: $dir/hooks" \
	    "    rev: $(git -C "$dir/hooks" rev-parse HEAD)" '    hooks:' "      - id: $1" \
	    > .pre-commit-config.yaml
	git add .pre-commit-config.yaml
	git commit -q -m 'Hooks'
	expect "$1: is installed" 0 'pre-commit installed' pre-commit install
	hooked "$1"
}

# a wrong total that is known already: the hook lets it pass, and nothing else
with_baseline()
{
	repository
	report 72 > summer.md
	expect 'a baseline is written' 0 '' crossfoot check --write-baseline known.txt .
	printf '%s\n' 'repos:' "  - repo: $dir/hooks" \
	    "    rev: $(git -C "$dir/hooks" rev-parse HEAD)" '    hooks:' '      - id: crossfoot' \
	    '        args: [--baseline=known.txt]' > .pre-commit-config.yaml
	git add .
	pre-commit install > /dev/null
	expect 'what is known is committed' 0 '' git commit -q -m 'Summer, as it was'
	report 43 > spring.md
	git add spring.md
	expect 'what is new is not' 1 'spring.md:8:11: error: ' git commit -q -m 'Spring'
	report 42 > spring.md
	report 42 > summer.md
	expect 'mended, it leaves the baseline' 0 '1 entry that no longer occurs was taken out' \
	    crossfoot check --baseline known.txt --prune-baseline .
	git add .
	expect 'and all of it is committed' 0 '' git commit -q -m 'Mended'
}

# the script of the README, run by git itself
without_pre_commit()
{
	repository
	sed -n '/^#!\/bin\/sh$/,/^```$/{/^```$/!p;}' "$top/README.md" > .git/hooks/pre-commit
	chmod +x .git/hooks/pre-commit
	hooked 'git alone'
}

if command -v git > /dev/null 2>&1; then
	if command -v pre-commit > /dev/null 2>&1; then
		expect 'the hooks are good' 0 '' pre-commit validate-manifest .pre-commit-hooks.yaml
		hooks_repository
		with_pre_commit crossfoot
		with_baseline
		if [ "${FROM_SOURCE:-}" = 1 ]; then
			with_pre_commit crossfoot-from-source
		else
			skip 'the hook that builds' 'FROM_SOURCE=1 has it'
		fi
	else
		skip 'pre-commit' 'it is not installed'
	fi
	without_pre_commit
else
	skip 'the hooks' 'git is not installed'
fi
cd "$top" || exit 2

# ---- the services want paths from the root of the repository, wherever the tool is run
# paths NAME WANT COMMAND...: WANT is the path in all three formats
paths()
{
	name=$1 want=$2
	shift 2
	"$@" --format github --output sarif=found.sarif --output gitlab=found.json > "$dir/said" 2>&1
	grep -o 'file=[^,]*' "$dir/said" | sort -u > "$dir/seen"
	grep -oE '"(uri|path)": *"[^"]*md"' found.sarif found.json | sed 's/.*: *"/file=/; s/"$//' |
	    sort -u >> "$dir/seen"
	verdict "$name" "$([ "$(sort -u "$dir/seen")" = "file=$want" ] && echo yes)" \
	    "$(cat "$dir/seen"), not $want"
	rm -f found.sarif found.json
}

if command -v git > /dev/null 2>&1; then
	repository
	mkdir -p 'minutes/of may'
	report 72 > 'minutes/of may/board.md'
	report 72 > board.md
	paths 'in the root' board.md crossfoot check board.md
	cd minutes || exit 2
	paths 'above the folder' board.md crossfoot check ../board.md
	paths 'an absolute path' board.md crossfoot check "$PWD/../board.md"
	paths 'in a checkout within the workspace' reports/board.md \
	    env GITHUB_WORKSPACE="$dir" crossfoot check ../board.md
	paths 'a workspace that is elsewhere' board.md \
	    env GITHUB_WORKSPACE="$build" crossfoot check ../board.md
	report 72 > "$dir/outside.md"
	paths 'outside of the repository' ../../outside.md crossfoot check ../../outside.md
	cd 'of may' || exit 2
	crossfoot check --format github --output gitlab=found.json . > "$dir/said"
	verdict 'in a folder of the repository' \
	    "$(grep -q '^::error file=minutes/of may/board.md,line=8,' "$dir/said" &&
	    grep -q '"path": *"minutes/of may/board.md"' found.json && echo yes)" 'another path'
	cd "$dir" || exit 2
	paths 'in no repository' outside.md crossfoot check outside.md
fi
cd "$top" || exit 2

# ---- GitHub and GitLab: the scripts of their files, run as they would be
# script FILE KEY...: what stands there, one part after the other, as a program for bash
if "$python" -c 'import yaml' 2> /dev/null && command -v git > /dev/null 2>&1; then
	step()
	{
		"$python" -c 'import sys, yaml
part = yaml.safe_load(open(sys.argv[1]))
for key in sys.argv[2:]:
    part = part[int(key) if key.isdigit() else key]
print(part if isinstance(part, str) else "\n".join(part))' "$@"
	}
	repository
	step "$top/action.yml" runs steps 1 run > "$dir/step"
	GITHUB_ACTION_PATH=$dir/action
	mkdir "$GITHUB_ACTION_PATH"
	ln -s "$build" "$GITHUB_ACTION_PATH/build"
	export GITHUB_ACTION_PATH
	# with nothing in the environment but what a runner sets
	github()
	{
		env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$dir/home" LANG=C.UTF-8 CI=true \
		    GITHUB_ACTIONS=true GITHUB_WORKSPACE="$PWD" GITHUB_STEP_SUMMARY="$dir/summary.md" \
		    GITHUB_ACTION_PATH="$GITHUB_ACTION_PATH" CROSSFOOT_PATHS="$1" CROSSFOOT_ARGS="${2:-}" \
		    bash --noprofile --norc -e -o pipefail "$dir/step"
	}
	expect 'GitHub: reports that are right' 0 '3 files' github .
	report 72 > summer.md
	expect 'GitHub: a wrong total' 1 '::error file=summer.md,line=8,endLine=8,col=11,' github .
	verdict 'GitHub: the summary of the step' \
	    "$(grep -q '| error | summer.md, line 8 |' "$dir/summary.md" && echo yes)" "$(cat "$dir/summary.md")"
	expect 'GitHub: options and paths, one a line' 0 '2 files' github "spring.md
summer.md" "--fail-on=never
--profile=author"
	# shellcheck disable=SC2016	# it must not be run
	expect 'GitHub: what is given is no script' 2 'touch' github '$(touch hacked); `touch hacked`'
	verdict 'GitHub: nor is it run' "$([ -e hacked ] || echo yes)" 'it was'
	expect 'GitHub: a name like an option' 2 -- github '--output=x'
	if [ "${FROM_SOURCE:-}" = 1 ]; then
		rm -rf "$GITHUB_ACTION_PATH"
		mkdir "$GITHUB_ACTION_PATH"
		(cd "$top" && tar -cf - --exclude=./build --exclude=./.git .) |
		    tar -xf - -C "$GITHUB_ACTION_PATH"
		cp "$dir/step" "$dir/check"
		step "$top/action.yml" runs steps 0 run > "$dir/step"
		expect 'GitHub: it is built' 0 'LD   build/crossfoot' github .
		cp "$dir/check" "$dir/step"
		expect 'GitHub: and finds the wrong total' 1 '::error file=summer.md' github .
	else
		skip 'the action that builds' 'FROM_SOURCE=1 has it'
	fi
	if crossfoot help check | grep -q gitlab; then
		step "$top/.gitlab/crossfoot.gitlab-ci.yml" crossfoot script > "$dir/step"
		expect 'GitLab: a wrong total' 1 '' env CROSSFOOT_PATHS=. CROSSFOOT_ARGS= bash -e "$dir/step"
		verdict 'GitLab: its report' "$(grep -q summer.md gl-code-quality-report.json && echo yes)" \
		    'does not name summer.md'
	else
		skip 'GitLab' 'there is no such format'
	fi
	expect 'GitLab: the template is YAML' 0 gl-code-quality step \
	    "$top/.gitlab/crossfoot.gitlab-ci.yml" crossfoot artifacts reports codequality
	cd "$top" || exit 2
else
	skip 'GitHub and GitLab' 'it needs git and python3 with yaml'
fi

# ---- their files against the schemas that are published
# installed PROGRAM PACKAGE...: npm has it in build/npm, now or from before
installed()
{
	program=$npm/node_modules/.bin/$1
	shift
	[ ! -x "$program" ] || return 0
	command -v npm > /dev/null 2>&1 || return 1
	mkdir -p "$npm"
	HOME=$dir timeout 120 npm install --prefix "$npm" --no-audit --no-fund --silent "$@" \
	    > "$dir/said" 2>&1 || echo "ci: npm could not install $1: $(head -c 200 "$dir/said")"
	[ -x "$program" ]
}

if installed action-validator @action-validator/core@0.6 @action-validator/cli@0.6; then
	expect 'GitHub: the action is good' 0 '' "$program" action.yml
	sed 's/using: composite/using: compsite/' action.yml > "$dir/action.yml"
	expect 'GitHub: a slip in it would be seen' 1 '' "$program" "$dir/action.yml"
else
	skip 'the action is good' 'it needs npm'
fi
# it has the schema that GitLab publishes; later versions need Node 22
if command -v git > /dev/null 2>&1 && installed gitlab-ci-local gitlab-ci-local@4.61.1; then
	gitlab()
	{
		(cd "$dir/gitlab" && HOME=$dir "$program" --list)
	}
	git init -q "$dir/gitlab"
	git -C "$dir/gitlab" remote add origin https://git.example.org/reports/minutes.git
	git -C "$dir/gitlab" commit -q --allow-empty -m 'Reports'
	cp .gitlab/crossfoot.gitlab-ci.yml "$dir/gitlab/"
	printf '%s\n' 'include:' '  - local: crossfoot.gitlab-ci.yml' 'variables:' \
	    '  CROSSFOOT_PATHS: reports' > "$dir/gitlab/.gitlab-ci.yml"
	git -C "$dir/gitlab" add .
	expect 'GitLab: the template fits the schema' 0 'json schema validated' gitlab
	expect 'GitLab: and brings its job' 0 'crossfoot ' gitlab
	sed -i 's/when: always/when: alwys/' "$dir/gitlab/crossfoot.gitlab-ci.yml"
	expect 'GitLab: a slip in it would be seen' 1 'when' gitlab
else
	skip 'the template fits the schema' 'it needs git and npm'
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
