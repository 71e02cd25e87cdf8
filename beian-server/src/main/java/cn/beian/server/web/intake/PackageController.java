package cn.beian.server.web.intake;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.TestResult;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.filed.ProtectedReleases;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.PackageIntake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.intake.UploadRefusedException;
import cn.beian.server.testing.CompanionBuilds;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A package is handed in, read, and shown as the test sees it. */
@Controller
class PackageController {
  private static final Logger LOG = LoggerFactory.getLogger(PackageController.class);

  private final Intake intake;
  private final Inspections inspections;
  private final CompanionBuilds companions;
  private final TestRuns tests;
  private final Identity identity;
  private final PackageIntake packages;
  private final BesideFiled filed;
  private final ProtectedReleases releases;
  private final Clock clock;

  PackageController(
      Intake intake,
      Inspections inspections,
      CompanionBuilds companions,
      TestRuns tests,
      Identity identity,
      PackageIntake packages,
      BesideFiled filed,
      ProtectedReleases releases,
      Clock clock) {
    this.intake = intake;
    this.inspections = inspections;
    this.companions = companions;
    this.tests = tests;
    this.identity = identity;
    this.packages = packages;
    this.filed = filed;
    this.releases = releases;
    this.clock = clock;
  }

  @PostMapping("/packages")
  String take(
      @RequestParam("file") MultipartFile file,
      @RequestParam(defaultValue = "") String appId,
      RedirectAttributes redirect)
      throws IOException {
    Person me = identity.current();
    try (InputStream in = file.getInputStream()) {
      String name = file.getOriginalFilename();
      PackageIntake.Taken taken =
          packages.take(in, name == null ? "" : name, appId.strip(), me.organizationId(), me.id());
      redirect.addFlashAttribute("again", taken.again());
      return "redirect:/packages/" + taken.stored().id();
    } catch (UploadRefusedException e) {
      LOG.warn("package of {} not taken: {}", me.login(), e.getMessage());
      redirect.addFlashAttribute("uploadRefused", "intake.refused." + e.reason().name());
      redirect.addFlashAttribute("appId", appId);
      return "redirect:/";
    }
  }

  @GetMapping("/packages/{id}")
  String show(@PathVariable UUID id, Model model) {
    StoredPackage upload = own(id);
    model.addAttribute("upload", upload);
    Inspection inspection = addProgress(id, model);
    if (inspection.status() == Inspection.Status.READ) {
      addTest(id, model);
    }
    return "intake/tested";
  }

  /** An unpacked build of the same version, beside a release whose code is hidden. */
  @PostMapping("/packages/{id}/test-build")
  String takeTestBuild(
      @PathVariable UUID id, @RequestParam("file") MultipartFile file, RedirectAttributes redirect)
      throws IOException {
    Person me = identity.current();
    StoredPackage release = own(id);
    try (InputStream in = file.getInputStream()) {
      String name = Optional.ofNullable(file.getOriginalFilename()).orElse("");
      StoredPackage test =
          packages.take(in, name, release.appId(), me.organizationId(), me.id()).stored();
      releases.putBeside(id, test.id());
    } catch (UploadRefusedException e) {
      LOG.warn("test build of {} not taken: {}", me.login(), e.getMessage());
      redirect.addFlashAttribute("testBuildRefused", "intake.refused." + e.reason().name());
    } catch (CommandRefusedException e) {
      redirect.addFlashAttribute("testBuildRefused", "testing.testBuild.closed");
    }
    return "redirect:/packages/" + id;
  }

  /** The part of the page that changes while the package is read. */
  @GetMapping("/packages/{id}/progress")
  String progress(@PathVariable UUID id, Model model) {
    model.addAttribute("upload", own(id));
    addProgress(id, model);
    return "intake/tested :: progress";
  }

  private Inspection addProgress(UUID id, Model model) {
    Inspection inspection =
        inspections.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("inspection", inspection);
    return inspection;
  }

  private void addTest(UUID id, Model model) {
    String digest = inspections.factsDigest(id).orElse("");
    Optional<FactSet> facts = inspections.facts(id);
    LocalDate today = OfficialTime.dayOf(clock.instant());
    Optional<TestResult> latest =
        tests
            .latest(id)
            .map(TestRun::result)
            .filter(
                one ->
                    one.factsDigest().equals(digest)
                        && one.rulebookVersion().equals(tests.rulebook().version())
                        && one.asOf().equals(today));
    if (latest.isEmpty()) {
      model.addAttribute("assumed", Assumed.GOVERNMENT_APP);
    }
    Optional<TestResult> result = latest.or(() -> tests.evaluate(id, Assumed.context(), today));
    facts.ifPresent(read -> model.addAttribute("app", AppSummary.of(read)));
    facts.ifPresent(read -> addTestBuild(id, read, model));
    facts
        .flatMap(read -> filed.of(own(id), read.identity("package").orElse("")))
        .ifPresent(compared -> model.addAttribute("compared", compared));
    result.ifPresent(
        test -> model.addAttribute("test", FindingsView.of(test, tests.rulebook(test))));
  }

  /** Of a protected release: what is asked for, or what came of it. */
  private void addTestBuild(UUID id, FactSet facts, Model model) {
    String protector =
        facts.of(FactKind.PACKER).stream()
            .map(packer -> packer.text(Field.NAME))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!protector.isEmpty()) {
      model.addAttribute("protector", protector);
      model.addAttribute("beside", companions.of(id).orElse(null));
      model.addAttribute("mayPutBeside", releases.open(id));
    }
  }

  private StoredPackage own(UUID id) {
    Person me = identity.current();
    return intake
        .findPackage(id)
        .filter(upload -> upload.organizationId().equals(me.organizationId()))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
