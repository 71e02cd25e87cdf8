package cn.beian.server.web.rulebooks;

import cn.beian.server.RejectedInput;
import cn.beian.server.retests.Retests;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

  @GetMapping("/retests")
  String tasks(Model model, Locale locale) {
    Form.show(model, Map.of());
    fill(model, locale);
    return "rulebooks/retests";
  }

  private void fill(Model model, Locale locale) {
    List<Retests.Tasks> tasks = retests.tasks();
    Map<String, String> titles = new TreeMap<>();
    tasks.forEach(one -> titles.putAll(Titles.of(rulebooks, one.run(), locale)));
    model.addAttribute("tasks", tasks);
    model.addAttribute("titles", titles);
  }

  @PostMapping("/retests/{run}/{packageId}")
  String settle(
      @PathVariable UUID run,
      @PathVariable UUID packageId,
      @RequestParam(defaultValue = "") String how,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      retests.settle(run, packageId, how);
      return "redirect:/retests";
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of("how", how), rejected);
      fill(model, locale);
      response.setStatus(UNPROCESSABLE);
      return "rulebooks/retests";
    }
  }
}
