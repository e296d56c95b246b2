# csi: everything a newcomer needs. `make` lists the targets.

GO      ?= go
BIN     := bin/csi
OUT     := out
FUZZ    ?= 60s
LDFLAGS := -s -w

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: build
build: ## build bin/csi, static
	@mkdir -p bin
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/csi

.PHONY: demo
demo: build ## take two assessments, print their profiles, write their road maps
	@.ci/demo $(BIN) $(OUT)

.PHONY: tools
tools: # what the tests look at PDFs with
	@.ci/tools

.PHONY: test
test: tools check ## everything that must hold: format, vet, staticcheck, all tests
	$(GO) test -timeout 40m ./...
	$(GO) test -timeout 40m -race ./assess/... ./questionnaires/... ./cmd/internal/...
	$(GO) test -timeout 40m -race -run 'TestWrite_isSound|TestSecond' ./reports ./reports/pdf

.PHONY: check
check: ## format, vet, staticcheck
	@unformatted=$$(gofmt -l assess cmd questionnaires reports); \
	if [ -n "$$unformatted" ]; then echo "gofmt differs: $$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZ each (default 60s)
	@.ci/fuzz $(FUZZ)

.PHONY: bench
bench: build ## speed and memory, side by side in one run, with what others make
	@.ci/peers/install
	$(GO) test -timeout 3h -p 1 -run '^$$' -bench . -benchmem ./assess/... ./questionnaires/... ./reports/... ./cmd/...

.PHONY: golden
golden: ## rewrite the golden files; read the difference before you commit it
	$(GO) test ./assess/... ./questionnaires/... ./reports/... ./cmd/... -update

.PHONY: pages
pages: demo ## the pages of the demo road maps as pictures, to look at
	@for f in $(OUT)/*.pdf; do pdftoppm -r 80 -png "$$f" "$${f%.pdf}"; done; ls $(OUT)/*.png

.PHONY: dist
dist: ## binaries for Linux, macOS and Windows in out/dist, with checksums
	@.ci/dist $(OUT)/dist

.PHONY: clean
clean: ## remove what was built
	rm -rf bin $(OUT)
