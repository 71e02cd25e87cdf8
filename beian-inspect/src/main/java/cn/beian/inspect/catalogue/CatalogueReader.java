package cn.beian.inspect.catalogue;

import cn.beian.facts.Origin;
import cn.beian.inspect.catalogue.Stanza.Entry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the catalogue's files into entries and tells of every mistake in them. The fields of an
 * entry:
 *
 * <pre>
 * sdk: jpush                           stable name; "packer" in the file of packers
 * name: 极光推送 | JPush                 Chinese | English, or one for both
 * vendor: 极光 | Aurora Mobile
 * origin: framework                    its code counts as framework code; usually left out
 * collects: device-id network          data items that the sources name
 * class: cn.jpush.                     a pattern; also library, asset, npm, plugin, script,
 *                                      framework, objc
 * within: jiguang                      the entries whose patterns cover one of these
 * source: policy 2026-11-25 https://…  kind, day it was read, address
 * sample: 0a1b…                        SHA-256 of a public package that it was found in
 * </pre>
 */
final class CatalogueReader {
  private static final Set<String> FIELDS =
      Set.of("name", "vendor", "origin", "collects", "within", "source", "sample");

  private static final Map<String, Pattern.Kind> PATTERNS = byName(Pattern.Kind.values());
  private static final Map<String, SourceDocument.Kind> SOURCES =
      byName(SourceDocument.Kind.values());

  private final Vocabulary dataItems;
  private final boolean checking;
  private final List<CatalogueProblem> problems = new ArrayList<>();
  private final List<Sdk> sdks = new ArrayList<>();
  private final List<Packer> packers = new ArrayList<>();
  private final Map<String, Place> ids = new HashMap<>();
  private final Map<Pattern.Kind, PrefixTrie<String>> known = new EnumMap<>(Pattern.Kind.class);
  private final List<Use> uses = new ArrayList<>();

  private record Place(String file, int line) {}

  /** A pattern at its place, to be compared with all others once they are known. */
  private record Use(String id, List<String> within, Pattern pattern, String file, int line) {}

  /**
   * A reader.
   *
   * @param dataItems that SDKs may collect
   * @param checking whether mistakes are looked for; what is in the software was checked when it
   *     was built, and every inspection waits for its catalogue
   */
  CatalogueReader(Vocabulary dataItems, boolean checking) {
    this.dataItems = dataItems;
    this.checking = checking;
    for (Pattern.Kind kind : Pattern.Kind.values()) {
      known.put(kind, new PrefixTrie<>());
    }
  }

