# What the tests' reports say. To be sourced; each function takes the folders of the reports.

# Debian's own docker CLI prints otherwise than the one that ours is compared with: without that one there is nothing to compare.
allowed_skip='no docker CLI 28'

# Four numbers: tests, failed, skipped, and skipped for a reason that is allowed.
report_counts() {
  local allowed
  allowed=$(find "$@" -name 'TEST-*.xml' -exec cat {} + 2>/dev/null | grep -c "<skipped.*$allowed_skip")
  find "$@" -name 'TEST-*.xml' -exec grep -h -m1 '<testsuite ' {} + 2>/dev/null |
    awk -v allowed="$allowed" '{
      for (name in got) delete got[name]
      while (match($0, /(tests|errors|failures|skipped)="[0-9]+"/)) {
        word = substr($0, RSTART, RLENGTH); $0 = substr($0, RSTART + RLENGTH)
        split(word, part, "=\""); got[part[1]] = part[2] + 0
      }
      tests += got["tests"]; bad += got["errors"] + got["failures"]; skipped += got["skipped"]
    } END { print tests + 0, bad + 0, skipped + 0, allowed + 0 }'
}

# A line for each class and reason: how many of its tests were skipped.
report_skips() {
  find "$@" -name 'TEST-*.xml' -exec grep -H '<skipped' {} + 2>/dev/null |
    sed -E 's|^.*/TEST-([^:]*)\.xml:|\1: |; s|<skipped[^>]*><!\[CDATA\[[A-Za-z0-9_.$]*: *||; s|<skipped[^>]*message="([^"]*)".*|\1|; s|\]\]>.*||; s|: +|: |' |
    sort | uniq -c | sed -E 's|^ *([0-9]+) ([^:]*): |skipped    \1 in \2: |'
}

# A line for each test that failed and then passed when it was run again: to be looked into, the next time it may fail twice.
report_flakes() {
  find "$@" -name 'TEST-*.xml' -exec awk '/<testcase / { match($0, / name="[^"]*"/); test = substr($0, RSTART + 7, RLENGTH - 8); match($0, /classname="[^"]*"/); class = substr($0, RSTART + 11, RLENGTH - 12) }
    /<flaky(Failure|Error)/ { print "flaky      " class "." test " failed once and passed when it was run again" }' {} + 2>/dev/null
}
