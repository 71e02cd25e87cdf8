package cn.beian.inspect.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A closed set of terms: lines of code, Chinese and English name, parted by tabs. */
final class Vocabulary {
  private final Map<String, Term> terms = new LinkedHashMap<>();

  Vocabulary(String text) {
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] part = line.split("\t", -1);
        terms.put(part[0], new Term(part[0], part[1], part[2]));
      }
    }
  }

  Optional<Term> get(String code) {
    return Optional.ofNullable(terms.get(code));
  }

  /** In the order of the file. */
  Iterable<Term> terms() {
    return terms.values();
  }

  /** The codes, to be shown to somebody who wrote another. */
  String codes() {
    return String.join(", ", terms.keySet());
  }
}
