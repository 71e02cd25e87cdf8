package cn.beian.server.web.filings;

import cn.beian.filing.form.FieldDictionary;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.platform.RejectedInput.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** Words for the pages, and what is said when a command was not done. */
@ControllerAdvice(basePackageClasses = FilingsAdvice.class)
class FilingsAdvice {
  static final List<String> NOT_TYPED =
      List.of(
          "_csrf",
          "version",
          "test",
          "rule",
          "subject",
          "opinion",
          "gap",
          "ask",
          "good",
          "clear",
          "use",
          "topic",
          "next",
          "question",
          "kind",
          "form",
          "package",
          "act",
          "ground",
          "accepted",
          "by",
          "t",
          "page",
          "step",
          "o",
          "w",
          "take",
          "knowingly",
          "mine",
          "theirs",
          "stay",
          "finding",
          "document",
          "to",
          "topic",
          "upload");

  private final MessageSource messages;

  FilingsAdvice(MessageSource messages) {
    this.messages = messages;
  }

  @ModelAttribute
  void words(Model model, Locale locale, HttpServletRequest request) {
    FilingText words = new FilingText(messages, locale);
    model.addAttribute("words", words);
    model.addAttribute("findingWords", new FindingWords(words));
    model.addAttribute("cardWords", new CardWords(words));
    model.addAttribute("packageWords", new PackageWords(words));
    model.addAttribute("base", back(request));
  }

  /** Somebody else was first: nothing was done, and what was typed is shown to be kept. */
  @ExceptionHandler
  ModelAndView stale(
      StalePageException e, HttpServletRequest request, HttpServletResponse response) {
    return notDone(request, response, HttpStatus.CONFLICT, List.of());
  }

  /** Not lawful as things stand: nothing was done, and every reason is told. */
  @ExceptionHandler
  ModelAndView refused(
      CommandRefusedException e, HttpServletRequest request, HttpServletResponse response) {
    return notDone(request, response, HttpStatus.UNPROCESSABLE_CONTENT, e.problems());
  }

  private ModelAndView notDone(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus status,
      List<Problem> problems) {
    boolean part = request.getHeader("HX-Request") != null;
    response.setStatus(part ? HttpStatus.OK.value() : status.value());
    ModelAndView page = new ModelAndView(part ? "filings/not-done :: part" : "filings/not-done");
    FilingText words = new FilingText(messages, locale(request));
    page.addObject("words", words);
    page.addObject("problems", problems);
    page.addObject("typed", inWords(typed(request), words));
    page.addObject("back", back(request));
    return page;
  }

  private static Locale locale(HttpServletRequest request) {
    return org.springframework.web.servlet.support.RequestContextUtils.getLocale(request);
  }

  /** As people read it: what a choice sends is no word. */
  private static Map<String, String> inWords(Map<String, String> typed, FilingText words) {
    Map<String, String> read = new LinkedHashMap<>();
    typed.forEach(
        (name, text) -> {
          List<String> keys =
              name.startsWith(FormAnswers.ALL)
                  ? List.of(name.substring(FormAnswers.ALL.length()).split(" ", -1))
                  : name.startsWith("a:") ? List.of(name.substring(2)) : List.of();
          keys.forEach(
              key ->
                  read.putIfAbsent(
                      "a:" + key,
                      FieldDictionary.find(QuestionKey.question(key).fieldId())
                          .map(field -> words.said(field, text))
                          .orElse(text)));
          if (keys.isEmpty()) {
            read.put(name, text);
          }
        });
    return read;
  }

  /** What the person wrote: not what stood there already, nor demands that were not ticked. */
  private static Map<String, String> typed(HttpServletRequest request) {
    List<String> ticked =
        List.of(Optional.ofNullable(request.getParameterValues("gap")).orElse(new String[0]));
    Map<String, String> typed = new LinkedHashMap<>();
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              String text = String.join("\n", values);
              boolean stood =
                  name.startsWith("b:")
                      || name.startsWith("s:")
                      || name.startsWith("o:")
                      || name.startsWith("sentence:")
                      || name.startsWith("file:")
                      || name.startsWith("to:")
                      || (name.startsWith("a:")
                          && text.equals(request.getParameter("b:" + name.substring(2))));
              boolean unticked =
                  name.startsWith("demand:")
                      && !ticked.contains(name.substring("demand:".length()));
              if (!NOT_TYPED.contains(name) && !stood && !unticked && !text.isBlank()) {
                typed.put(name, text);
              }
            });
    return typed;
  }

  /** The case's own page: the first two parts of the address. */
  private static String back(HttpServletRequest request) {
    String[] parts = request.getRequestURI().split("/", -1);
    return parts.length > 2 ? "/" + parts[1] + "/" + parts[2] : "/";
  }
}
