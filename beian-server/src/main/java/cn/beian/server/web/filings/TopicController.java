package cn.beian.server.web.filings;

import cn.beian.filing.Role;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.DocumentNames;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.NewVersions;
import cn.beian.server.filings.drafting.ApprovalOfDraft;
import cn.beian.server.filings.drafting.ChangeChecks;
import cn.beian.server.filings.drafting.DraftAttachments;
import cn.beian.server.filings.drafting.DraftMaterials;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.ExceptionOfDraft;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Attachment;
import cn.beian.server.platform.RejectedInput.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
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

/** The steps of the form: answers as they are typed, and the documents that answer. */
@Controller
class TopicController {
  /** In the place of a question: the one that stands in {@code by}. */
  private static final String CHOSEN = "*";

  /** Mostly the same is said of all three, so it may be said once. */
  private static final List<String> RESULTS =
      List.of("acceptance.completeness", "acceptance.stability", "acceptance.easeOfUse");

  private final Drafts drafts;
  private final DraftAttachments attachments;
  private final DraftMaterials materials;
  private final Cases cases;
  private final FormUploads uploads;
  private final ApprovalOfDraft approvals;
  private final ExceptionOfDraft exceptions;
  private final ChangeChecks changes;
  private final NewVersions versions;
  private final Identity identity;

  TopicController(
      Drafts drafts,
      DraftAttachments attachments,
      DraftMaterials materials,
      Cases cases,
      FormUploads uploads,
      ApprovalOfDraft approvals,
      ExceptionOfDraft exceptions,
      ChangeChecks changes,
      NewVersions versions,
      Identity identity) {
    this.drafts = drafts;
    this.attachments = attachments;
    this.materials = materials;
    this.cases = cases;
    this.uploads = uploads;
    this.approvals = approvals;
    this.exceptions = exceptions;
    this.changes = changes;
    this.versions = versions;
    this.identity = identity;
  }

  /**
   * A topic.
   *
   * @param more whether an answer that was just given there has led to another question
   * @param edit whether who signs wants to fill it in all the same
   */
  @GetMapping("/applications/{id}/topics/{topic}")
  String topic(
      @PathVariable UUID id,
      @PathVariable Topic topic,
      @RequestParam(defaultValue = "false") boolean more,
      @RequestParam(defaultValue = "false") boolean edit,
      Model model) {
    CaseFile file = cases.file(id);
    addTopic(file, topic, model);
    model.addAttribute("looks", !edit && signsOnly(file, identity.current()));
    model.addAttribute("more", more);
    return "filings/topic";
  }

  /** Whether somebody is there to sign, which he cannot where he has filled something in. */
  static boolean signsOnly(CaseFile file, Person person) {
    return file.application().editable()
        && !person.id().equals(file.application().handlerId())
        && person.has(Role.APPROVER)
        && !person.has(Role.HANDLER);
  }

  private void addTopic(CaseFile file, Topic topic, Model model) {
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
    model.addAttribute("materials", materials.of(file));
    model.addAttribute("functions", FunctionRow.of(file));
    model.addAttribute("mostBytes", uploads.mostBytes());
    model.addAttribute("shape", shape(file, topic));
    model.addAttribute("next", TopicSteps.next(file, topic));
    model.addAttribute("together", together(file, topic));
    model.addAttribute("lead", topic == Topic.CHANGE ? changes.applyBy(file).orElse(null) : null);
    model.addAttribute(
        "compared",
        topic == Topic.CHANGE
            ? versions.of(file).map(both -> ComparedView.of(file, both)).orElse(null)
            : null);
    model.addAttribute("approvals", topic == Topic.APPROVAL ? approvals.choices(file) : List.of());
    model.addAttribute(
        "exceptions", topic == Topic.LEVEL_EXCEPTION ? exceptions.choices(file) : List.of());
  }

  /**
   * Answers of which the same may be said at once.
   *
   * @param name of the field, which names them
   * @param value that all have; empty where they differ or are open
   * @param apart whether they are shown one by one
   */
  record Together(List<CaseFile.Entry> entries, String name, String value, boolean apart) {
    /** Whether an answer is the first of them. */
    public boolean begins(CaseFile.Entry one) {
      return !entries.isEmpty() && entries.get(0).equals(one);
    }
  }

