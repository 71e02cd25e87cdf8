package cn.beian.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.rules.book.CompiledRule;
import cn.beian.rules.book.RuleCondition;
import cn.beian.rules.book.RuleCondition.OfFact;
import cn.beian.rules.book.RuleCondition.Predicate;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.TestBuild;
import cn.beian.testkit.Samples;
import cn.beian.testkit.harmony.HapSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A contract between readers and rules: everything that a rule needs of a format is produced by a
 * reader of that format, shown by a package and not only by a sample. Exceptions that no built
 * package shows are in {@code src/test/unanswered.tsv} with the reason; this test generates the
 * columns before the reason with {@code -Dunanswered.write=true}.
 */
@Tag("once")
class ReadersAnswerRulesTest {
  private static final Path ROOT = Path.of(System.getProperty("beian.root", ".."));
  private static final Path LIST = ROOT.resolve("beian-cli/src/test/unanswered.tsv");

  private static final List<String> FORMATS =
      List.of("android", "mini-program", "quick-app", "ios", "harmony");

  @TempDir Path folder;

  private final List<CompiledRule> rules = Rulebook.bundled().compiled().rules();

  @Test
  void whatRulesAsk_isMadeOfMadePackages_orListedWithAReason() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    for (String line : Files.readAllLines(LIST)) {
      int reason = line.lastIndexOf('\t');
      listed.put(line.substring(0, reason), line.substring(reason + 1));
    }
    Set<String> unanswered = unanswered(made());
    if (Boolean.getBoolean("unanswered.write")) {
      Files.write(
          LIST,
          unanswered.stream().map(what -> what + '\t' + listed.getOrDefault(what, "")).toList());
    }
    assertThat(unanswered).containsExactlyElementsOf(listed.keySet());
    assertThat(listed.values()).noneMatch(String::isBlank);
  }

  /** Facts listed as shown only by real packages are shown by them. */
  @Test
  void whatRulesAsk_andOnlyRealPackagesShow_theyShow() throws Exception {
    Path corpus = ROOT.resolve("../shared/corpus/packages");
    assumeTrue(Files.isDirectory(corpus), "absent: ../shared/corpus");
    FactShapes shapes = made();
    try (Stream<Path> tree = Files.walk(corpus)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        facts(file).ifPresent(shapes::add);
      }
    }
    assertThat(Files.readAllLines(LIST))
        .filteredOn(line -> line.endsWith("\treal packages only"))
        .extracting(line -> line.substring(0, line.lastIndexOf('\t')))
        .doesNotContainAnyElementsOf(unanswered(shapes));
  }

  private FactShapes made() throws Exception {
    Set<String> calls = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (OfFact asked : asked(rules)) {
      for (Predicate test : asked.tests()) {
        if (test instanceof Predicate.Call call) {
          calls.addAll(call.names());
        } else if (test instanceof Predicate.Equals equals
            && asked.kinds().contains(FactKind.PERMISSION)) {
          names.addAll(equals.values());
        }
      }
    }
    List<String> apple = calls.stream().filter(call -> call.indexOf('.') < 0).toList();
    List<String> selectors = calls.stream().filter(RichPackages::isSelector).toList();
    List<String> dotted =
        calls.stream()
            .filter(c -> c.indexOf('.') > 0 && !selectors.contains(c))
            .filter(c -> !RichPackages.isAppleSetting(c))
            .toList();
    List<String> android = dotted.stream().filter(RichPackages::isAndroid).toList();
    List<String> plain = apple.stream().filter(call -> !selectors.contains(call)).toList();
    List<String> ark = dotted.stream().filter(call -> !android.contains(call)).toList();
    List<String> modules = ark.stream().filter(call -> !RichPackages.isArkType(call)).toList();
    Set<String> plainAndSelectors = new TreeSet<>(plain);
    List<String> permissions = names.stream().filter(n -> n.startsWith("android.")).toList();
    List<String> scopes = names.stream().filter(n -> n.startsWith("scope.")).toList();
    List<String> ios = names.stream().filter(n -> n.startsWith("NS")).toList();
    List<String> harmony = names.stream().filter(n -> n.startsWith("ohos.")).toList();
    Path rich = Files.write(folder.resolve("rich.apk"), RichPackages.apk(android, permissions));
    Path small = Files.write(folder.resolve("small.apk"), Samples.apk());
    List<Path> files = new ArrayList<>(List.of(rich, small));
    files.add(
        RichPackages.withKeys(
            RichPackages.miniProgram(plain, scopes).writeTo(subfolder("wechat"))));
    files.add(RichPackages.alipay(plain).writeTo(subfolder("alipay")));
    files.add(RichPackages.quickApp(modules).writeTo(subfolder("quick")));
    files.add(Samples.uniApp().writeTo(subfolder("uni")));
    files.add(Samples.taro().writeTo(subfolder("taro")));
    files.add(Samples.miniProgram().writeTo(subfolder("small")));
    files.add(Files.write(folder.resolve("a.wxapkg"), Samples.wxapkg().plain()));
    files.add(Files.write(folder.resolve("a.amr"), Samples.amr(Samples.webPages())));
    selectors.forEach(call -> plainAndSelectors.add(call));
    files.add(Files.write(folder.resolve("rich.ipa"), RichPackages.ipa(ios, plainAndSelectors)));
    files.add(Files.write(folder.resolve("small.ipa"), RichPackages.smallIpa()));
    files.add(Files.write(folder.resolve("store.ipa"), RichPackages.storeIpa()));
    files.add(Files.write(folder.resolve("screen.ipa"), RichPackages.FORM.ipa()));
    files.add(Files.write(folder.resolve("screen.hap"), RichPackages.FORM.hap()));
    files.add(Files.write(folder.resolve("small.hap"), HapSamples.hap()));
    for (byte[] bytes : RichPackages.haps(harmony, ark, plain)) {
      files.add(Files.write(folder.resolve(files.size() + ".hap"), bytes));
    }
    for (byte[] bytes : RichPackages.quickApps()) {
      files.add(Files.write(folder.resolve(files.size() + ".rpk"), bytes));
    }
    FactShapes shapes = new FactShapes();
    for (Path file : files) {
      shapes.add(facts(file).orElseThrow());
    }
    shapes.add(TestBuild.of(facts(small).orElseThrow(), facts(rich).orElseThrow()).joined());
    return shapes;
  }

  private Path subfolder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  private static Optional<FactSet> facts(Path file) throws IOException {
    try {
      return Optional.of(
          PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard()));
    } catch (PackageFormatException e) {
      return Optional.empty(); // CorpusTest reports it
    }
  }

  private static List<OfFact> asked(List<CompiledRule> rules) {
    List<OfFact> asked = new ArrayList<>();
    rules.forEach(rule -> rule.conditions().forEach(condition -> collect(condition, asked)));
    return asked;
  }

  private static void collect(RuleCondition condition, List<OfFact> asked) {
    if (condition instanceof OfFact one) {
      asked.add(one);
    }
    condition.inner().forEach(inner -> collect(inner, asked));
  }

  /** Rule, format or formats, and what it needs that no reader makes; sorted. */
  private Set<String> unanswered(FactShapes shapes) {
    Set<String> lines = new TreeSet<>();
    for (CompiledRule rule : rules) {
      Set<String> formats = rule.rule().formats();
      List<String> families =
          formats.isEmpty() ? FORMATS : FORMATS.stream().filter(formats::contains).toList();
      for (String family : families) {
        String start = rule.rule().id() + '\t' + family + '\t';
        if (rule.detect().values().stream().noneMatch(one -> shapes.answers(family, one))) {
          lines.add(start + "detect");
        }
        if (rule.applies().filter(one -> !shapes.answers(family, one)).isPresent()) {
          lines.add(start + "applies");
        }
        if (rule.decidable().filter(one -> !shapes.answers(family, one)).isPresent()) {
          lines.add(start + "decidable");
        }
      }
      String start = rule.rule().id() + '\t' + String.join(" ", families) + '\t';
      for (OfFact asked : asked(List.of(rule))) {
        for (FactKind kind : asked.kinds()) {
          missing(shapes, families, asked, kind).forEach(what -> lines.add(start + what));
        }
      }
    }
    return lines;
  }

  private static Set<String> missing(
      FactShapes shapes, List<String> families, OfFact asked, FactKind kind) {
    if (families.stream().noneMatch(family -> shapes.makes(family, kind))) {
      return Set.of(kind.jsonName());
    }
    Set<String> missing = new TreeSet<>();
    for (Predicate test : asked.tests()) {
      String field = kind.jsonName() + '.' + test.field().jsonName();
      if (families.stream().noneMatch(family -> shapes.makes(family, kind, test.field()))) {
        missing.add(field);
      } else if (test instanceof Predicate.Equals equals && FactShapes.isWord(kind, test.field())) {
        equals.values().stream()
            .filter(
                word ->
                    families.stream()
                        .noneMatch(family -> shapes.makes(family, kind, test.field(), word)))
            .forEach(word -> missing.add(field + " = " + word));
      } else if (test instanceof Predicate.Call call && kind == FactKind.API_CALL) {
        call.names().stream()
            .filter(name -> !shapes.callsAs(name))
            .forEach(name -> missing.add(field + " = " + name));
      }
    }
    return missing;
  }
}
