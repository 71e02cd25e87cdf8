package cn.beian.server.web.rulebooks;

import cn.beian.rules.Verdict;
import cn.beian.server.retests.RetestResult;
import cn.beian.server.retests.Retests;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.supervision.SupervisionCase;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.web.TableFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a version that came into force judges otherwise, and the cases that it opened. */
@Controller
class RetestPages {
  private static final int MOST_PAGES = 400;
  private static final List<String> COLUMNS =
      List.of("app", "number", "sponsor", "before", "after", "case");

  private final Retests retests;
  private final SupervisionCases cases;
  private final Rulebooks rulebooks;
  private final AuditTrail audit;
  private final MessageSource messages;

  RetestPages(
      Retests retests,
      SupervisionCases cases,
      Rulebooks rulebooks,
      AuditTrail audit,
      MessageSource messages) {
    this.retests = retests;
    this.cases = cases;
    this.rulebooks = rulebooks;
    this.audit = audit;
    this.messages = messages;
  }

  /** Where in the list somebody is: part of it from 1. */
  record Page(int number, int pages) {}

  /** The results of one version: the one asked for, else the latest that has any. */
  @GetMapping("/retests")
  String results(
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "1") int page,
      Model model,
      Locale locale) {
    List<Retests.Found> all = retests.found();
    Optional<Retests.Found> of = of(all, version);
    model.addAttribute("versions", all);
    of.ifPresent(
        one -> {
          int number = Math.max(1, Math.min(page, one.pages()));
          List<RetestResult> results = retests.results(one.run(), number);
          model.addAttribute("of", one);
          model.addAttribute("page", new Page(number, one.pages()));
          model.addAttribute("results", results);
          model.addAttribute(
              "cases",
              cases.ofVersion(
                  number(one), results.stream().map(RetestResult::applicationId).toList()));
          model.addAttribute("titles", Titles.of(rulebooks, one.run(), locale));
        });
    return "rulebooks/retests";
  }

  private static Optional<Retests.Found> of(List<Retests.Found> all, int version) {
    Optional<Retests.Found> of =
        all.stream()
            .filter(one -> version == 0 ? one.results() > 0 : number(one) == version)
            .findFirst()
            .or(() -> all.stream().filter(one -> version == 0).findFirst());
    if (version != 0 && of.isEmpty()) {
      throw new NoSuchElementException("re-test of version " + version);
    }
    return of;
  }

  @GetMapping({"/retests.csv", "/retests.xlsx"})
  void file(
      @RequestParam(defaultValue = "0") int version,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<Retests.Found> of = of(retests.found(), version);
    TableFile.answer(
        response, request.getRequestURI(), "beian-retests", rows -> write(of, locale, rows));
  }

  private void write(Optional<Retests.Found> of, Locale locale, TableFile.Rows rows)
      throws IOException {
    audit.record("work.exported", "work:list", "retests");
    rows.add(
        COLUMNS.stream()
            .map(column -> messages.getMessage("rulebooks.retests.column." + column, null, locale))
            .toList());
    if (of.isEmpty()) {
      return;
    }
    for (int page = 1; page <= of.get().pages() && page <= MOST_PAGES; page++) {
      List<RetestResult> results = retests.results(of.get().run(), page);
      Map<UUID, SupervisionCase> opened =
          cases.ofVersion(
              number(of.get()), results.stream().map(RetestResult::applicationId).toList());
      for (RetestResult one : results) {
        rows.add(
            List.of(
                one.appName(),
                one.number(),
                one.sponsor(),
                verdict(one.before(), locale),
                verdict(one.after(), locale),
                Optional.ofNullable(opened.get(one.applicationId()))
                    .map(is -> "SupervisionState." + is.state().name())
                    .map(key -> messages.getMessage(key, null, locale))
                    .orElse("")));
      }
    }
  }

  private String verdict(Optional<Verdict> verdict, Locale locale) {
    String key = verdict.map(Enum::name).orElse("NONE");
    return messages.getMessage("rulebooks.verdict." + key, null, locale);
  }

  private static int number(Retests.Found one) {
    return one.run().number().orElse(0);
  }
}
