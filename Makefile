# Everything works with Go, git and make alone; only lint fetches a tool of its
# own, and only score and train want the corpora beside the project.

GO       ?= go
FUZZTIME ?= 30s
LINT     := v2.15.0

export CGO_ENABLED := 0

.DEFAULT_GOAL := help
.PHONY: browser screens help build run test web golden score train lint fuzz bench clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

build: ## build bin/demarche
	@mkdir -p bin
	$(GO) build -trimpath -ldflags '-s -w' -o bin/demarche ./cmd/demarche

run: build ## build the demo record, print its brief of 8 February 2022, and open the desk on it
	@rm -f bin/demo.db bin/demo.db-wal bin/demo.db-shm bin/demo.db-lock
	@bin/demarche demo --store bin/demo.db
	@echo
	@echo "the same brief on the desk: http://127.0.0.1:8437/brief?since=2022-02-07&as_known=2022-02-08"
	@bin/demarche serve --store bin/demo.db

test: browser ## vet, formatting and every test
	$(GO) vet ./...
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	  if [ -n "$$unformatted" ]; then echo "not formatted, run gofmt -w on:"; echo "$$unformatted"; exit 1; fi
	$(GO) test -timeout 25m ./...

web: ## bundle the page again from web/src (wants npm); commit what it writes to web/dist
	@if command -v npm >/dev/null; then cd web && npm ci --no-fund --no-audit; else echo 'npm is not here: web/node_modules is taken as it is, and types are not checked'; fi
	$(GO) run ./web/build/types
	@if command -v npm >/dev/null; then cd web && npm run --silent check; fi
	$(GO) run ./web/build

browser: # the page is tested in Debian's Chromium, which is put there if it can be
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  { echo "installing chromium for the tests of the page"; apt-get install -y --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1 || \
	    { apt-get update >/dev/null 2>&1 && apt-get install -y --no-install-recommends chromium fonts-dejavu-core >/dev/null 2>&1; } || \
	    echo "SKIPPED: no Chromium here and none can be installed; the tests of the page are skipped"; }

screens: browser ## photograph every screen of the desk, light and dark, into the folder screens
	DEMARCHE_SCREENS=$(CURDIR)/screens $(GO) test -count 1 ./web/walk

golden: ## rewrite the reviewed outputs after a change of rows; read the diff
	$(GO) test ./page ./lexicon ./rule ./read ./view ./cmd/demarche -update

score: ## measure on the development gold in ../shared and write SCORES.md
	$(GO) run ./cmd/demarche score --md SCORES.md

train: ## train the weights again from the corpora in ../shared
	$(GO) run ./cmd/demarche-train trees
	$(GO) run ./cmd/demarche-train names

lint: .tools/golangci-lint-$(LINT) ## run golangci-lint, which is put into .tools
	.tools/golangci-lint-$(LINT) run ./...

.tools/golangci-lint-$(LINT):
	@mkdir -p .tools
	GOBIN=$(CURDIR)/.tools GOFLAGS= $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT)
	mv .tools/golangci-lint $@

fuzz: ## run every fuzz target for FUZZTIME (30s)
	@for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "== $$pkg $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; \
	done

bench: ## measure the stages and the whole reader
	$(GO) test -run '^$$' -bench . -benchmem ./...

clean: ## remove what was built
	rm -rf bin .tools
