package cn.beian.server.web.filings;

import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.Topic;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.Outlook;
import cn.beian.server.filings.casefile.Rectification;
import cn.beian.server.filings.drafting.DraftMaterials;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.filings.review.FilingAlternatives;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.supervision.SupervisionCases;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

/** The sponsor's side: task list, check, undertaking, packages, launch build. */
@Controller
class ApplicationController {
  private final Drafts drafts;
  private final DraftMaterials materials;
  private final DraftPackages packages;
  private final Submission submission;
  private final FilingAlternatives waysOut;
  private final OutOfScope outOfScope;
  private final SupervisionCases supervision;
  private final LaunchBuilds launchBuilds;
  private final Cases cases;
  private final FormUploads uploads;

  ApplicationController(
      Drafts drafts,
      DraftMaterials materials,
      DraftPackages packages,
      Submission submission,
      FilingAlternatives waysOut,
      OutOfScope outOfScope,
      SupervisionCases supervision,
      LaunchBuilds launchBuilds,
      Cases cases,
      FormUploads uploads) {
    this.drafts = drafts;
    this.materials = materials;
    this.packages = packages;
    this.submission = submission;
    this.waysOut = waysOut;
    this.outOfScope = outOfScope;
    this.supervision = supervision;
    this.launchBuilds = launchBuilds;
    this.cases = cases;
    this.uploads = uploads;
  }

  @PostMapping("/applications")
  String create(
      @RequestParam ApplicationKind kind,
      @RequestParam(name = "package", defaultValue = "") List<UUID> packages) {
    return "redirect:/applications/" + drafts.create(kind, packages);
  }

  @PostMapping(path = "/applications", params = "form")
  String createWithoutPackage(@RequestParam ApplicationKind kind, @RequestParam AppForm form) {
    return "redirect:/applications/" + drafts.createWithoutPackage(kind, form);
  }

  @GetMapping("/applications/{id}")
  String tasks(@PathVariable UUID id, Model model) {
    CaseFile file = cases.file(id);
    model.addAttribute("file", file);
    model.addAttribute("online", cases.online(file));
    model.addAttribute("colleagues", cases.colleagues());
    model.addAttribute("province", cases.inForce(ParameterKey.REVIEW_COMPLETENESS_WORKDAYS));
    model.addAttribute("rulings", submission.rulings(file));
    model.addAttribute("noFilingDue", outOfScope.ofApplication(id).orElse(null));
    model.addAttribute("supervised", supervision.ofApplication(id));
    model.addAttribute("rectification", Rectification.of(file).orElse(null));
    model.addAttribute("outlook", Outlook.of(file));
    model.addAttribute("materials", materials.of(file));
    model.addAttribute("mostBytes", uploads.mostBytes());
    model.addAttribute("read", readAlone(file));
    model.addAttribute("goOn", goOn(file).orElse(null));
    return file.application().editable() ? "filings/tasks" : "filings/sent";
  }

  /** The topics in which nothing can be entered and nothing is left. */
  private static List<Topic> readAlone(CaseFile file) {
    return file.topics().entrySet().stream()
        .filter(topic -> topic.getValue() == 0 && topic.getKey() != Topic.UNDERTAKING)
        .map(Map.Entry::getKey)
        .filter(
            topic ->
                file.entries(topic).stream()
                    .noneMatch(
                        entry -> entry.typed() || entry.field().type() == FieldType.DOCUMENT))
        .toList();
  }

  /** The first topic in which something is to be entered or confirmed. */
  private static Optional<Topic> goOn(CaseFile file) {
    return file.topics().keySet().stream().filter(file.missingByTopic()::containsKey).findFirst();
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
    model.addAttribute("file", file);
    model.addAttribute("left", submission.left(file).size());
    model.addAttribute("waiting", submission.waiting(file));
    model.addAttribute("rulings", submission.rulings(file));
    model.addAttribute("duplicates", submission.duplicates(file));
    model.addAttribute("proposal", waysOut.proposal(file).orElse(null));
    model.addAttribute("rectification", Rectification.of(file).orElse(null));
    Outlook outlook = Outlook.of(file);
    model.addAttribute("outlook", outlook);
    model.addAttribute("screens", cases.screens(file, outlook.cards()));
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
      return fileRefused(id, field, refused, response, model);
    }
  }

  /** The same page, with a sentence at the field of the file that is not taken. */
  private String fileRefused(
      UUID id,
      String field,
      CommandRefusedException refused,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    model.addAttribute("fileRefused", Map.of(field, refused.problems().get(0)));
    return tasks(id, model);
  }

  @PostMapping("/applications/{id}/packages/{package}/removal")
  String removePackage(@PathVariable UUID id, @PathVariable("package") UUID packageId) {
    packages.remove(id, packageId);
    return "redirect:/applications/" + id;
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
      return fileRefused(id, "launch", refused, response, model);
    }
  }
}
