package cn.beian.server.web.rulebooks;

import cn.beian.server.RejectedInput;
import cn.beian.server.retests.Retests;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a version that came into force leaves to reviewers. */
@Controller
class RetestPages {
  private static final int UNPROCESSABLE = 422;

  private final Retests retests;
  private final Rulebooks rulebooks;

  RetestPages(Retests retests, Rulebooks rulebooks) {
    this.retests = retests;
    this.rulebooks = rulebooks;
  }

  /** Where in the list somebody is: part of it from 1. */
  record Page(int number, int pages) {}

  @GetMapping("/retests")
  String tasks(
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "1") int page,
      Model model,
      Locale locale) {
    Form.show(model, Map.of());
    fill(version, page, model, locale);
    return "rulebooks/retests";
  }

  /** The tasks of one version: the one asked for, else the latest that leaves any. */
  private void fill(int version, int page, Model model, Locale locale) {
    List<Retests.Tasks> all = retests.tasks();
    Optional<Retests.Tasks> of =
        all.stream()
            .filter(one -> version == 0 ? one.open() > 0 : number(one) == version)
            .findFirst()
            .or(() -> all.stream().filter(one -> version == 0).findFirst());
    if (version != 0 && of.isEmpty()) {
      throw new NoSuchElementException("re-test of version " + version);
    }
    model.addAttribute("versions", all);
    of.ifPresent(
        one -> {
          int number = Math.max(1, Math.min(page, one.pages()));
          model.addAttribute("of", one);
          model.addAttribute("page", new Page(number, one.pages()));
          model.addAttribute("open", retests.open(one.run(), number));
          model.addAttribute("settled", retests.settled(one.run()));
          model.addAttribute("titles", Titles.of(rulebooks, one.run(), locale));
        });
  }

  private static int number(Retests.Tasks one) {
    return one.run().number().orElse(0);
  }

  @PostMapping("/retests/{run}/{packageId}")
  String settle(
      @PathVariable UUID run,
      @PathVariable UUID packageId,
      @RequestParam(defaultValue = "") String how,
      @RequestParam(defaultValue = "0") int version,
      @RequestParam(defaultValue = "1") int page,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      retests.settle(run, packageId, how);
      return "redirect:/retests?version=" + version + "&page=" + page;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of("how", how), rejected);
      fill(version, page, model, locale);
      response.setStatus(UNPROCESSABLE);
      return "rulebooks/retests";
    }
  }
}