  private static Together together(CaseFile file, Topic topic) {
    List<CaseFile.Entry> results =
        file.entries(topic).stream()
            .filter(one -> RESULTS.contains(one.field().id()) && one.writable())
            .toList();
    if (results.size() < RESULTS.size()) {
      return new Together(List.of(), "", "", false);
    }
    List<String> values = results.stream().map(CaseFile.Entry::value).distinct().toList();
    boolean apart =
        values.size() > 1
            || file.openDemands().stream()
                .anyMatch(gap -> RESULTS.contains(gap.question().fieldId()));
    return new Together(
        results,
        FormAnswers.ALL + String.join(" ", results.stream().map(CaseFile.Entry::key).toList()),
        apart ? "" : values.get(0),
        apart);
  }

  /** What is asked and open on a topic now, and was not on the page that was sent. */
  private static Optional<String> appeared(
      CaseFile file, Topic topic, Map<Question, EnteredAnswer> typed) {
    List<Question> open =
        file.missing().stream()
            .filter(gap -> gap.why() == Completeness.Why.NOT_ANSWERED)
            .map(Completeness.Gap::question)
            .toList();
    return file.entries(topic).stream()
        .filter(CaseFile.Entry::writable)
        .filter(one -> one.field().type() != FieldType.DOCUMENT || one.field().absent())
        .filter(one -> open.contains(one.question()) && !typed.containsKey(one.question()))
        .map(CaseFile.Entry::key)
        .findFirst();
  }

  /** Which questions a page asks, and how: where that has changed, the page is shown anew. */
  private static String shape(CaseFile file, Topic topic) {
    return Integer.toHexString(
        file.entries(topic).stream().map(one -> one.key() + one.writable()).toList().hashCode());
  }

  @PostMapping("/applications/{id}/topics/{topic}")
  String save(
      @PathVariable UUID id,
      @PathVariable Topic topic,
      @RequestParam Optional<Topic> next,
      @RequestParam(defaultValue = "") String mine,
      @RequestParam(defaultValue = "") String theirs,
      @RequestParam(defaultValue = "false") boolean stay,
      @RequestHeader(name = "HX-Request", required = false) Optional<String> part,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Map<Question, EnteredAnswer> typed = FormAnswers.of(request, part.isEmpty());
    Conflict.choose(typed, mine, theirs);
    List<Conflict> conflicts = save(id, typed, request, model);
    if (part.isEmpty() && !conflicts.isEmpty()) {
      return inConflict(id, topic, typed, conflicts, response, model);
    }
    CaseFile file = cases.file(id);
    addTopic(file, topic, model);
    if (part.isPresent()) {
      model.addAttribute("stored", FormAnswers.newlyStored(typed, file));
      model.addAttribute("left", file.toAnswer().size());
      return "filings/topic :: saved";
    }
    if (!file.wrong(topic).isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return "filings/topic";
    }
    if (stay || !mine.isEmpty() || !theirs.isEmpty()) {
      return "redirect:/applications/" + id + "/topics/" + topic;
    }
    String here = "/applications/" + id + "/topics/" + topic + "?more=true#";
    return "redirect:"
        + next.flatMap(to -> appeared(file, topic, typed))
            .map(key -> here + key)
            .orElse("/applications/" + id + next.map(to -> "/topics/" + to).orElse(""));
  }

  /** Saves what can be saved; what was changed elsewhere is for the person to choose. */
  private List<Conflict> save(
      UUID id, Map<Question, EnteredAnswer> typed, HttpServletRequest request, Model model) {
    List<Problem> problems = new ArrayList<>();
    FormSteps.inOrder(
        request,
        () -> {
          if (!typed.isEmpty()) {
            problems.addAll(drafts.save(id, typed));
          }
          Map<Question, String> kept = FormAnswers.kept(request);
          if (!kept.isEmpty()) {
            drafts.keep(id, kept);
          }
        });
    List<Conflict> conflicts = Conflict.of(problems, typed, FilingText.of(model));
    model.addAttribute("conflicts", conflicts);
    return conflicts;
  }

