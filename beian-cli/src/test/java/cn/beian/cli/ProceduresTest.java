package cn.beian.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Procedures use the case engine and not each other. */
class ProceduresTest {
  private static final String SERVER = "cn.beian.server.";
  private static final String ENGINE = SERVER + "cases";

  private static final Set<String> BASES =
      Set.of(ENGINE + ".Procedure", ENGINE + ".DeclaredProcedure");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("cn.beian.server");

  /**
   * The part of filings that supervision may read: the filed apps, with their findings and
   * explanations.
   */
  private static final Set<String> FILED =
      Set.of(
          "filed.FiledApps",
          "review.FiledFindings",
          "casefile.CaseFinding",
          "casefile.SeenScreen",
          "EarlierDismissal");

  /** The approvals and exceptions that filings may read: those that were granted. */
  private static final Set<String> GIVEN =
      Set.of(
          "approvals.GivenApprovals",
          "approvals.GivenApproval",
          "approvals.ProjectApproval",
          "approvals.ProjectPlan",
          "upperlevel.ConfirmedExceptions",
          "upperlevel.LevelException");

  @Test
  void procedures_areThese_eachInAModuleOfItsOwn() {
    assertThat(procedures())
        .containsExactly(
            SERVER + "approvals",
            SERVER + "endings",
            SERVER + "filings",
            SERVER + "inquiries",
            SERVER + "revocations",
            SERVER + "supervision",
            SERVER + "upperlevel");
  }

  @Test
  void engine_knowsNoProcedure() {
    for (String procedure : procedures()) {
      apart(ENGINE, procedure).check(CLASSES);
    }
  }

  @Test
  void procedures_useEachOther_onlyByNamedWays() {
    for (String one : procedures()) {
      for (String other : procedures()) {
        if (!one.equals(other)) {
          apart(one, other).check(CLASSES);
        }
      }
    }
  }

  /**
   * Proves that the check detects violations: the engine is another module of a procedure, and is
   * used.
   */
  @Test
  void arrow_thatIsNotNamed_isRefused() {
    for (String procedure : procedures()) {
      assertThat(apart(procedure, ENGINE).evaluate(CLASSES).hasViolation()).isTrue();
    }
  }

  private static Set<String> procedures() {
    Set<String> modules = new TreeSet<>();
    for (JavaClass one : CLASSES) {
      if (one.getRawSuperclass().filter(base -> BASES.contains(base.getName())).isPresent()
          && !one.getPackageName().equals(ENGINE)) {
        String below = one.getPackageName().substring(SERVER.length());
        modules.add(SERVER + below.split("\\.", 2)[0]);
      }
    }
    return modules;
  }

  private static ArchRule apart(String one, String other) {
    return noClasses()
        .that(resideInAPackage(one + ".."))
        .should()
        .dependOnClassesThat(
            describe("are inside " + other, used -> inside(used, other) && !named(used)));
  }

  private static boolean inside(JavaClass used, String module) {
    return used.getPackageName().equals(module) || used.getPackageName().startsWith(module + ".");
  }

  private static boolean named(JavaClass used) {
    String name = used.getName();
    return Stream.concat(
            FILED.stream().map(way -> SERVER + "filings." + way),
            GIVEN.stream().map(way -> SERVER + way))
        .anyMatch(way -> name.equals(way) || name.startsWith(way + "$"));
  }
}