  private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
    Map<String, E> names = new HashMap<>();
    for (E value : values) {
      names.put(value.name().toLowerCase(Locale.ROOT), value);
    }
    return names;
  }

  /** Takes a file of SDKs that serve one purpose. */
  void sdks(String file, String text, Term purpose) {
    for (Stanza stanza : Stanza.read(file, text, problems::add)) {
      head(stanza, "sdk")
          .ifPresent(
              id ->
                  sdks.add(
                      new Sdk(
                          id,
                          name(stanza, "name"),
                          name(stanza, "vendor"),
                          purpose,
                          origin(stanza),
                          collects(stanza),
                          patterns(stanza, id),
                          words(stanza, "within"),
                          sources(stanza, true),
                          samples(stanza))));
    }
  }

  /** Takes the file of packers. */
  void packers(String file, String text) {
    for (Stanza stanza : Stanza.read(file, text, problems::add)) {
      head(stanza, "packer")
          .ifPresent(
              id ->
                  packers.add(
                      new Packer(
                          id,
                          name(stanza, "name"),
                          name(stanza, "vendor"),
                          patterns(stanza, id),
                          sources(stanza, false))));
    }
  }

  List<Sdk> sdks() {
    return sdks;
  }

  List<Packer> packers() {
    return packers;
  }

  /** What is wrong in all that was taken, in the order of the files; empty where nothing is. */
  List<CatalogueProblem> problems() {
    List<CatalogueProblem> all = new ArrayList<>(problems);
    if (!checking) {
      return all;
    }
    Set<String> covered = new HashSet<>();
    for (Use use : uses) {
      String outer = trie(use.pattern).around(trieText(use.pattern));
      if (outer != null && outer.equals(use.id)) {
        all.add(
            problem(use, "'" + use.pattern.text() + "' is covered by this entry's own patterns"));
      } else if (outer != null && !use.within.contains(outer)) {
        all.add(
            problem(
                use,
                "'"
                    + use.pattern.text()
                    + "' overlaps with "
                    + outer
                    + "; say 'within: "
                    + outer
                    + "' if it is a part of it, else write a longer pattern there"));
      } else if (outer != null) {
        covered.add(use.id + " within " + outer);
      }
    }
    for (Sdk sdk : sdks) {
      for (String outer : sdk.within()) {
        Place at = ids.get(sdk.id());
        if (at != null && !covered.contains(sdk.id() + " within " + outer)) {
          String message = sdk.id() + " is not within " + outer + "; take that out";
          all.add(new CatalogueProblem(at.file, at.line, message));
        }
      }
    }
    return all;
  }

  private static CatalogueProblem problem(Use use, String message) {
    return new CatalogueProblem(use.file, use.line, message);
  }

  private PrefixTrie<String> trie(Pattern pattern) {
    return known.getOrDefault(pattern.kind(), new PrefixTrie<>());
  }

  /** A pattern as the trie takes it: a Java package stands for all in it. */
  static String trieText(Pattern pattern) {
    return pattern.text().endsWith(".") ? pattern.text() + "*" : pattern.text();
  }

  private void problem(Stanza stanza, int line, String message) {
    problems.add(new CatalogueProblem(stanza.file(), line, message));
  }

  private Optional<String> head(Stanza stanza, String kind) {
    Entry first = stanza.fields().get(0);
    if (!checking) {
      return Optional.of(first.value());
    }
    if (!first.field().equals(kind) || !first.value().matches("[a-z0-9][a-z0-9.-]*")) {
      problem(
          stanza,
          first.line(),
          "an entry begins with '" + kind + ": ' and a name of lower-case letters and dashes");
      return Optional.empty();
    }
    Place before = ids.putIfAbsent(first.value(), new Place(stanza.file(), first.line()));
    if (before != null) {
      problem(
          stanza,
          first.line(),
          "entry '" + first.value() + "' is there already; give this one another name");
    }
    for (Entry entry : stanza.fields().subList(1, stanza.fields().size())) {
      if (!FIELDS.contains(entry.field()) && kind(entry.field()).isEmpty()) {
        problem(stanza, entry.line(), "unknown field '" + entry.field() + "'");
      }
    }
    return Optional.of(first.value());
  }

  private static Optional<Pattern.Kind> kind(String field) {
    return Optional.ofNullable(PATTERNS.get(field));
  }

  private Term name(Stanza stanza, String field) {
    String value = value(stanza, field);
    if (value.isEmpty()) {
      problem(stanza, stanza.line(), "no " + field + "; write '" + field + ": Chinese | English'");
    }
    int bar = value.indexOf(" | ");
    String zh = bar < 0 ? value : value.substring(0, bar);
    String en = bar < 0 ? value : value.substring(bar + 3);
    return new Term(en, zh, en);
  }

  private static String value(Stanza stanza, String field) {
    return stanza.first(field).map(Entry::value).orElse("");
  }

  private Origin origin(Stanza stanza) {
    Optional<Entry> origin = stanza.first("origin");
    if (origin.isPresent() && !origin.get().value().equals("framework")) {
      problem(stanza, origin.get().line(), "origin is 'framework' or left out");
    }
    return origin.isPresent() ? Origin.FRAMEWORK : Origin.SDK;
  }

  private static List<String> words(Stanza stanza, String field) {
    return stanza.first(field).map(entry -> List.of(entry.value().split(" "))).orElse(List.of());
  }

  private List<Term> collects(Stanza stanza) {
    List<Term> items = new ArrayList<>();
    for (Entry entry : stanza.all("collects")) {
      for (String code : entry.value().split(" ", -1)) {
        dataItems
            .get(code)
            .ifPresentOrElse(
                items::add,
                () ->
                    problem(
                        stanza,
                        entry.line(),
                        "unknown data item '" + code + "'; known are " + dataItems.codes()));
      }
    }
    return items;
  }

  private List<Pattern> patterns(Stanza stanza, String id) {
    List<Pattern> patterns = new ArrayList<>();
    for (Entry entry : stanza.fields()) {
      Optional<Pattern.Kind> kind = kind(entry.field());
      if (kind.isEmpty()) {
        continue;
      }
      Pattern pattern = new Pattern(kind.get(), entry.value());
      patterns.add(pattern);
      if (!checking) {
        continue;
      }
      Optional<String> before = trie(pattern).add(trieText(pattern), id);
      if (before.isPresent()) {
        problem(
            stanza,
            entry.line(),
            "'" + entry.value() + "' is a pattern of " + before.get() + " already");
      } else {
        uses.add(new Use(id, words(stanza, "within"), pattern, stanza.file(), entry.line()));
      }
    }
    if (patterns.isEmpty()) {
      problem(stanza, stanza.line(), id + " has no pattern by which it could be found");
    }
    return patterns;
  }

  private List<SourceDocument> sources(Stanza stanza, boolean sampleWillDo) {
    List<SourceDocument> sources = new ArrayList<>();
    for (Entry entry : stanza.all("source")) {
      String[] part = entry.value().split(" ", 3);
      Optional<SourceDocument.Kind> kind =
          part.length == 3 ? sourceKind(part[0]) : Optional.empty();
      if (kind.isEmpty() || (checking && !isDated(part[1], part[2]))) {
        problem(
            stanza,
            entry.line(),
            "expected 'source: vendor|coordinates|list|policy YYYY-MM-DD https://…', found '"
                + entry.value()
                + "'");
      } else {
        sources.add(new SourceDocument(kind.get(), part[1], part[2]));
      }
    }
    if (sources.isEmpty() && !(sampleWillDo && stanza.first("sample").isPresent())) {
      problem(stanza, stanza.line(), "no source; cite a document that you read, or a sample");
    }
    return sources;
  }

  private static boolean isDated(String date, String address) {
    return date.matches("20\\d\\d-[01]\\d-[0-3]\\d") && address.matches("https?://\\S+");
  }

  private static Optional<SourceDocument.Kind> sourceKind(String name) {
    return Optional.ofNullable(SOURCES.get(name));
  }

  private List<String> samples(Stanza stanza) {
    List<String> samples = new ArrayList<>();
    for (Entry entry : stanza.all("sample")) {
      if (checking && !entry.value().matches("[0-9a-f]{64}")) {
        problem(stanza, entry.line(), "a sample is the SHA-256 of a package, 64 hex digits");
      }
      samples.add(entry.value());
    }
    return samples;
  }
}
