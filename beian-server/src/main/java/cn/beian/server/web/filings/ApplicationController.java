package cn.beian.server.web.filings;

import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.Outlook;
import cn.beian.server.filings.casefile.Rectification;
import cn.beian.server.filings.drafting.DraftAttachments;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.filings.review.FilingAlternatives;
import cn.beian.server.intake.Attachment;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.supervision.SupervisionCases;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The sponsor's side: task list, topics, check, undertaking, launch build. */
@Controller
class ApplicationController {
  /** In the place of a question: the one that stands in {@code by}. */
  private static final String CHOSEN = "*";

  /** Before the name of a topic: all of it that a document can answer. */
  private static final String WHOLE = "@";

  private final Drafts drafts;
  private final DraftAttachments attachments;
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
      DraftAttachments attachments,
      DraftPackages packages,
      Submission submission,
      FilingAlternatives waysOut,
      OutOfScope outOfScope,
      SupervisionCases supervision,
      LaunchBuilds launchBuilds,
      Cases cases,
      FormUploads uploads) {
    this.drafts = drafts;
    this.attachments = attachments;
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
    return file.application().editable() ? "filings/tasks" : "filings/sent";
  }

  @GetMapping("/applications/{id}/topics/{topic}")
  String topic(@PathVariable UUID id, @PathVariable Topic topic, Model model) {
    addTopic(cases.file(id), topic, model);
    return "filings/topic";
  }

  private static void addTopic(CaseFile file, Topic topic, Model model) {
    List<Topic> topics = List.copyOf(file.topics().keySet());
    int at = topics.indexOf(topic);
    model.addAttribute("file", file);
    model.addAttribute("topic", topic);
    model.addAttribute("entries", file.entries(topic));
    model.addAttribute("wrong", file.wrong(topic));
    model.addAttribute("page", UUID.randomUUID());
    model.addAttribute(
        "gaps", file.gaps().stream().filter(gap -> gap.toldAt().isPresent()).toList());
    model.addAttribute(
        "byAttachment",
        file.entries(topic).stream().filter(entry -> entry.field().textOrDocument()).toList());
    model.addAttribute("next", at >= 0 && at + 1 < topics.size() ? topics.get(at + 1).name() : "");
  }

  @PostMapping("/applications/{id}/topics/{topic}")
  String save(
      @PathVariable UUID id,
      @PathVariable Topic topic,
      @RequestParam Optional<Topic> next,
      @RequestHeader(name = "HX-Request", required = false) Optional<String> part,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Map<Question, EnteredAnswer> typed = FormAnswers.of(request, part.isEmpty());
    FormSteps.inOrder(request, () -> save(id, typed, request));
    CaseFile file = cases.file(id);
    addTopic(file, topic, model);
    if (part.isPresent()) {
      model.addAttribute("stored", FormAnswers.newlyStored(typed, file));
      model.addAttribute("left", file.missing().size());
      return "filings/topic :: saved";
    }
    if (!file.wrong(topic).isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return "filings/topic";
    }
    return "redirect:/applications/" + id + next.map(to -> "/topics/" + to).orElse("");
  }

  private void save(UUID id, Map<Question, EnteredAnswer> typed, HttpServletRequest request) {
    if (!typed.isEmpty()) {
      drafts.save(id, typed);
    }
    Map<Question, String> kept = FormAnswers.kept(request);
    if (!kept.isEmpty()) {
      drafts.keep(id, kept);
    }
  }

  @PostMapping("/applications/{id}/functions")
  String addFunction(@PathVariable UUID id, @RequestParam String description) {
    drafts.addFunction(id, description);
    return "redirect:/applications/" + id + "/topics/" + Topic.FUNCTIONS;
  }

  /**
   * Takes a document for a question. What stands typed on the page comes with it and is saved
   * first, so that without script nothing is lost.
   */
  @PostMapping("/applications/{id}/attachments")
  String attach(
      @PathVariable UUID id,
      @RequestParam String question,
      @RequestParam(defaultValue = "") String by,
      @RequestParam MultiValueMap<String, MultipartFile> files,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    List<Question> asked = answeredBy(question.equals(CHOSEN) ? by : question);
    Topic topic = FieldDictionary.find(asked.get(0).fieldId()).map(FormField::topic).orElseThrow();
    Map<Question, EnteredAnswer> typed = FormAnswers.of(request, false);
    FormSteps.inOrder(request, () -> save(id, typed, request));
    Attachment taken;
    try {
      taken = uploads.attachment(chosen(files, question));
    } catch (CommandRefusedException refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("notTaken", Map.of(question, refused.problems().get(0)));
      addTopic(cases.file(id), topic, model);
      return "filings/topic";
    }
    if (asked.size() == 1) {
      attachments.attach(id, asked.get(0), taken);
    } else {
      attachments.attachToOpen(id, asked, taken);
    }
    return "redirect:/applications/" + id + "/topics/" + topic;
  }

  private static MultipartFile chosen(MultiValueMap<String, MultipartFile> files, String question) {
    for (String name : List.of("file:" + question, "file")) {
      MultipartFile file = files.getFirst(name);
      if (file != null && !file.isEmpty()) {
        return file;
      }
    }
    throw FilingProblem.refusal("noFile");
  }

  /** One document may answer everything in a topic that a document can. */
  private static List<Question> answeredBy(String chosen) {
    List<Question> asked =
        chosen.startsWith(WHOLE)
            ? FieldDictionary.fields().stream()
                .filter(one -> (WHOLE + one.topic()).equals(chosen) && one.textOrDocument())
                .map(one -> Question.once(one.id()))
                .toList()
            : List.of(QuestionKey.question(chosen));
    boolean known = asked.stream().allMatch(one -> FieldDictionary.find(one.fieldId()).isPresent());
    if (asked.isEmpty() || !known) {
      throw FilingProblem.refusal("noField", chosen);
    }
    return asked;
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
      @RequestParam("file") MultipartFile file,
      @RequestParam(defaultValue = "") String appId,
      @RequestParam Optional<UUID> replaces,
      HttpServletResponse response,
      Model model)
      throws IOException {
    try {
      UUID added = uploads.packageOf(file, appId).id();
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
      @RequestParam("file") MultipartFile file,
      @RequestParam(defaultValue = "") String appId,
      HttpServletResponse response,
      Model model)
      throws IOException {
    try {
      launchBuilds.handIn(id, version, uploads.packageOf(file, appId).id());
      return "redirect:/applications/" + id;
    } catch (CommandRefusedException refused) {
      return fileRefused(id, "launch", refused, response, model);
    }
  }
}
