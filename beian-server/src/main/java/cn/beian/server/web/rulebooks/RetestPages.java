package cn.beian.server.web.rulebooks;

import cn.beian.server.retests.RetestResult;
import cn.beian.server.retests.Retests;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.supervision.SupervisionCases;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a version that came into force judges otherwise, and the cases that it opened. */
@Controller
class RetestPages {
  private final Retests retests;
  private final SupervisionCases cases;
  private final Rulebooks rulebooks;

  RetestPages(Retests retests, SupervisionCases cases, Rulebooks rulebooks) {
    this.retests = retests;
    this.cases = cases;
    this.rulebooks = rulebooks;
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
    Optional<Retests.Found> of =
        all.stream()
            .filter(one -> version == 0 ? one.results() > 0 : number(one) == version)
            .findFirst()
            .or(() -> all.stream().filter(one -> version == 0).findFirst());
    if (version != 0 && of.isEmpty()) {
      throw new NoSuchElementException("re-test of version " + version);
    }
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

  private static int number(Retests.Found one) {
    return one.run().number().orElse(0);
  }
}
