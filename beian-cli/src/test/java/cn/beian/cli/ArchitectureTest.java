package cn.beian.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.ledger.Ledger;
import cn.beian.ledger.storage.LedgerStorage;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The allowed dependencies between the modules. */
@Tag("once")
class ArchitectureTest {
  /** All modules, read once. */
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("cn.beian");

  /** The same with all tests, in which violations are planted. */
  private static final JavaClasses WITH_TESTS = new ClassFileImporter().importPackages("cn.beian");

  /** Every layer must contain classes; otherwise a renamed package would pass unnoticed. */
  private static final ArchRule ARROWS =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("cn.beian..")
          .withOptionalLayers(false)
          .layer("facts")
          .definedBy("cn.beian.facts..")
          .layer("inspect")
          .definedBy("cn.beian.inspect..")
          .layer("rules")
          .definedBy("cn.beian.rules..")
          .layer("report")
          .definedBy("cn.beian.report..")
          .layer("filing")
          .definedBy("cn.beian.filing..")
          .layer("ledger")
          .definedBy("cn.beian.ledger..")
          .layer("server")
          .definedBy("cn.beian.server..")
          .layer("cli")
          .definedBy("cn.beian.cli..")
          .whereLayer("facts")
          .mayNotAccessAnyLayer()
          .whereLayer("inspect")
          .mayOnlyAccessLayers("facts")
          .whereLayer("rules")
          .mayOnlyAccessLayers("facts")
          .whereLayer("report")
          .mayOnlyAccessLayers("facts", "rules")
          .whereLayer("filing")
          .mayNotAccessAnyLayer()
          .whereLayer("ledger")
          .mayNotAccessAnyLayer()
          .whereLayer("server")
          .mayOnlyAccessLayers("facts", "inspect", "rules", "report", "filing", "ledger")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer();

