package cn.beian.server.web.filings;

import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import cn.beian.server.filings.review.SeatDesk;
import cn.beian.server.filings.review.SeatLists;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What a seat of the provincial review does: writes its list, looks at the letter, votes. */
@Controller
class ProvinceController {
  private final Cases cases;
  private final SeatLists lists;
  private final CompletenessReview completeness;
  private final ProvincePage page;
  private final CaseController pages;
  private final MessageSource messages;

  ProvinceController(
      Cases cases,
      SeatLists lists,
      CompletenessReview completeness,
      ProvincePage page,
      CaseController pages,
      MessageSource messages) {
    this.cases = cases;
    this.lists = lists;
    this.completeness = completeness;
    this.page = page;
    this.pages = pages;
    this.messages = messages;
  }

  /**
   * Keeps the list as it is written, and does one thing to an item.
   *
   * @param ask puts it on the list
   * @param good says that what was asked has been mended
   * @param clear takes it out
   * @param use writes its demand with the standard sentence that was chosen
   */
  @PostMapping("/cases/{id}/marks")
  String mark(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String ask,
      @RequestParam(defaultValue = "") String good,
      @RequestParam(defaultValue = "") String clear,
      @RequestParam(defaultValue = "") String use,
      @RequestParam(defaultValue = "") String topic,
      HttpServletRequest request,
      Locale locale) {
    lists.requireWriter(id);
    keep(id, written(request));
    FilingText words = new FilingText(messages, locale);
    if (!ask.isEmpty()) {
      Question question = known(id, ask);
      lists.lacking(id, question, page.sentence(cases.file(id), question, words));
    } else if (!good.isEmpty()) {
      lists.madeGood(id, known(id, good));
    } else if (!clear.isEmpty()) {
      lists.clear(id, QuestionKey.question(clear));
    } else if (!use.isEmpty()) {
      Question question = known(id, use);
      StandardSentence sentence =
          Arrays.stream(StandardSentence.values())
              .filter(one -> one.name().equals(request.getParameter("sentence:" + use)))
              .findFirst()
              .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
      lists.lacking(id, question, ProvincePage.sentence(sentence, cases.file(id), question, words));
    }
    if (request.getHeader("HX-Request") != null) {
      return "filings/province-list :: kept";
    }
    String at = ask + good + clear + use;
    return "redirect:/cases/"
        + id
        + (topic.isEmpty() ? "" : "?topic=" + URLEncoder.encode(topic, StandardCharsets.UTF_8))
        + (at.isEmpty() ? "" : "#i:" + URLEncoder.encode(at, StandardCharsets.UTF_8));
  }

  /** What the case asks or holds; anything else is no item. */
  private Question known(UUID id, String key) {
    Question question = QuestionKey.question(key);
    CaseFile file = cases.file(id);
    boolean there =
        file.entries().stream().anyMatch(entry -> entry.question().equals(question))
            || file.gaps().stream().anyMatch(gap -> gap.question().equals(question));
    if (!there) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return question;
  }

  /** Demands that were rewritten on the page, of what stands on the list. */
  private void keep(UUID id, List<Ticked> written) {
    List<Ticked> changed =
        lists.desk(cases.file(id)).filter(SeatDesk::open).stream()
            .flatMap(
                desk ->
                    written.stream()
                        .filter(
                            one ->
                                desk.list().stream()
                                    .anyMatch(
                                        mark ->
                                            mark.question().equals(one.question())
                                                && !mark.demand().equals(one.demand()))))
            .toList();
    changed.forEach(one -> lists.lacking(id, one.question(), one.demand()));
  }

  private static List<Ticked> written(HttpServletRequest request) {
    return Arrays.stream(
            Objects.requireNonNullElse(request.getParameterValues("gap"), new String[0]))
        .map(
            key ->
                new Ticked(
                    QuestionKey.question(key),
                    Optional.ofNullable(request.getParameter("demand:" + key))
                        .orElse("")
                        .replace("\r\n", "\n")
                        .strip()))
        .toList();
  }

  /** The letter as this seat's list would make it. */
  @GetMapping("/cases/{id}/letter")
  String letter(@PathVariable UUID id, Model model) {
    CaseFile file = cases.file(id);
    SeatDesk desk =
        lists.desk(file).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("file", file);
    model.addAttribute("desk", desk);
    return "filings/province-letter";
  }

  @PostMapping("/cases/{id}/votes")
  String vote(
      @PathVariable UUID id,
      Command command,
      @RequestParam Opinion opinion,
      @RequestParam(defaultValue = "") String topic,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale locale,
      Model model) {
    List<Ticked> written = written(request);
    try {
      completeness.vote(id, command.version(), opinion, written, command.reason());
      return "redirect:/cases/" + id;
    } catch (CommandRefusedException refused) {
      keep(id, written);
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("refused", refused.problems());
      model.addAttribute("typedReason", command.reason());
      return pages.show(id, "", topic, "", 1, locale, request, model);
    }
  }

  @PostMapping("/cases/{id}/votes/withdrawal")
  String withdraw(@PathVariable UUID id, Command command) {
    completeness.withdraw(id, command.version());
    return "redirect:/cases/" + id;
  }
}
