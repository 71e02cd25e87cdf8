package cn.beian.server.web.filings;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.NewVersions;
import cn.beian.server.filings.casefile.Outlook;
import cn.beian.server.filings.casefile.Rectification;
import cn.beian.server.filings.casefile.SeveralApps;
import cn.beian.server.filings.drafting.ChangeChecks;
import cn.beian.server.filings.drafting.DraftMaterials;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.PackageUses;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.filings.filed.ShownNumbers;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.supervision.SupervisionCases;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The sponsor's side: task list, check, undertaking, packages, launch build. */
@Controller
class ApplicationController {
  private static final int MOST_ASKED = 300;

  private final Drafts drafts;
  private final DraftMaterials materials;
  private final DraftPackages packages;
  private final Submission submission;
  private final ChangeChecks changes;
  private final NewVersions versions;
  private final OutOfScope outOfScope;
  private final SupervisionCases supervision;
  private final LaunchBuilds launchBuilds;
  private final Cases cases;
  private final Records records;
  private final FormUploads uploads;
  private final CheckPage checkPage;
  private final PackageUses uses;
  private final SeveralApps severalApps;
  private final LaunchResults launches;
  private final ShownNumbers shown;
  private final Apps apps;
  private final Clock clock;

  ApplicationController(
      Drafts drafts,
      DraftMaterials materials,
      DraftPackages packages,
      Submission submission,
      ChangeChecks changes,
      NewVersions versions,
      OutOfScope outOfScope,
      SupervisionCases supervision,
      LaunchBuilds launchBuilds,
      Cases cases,
      Records records,
      FormUploads uploads,
      CheckPage checkPage,
      PackageUses uses,
      SeveralApps severalApps,
      LaunchResults launches,
      ShownNumbers shown,
      Apps apps,
      Clock clock) {
    this.drafts = drafts;
    this.materials = materials;
    this.packages = packages;
    this.submission = submission;
    this.changes = changes;
    this.versions = versions;
    this.outOfScope = outOfScope;
    this.supervision = supervision;
    this.launchBuilds = launchBuilds;
    this.cases = cases;
    this.records = records;
    this.uploads = uploads;
    this.checkPage = checkPage;
    this.uses = uses;
    this.severalApps = severalApps;
    this.launches = launches;
    this.shown = shown;
    this.apps = apps;
    this.clock = clock;
  }

  /**
   * Begins an application; with a package that the unit applies with already only where the person
   * was told so.
   */
  @PostMapping("/applications")
  String create(
      @RequestParam ApplicationKind kind,
      @RequestParam(name = "package", defaultValue = "") List<UUID> packages,
      @RequestParam(defaultValue = "false") boolean knowingly,
      RedirectAttributes redirect) {
    Optional<UUID> used = packages.stream().filter(one -> uses.of(one).own()).findFirst();
    if (used.isPresent() && !knowingly) {
      redirect.addFlashAttribute("notBegun", true);
      return "redirect:/packages/" + used.get() + "#start";
    }
    return "redirect:/applications/" + drafts.create(kind, packages);
  }

  @PostMapping(path = "/applications", params = "form")
  String createWithoutPackage(@RequestParam ApplicationKind kind, @RequestParam AppForm form) {
    return "redirect:/applications/" + drafts.createWithoutPackage(kind, form);
  }

  /** Package names and AppIDs that an inventory gives an app that holds no package yet. */
  private List<App.Identity> listed(CaseFile file) {
    return file.packages().isEmpty()
        ? apps.find(file.application().appId()).map(App::identities).orElse(List.of())
        : List.of();
  }