  private static final ArchRule NO_CIRCLES =
      SlicesRuleDefinition.slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                  return SliceIdentifier.of(javaClass.getPackageName());
                }

                @Override
                public String getDescription() {
                  return "packages";
                }
              })
          .should()
          .beFreeOfCycles();

  private static final String PACKAGES = "cn.beian.server.intake.PackageStore";

  /** The append is the last action of a transaction; only PublicLedger does it. */
  private static final ArchRule ONE_PLACE_APPENDS =
      noClasses()
          .that()
          .resideOutsideOfPackage("cn.beian.ledger..")
          .and()
          .doNotHaveFullyQualifiedName("cn.beian.server.ledger.PublicLedger")
          .should()
          .accessTargetWhere(
              uses("append", Ledger.class.getName())
                  .or(uses("append", LedgerStorage.class.getName())));

  /** Every uploaded package goes through PackageIntake, whatever its purpose. */
  private static final ArchRule ONE_PLACE_TAKES_PACKAGES =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("cn.beian.server.intake.PackageIntake")
          .should()
          .accessTargetWhere(uses("add", PACKAGES));

  /** For the content, execution and format of a rulebook: only the public entry points. */
  private static final Set<String> WAYS_INTO_RULES =
      Set.of(
          "book.CompiledRule", // the page of a rule shows its consequences
          "book.CompiledRules",
          "book.RuleSample",
          "book.Rulebook",
          "book.RulebookException",
          "book.RulebookDifference",
          "book.RuleChange",
          "book.RulebookKeys",
          "book.SignedRulebook",
          "book.SignedVersion",
          "book.SignatureRefusedException",
          "engine.AskedItems",
          "engine.RuleEngine",
          "source.RulebookCompiler",
          "source.RulebookSource",
          "source.SampleCoverage",
          "source.SampleCoverageJson");

  /** The parser of rule files and records is used only there. */
  private static final Set<String> PARSERS = Set.of("Node", "NodeJson", "JsonParts");

  private static final ArchRule LAYERS_OF_RULES =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("cn.beian.rules..")
          .withOptionalLayers(false)
          .layer("values")
          .definedBy("cn.beian.rules")
          .layer("text")
          .definedBy("cn.beian.rules.text..")
          .layer("book")
          .definedBy("cn.beian.rules.book..")
          .layer("engine")
          .definedBy("cn.beian.rules.engine..")
          .layer("source")
          .definedBy("cn.beian.rules.source..")
          .layer("comparison")
          .definedBy("cn.beian.rules.comparison..")
          .layer("evaluation")
          .definedBy("cn.beian.rules.evaluation..")
          .whereLayer("values")
          .mayNotAccessAnyLayer()
          .whereLayer("text")
          .mayOnlyAccessLayers("values")
          .whereLayer("book")
          .mayOnlyAccessLayers("values", "text")
          .whereLayer("engine")
          .mayOnlyAccessLayers("values", "text", "book")
          .whereLayer("source")
          .mayOnlyAccessLayers("values", "text", "book", "engine")
          .whereLayer("comparison")
          .mayOnlyAccessLayers("values", "text", "book", "engine")
          .whereLayer("evaluation")
          .mayOnlyAccessLayers("values");

  @Test
  void modules_import_only_what_the_design_allows() {
    ARROWS.check(PROGRAM);
  }

  /** Proves that the check detects violations. */
  @Test
  void planted_arrow_from_facts_to_ledger_is_refused() {
    assertThat(ARROWS.evaluate(WITH_TESTS).getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("cn.beian.facts.planted.PlantedArrow"));
  }

  @Test
  void layers_of_the_rules_are_not_skipped_upwards() {
    LAYERS_OF_RULES.check(PROGRAM);
  }

  @Test
  void outsiders_use_only_the_named_ways_into_the_rules() {
    onlyNamedWays("cn.beian.rules..").check(PROGRAM);
    for (String way : WAYS_INTO_RULES) {
      assertThat(PROGRAM.contain("cn.beian.rules." + way)).as(way).isTrue();
    }
  }

  /** Proves that the check detects violations: the engine may not use the book. */
  @Test
  void another_way_into_the_rules_is_refused() {
    assertThat(
            onlyNamedWays("cn.beian.rules.book..")
                .evaluate(PROGRAM)
                .getFailureReport()
                .getDetails())
        .anyMatch(detail -> detail.contains("cn.beian.rules.engine.Evaluator"));
  }

  private static ArchRule onlyNamedWays(String inside) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(inside)
        .should()
        .dependOnClassesThat(describe("are inside the rules", ArchitectureTest::isInsideRules));
  }

  private static boolean isInsideRules(JavaClass used) {
    if (!used.getPackageName().startsWith("cn.beian.rules")) {
      return false;
    }
    String name = used.getName().replaceAll("\\$.*", "").substring("cn.beian.rules.".length());
    return name.matches("(text|book|engine|source)\\..*")
        ? !WAYS_INTO_RULES.contains(name)
        : PARSERS.contains(name);
  }

  /** Instants in rows are mapped to and from the database in one way. */
  @Test
  void moments_of_rows_are_mapped_by_columns_alone() {
    noClasses()
        .that()
        .resideInAPackage("cn.beian.server..")
        .and()
        .doNotHaveFullyQualifiedName("cn.beian.server.platform.SqlColumns")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.sql.Timestamp")
        .orShould()
        .callMethod(OffsetDateTime.class, "ofInstant", Instant.class, ZoneId.class)
        .orShould()
        .callMethod(OffsetDateTime.class, "toInstant")
        .check(PROGRAM);
  }

  @Test
  void packages_of_a_module_form_no_circle() {
    NO_CIRCLES.check(PROGRAM);
  }

  /** Proves that the check detects violations: two planted packages use each other. */
  @Test
  void planted_circle_of_packages_is_refused() {
    assertThat(NO_CIRCLES.evaluate(WITH_TESTS).getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("cn.beian.cli.planted.there"));
  }

  /** The formats are internal to the inspector: other modules receive facts. */
  @Test
  void outsiders_use_the_inspector_by_its_api_packages_alone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("cn.beian.inspect..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("cn.beian.inspect..")
                .and(
                    not(
                        resideInAnyPackage(
                            "cn.beian.inspect",
                            "cn.beian.inspect.reader",
                            "cn.beian.inspect.cache",
                            "cn.beian.inspect.catalogue"))))
        .check(PROGRAM);
  }

  /** A call of a method, or a reference to it. */
  private static DescribedPredicate<JavaAccess<?>> uses(String method, String type) {
    return describe(
        "use " + type + "." + method,
        access ->
            access.getTarget().getName().equals(method)
                && access.getTargetOwner().isAssignableTo(type));
  }

  @Test
  void packages_are_taken_in_one_place_alone() {
    ONE_PLACE_TAKES_PACKAGES.check(PROGRAM);
    assertThat(PROGRAM.get("cn.beian.server.intake.PackageIntake").getMethodCallsFromSelf())
        .as("the place that is left out is there")
        .anyMatch(call -> call.getTarget().getFullName().startsWith(PACKAGES + ".add("));
  }

  @Test
  void ledger_is_appended_to_in_one_place_alone() {
    ONE_PLACE_APPENDS.check(PROGRAM);
    assertThat(PROGRAM.get("cn.beian.server.ledger.PublicLedger").getMethodCallsFromSelf())
        .as("the place that is left out is there")
        .anyMatch(
            call -> call.getTarget().getFullName().startsWith(Ledger.class.getName() + ".append("));
  }

  /** Proves that the check detects violations: tests may append anywhere. */
  @Test
  void append_elsewhere_is_refused() {
    assertThat(ONE_PLACE_APPENDS.evaluate(WITH_TESTS).getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("cn.beian.cli.WatchTest.append"))
        .anyMatch(detail -> detail.contains("cn.beian.cli.planted.here.PlantedAppend.byReference"));
  }
}
