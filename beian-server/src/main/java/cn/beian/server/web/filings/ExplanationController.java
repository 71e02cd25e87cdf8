package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.filing.form.Topic;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.FunctionCard;
import cn.beian.server.filings.casefile.Outlook;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Explanations;
import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The functions of an app that its sponsor explains, a card of each. */
@Controller
class ExplanationController {
  private static final String PATH = "/applications/{id}/topics/EXPLANATIONS";
  private static final String BASIS = "explanation.legalBasis";

  private final Cases cases;
  private final Drafts drafts;
  private final Explanations explanations;
  private final Identity identity;

  ExplanationController(Cases cases, Drafts drafts, Explanations explanations, Identity identity) {
    this.cases = cases;
    this.drafts = drafts;
    this.explanations = explanations;
    this.identity = identity;
  }

  /**
   * The cards.
   *
   * @param apart rule of which something of its own is to be said; empty for none
   */
  @GetMapping(PATH)
  String show(@PathVariable UUID id, @RequestParam(defaultValue = "") String apart, Model model) {
    add(cases.file(id), apart, model);
    return "filings/explanations";
  }

  private void add(CaseFile file, String apart, Model model) {
    Outlook outlook = Outlook.of(file);
    List<ExplainedFunction> functions =
        outlook.cards().stream().map(card -> ExplainedFunction.of(file, card, apart)).toList();
    Set<Question> shown = new LinkedHashSet<>();
    functions.forEach(one -> shown.addAll(one.questions()));
    model.addAttribute("file", file);
    model.addAttribute("outlook", outlook);
    model.addAttribute("looks", TopicController.signsOnly(file, identity.current()));
    model.addAttribute("functions", functions);
    model.addAttribute("screens", cases.screens(file, outlook.cards()));
    model.addAttribute(
        "suggestions",
        file.application().editable()
            ? explanations.suggestions(file.application(), outlook.cards())
            : Map.of());
    model.addAttribute(
        "wrong",
        file.wrong(Topic.EXPLANATIONS).stream()
            .filter(entry -> shown.contains(entry.question()))
            .toList());
    model.addAttribute("page", UUID.randomUUID());
    model.addAttribute("next", TopicSteps.next(file, Topic.EXPLANATIONS));
  }

  /**
   * Saves all cards of the page.
   *
   * @param offered each rule that the page offers under a card: lead and rule, with a blank between
   * @param ticked those of them that the answers of the card are said of
   * @param take lead of the card whose basis is to be that of an earlier filing
   */
  @PostMapping(PATH)
  String save(
      @PathVariable UUID id,
      @RequestParam(name = "o", defaultValue = "") List<String> offered,
      @RequestParam(name = "w", defaultValue = "") List<String> ticked,
      @RequestParam(defaultValue = "") String next,
      @RequestParam(defaultValue = "") String take,
      @RequestParam(defaultValue = "") String mine,
      @RequestParam(defaultValue = "") String theirs,
      @RequestParam(defaultValue = "false") boolean stay,
      @RequestHeader(name = "HX-Request", required = false) Optional<String> part,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    Map<Question, EnteredAnswer> typed = FormAnswers.of(request, part.isEmpty());
    if (!take.isEmpty()) {
      suggested(id, take).ifPresent(basis -> typed.put(new Question(BASIS, take), basis));
    }
    Conflict.choose(typed, mine, theirs);
    List<Problem> problems = new ArrayList<>();
    FormSteps.inOrder(
        request,
        () -> {
          problems.addAll(explanations.save(id, typed, ticks(offered, ticked)));
          Map<Question, String> kept = FormAnswers.kept(request);
          if (!kept.isEmpty()) {
            drafts.keep(id, kept);
          }
        });
    List<Conflict> conflicts = Conflict.of(problems, typed, FilingText.of(model));
    model.addAttribute("conflicts", conflicts);
    CaseFile file = cases.file(id);
    if (part.isEmpty() && !conflicts.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("theirs", Conflict.byKey(conflicts));
      add(file.typedOver(Conflict.typed(conflicts, typed)), "", model);
      return "filings/explanations";
    }
    add(file, "", model);
    if (part.isPresent()) {
      model.addAttribute("stored", stored(file, typed, ticks(offered, ticked)));
      return "filings/explanations :: saved";
    }
    if (!file.wrong(Topic.EXPLANATIONS).isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return "filings/explanations";
    }
    String here = "/applications/" + id + "/topics/" + Topic.EXPLANATIONS;
    if (stay || !mine.isEmpty() || !theirs.isEmpty()) {
      return "redirect:" + here;
    }
    if (!take.isEmpty()) {
      return "redirect:" + here + "#f:" + BASIS + "@" + take;
    }
    return next.startsWith("function-")
        ? "redirect:" + here + "#" + next
        : "redirect:/applications/" + id + topic(next).map(to -> "/topics/" + to).orElse("");
  }

  private static Optional<Topic> topic(String name) {
    return Arrays.stream(Topic.values()).filter(one -> one.name().equals(name)).findFirst();
  }

  private Optional<EnteredAnswer> suggested(UUID id, String lead) {
    CaseFile file = cases.file(id);
    List<FunctionCard> cards =
        FunctionCard.of(file).stream().filter(card -> card.rule(lead).isPresent()).toList();
    return explanations.suggestions(file.application(), cards).values().stream()
        .findFirst()
        .map(one -> EnteredAnswer.said(one.value()));
  }

  /** What the store now has as it was sent, by the key under which the page sent it. */
  private static Map<String, String> stored(
      CaseFile file, Map<Question, EnteredAnswer> typed, List<Explanations.Tick> ticks) {
    Map<String, String> stored = new LinkedHashMap<>();
    typed.forEach(
        (question, one) -> {
          Stream<String> bearers =
              ticks.stream()
                  .filter(tick -> tick.lead().equals(question.item()) && tick.ticked())
                  .map(Explanations.Tick::rule);
          boolean stands =
              Stream.concat(Stream.of(question.item()), bearers)
                  .map(rule -> new Question(question.fieldId(), rule))
                  .map(asked -> file.plain().get(asked))
                  .anyMatch(answer -> (answer == null ? "" : answer.value()).equals(one.stored()));
          if (stands && !one.knows(one.stored())) {
            stored.put(QuestionKey.of(question), one.stored());
          }
        });
    return stored;
  }

  private static List<Explanations.Tick> ticks(List<String> offered, List<String> ticked) {
    Set<String> all = new LinkedHashSet<>(offered);
    all.addAll(ticked);
    return all.stream()
        .map(one -> one.split(" ", 2))
        .filter(pair -> pair.length == 2)
        .map(
            pair ->
                new Explanations.Tick(pair[0], pair[1], ticked.contains(pair[0] + " " + pair[1])))
        .toList();
  }
}