  @GetMapping("/applications/{id}")
  String tasks(@PathVariable UUID id, Model model) {
    CaseFile file = cases.file(id);
    model.addAttribute("file", file);
    model.addAttribute("remark", Drafts.remark(file).orElse(null));
    model.addAttribute("online", cases.online(file));
    Optional<PublicRecord> record = file.application().number().flatMap(records::find);
    model.addAttribute("record", record.orElse(null));
    model.addAttribute("duty", record.flatMap(shown::duty).orElse(null));
    model.addAttribute("colleagues", cases.colleagues());
    model.addAttribute("province", cases.inForce(ParameterKey.REVIEW_COMPLETENESS_WORKDAYS));
    model.addAttribute("rulings", submission.rulings(file));
    model.addAttribute("noFilingDue", outOfScope.ofApplication(id).orElse(null));
    model.addAttribute("supervised", supervision.ofApplication(id));
    model.addAttribute("rectification", Rectification.of(file).orElse(null));
    model.addAttribute("outlook", Outlook.of(file));
    model.addAttribute("lead", changes.applyBy(file).orElse(null));
    model.addAttribute(
        "compared", versions.of(file).map(both -> ComparedView.of(file, both)).orElse(null));
    model.addAttribute("signedResult", cases.signedResult(file).orElse(null));
    addLaunches(file, 0, model);
    model.addAttribute("listed", listed(file));
    addPackageNews(file, model);
    model.addAttribute("readAsked", 0);
    model.addAttribute("materials", materials.of(file));
    model.addAttribute("mostBytes", uploads.mostBytes());
    model.addAttribute("read", TopicSteps.readAlone(file));
    model.addAttribute("goOn", TopicSteps.goOn(file).orElse(null));
    return file.application().editable() ? "filings/tasks" : "filings/sent";
  }

  /** What was done with a package, or with a file that was none. */
  private void addPackageNews(CaseFile file, Model model) {
    boolean editable = file.application().editable();
    boolean saidNow = model.containsAttribute("fileRefused");
    PackageWords packageWords = new PackageWords(FilingText.of(model));
    String done = editable && !saidNow ? packageWords.done(file, clock.instant()) : null;
    List<CasePackage.Successor> refused =
        editable ? packages.refusedFiles(file.application().id()) : List.of();
    model.addAttribute("packageDone", done);
    model.addAttribute("severalApps", editable ? severalApps.of(file) : List.of());
    model.addAttribute("refusedFiles", refused);
    model.addAttribute(
        "packagesFirst", file.beginsWithPackages() || done != null || !refused.isEmpty());
  }

  /**
   * What became of the launch builds, for a page that waits; it is loaded anew once all are read.
   *
   * @param asked how often it was asked
   */
  @GetMapping("/applications/{id}/launch-builds")
  String launches(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int asked,
      Model model,
      HttpServletResponse response) {
    CaseFile file = cases.file(id);
    if (!addLaunches(file, asked, model)) {
      response.setHeader("HX-Refresh", "true");
    }
    Optional<PublicRecord> record = file.application().number().flatMap(records::find);
    model.addAttribute("file", file);
    model.addAttribute("record", record.orElse(null));
    return "filings/sent :: launches";
  }

  /** Whether one of them is still being read. */
  private boolean addLaunches(CaseFile file, int asked, Model model) {
    boolean waits =
        file.launchBuilds().stream()
            .anyMatch(build -> build.outcome() == LaunchBuild.Outcome.WAITING);
    model.addAttribute("launches", launches.of(file));
    model.addAttribute("launchWaits", waits);
    model.addAttribute("asksOn", waits && asked < MOST_ASKED);
    model.addAttribute("asked", Math.max(0, Math.min(asked, MOST_ASKED)) + 1);
    return waits;
  }

  /**
   * Everything on one page.
   *
   * @param upper number of an upper level's app that the unit cannot use; empty if none was tried
   */
  @GetMapping("/applications/{id}/check")
  String check(@PathVariable UUID id, @RequestParam(defaultValue = "") String upper, Model model) {
    model.addAttribute("refused", List.of());
    model.addAttribute("upperNumber", upper);
    return addCheck(cases.file(id), model);
  }

  private String addCheck(CaseFile file, Model model) {
    checkPage.fill(file, model);
    return "filings/check";
  }

  @PostMapping("/applications/{id}/ready")
  String ready(@PathVariable UUID id, Command command, Model model, HttpServletResponse response) {
    try {
      drafts.handToApprover(id, command.version());
      return "redirect:/applications/" + id + "/check";
    } catch (CommandRefusedException refused) {
      return checkAgain(id, refused, model, response);
    }
  }

  @PostMapping("/applications/{id}/remark")
  String giveBack(@PathVariable UUID id, Command command) {
    drafts.giveBack(id, command.version(), command.reason());
    return "redirect:/applications/" + id;
  }

