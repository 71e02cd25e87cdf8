package cn.beian.rules.comparison;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An unpacked test build beside a protected release: whether the two are the same app in all that a
 * protector leaves readable, and the facts of both taken together.
 *
 * <p>Equality here cannot show that the code of the release is that of the test build: the code of
 * the release is what nobody can read. It shows that everything around the code is the same.
 *
 * @param differences what the builds do not share, by aspect; empty where nothing differs
 * @param extraFiles files that only the release holds, sorted: the protector's, or somebody else's
 * @param joined the facts to judge: of the release, and if nothing differs, of the code, pages and
 *     texts of the test build, whose entries begin with {@value #PREFIX}
 */
public record TestBuild(List<Difference> differences, List<String> extraFiles, FactSet joined) {
  /** Before the entries of the test build. */
  static final String PREFIX = "test-build!";

  private static final Set<FactKind> READABLE_ONLY_IN_TEST =
      EnumSet.of(
          FactKind.UI_TEXT,
          FactKind.SCREEN,
          FactKind.CONST_STRING,
          FactKind.IDENTIFIER,
          FactKind.API_CALL,
          FactKind.SDK,
          FactKind.URL,
          FactKind.DOMAIN,
          FactKind.URL_PATH,
          FactKind.FORM_FIELD,
          FactKind.CONTROL,
          FactKind.TIMER,
          FactKind.STORAGE_KEY,
          FactKind.UPLOAD,
          FactKind.OUTPUT,
          FactKind.SORTED_LIST,
          FactKind.CRYPTO_USE,
          FactKind.HOT_UPDATE);
  private static final Set<String> HIDDEN_PARTS = Set.of("code", "pages", "text");
  private static final Set<String> VERSION = Set.of("version_name", "version_code");

  public TestBuild {
    differences = List.copyOf(differences);
    extraFiles = List.copyOf(extraFiles);
  }

  /** What is compared. */
  public enum Aspect {
    IDENTITY,
    VERSION,
    PERMISSIONS,
    COMPONENTS,
    TEXTS,
    FILES,
    NATIVE_LIBRARIES,
    SIGNER,
    /** The test build hides its code as well. */
    PROTECTION;

    /** Name in facts. */
    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * One aspect in which the builds differ; one of the lists is not empty.
   *
   * @param onlyRelease sorted
   * @param onlyTest sorted
   */
  public record Difference(Aspect aspect, List<String> onlyRelease, List<String> onlyTest) {
    public Difference {
      onlyRelease = List.copyOf(onlyRelease);
      onlyTest = List.copyOf(onlyTest);
    }
  }

  /** Whether nothing that can be compared differs. */
  public boolean matches() {
    return differences.isEmpty();
  }

  /**
   * Compares, in time linear in the number of facts.
   *
   * @param release facts of the build that is to go out
   * @param test facts of the build that was made from the same source without protection
   */
  public static TestBuild of(FactSet release, FactSet test) {
    List<Difference> differences = new ArrayList<>();
    compare(differences, Aspect.IDENTITY, release, test, facts -> identity(facts, false));
    compare(differences, Aspect.VERSION, release, test, facts -> identity(facts, true));
    compare(differences, Aspect.PERMISSIONS, release, test, TestBuild::permissions);
    compare(differences, Aspect.COMPONENTS, release, test, TestBuild::components);
    compare(differences, Aspect.TEXTS, release, test, TestBuild::texts);
    SortedSet<String> extra = new TreeSet<>();
    lacking(differences, Aspect.FILES, release, test, TestBuild::files, extra);
    lacking(differences, Aspect.NATIVE_LIBRARIES, release, test, TestBuild::libraries, extra);
    compare(differences, Aspect.SIGNER, release, test, TestBuild::signers);
    if (!test.of(FactKind.PACKER).isEmpty()) {
      differences.add(new Difference(Aspect.PROTECTION, List.of(), packers(test)));
    }
    return new TestBuild(differences, List.copyOf(extra), joined(release, test, differences));
  }

  // ---- comparison ------------------------------------------------------------------------------

  private static void compare(
      List<Difference> differences,
      Aspect aspect,
      FactSet release,
      FactSet test,
      Function<FactSet, SortedSet<String>> of) {
    SortedSet<String> ours = of.apply(release);
    SortedSet<String> theirs = of.apply(test);
    if (!ours.equals(theirs)) {
      differences.add(new Difference(aspect, without(ours, theirs), without(theirs, ours)));
    }
  }

  /** As {@link #compare}, of what a protector may add to: only what the release lacks differs. */
  private static void lacking(
      List<Difference> differences,
      Aspect aspect,
      FactSet release,
      FactSet test,
      Function<FactSet, SortedSet<String>> of,
      SortedSet<String> extra) {
    SortedSet<String> ours = of.apply(release);
    SortedSet<String> theirs = of.apply(test);
    List<String> lacked = without(theirs, ours);
    extra.addAll(without(ours, theirs));
    if (!lacked.isEmpty()) {
      differences.add(new Difference(aspect, List.of(), lacked));
    }
  }

  private static List<String> without(SortedSet<String> some, SortedSet<String> others) {
    return some.stream().filter(one -> !others.contains(one)).toList();
  }

  private static SortedSet<String> identity(FactSet facts, boolean version) {
    return set(
        facts,
        FactKind.IDENTITY,
        fact -> VERSION.contains(fact.text(Field.NAME)) == version,
        fact -> joined(fact, Field.NAME, Field.VALUE, Field.LOCALE));
  }

  private static SortedSet<String> permissions(FactSet facts) {
    return set(facts, FactKind.PERMISSION, fact -> true, fact -> joined(fact, Field.NAME));
  }

  /** Those of the protector itself aside. */
  private static SortedSet<String> components(FactSet facts) {
    List<String> packers =
        facts.of(FactKind.PACKER).stream()
            .flatMap(packer -> packer.texts(Field.CLASSES).stream())
            .toList();
    return set(
        facts,
        FactKind.COMPONENT,
        fact -> packers.stream().noneMatch(fact.text(Field.NAME)::startsWith),
        fact ->
            joined(fact, Field.TYPE, Field.NAME, Field.ROLE, Field.PERMISSION)
                + (fact.flag(Field.EXPORTED).orElse(false) ? " exported" : "")
                + fact.texts(Field.ITEMS).stream().map(" "::concat).collect(Collectors.joining()));
  }

  /** Strings of the resources, in all languages: a protector leaves them alone. */
  private static SortedSet<String> texts(FactSet facts) {
    return set(
        facts,
        FactKind.UI_TEXT,
        fact -> fact.text(Field.ROLE).equals("string_resource"),
        fact -> joined(fact, Field.TEXT, Field.LOCALE));
  }

  /** Assets and raw resources by content; code, manifest and resource table aside. */
  private static SortedSet<String> files(FactSet facts) {
    return set(
        facts,
        FactKind.ASSET,
        fact -> fact.text(Field.NAME).indexOf('/') > 0,
        fact -> joined(fact, Field.NAME, Field.SHA256));
  }

  private static SortedSet<String> libraries(FactSet facts) {
    return set(
        facts,
        FactKind.NATIVE_LIB,
        fact -> true,
        fact ->
            joined(fact, Field.TYPE, Field.NAME) + " " + fact.number(Field.SIZE_BYTES).orElse(0));
  }

  private static SortedSet<String> signers(FactSet facts) {
    return set(facts, FactKind.CERTIFICATE, fact -> true, fact -> fact.text(Field.SHA256));
  }

  private static List<String> packers(FactSet facts) {
    return List.copyOf(set(facts, FactKind.PACKER, fact -> true, fact -> fact.text(Field.NAME)));
  }

  private static SortedSet<String> set(
      FactSet facts, FactKind kind, Predicate<Fact> wanted, Function<Fact, String> name) {
    return facts.of(kind).stream()
        .filter(wanted)
        .map(name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String joined(Fact fact, Field... fields) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields) {
      if (!fact.text(field).isEmpty()) {
        parts.add(fact.text(field));
      }
    }
    return String.join(" ", parts);
  }

  // ---- facts of both ---------------------------------------------------------------------------

  private static FactSet joined(FactSet release, FactSet test, List<Difference> differences) {
    FactSet.Collector all = new FactSet.Collector();
    boolean matches = differences.isEmpty();
    for (Fact fact : release.all()) {
      if (!matches || !isHiddenPart(fact)) {
        put(all, fact, "");
      }
    }
    all.add(
        FactKind.IDENTITY,
        Origin.APP,
        "",
        Locator.PACKAGE,
        Map.of(Field.NAME, "test_build", Field.VALUE, test.header().sha256()));
    if (matches) {
      for (Fact fact : test.all()) {
        if (READABLE_ONLY_IN_TEST.contains(fact.kind()) || isHiddenPart(fact)) {
          put(all, fact, PREFIX);
        }
      }
    }
    for (Difference difference : differences) {
      all.add(
          FactKind.ANOMALY,
          Origin.APP,
          "",
          Locator.PACKAGE,
          Map.of(
              Field.CODE,
              "test-build-differs",
              Field.DETAIL,
              difference.aspect().code() + ": " + first(difference)));
    }
    return all.toFactSet(release.header());
  }

  private static boolean isHiddenPart(Fact fact) {
    return fact.kind() == FactKind.COVERAGE && HIDDEN_PARTS.contains(fact.text(Field.NAME));
  }

  private static void put(FactSet.Collector all, Fact fact, String prefix) {
    for (Locator at : fact.sites()) {
      Locator place = new Locator(prefix + at.entry(), at.line(), at.offset(), at.member());
      all.add(fact.kind(), fact.origin(), fact.screen(), place, fact.values());
    }
  }

  private static String first(Difference difference) {
    List<String> all = new ArrayList<>();
    difference.onlyRelease().stream().limit(1).forEach(one -> all.add("release " + one));
    difference.onlyTest().stream().limit(1).forEach(one -> all.add("test " + one));
    return String.join("; ", all);
  }
}