  /** The page as it is now, with what was typed in the fields that were changed elsewhere, too. */
  private String inConflict(
      UUID id,
      Topic topic,
      Map<Question, EnteredAnswer> typed,
      List<Conflict> conflicts,
      HttpServletResponse response,
      Model model) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    addTopic(cases.file(id).typedOver(Conflict.typed(conflicts, typed)), topic, model);
    model.addAttribute("theirs", Conflict.byKey(conflicts));
    return "filings/topic";
  }

  @PostMapping("/applications/{id}/functions")
  String addFunction(@PathVariable UUID id, @RequestParam String description) {
    drafts.addFunction(id, description);
    return "redirect:/applications/" + id + "/topics/" + Topic.FUNCTIONS;
  }

  /** What stands typed on the page comes with it and is saved first. */
  @PostMapping("/applications/{id}/functions/removal")
  String removeFunction(
      @PathVariable UUID id,
      @RequestParam String item,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Typed typed = saveTyped(id, request, model);
    drafts.removeFunction(id, item);
    return after(id, Optional.of(Topic.FUNCTIONS), typed, response, model);
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
    Typed typed = saveTyped(id, request, model);
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
    return typed.conflicts().isEmpty()
        ? "redirect:/applications/" + id + "/topics/" + topic
        : inConflict(id, topic, typed.answers(), typed.conflicts(), response, model);
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
        chosen.startsWith(DocumentNames.WHOLE)
            ? FieldDictionary.fields().stream()
                .filter(
                    one ->
                        (DocumentNames.WHOLE + one.topic()).equals(chosen) && one.textOrDocument())
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
   * Puts a document that came in pieces into the draft.
   *
   * @param upload as it was announced
   * @param to what it answers, where a person said
   * @param topic of the page; absent on the list of all topics
   */
  @PostMapping("/applications/{id}/documents")
  String take(
      @PathVariable UUID id,
      @RequestParam UUID upload,
      @RequestParam(defaultValue = "") String to,
      @RequestParam Optional<Topic> topic)
      throws IOException {
    cases.file(id); // whose it is comes before what was uploaded
    materials.take(id, uploads.attachment(upload), to, topic);
    return pageOf(id, topic);
  }

  /**
   * Says what a document answers. What stands typed on the page comes with it and is saved first.
   *
   * @param document its id, and after a space what it shall answer; else what was chosen beside it,
   *     after a tilde where it stands now
   */
  @PostMapping("/applications/{id}/documents/place")
  String place(
      @PathVariable UUID id,
      @RequestParam String document,
      @RequestParam Optional<Topic> topic,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Typed typed = saveTyped(id, request, model);
    String to =
        document.indexOf(' ') < 0
            ? Optional.ofNullable(request.getParameter("to:" + document)).orElse("")
            : placeIn(document);
    materials.place(id, documentIn(document), to);
    return after(id, topic, typed, response, model);
  }

  /** Takes a document out of the draft that answers nothing. */
  @PostMapping("/applications/{id}/documents/removal")
  String remove(
      @PathVariable UUID id,
      @RequestParam String document,
      @RequestParam Optional<Topic> topic,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Typed typed = saveTyped(id, request, model);
    materials.remove(id, documentIn(document));
    return after(id, topic, typed, response, model);
  }

  /** Uses a document again that another app of the unit was filed with. */
  @PostMapping("/applications/{id}/documents/reuse")
  String reuse(
      @PathVariable UUID id,
      @RequestParam String document,
      @RequestParam Optional<Topic> topic,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Typed typed = saveTyped(id, request, model);
    materials.reuse(id, documentIn(document), placeIn(document));
    return after(id, topic, typed, response, model);
  }

  private static UUID documentIn(String sent) {
    try {
      return UUID.fromString(sent.split("[ ~]", 2)[0]);
    } catch (IllegalArgumentException e) {
      throw FilingProblem.refusal("noAttachment");
    }
  }

  private static String placeIn(String sent) {
    int at = sent.indexOf(' ');
    return at < 0 ? "" : sent.substring(at + 1);
  }

  /** What stood typed on the page, and what of it could not be saved. */
  private record Typed(Map<Question, EnteredAnswer> answers, List<Conflict> conflicts) {}

  private Typed saveTyped(UUID id, HttpServletRequest request, Model model) {
    Map<Question, EnteredAnswer> typed = FormAnswers.of(request, false);
    return new Typed(typed, save(id, typed, request, model));
  }

  private String after(
      UUID id, Optional<Topic> topic, Typed typed, HttpServletResponse response, Model model) {
    return typed.conflicts().isEmpty() || topic.isEmpty()
        ? pageOf(id, topic)
        : inConflict(id, topic.get(), typed.answers(), typed.conflicts(), response, model);
  }

  private static String pageOf(UUID id, Optional<Topic> topic) {
    return "redirect:/applications/"
        + id
        + topic.map(one -> "/topics/" + one).orElse("")
        + "#materials";
  }
}