  /** Something is missing: the check page says so, and leads there. */
  private String checkAgain(
      UUID id, CommandRefusedException refused, Model model, HttpServletResponse response) {
    CaseFile file = cases.file(id);
    if (submission.left(file).isEmpty() && submission.waiting(file).isEmpty()) {
      throw refused;
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute(
        "refused",
        refused.problems().stream()
            .filter(problem -> !FilingProblem.code(problem).startsWith("missing."))
            .toList());
    model.addAttribute("tried", true);
    return addCheck(file, model);
  }

  @PostMapping("/applications/{id}/confirmation")
  String confirm(
      @PathVariable UUID id,
      Command command,
      @RequestParam(name = "question", defaultValue = "") List<String> questions) {
    drafts.confirm(id, command.version(), questions.stream().map(QuestionKey::question).toList());
    return "redirect:/applications/" + id + "/check";
  }

  @PostMapping("/applications/{id}/rectification-note")
  String noteRectification(@PathVariable UUID id, Command command) {
    drafts.noteRectification(id, command.version(), command.reason());
    return "redirect:/applications/" + id + "/check";
  }

  @PostMapping("/applications/{id}/kind")
  String fileAs(
      @PathVariable UUID id, @RequestParam int version, @RequestParam ApplicationKind kind) {
    drafts.fileAs(id, version, kind);
    return "redirect:/applications/" + id + "/check";
  }

  @PostMapping("/applications/{id}/colleague")
  String handTo(@PathVariable UUID id, @RequestParam int version, @RequestParam UUID colleague) {
    drafts.handTo(id, version, colleague);
    return "redirect:/applications/" + id;
  }

  @GetMapping("/applications/{id}/undertaking")
  String undertaking(@PathVariable UUID id, Model model) {
    model.addAttribute("file", cases.file(id));
    return "filings/undertaking";
  }

  @PostMapping("/applications/{id}/submission")
  String submit(@PathVariable UUID id, Command command) {
    submission.signAndSend(id, command.version());
    return "redirect:/applications/" + id;
  }

  /** Giving up is final, so it is asked again in words that name the consequence. */
  @GetMapping("/applications/{id}/withdrawal")
  String confirmWithdrawal(@PathVariable UUID id, Model model) {
    model.addAttribute("file", cases.file(id));
    model.addAttribute("act", "withdrawal");
    return "filings/decision";
  }

  @PostMapping("/applications/{id}/withdrawal")
  String withdraw(@PathVariable UUID id, Command command) {
    submission.withdraw(id, command.version(), command.reason());
    return "redirect:/applications/" + id;
  }

  @PostMapping("/applications/{id}/packages")
  String addPackage(
      @PathVariable UUID id,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam Optional<UUID> upload,
      @RequestParam(defaultValue = "") String appId,
      @RequestParam Optional<UUID> replaces,
      HttpServletResponse response,
      Model model)
      throws IOException {
    try {
      UUID added = uploads.packageOf(file, upload, appId).id();
      replaces.ifPresentOrElse(
          old -> packages.replace(id, old, added), () -> packages.add(id, added));
      return "redirect:/applications/" + id;
    } catch (CommandRefusedException refused) {
      String field = replaces.map(old -> "by-" + old).orElse("added");
      model.addAttribute("appId", appId);
      packages.forgetRefused(id);
      String name = uploads.nameOf(file, upload);
      return fileRefused(id, field, refusal(id, name, replaces, refused, model), response, model);
    }
  }

  /** That a file was not taken, and which package holds as before. */
  private String refusal(
      UUID id, String name, Optional<UUID> replaces, CommandRefusedException refused, Model model) {
    PackageWords packageWords = new PackageWords(FilingText.of(model));
    Problem problem = refused.problems().get(0);
    return cases.file(id).packages().stream()
        .filter(one -> replaces.filter(one.submitted().packageId()::equals).isPresent())
        .findFirst()
        .map(held -> packageWords.notReplaced(name, problem, held.stored().fileName()))
        .orElseGet(() -> packageWords.notAdded(name, problem));
  }

  /** The same page, with a sentence at the field of the file that is not taken. */
  String fileRefused(
      UUID id, String field, String sentence, HttpServletResponse response, Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("fileRefused", Map.of(field, sentence));
    return tasks(id, model);
  }

  @PostMapping("/applications/{id}/launch-builds")
  String launchBuild(
      @PathVariable UUID id,
      @RequestParam int version,
      @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
      @RequestParam Optional<UUID> upload,
      @RequestParam(defaultValue = "") String appId,
      HttpServletResponse response,
      Model model)
      throws IOException {
    try {
      launchBuilds.handIn(id, version, uploads.packageOf(file, upload, appId).id());
      return "redirect:/applications/" + id;
    } catch (CommandRefusedException refused) {
      String sentence = FilingText.of(model).problem(refused.problems().get(0));
      return fileRefused(id, "launch", sentence, response, model);
    }
  }
}
