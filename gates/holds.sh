# For the scripts of gates/: counts what holds.
status=0
gate=$(basename "$0")

# holds WHAT COMMAND...: says that it holds when the command succeeds.
holds() {
  what=$1
  shift
  if "$@"; then
    echo "gate $gate: $what: holds"
  else
    echo "gate $gate: $what: DOES NOT HOLD"
    status=1
  fi
}
