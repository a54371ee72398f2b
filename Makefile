# Everything is set up by the target that needs it: only Python 3.11 or newer, pip, git and make must be there.
#
#   make demo           communkit on the two bundled examples
#   make test           lint, types, tests
#   make test-all       the same, with what is slow, the wheel, and `reuse lint`
#   make reference     write docs/reference/ and the catalogues anew
#   make bench          how long communkit takes to answer
#   make lock           compile requirements/dev.txt anew
#   make licence-texts  write LICENSES/ anew
#   make clean          remove the environment and what was built
#
# `make clean test PYTHON=python3.12` chooses another Python.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
RUN := $(BIN)/python
READY := $(VENV)/.ready
EXAMPLE := docs/examples/carte-des-lieux
PUBLISHED := docs/examples/imio
RESULT := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test test-all test-slow lint types generated reference reuse bench lock licence-texts clean

help:
	@sed -n '3,10s/^# //p' Makefile

# The environment is made without ensurepip, which Debian keeps in a package of its own, and filled by the pip
# that is already here. No build isolation: the build backend is in the lock too.
$(READY): requirements/dev.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "communkit needs Python 3.11 or newer, and found none: install one, or say PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null || { echo "communkit needs pip for $(PYTHON) (on Debian: apt install python3-pip)" >&2; exit 1; }
	$(PYTHON) -m venv --without-pip $(VENV)
	$(PYTHON) -m pip --python $(RUN) install --quiet --require-hashes -r requirements/dev.txt
	$(RUN) -m pip install --quiet --no-build-isolation --no-deps --editable .
	$(RUN) -m communkit.licences.pack licences/texts
	@touch $@

demo: $(READY)
	@mkdir -p $(RESULT)
	@echo "== communkit status, on $(EXAMPLE) (an example with things left to mend)"
	@$(RUN) -m communkit -C $(EXAMPLE) status
	@echo "== communkit check --select AST: the rules on its table of assets and licences"
	@$(RUN) -m communkit -C $(EXAMPLE) check --no-repo --select AST || test $$? -eq 1
	@$(RUN) -m communkit -q -C $(EXAMPLE) render -o $(CURDIR)/$(RESULT)/carte-des-lieux
	@echo "== communkit check --select CHA, on $(PUBLISHED) (iMio, as two published documents tell it)"
	@$(RUN) -m communkit -C $(PUBLISHED) check --no-repo --select CHA || test $$? -eq 1
	@$(RUN) -m communkit -q -C $(PUBLISHED) render -o $(CURDIR)/$(RESULT)/imio
	@echo "== The deliverables are in $(RESULT)/carte-des-lieux/ (French and English) and $(RESULT)/imio/ (French):"
	@echo "   dossier.fr.pdf is the whole dossier, agreement.fr.pdf the charter to sign, index.fr.html the first page."

test: $(READY) lint types generated
	$(RUN) -m pytest -n auto -m "not slow"

test-all: test test-slow

# The judges of documents (PDF, HTML, accessibility) are brought in by a script of their own, under build/judges.
test-slow: $(READY) reuse
	$(RUN) tests/judges/install.py
	$(RUN) -m pytest -m slow

lint: $(READY)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

types: $(READY)
	$(RUN) -m mypy

generated: $(READY)
	$(RUN) -m communkit.generate --check

reference: $(READY)
	$(RUN) -m communkit.generate

reuse: $(READY)
	$(RUN) -m reuse lint --quiet || $(RUN) -m reuse lint

bench: $(READY)
	$(RUN) benchmarks/startup.py
	$(RUN) benchmarks/check.py
	$(RUN) benchmarks/identify.py
	$(RUN) benchmarks/render.py
	$(RUN) benchmarks/report.py

# The lock is compiled against the public index alone, whatever this machine's pip is told to prefer.
lock: $(READY)
	env -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS PIP_CONFIG_FILE=$(if $(filter Windows_NT,$(OS)),NUL,/dev/null) \
	CUSTOM_COMPILE_COMMAND="make lock" $(RUN) -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe \
	--strip-extras --resolver backtracking --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	--output-file requirements/dev.txt pyproject.toml requirements/dev.in

# LICENSES/ holds the texts as SPDX publishes them; they are never typed.
licence-texts: $(READY)
	$(RUN) .ci/licence_texts.py

clean:
	rm -rf $(VENV) licences/texts build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
