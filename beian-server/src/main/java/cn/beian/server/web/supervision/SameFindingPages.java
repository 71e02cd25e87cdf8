package cn.beian.server.web.supervision;

import cn.beian.server.platform.RejectedInput;
import cn.beian.server.supervision.SameFindings;
import cn.beian.server.supervision.SameFindings.Chosen;
import cn.beian.server.supervision.SupervisedFinding;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CasePages;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The same finding in several cases: chosen, confirmed, and what became of each. */
@CasePages
class SameFindingPages {
  private static final String LIST = "supervision/same";
  private static final Pattern CHOSEN =
      Pattern.compile(
          "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([0-9]{1,9})\\.([0-9]{1,4})");

  private final SameFindings same;
  private final SupervisionCases cases;

  SameFindingPages(SameFindings same, SupervisionCases cases) {
    this.same = same;
    this.cases = cases;
  }

  @GetMapping("/supervision/{id}/same/{place}")
  String list(
      @PathVariable UUID id,
      @PathVariable int place,
      @RequestParam(required = false) @Nullable UUID after,
      Model model) {
    show(id, place, after, model);
    Form.show(model, Map.of());
    return LIST;
  }

  /** The choice is asked again, in words that name the consequence. */
  @PostMapping("/supervision/{id}/same/{place}/check")
  String confirm(
      @PathVariable UUID id,
      @PathVariable int place,
      @RequestParam(name = "case", defaultValue = "") List<String> chosen,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable UUID after,
      Model model,
      HttpServletResponse response) {
    show(id, place, after, model);
    try {
      model.addAttribute("chosen", same.chosen(id, place, read(chosen), reason));
      model.addAttribute("reason", reason);
      return "supervision/same-check";
    } catch (RejectedInput rejected) {
      model.addAttribute("ticked", chosen);
      Form.reject(model, Map.of("reason", reason), rejected, response);
      return LIST;
    }
  }

  @PostMapping("/supervision/{id}/same/{place}")
  String dismiss(
      @PathVariable UUID id,
      @PathVariable int place,
      @RequestParam(name = "case", defaultValue = "") List<String> chosen,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(required = false) @Nullable UUID after,
      Model model,
      HttpServletResponse response) {
    try {
      model.addAttribute("done", same.dismiss(id, place, read(chosen), reason));
      model.addAttribute("id", id);
      return "supervision/same-done";
    } catch (RejectedInput rejected) {
      show(id, place, after, model);
      model.addAttribute("ticked", chosen);
      Form.reject(model, Map.of("reason", reason), rejected, response);
      return LIST;
    }
  }

  private void show(UUID id, int place, @Nullable UUID after, Model model) {
    SupervisedFinding finding =
        cases.file(id).findings().stream()
            .filter(one -> one.place() == place)
            .findFirst()
            .orElseThrow();
    model.addAttribute("one", finding);
    model.addAttribute("id", id);
    model.addAttribute("place", place);
    model.addAttribute("found", same.of(id, place, Optional.ofNullable(after)));
    model.addAttribute("after", after);
    model.addAttribute("ticked", List.of());
    model.addAttribute("own", false);
    model.addAttribute("lines", Map.of());
  }

  private static List<Chosen> read(List<String> chosen) {
    return chosen.stream().map(SameFindingPages::read).flatMap(Optional::stream).toList();
  }

  private static Optional<Chosen> read(String chosen) {
    Matcher form = CHOSEN.matcher(chosen);
    return form.matches()
        ? Optional.of(
            new Chosen(
                UUID.fromString(form.group(1)),
                Integer.parseInt(form.group(2)),
                Integer.parseInt(form.group(3))))
        : Optional.empty();
  }
}
