package cn.beian.server.filings.review;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.TestRun;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What of a case becomes public when it is accepted (design.md, Conventions). */
@Component
public class Acceptances {
  private static final int LONGEST_VERSION_NAME = 200;

  private final Inspections inspections;
  private final Intake intake;
  private final Identity identity;

  Acceptances(Inspections inspections, Intake intake, Identity identity) {
    this.inspections = inspections;
    this.intake = intake;
    this.identity = identity;
  }

  Acceptance of(CaseFile file, Person signer, LocalDate filedOn) {
    List<TestRun> tests = file.packages().stream().flatMap(one -> one.test().stream()).toList();
    return new Acceptance(
        file.application().id(),
        file.application().appId(),
        file.sponsor().id(),
        kind(file),
        new DivisionCode(file.sponsor().division()),
        "",
        file.application().appName(),
        file.sponsor().name(),
        file.sponsor().creditCode(),
        identity.organization(signer.organizationId()).name(),
        file.value("app.audience"),
        filedOn,
        file.packages().stream()
            .map(one -> filed(one.submitted().packageId(), one.stored().sha256()))
            .toList(),
        PublicOutcomes.of(file.findings()),
        tests.stream().map(test -> test.result().rulebookVersion()).findFirst().orElse(""),
        digests(file, tests),
        PublicOutcomes.exemptions(file.findings()));
  }

  private static NumberKind kind(CaseFile file) {
    return switch (file.application().form()) {
      case APP -> NumberKind.APP;
      case MINI_PROGRAM -> NumberKind.MINI_PROGRAM;
      case QUICK_APP -> NumberKind.QUICK_APP;
      default -> NumberKind.OTHER;
    };
  }

  /** A package as it stands in the record; what could not be read is left empty. */
  public FiledPackage filed(UUID packageId, String sha256) {
    return inspections
        .facts(packageId)
        .map(
            facts ->
                new FiledPackage(
                    PackageAnswers.platform(facts.header().format()),
                    facts.identity("package").orElse(""),
                    shortened(facts.identity("version_name").orElse("")),
                    sha256,
                    signer(facts)))
        .orElseGet(() -> new FiledPackage("", "", "", sha256, ""));
  }

  /** A version name is a word; what is longer than any is told by its beginning. */
  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_VERSION_NAME
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_VERSION_NAME - 1)) + "…";
  }

  private static String signer(FactSet facts) {
    return facts.of(FactKind.CERTIFICATE).stream()
        .map(certificate -> certificate.text(Field.SHA256))
        .filter(digest -> !digest.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Digests of record: of the tests, and of the reports of human tests. */
  private List<String> digests(CaseFile file, List<TestRun> tests) {
    return Stream.concat(
            tests.stream().map(TestRun::resultDigest),
            file.testedByHumans().stream()
                .map(ManualTest::reportId)
                .flatMap(id -> intake.findAttachment(id).stream())
                .map(Attachment::sha256))
        .distinct()
        .toList();
  }
}
