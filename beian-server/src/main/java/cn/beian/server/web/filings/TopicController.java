package cn.beian.server.web.filings;

import cn.beian.filing.form.DocumentNames;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.FormField;
import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.drafting.DraftAttachments;
import cn.beian.server.filings.drafting.DraftMaterials;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.intake.Attachment;
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

/** The steps of the form: answers as they are typed, and the documents that answer. */
@Controller
class TopicController {
  /** In the place of a question: the one that stands in {@code by}. */
  private static final String CHOSEN = "*";

  private final Drafts drafts;
  private final DraftAttachments attachments;
  private final DraftMaterials materials;
  private final Cases cases;
  private final FormUploads uploads;

  TopicController(
      Drafts drafts,
      DraftAttachments attachments,
      DraftMaterials materials,
      Cases cases,
      FormUploads uploads) {
    this.drafts = drafts;
    this.attachments = attachments;
    this.materials = materials;
    this.cases = cases;
    this.uploads = uploads;
  }

  @GetMapping("/applications/{id}/topics/{topic}")
  String topic(@PathVariable UUID id, @PathVariable Topic topic, Model model) {
    addTopic(cases.file(id), topic, model);
    return "filings/topic";
  }

  private void addTopic(CaseFile file, Topic topic, Model model) {
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
    model.addAttribute("materials", materials.of(file));
    model.addAttribute("functions", FunctionRow.of(file));
    model.addAttribute("mostBytes", uploads.mostBytes());
    model.addAttribute("shape", shape(file, topic));
    model.addAttribute("next", at >= 0 && at + 1 < topics.size() ? topics.get(at + 1).name() : "");
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
    saveTyped(id, request);
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
      HttpServletRequest request) {
    saveTyped(id, request);
    String to =
        document.indexOf(' ') < 0
            ? Optional.ofNullable(request.getParameter("to:" + document)).orElse("")
            : placeIn(document);
    materials.place(id, documentIn(document), to);
    return pageOf(id, topic);
  }

  /** Takes a document out of the draft that answers nothing. */
  @PostMapping("/applications/{id}/documents/removal")
  String remove(
      @PathVariable UUID id,
      @RequestParam String document,
      @RequestParam Optional<Topic> topic,
      HttpServletRequest request) {
    saveTyped(id, request);
    materials.remove(id, documentIn(document));
    return pageOf(id, topic);
  }

  /** Uses a document again that another app of the unit was filed with. */
  @PostMapping("/applications/{id}/documents/reuse")
  String reuse(
      @PathVariable UUID id,
      @RequestParam String document,
      @RequestParam Optional<Topic> topic,
      HttpServletRequest request) {
    saveTyped(id, request);
    materials.reuse(id, documentIn(document), placeIn(document));
    return pageOf(id, topic);
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

  private void saveTyped(UUID id, HttpServletRequest request) {
    Map<Question, EnteredAnswer> typed = FormAnswers.of(request, false);
    FormSteps.inOrder(request, () -> save(id, typed, request));
  }

  private static String pageOf(UUID id, Optional<Topic> topic) {
    return "redirect:/applications/"
        + id
        + topic.map(one -> "/topics/" + one).orElse("")
        + "#materials";
  }
}
