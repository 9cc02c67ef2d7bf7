# crossfoot: build, test, install. `make help` lists what can be made.
#
# Sources are found by wildcard: every folder of checker/ is a stage of the
# library, checker/crossfoot.c its public functions, the other files directly in
# checker/ and the folders in TOOL_FOLDERS the tool. All output goes to $(BUILD); another compiler or other
# flags may share it, since objects are made again when the flags change.

VERSION   := $(shell sed -n 's/^.define CF_VERSION "\(.*\)"/\1/p' include/crossfoot.h)
SOVERSION := $(firstword $(subst ., ,$(VERSION)))

ifeq ($(origin CC),default)
CC := gcc
endif
BUILD  ?= build
CFLAGS ?= -O3 -g
PYTHON ?= /usr/bin/python3
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
WERROR =
STD    = -std=c17 -D_POSIX_C_SOURCE=200809L -Iinclude -Ichecker
WARN   = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	 -Wmissing-prototypes -Wcast-qual -Wwrite-strings -Wpointer-arith -Wundef \
	 -Wvla -Wformat=2 -Wswitch-enum -Wimplicit-fallthrough -Wdouble-promotion
HARDEN = -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
SAN    = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all

MODULES     := md4c gumbo libpcre2-8 yaml-0.1 libcjson expat minizip zlib
PKG_CFLAGS  := $(shell pkg-config --cflags $(MODULES) 2>/dev/null)
PKG_LIBS    := $(shell pkg-config --libs $(MODULES) 2>/dev/null)
# The same for one static binary; Debian has no .a of these packages, so they are built.
STATIC_LIBS := $(shell pkg-config --static --libs $(MODULES) 2>/dev/null)
STATIC_SOURCES = md4c cjson
CMOCKA_LIBS := $(shell pkg-config --libs cmocka 2>/dev/null)
LIBS    = -Wl,--as-needed $(PKG_LIBS) -lm -pthread
COMPILE = $(CC) $(STD) $(WARN) $(WERROR) $(HARDEN) -fPIC -fvisibility=hidden $(PKG_CFLAGS) $(CFLAGS)

