package cn.beian.server.web.intake;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.report.Report;
import cn.beian.rules.Context;
import cn.beian.rules.Context.Audience;
import cn.beian.rules.TestResult;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.drafting.PackageUses;
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
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
  private final PackageUses uses;
  private final MessageSource messages;
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
      PackageUses uses,
      MessageSource messages,
      Clock clock) {
    this.intake = intake;
    this.inspections = inspections;
    this.companions = companions;
    this.tests = tests;
    this.identity = identity;
    this.packages = packages;
    this.filed = filed;
    this.releases = releases;
    this.uses = uses;
    this.messages = messages;
    this.clock = clock;
  }

  @ModelAttribute
  void words(Model model, Locale locale) {
    model.addAttribute("words", new FilingText(messages, locale));
  }

  @PostMapping("/packages")
  String take(
      @RequestParam("file") MultipartFile file,
      @RequestParam(defaultValue = "") String appId,
      @RequestParam Optional<UUID> app,
      RedirectAttributes redirect)
      throws IOException {
    Person me = identity.current();
    try (InputStream in = file.getInputStream()) {
      String name = file.getOriginalFilename();
      PackageIntake.Taken taken =
          packages.take(in, name == null ? "" : name, appId.strip(), me.organizationId(), me.id());
      redirect.addFlashAttribute("again", taken.again());
      return "redirect:" + NewVersionAddress.of(taken.stored().id(), app);
    } catch (UploadRefusedException e) {
      LOG.warn("package of {} not taken: {}", me.login(), e.getMessage());
      redirect.addFlashAttribute("uploadRefused", "intake.refused." + e.reason().name());
      redirect.addFlashAttribute("appId", appId);
      return "redirect:" + app.map(NewVersionAddress::uploadedAt).orElse("/");
    }
  }

  @GetMapping("/packages/{id}")
  String show(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Set<Audience> users,
      Model model) {
    StoredPackage upload = own(id);
    model.addAttribute("upload", upload);
    Inspection inspection = addProgress(id, model);
    if (inspection.status() == Inspection.Status.READ) {
      addTest(id, users, model);
    }
    return "intake/tested";
  }

  /** The result of a test as a file, for the audience that the page shows. */
  @GetMapping("/packages/{id}/report")
  ResponseEntity<byte[]> report(
      @PathVariable UUID id,
      @RequestParam ReportForm form,
      @RequestParam(required = false) @Nullable Set<Audience> users,
      Locale locale)
      throws IOException {
    StoredPackage upload = own(id);
    FactSet facts =
        inspections.facts(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    Judged judged = judged(id, users).orElseThrow();
    return ReportForm.download(
        form,
        new Report(judged.result(), tests.rulebook(judged.result()), facts, judged.context()),
        locale,
        upload.fileName());
  }

  /**
   * A result with what it rests on.
   *
   * @param declared whether that is what an application says, which holds the package
   */
  private record Judged(TestResult result, Context context, boolean declared) {}

  /** By the answers of the application that holds it, else as what most is forbidden for. */
  private Optional<Judged> judged(UUID id, @Nullable Set<Audience> users) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    Set<Audience> chosen = EnumSet.noneOf(Audience.class);
    if (users != null) {
      users.stream().filter(Objects::nonNull).forEach(chosen::add); // null of an empty value
    }
    if (!chosen.isEmpty()) {
      return evaluated(id, ofItsUnit(id, Context.Declared.of(true, chosen)), today, false);
    }
    return said(id)
        .flatMap(run -> asSaid(id, run, today))
        .or(() -> evaluated(id, ofItsUnit(id, Assumed.context().declared()), today, false));
  }

  /** Whose app it is known to be, as an application will say. */
  private Context ofItsUnit(UUID id, Context.Declared supposed) {
    String unit = identity.organization(own(id).organizationId()).name();
    return new Context(supposed.sponsoredBy(unit), Optional.empty(), List.of());
  }

  /** The latest test of it as the package of an application. */
  private Optional<TestRun> said(UUID id) {
    return tests
        .latest(id)
        .filter(
            one ->
                !one.context().declared().users().isEmpty()
                    || uses.testedFor(one.id()).filter(Application::editable).isPresent());
  }

  /** The same, as of today; exemptions are a reviewer's, and not told while he reviews. */
  private Optional<Judged> asSaid(UUID id, TestRun run, LocalDate today) {
    TestResult result = run.result();
    boolean asOfToday =
        result.factsDigest().equals(inspections.factsDigest(id).orElse(""))
            && result.rulebookVersion().equals(tests.rulebook().version())
            && result.asOf().equals(today);
    if (asOfToday && run.context().exemptions().isEmpty()) {
      return Optional.of(new Judged(result, run.context(), true));
    }
    Context said = new Context(run.context().declared(), run.context().registry(), List.of());
    return evaluated(id, said, today, true);
  }

  private Optional<Judged> evaluated(UUID id, Context context, LocalDate day, boolean declared) {
    return tests.evaluate(id, context, day).map(result -> new Judged(result, context, declared));
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
  String progress(@PathVariable UUID id, Model model, HttpServletResponse response) {
    model.addAttribute("upload", own(id));
    if (addProgress(id, model).status() == Inspection.Status.READ) {
      response.setHeader("HX-Refresh", "true"); // where a script asks, the page shows the result
    }
    return "intake/tested :: advance";
  }

  private Inspection addProgress(UUID id, Model model) {
    Inspection inspection =
        inspections.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("inspection", inspection);
    if (inspection.ended()) {
      model.addAttribute("uses", uses.of(id));
    }
    return inspection;
  }

  private void addTest(UUID id, @Nullable Set<Audience> users, Model model) {
    Optional<FactSet> facts = inspections.facts(id);
    facts.ifPresent(read -> model.addAttribute("app", AppSummary.of(read)));
    facts.ifPresent(read -> addTestBuild(id, read, model));
    facts
        .flatMap(read -> filed.of(own(id), PackageAnswers.member(read)))
        .ifPresent(compared -> model.addAttribute("compared", compared));
    Optional<Judged> judged = judged(id, users);
    if (facts.isPresent() && judged.isPresent()) {
      TestResult test = judged.get().result();
      model.addAttribute("audienceSets", Assumed.SETS);
      model.addAttribute("forms", ReportForm.values());
      said(id)
          .flatMap(run -> uses.testedFor(run.id()))
          .ifPresent(application -> model.addAttribute("appliedFor", application));
      model.addAttribute("said", judged.get().declared());
      if (!judged.get().declared()) {
        model.addAttribute("assumed", judged.get().context().declared());
      }
      model.addAttribute(
          "test", FindingsView.of(test, facts.get(), judged.get().context(), tests.rulebook(test)));
    }
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
