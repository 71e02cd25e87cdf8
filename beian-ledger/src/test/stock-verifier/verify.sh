#!/bin/sh
# Checks a proof with Go's golang.org/x/mod/sumdb instead of beian:
#   verify.sh CHECKPOINT VKEY ENTRY PROOF.tlog-proof    the log holds this entry
#   verify.sh CHECKPOINT VKEY UPDATE                    a newer checkpoint continues this one
#   verify.sh PREFIX VKEY                               the tiles under a folder or http address lead to its checkpoint
# Exit codes: 0 accepted, 1 refused, 2 usage, 3 the verifier cannot be built (no Go 1.18, no network).
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 3
verifier=$here/../../../target/stock-verifier
newest=$(ls -t "$here/main.go" "$here/go.mod" "$here/go.sum" "$verifier" 2>/dev/null | head -n 1)
if [ "$newest" != "$verifier" ]; then # built once, beside and renamed
  mkdir -p "$here/../../../target" && (cd "$here" && go build -o "$verifier.$$" .) && mv "$verifier.$$" "$verifier" || exit 3
fi
"$verifier" "$@"
