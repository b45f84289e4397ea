#!/bin/sh
# Writes production.txt and dev.txt anew from pyproject.toml.
set -eu
cd "$(dirname "$0")/../.."
export UV_CUSTOM_COMPILE_COMMAND="sh deploy/requirements/lock.sh"
common="--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate"
# shellcheck disable=SC2086
uv pip compile $common pyproject.toml --output-file deploy/requirements/production.txt "$@"
# shellcheck disable=SC2086
uv pip compile $common pyproject.toml --group dev --output-file deploy/requirements/dev.txt "$@"
