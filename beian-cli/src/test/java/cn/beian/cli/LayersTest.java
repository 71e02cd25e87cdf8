package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The layers inside modules: a package uses only earlier ones. */
@Tag("once")
class LayersTest {
  private static final List<String> INSPECTOR =
      List.of(
          "cache",
          "catalogue",
          "reader",
          "container",
          "markup",
          "binary",
          "shared",
          "signature",
          "js.typescript",
          "js",
          "webapp.project",
          "library",
          "webapp.vue",
          "webapp.html",
          "webapp.facts",
          "miniprogram",
          "quickapp",
          "hybrid.hermes",
          "hybrid.flutter",
          "hybrid",
          "webapp",
          "android.shared",
          "android.resource",
          "android.dex",
          "android.manifest",
          "android.code",
          "android.ui",
          "android",
          "ios.plist",
          "ios.signature",
          "ios.macho",
          "ios.ui",
          "ios",
          "harmony.resource",
          "harmony.sign",
          "harmony.manifest",
          "harmony.abc",
          "harmony.code",
          "harmony",
          "");

  /** Packages that read one family each; none uses another. */
  private static final List<String> FAMILIES = List.of("miniprogram", "quickapp", "hybrid");

  private static final List<String> LEDGER = List.of("tree", "note", "storage", "");

  private static final List<String> FILINGS =
      List.of(
          "", "store", "answers", "casefile", "drafting", "review", "filed", "overdue", "changes");

  @Test
  void packages_of_the_inspector_use_those_before_them() {
    JavaClasses classes = classes("cn.beian.inspect");
    assertThat(packages(classes, "cn.beian.inspect")).hasSameElementsAs(INSPECTOR);
    assertThat(upward(classes, "cn.beian.inspect", INSPECTOR)).isEmpty();
  }

  @Test
  void families_of_apps_do_not_know_each_other() {
    assertThat(FAMILIES)
        .allSatisfy(
            family ->
                assertThat(
                        arrows(classes("cn.beian.inspect." + family), "cn.beian.inspect")
                            .filter(arrow -> FAMILIES.contains(arrow.to()))
                            .filter(arrow -> !arrow.to().equals(family)))
                    .isEmpty());
  }

  @Test
  void packages_of_the_ledger_use_those_before_them() {
    JavaClasses classes = classes("cn.beian.ledger");
    assertThat(packages(classes, "cn.beian.ledger")).hasSameElementsAs(LEDGER);
    assertThat(upward(classes, "cn.beian.ledger", LEDGER)).isEmpty();
  }

  @Test
  void packages_of_the_filings_use_those_before_them() {
    JavaClasses classes = classes("cn.beian.server.filings");
    assertThat(packages(classes, "cn.beian.server.filings")).hasSameElementsAs(FILINGS);
    assertThat(upward(classes, "cn.beian.server.filings", FILINGS)).isEmpty();
  }

  /** Proves that the check detects violations: in reverse order, the same packages fail it. */
  @Test
  void order_that_is_turned_round_is_refused() {
    List<String> turned = LEDGER.stream().sorted().toList();
    assertThat(upward(classes("cn.beian.ledger"), "cn.beian.ledger", turned)).isNotEmpty();
  }

  private record Arrow(String from, String to, String what) {}

  private static JavaClasses classes(String root) {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(root);
  }

  private static List<String> packages(JavaClasses classes, String root) {
    return List.copyOf(
        classes.stream()
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .map(each -> below(each, root))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<String> upward(JavaClasses classes, String root, List<String> order) {
    return arrows(classes, root)
        .filter(arrow -> order.indexOf(arrow.to()) > order.indexOf(arrow.from()))
        .map(Arrow::what)
        .toList();
  }

  private static Stream<Arrow> arrows(JavaClasses classes, String root) {
    return classes.stream()
        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
        .filter(use -> within(use.getTargetClass(), root))
        .map(
            use ->
                new Arrow(
                    below(use.getOriginClass(), root),
                    below(use.getTargetClass(), root),
                    use.getDescription()));
  }

  private static boolean within(JavaClass each, String root) {
    return (each.getPackageName() + ".").startsWith(root + ".");
  }

  private static String below(JavaClass each, String root) {
    String name = each.getPackageName();
    return name.length() == root.length() ? "" : name.substring(root.length() + 1);
  }
}
