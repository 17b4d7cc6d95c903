#!/bin/sh
# Builds the library and puts it beside plugin.toml, where claims looks for it.
set -e
cd "$(dirname "$0")"
cargo build --release --target-dir target
cp target/release/{{prefix}}claims_plugin_{{name}}{{suffix}} {{file}}