# folders that only the tool needs
TOOL_FOLDERS := config lsp
TOOL_PARTS   := $(wildcard $(TOOL_FOLDERS:%=checker/%/*.c))
LIB_SRC  := $(sort $(filter-out $(TOOL_PARTS),$(wildcard checker/crossfoot.c checker/*/*.c)))
TOOL_SRC := $(sort $(filter-out checker/crossfoot.c,$(wildcard checker/*.c)) $(TOOL_PARTS))
RULES    := $(sort $(shell find rules -name '*.yml' -o -name '*.yaml'))
LIB_OBJ  := $(LIB_SRC:%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/builtin.o $(BUILD)/obj/frozen_trees.o \
            $(BUILD)/obj/frozen_rules.o
# what reads the rule files when the program is built
FREEZE   := $(patsubst %.c,$(BUILD)/obj/%.o,checker/rules/freeze/freeze.c checker/rules/yaml.c \
            checker/rules/mistake.c $(wildcard checker/base/*.c checker/doc/*.c)) $(BUILD)/obj/builtin.o
TOOL_OBJ := $(TOOL_SRC:%.c=$(BUILD)/obj/%.o)
UNIT     := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
FUZZERS  := $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
RUNNER   := $(patsubst %,$(BUILD)/obj/tests/%.o,run_cases case_file invariants lines office variants)
FUZZ_OBJ := $(patsubst %,$(BUILD)/obj/tests/%.o,invariants document office)
TIDY     := $(LIB_SRC) $(TOOL_SRC) $(wildcard checker/rules/freeze/*.c tests/*.c)

FUZZ_SECONDS ?= 60
# what is run is shown in short; V=1 shows it in full
Q  = $(if $(V),,@)
JOBS := $(shell nproc 2>/dev/null || echo 2)

.PHONY: all help setup demo test check unit cases accept rules-test layers asan fuzz fuzz-run
.PHONY: tidy bench accuracy corpus-formats format install static deb tsan clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:

# what the tool writes of itself, to be installed: $(BUILD)/share/KIND for each KIND
SHARE := $(addprefix $(BUILD)/share/,man rules-man bash zsh fish)

all: $(BUILD)/crossfoot $(BUILD)/libcrossfoot.a $(BUILD)/libcrossfoot.so $(SHARE)

help:
	@echo 'all       the tool, its manual, the static and the shared library, in $(BUILD)/ (default)'
	@echo 'setup     install what the build needs (Debian packages); demo and test do it too'
	@echo 'demo      build and check the sample reports in corpus/'
	@echo 'test      build and run every test'
	@echo 'unit cases rules-test layers   one kind of test alone'
	@echo 'accept    rewrite what the cases in CASES="file ..." expect; review the diff'
	@echo 'asan      every test again with address and undefined-behaviour sanitizers (clang)'
	@echo 'tsan      many threads under the thread sanitizer (clang)'
	@echo 'fuzz      each fuzzer for FUZZ_SECONDS=$(FUZZ_SECONDS)'
	@echo 'tidy      clang-tidy, one file at a time'
	@echo 'bench     how fast, compared with what, and whether the bars are met'
	@echo 'accuracy  against tables whose truth is known (needs data that is not kept here)'
	@echo 'corpus-formats  the sample pack as HTML, DOCX, ODT and PDF (needs LibreOffice)'
	@echo 'format    clang-format over the C'
	@echo 'install   to $$(DESTDIR)$$(PREFIX), PREFIX=$(PREFIX)'
	@echo 'static    one binary that needs no library, $(BUILD)/static/crossfoot'
	@echo 'deb       Debian packages, in $(BUILD)/deb/'
	@echo 'clean     remove $(BUILD)/'

# ---- build

# Made again, and with it every object, when the way to compile changes.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' > $@

# Made again when a source or a rule file comes or goes.
$(BUILD)/sources: FORCE
	@mkdir -p $(@D)
	@echo '$(LIB_SRC) $(TOOL_SRC) $(RULES)' | cmp -s - $@ || \
	    echo '$(LIB_SRC) $(TOOL_SRC) $(RULES)' > $@

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@test -n '$(PKG_LIBS)' || { echo 'libraries are missing: run "make setup"' >&2; exit 1; }
	@echo '  CC   $<'
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(patsubst %,$(BUILD)/obj/%.o,builtin frozen_trees frozen_rules): $(BUILD)/obj/%.o: $(BUILD)/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  CC   $<'
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(BUILD)/builtin.c: $(RULES) checker/rules/embed.sh $(BUILD)/sources
	@echo '  GEN  $@'
	$(Q)sh checker/rules/embed.sh $(RULES) > $@

$(BUILD)/freeze: $(FREEZE)
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/freeze_rules: $(patsubst %,$(BUILD)/obj/checker/rules/freeze/%.o,patterns needed image) \
    $(filter-out %/frozen_rules.o,$(LIB_OBJ))
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/frozen_trees.c: $(BUILD)/freeze
	@echo '  GEN  $@'
	$(Q)$(BUILD)/freeze > $@

$(BUILD)/frozen_rules.c: $(BUILD)/freeze_rules
	@echo '  GEN  $@'
	$(Q)$(BUILD)/freeze_rules > $@

# All objects with their inner names: for the tool, unit tests and fuzzers.
$(BUILD)/internal.a: $(LIB_OBJ) $(filter-out %/main.o,$(TOOL_OBJ)) $(BUILD)/sources
	@rm -f $@
	@echo '  AR   $@'
	$(Q)ar rcs $@ $(filter %.o,$^)

$(BUILD)/crossfoot: $(BUILD)/obj/checker/main.o $(BUILD)/internal.a
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/share/%: $(BUILD)/crossfoot
	@mkdir -p $(@D)
	@echo '  GEN  $@'
	$(Q)$(BUILD)/crossfoot generate $* > $@

# Only what the public header declares can be seen from outside.
$(BUILD)/libcrossfoot.a: $(LIB_OBJ) $(BUILD)/sources
	@rm -f $@
	@echo '  AR   $@'
	$(Q)ld -r -o $(BUILD)/obj/libcrossfoot.o $(filter %.o,$^)
	$(Q)objcopy --localize-hidden $(BUILD)/obj/libcrossfoot.o
	$(Q)ar rcs $@ $(BUILD)/obj/libcrossfoot.o

$(BUILD)/libcrossfoot.so: $(LIB_OBJ) $(BUILD)/sources
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,libcrossfoot.so.$(SOVERSION) \
	    -o $@ $(filter %.o,$^) $(LIBS)
	@ln -sf libcrossfoot.so $@.$(SOVERSION)

# ---- tests

setup:
	@sh scripts/setup.sh build

demo:
	@sh scripts/setup.sh build
	@$(MAKE) --no-print-directory all
	@echo '$$ $(BUILD)/crossfoot check corpus/*.md'
	@st=0; $(BUILD)/crossfoot check corpus/*.md || st=$$?; \
	    echo "exit status $$st: $$( [ $$st -eq 0 ] && echo nothing found || echo findings, as expected)"; \
	    [ $$st -le 1 ]

test:
	@sh scripts/setup.sh test
	@$(MAKE) --no-print-directory check

# what is read in a report, for measuring
$(BUILD)/figures: $(BUILD)/obj/tests/figures.o $(BUILD)/internal.a
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

check: all $(UNIT) $(BUILD)/run_cases $(BUILD)/bench $(BUILD)/figures
	@PYTHON='$(PYTHON)' sh tests/run.sh $(BUILD)

unit: $(UNIT)
	@sh tests/run.sh $(BUILD) unit
cases: $(BUILD)/run_cases
	@sh tests/run.sh $(BUILD) cases
rules-test: $(BUILD)/crossfoot
	@sh tests/run.sh $(BUILD) rules
layers:
	@sh tests/run.sh $(BUILD) layers

CASES ?=
accept: $(BUILD)/run_cases
	@test -n '$(CASES)' || { echo 'usage: make accept CASES="tests/cases/FILE.case ..."' >&2; exit 1; }
	$(BUILD)/run_cases --accept $(CASES)

# "private", or the stamp of the flags would see it too
$(BUILD)/obj/tests/%.o: private WARN += -Wno-unused-parameter
$(BUILD)/obj/tests/%.o: private STD += -I.

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(BUILD)/obj/tests/office.o $(BUILD)/internal.a
	@mkdir -p $(@D)
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(CMOCKA_LIBS) $(LIBS)

# The runner sees the public interface only, so it is linked to the shared library.
$(BUILD)/run_cases: $(RUNNER) $(BUILD)/libcrossfoot.so
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(RUNNER) -L$(BUILD) -lcrossfoot -Wl,-rpath,'$$ORIGIN'

asan:
	@sh scripts/setup.sh ci
	@ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 SLOW=1 \
	    $(MAKE) --no-print-directory BUILD=$(BUILD)/asan CC=clang CFLAGS='$(SAN)' HARDEN= check

# the library and the program that uses it from many threads, nothing else
tsan:
	@sh scripts/setup.sh ci
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/tsan CC=clang HARDEN= \
	    CFLAGS='-O1 -g -fsanitize=thread' $(BUILD)/tsan/threads
	$(BUILD)/tsan/threads corpus/*-wrong.md

$(BUILD)/threads: tests/library/threads.c $(BUILD)/libcrossfoot.a
	@echo '  LD   $@'
	$(Q)$(CC) $(STD) -pthread $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

fuzz:
	@sh scripts/setup.sh ci
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang HARDEN= \
	    CFLAGS='$(SAN) -fsanitize=fuzzer-no-link' fuzz-run

fuzz-run: $(FUZZERS)
	@FUZZ_SECONDS=$(FUZZ_SECONDS) sh tests/fuzz/run.sh $(BUILD) $(FUZZERS)

$(BUILD)/fuzz_%: $(BUILD)/obj/tests/fuzz/fuzz_%.o $(FUZZ_OBJ) $(BUILD)/internal.a
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

tidy:
	@sh scripts/setup.sh ci
	@printf '%s\n' $(TIDY) | xargs -n 1 -P $(JOBS) sh -c \
	    'clang-tidy --quiet "$$1" -- $(STD) -I. $(PKG_CFLAGS) 2>/dev/null || { echo "$$1: not clean"; exit 1; }' tidy
	@echo 'tidy: $(words $(TIDY)) files clean'

$(BUILD)/bench: $(BUILD)/obj/tests/bench.o
	@echo '  LD   $@'
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^

bench:
	@sh scripts/setup.sh bench
	@$(MAKE) --no-print-directory $(BUILD)/crossfoot $(BUILD)/bench
	@sh tests/bench.sh $(BUILD)

accuracy: $(BUILD)/crossfoot $(BUILD)/figures
	@if [ ! -d ../shared/data ]; then echo 'accuracy: skipped, it needs the data in ../shared/data'; \
	else $(PYTHON) tests/accuracy.py $(BUILD)/crossfoot ../shared/data --curve && \
	    $(PYTHON) tests/accuracy_prose.py $(BUILD)/crossfoot ../shared/data && \
	    $(PYTHON) tests/accuracy_pdf.py $(BUILD)/crossfoot ../shared/data && \
	    $(PYTHON) tests/accuracy_formats.py $(BUILD)/crossfoot ../shared/data && \
	    $(PYTHON) tests/to_pdf.py $(BUILD)/crossfoot $(filter-out %/README.md,$(wildcard corpus/*.md)) && \
	    $(PYTHON) tests/slips.py $(BUILD)/crossfoot ../shared/packs/agenda-pack-2023-06-06.md; fi
	@if command -v soffice > /dev/null; then \
	    $(PYTHON) tests/to_office.py $(BUILD)/crossfoot $(filter-out corpus/README.md,$(wildcard corpus/*.md)); \
	else echo 'to_office.py: skipped, it needs LibreOffice'; fi

# The sample pack in other formats, by LibreOffice; the files are kept, since it is large.
# They differ from run to run in what they say of the time.
corpus-formats:
	$(PYTHON) tests/to_office.py --make corpus/formats corpus/pack.md

format:
	clang-format -i $(LIB_SRC) $(TOOL_SRC) $(wildcard checker/*/*.h checker/rules/freeze/*.c include/*.h tests/*.[ch] tests/*/*.c)

# ---- install

# the file that pkg-config reads, a line each
define PC
prefix=$(PREFIX)
libdir=$(LIBDIR:$(PREFIX)%=$${prefix}%)
includedir=$${prefix}/include

Name: crossfoot
Description: a linter for the numbers in reports
Version: $(VERSION)
Requires.private: $(MODULES)
Libs: -L$${libdir} -lcrossfoot
Libs.private: -lm
Cflags: -I$${includedir}
endef
export PC

INSTALL = install
AT      = $(DESTDIR)$(PREFIX)
LIB_AT  = $(DESTDIR)$(LIBDIR)
install: all
	$(INSTALL) -d $(AT)/bin $(AT)/include $(LIB_AT)/pkgconfig $(AT)/share/man/man1 \
	    $(AT)/share/man/man5 $(AT)/share/bash-completion/completions \
	    $(AT)/share/fish/vendor_completions.d $(DESTDIR)$(ZSHDIR)
	$(INSTALL) -m 755 $(BUILD)/crossfoot $(AT)/bin/crossfoot
	$(INSTALL) -m 644 include/crossfoot.h $(AT)/include/crossfoot.h
	$(INSTALL) -m 644 $(BUILD)/libcrossfoot.a $(LIB_AT)/libcrossfoot.a
	$(INSTALL) -m 755 $(BUILD)/libcrossfoot.so $(LIB_AT)/libcrossfoot.so.$(VERSION)
	ln -sf libcrossfoot.so.$(VERSION) $(LIB_AT)/libcrossfoot.so.$(SOVERSION)
	ln -sf libcrossfoot.so.$(SOVERSION) $(LIB_AT)/libcrossfoot.so
	printf '%s\n' "$$PC" > $(LIB_AT)/pkgconfig/crossfoot.pc
	$(INSTALL) -m 644 $(BUILD)/share/man $(AT)/share/man/man1/crossfoot.1
	$(INSTALL) -m 644 $(BUILD)/share/rules-man $(AT)/share/man/man5/crossfoot-rules.5
	$(INSTALL) -m 644 $(BUILD)/share/bash $(AT)/share/bash-completion/completions/crossfoot
	$(INSTALL) -m 644 $(BUILD)/share/zsh $(DESTDIR)$(ZSHDIR)/_crossfoot
	$(INSTALL) -m 644 $(BUILD)/share/fish $(AT)/share/fish/vendor_completions.d/crossfoot.fish

# ---- packages

static:
	@sh scripts/setup.sh static
	@sh scripts/static.sh $(BUILD)/static '$(CC)' $(STATIC_SOURCES)
	@$(MAKE) --no-print-directory $(BUILD)/static/crossfoot

$(BUILD)/static/crossfoot: $(BUILD)/obj/checker/main.o $(BUILD)/internal.a
	@echo '  LD   $@'
	$(Q)$(CC) -static -s $(CFLAGS) $(LDFLAGS) -o $@ $^ -L$(BUILD)/static $(STATIC_LIBS) -lm

# Built in a copy, since the tools of Debian write beside the folder that they build; it knows
# nothing of the variables that are set here, or it would clean this folder.
DEB = $(BUILD)/deb/crossfoot-$(VERSION)
deb:
	@sh scripts/setup.sh deb
	rm -rf $(BUILD)/deb
	mkdir -p $(DEB)
	tar -cf - --exclude=./build --exclude=./.git --exclude='__pycache__' . | tar -xf - -C $(DEB)
	cd $(DEB) && env -u MAKEFLAGS -u MFLAGS -u BUILD dpkg-buildpackage -b -us -uc

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
