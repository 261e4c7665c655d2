# Every target that people need has a comment behind `##`; `make` alone lists them.
SWIFT ?= swift
PREFIX ?= /usr/local
FORMATTED = Sources Tests Benchmarks Package.swift

# The interpreter that scripts/bootstrap has given the modules which tests compare with. Tests fail
# rather than skip when it is named and lacks one.
ORACLES = $(CURDIR)/.build/oracles/bin/python3
WITH_ORACLES = if [ -z "$${MANDATE_PYTHON:-}" ] && [ -x "$(ORACLES)" ]; \
  then export MANDATE_PYTHON="$(ORACLES)"; fi;

.DEFAULT_GOAL := help
.PHONY: help demo build test check test-browser lint format fuzz fuzz-addresses faults bench schemas docs picture release \
  clean install bootstrap bootstrap-test bootstrap-browser build-tests

help: ## list these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	  awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: ## build, then walk through the daily work on a copy of an example
	@scripts/demo

build: bootstrap ## build the release program
	$(SWIFT) build -c release --product mandate

# The summary of `swift test` must be the last line printed, so everything else comes before it.
test: build-tests lint ## build, lint and run every test
	@$(WITH_ORACLES) $(SWIFT) test --skip-build --disable-xctest

check: test ## the same; what CI runs

# Not a part of `test`, for it needs a browser; asked for, it fails where there is none.
test-browser: bootstrap-browser ## open the pages that the program writes in a real browser
	@$(SWIFT) build --product mandate
	@$(SWIFT) build --product render-driver
	@$(WITH_ORACLES) "$${MANDATE_PYTHON:-python3}" Tests/Browser/browse.py \
	  "$$($(SWIFT) build --show-bin-path)/mandate"
	@$(WITH_ORACLES) "$${MANDATE_PYTHON:-python3}" Tests/Browser/scalars.py \
	  --driver "$$($(SWIFT) build --show-bin-path)/render-driver"

lint: ## check the layout of the Swift files
	@$(SWIFT) format lint --strict --parallel --recursive $(FORMATTED)

format: ## lay out the Swift files
	@$(SWIFT) format --in-place --parallel --recursive $(FORMATTED)

fuzz: build-tests ## run the long form of the tests on random and damaged input
	@$(WITH_ORACLES) MANDATE_LONG=1 $(SWIFT) test --skip-build --disable-xctest \
	  --filter '[Ff]uzz|[Pp]ropert|[Oo]racle|[Rr]andom|[Ll]aw' --skip RangeSetTests
	@$(MAKE) --no-print-directory fuzz-addresses

# All 2^30 pairs need the optimizer to look into the generic set across files.
fuzz-addresses: ## try every pair of lists of 3-bit prefixes
	@MANDATE_LONG=1 $(SWIFT) test -c release -Xswiftc -enable-testing \
	  -Xswiftc -cross-module-optimization --disable-xctest --filter RangeSetTests

faults: bootstrap-test build ## kill and starve the program at every step of an apply
	@$(SWIFT) build -c release --product fault-driver
	@scripts/faults
	@scripts/revocations
	@scripts/leaks

bench: bootstrap-test build ## measure time and memory
	@$(WITH_ORACLES) $(SWIFT) run -c release benchmarks --cedar Tests/Oracles/cedar_speed.py

schemas: build ## write the JSON Schemas of all kinds
	@scripts/schemas

docs: build ## write the reference documents and manual pages that come from the code
	@scripts/docs

picture: bootstrap-test build ## draw the terminal of README.md
	@$(or $(MANDATE_PYTHON),$(ORACLES)) scripts/picture

# SNAPSHOT=1 takes whatever is there, whether it is tagged or not.
release: bootstrap ## make the archive of a release
	@scripts/release $(if $(SNAPSHOT),snapshot)

clean: ## remove everything that was built
	@$(SWIFT) package clean
	@rm -rf .build/oracles

install: build ## install the program, its manual pages and completions into PREFIX
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build -c release --show-bin-path)/mandate" "$(DESTDIR)$(PREFIX)/bin/mandate"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 644 man/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1"
	@scripts/install-completions "$(DESTDIR)$(PREFIX)"

bootstrap:
	@scripts/bootstrap build

bootstrap-test:
	@scripts/bootstrap test

bootstrap-browser:
	@scripts/bootstrap browser

build-tests: bootstrap-test
	@$(SWIFT) build --build-tests
