package cn.beian.rules.source;

import java.util.ArrayList;
import java.util.List;

/** The alternatives of a pattern: what stands between its bars, group by group. */
final class RegexBranches {
  /**
   * One alternative.
   *
   * @param from where it begins in the pattern
   * @param to where it ends, exclusive
   * @param inner alternatives of groups within it
   */
  record Branch(int from, int to, List<Branch> inner) {
    Branch {
      inner = List.copyOf(inner);
    }

    /** The pattern without it. */
    String without(String regex) {
      return to < regex.length() && regex.charAt(to) == '|'
          ? regex.substring(0, from) + regex.substring(to + 1)
          : regex.substring(0, from - 1) + regex.substring(to);
    }
  }

  private final String regex;
  private int at;

  private RegexBranches(String regex) {
    this.regex = regex;
  }

  /** The alternatives of a pattern that compiles; empty where it has none. */
  static List<Branch> of(String regex) {
    return new RegexBranches(regex).level();
  }

  /** The alternatives up to a closing bracket or the end; of a single one those within it. */
  private List<Branch> level() {
    List<Branch> branches = new ArrayList<>();
    if (regex.startsWith("(?", at) && regex.indexOf(')', at) < indexOrEnd(':')) {
      at = regex.indexOf(')', at) + 1; // flags belong to no alternative
    }
    int start = at;
    List<Branch> inner = new ArrayList<>();
    while (at < regex.length() && regex.charAt(at) != ')') {
      char c = regex.charAt(at++);
      switch (c) {
        case '\\' -> at++;
        case '[' -> skipClass();
        case '(' -> {
          if (regex.startsWith("?", at) && !isFlags()) {
            at = regex.indexOf(':', at) + 1;
          }
          inner.addAll(level());
          at++;
        }
        case '|' -> {
          branches.add(new Branch(start, at - 1, inner));
          start = at;
          inner = new ArrayList<>();
        }
        default -> {}
      }
    }
    if (branches.isEmpty()) {
      return inner;
    }
    branches.add(new Branch(start, at, inner));
    return branches;
  }

  private boolean isFlags() {
    return regex.indexOf(')', at) < indexOrEnd(':');
  }

  private int indexOrEnd(char c) {
    int found = regex.indexOf(c, at);
    return found < 0 ? regex.length() : found;
  }

  private void skipClass() {
    at += regex.startsWith("^", at) ? 1 : 0;
    at += regex.startsWith("]", at) ? 1 : 0; // where it comes first it is one of the class
    while (regex.charAt(at) != ']') {
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }
}
