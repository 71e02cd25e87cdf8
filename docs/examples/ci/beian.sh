#!/bin/sh
# Tests an app in a CI run: beian.sh APP. Wants the one-file jar in BEIAN_JAR.
# Leaves beian.sarif, beian.html and beian.json; fails when something blocks that an earlier report (ci/beian-baseline.json) did not have.
set -u
app=$1
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
set -- "$app"
[ ! -f ci/beian-declared.json ] || set -- "$@" --declared ci/beian-declared.json

"$java" -jar "$BEIAN_JAR" inspect "$@" --format html --out beian.html
"$java" -jar "$BEIAN_JAR" inspect "$@" --format json --out beian.json

[ ! -f ci/beian-baseline.json ] || set -- "$@" --baseline ci/beian-baseline.json
"$java" -jar "$BEIAN_JAR" inspect "$@" --format sarif --out beian.sarif
code=$?
case $code in
  0) echo "beian: passed" ;;
  1) echo "beian: something blocks the filing, see beian.html" ;;
  5) echo "beian: undetermined, see beian.html" ;;
  *) echo "beian: no verdict (exit code $code)" ;;
esac
exit $code
