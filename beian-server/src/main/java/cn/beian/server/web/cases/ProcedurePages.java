package cn.beian.server.web.cases;

import cn.beian.server.cases.Letter;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages that every procedure has alike: its list, which is that of the worklist, and its
 * letters. A subclass names its place by a {@code @RequestMapping}; its templates lie in the folder
 * of that name, and what its letters are called begins with it.
 */
public abstract class ProcedurePages<S extends Enum<S>> {
  private final String place;
  private final String procedure;

  /**
   * Pages.
   *
   * @param place {@code approvals}: of addresses, templates and texts
   * @param procedure as the worklist names it
   */
  protected ProcedurePages(String place, String procedure) {
    this.place = place;
    this.procedure = procedure;
  }

  /** Opens a case for a page of it, if the current person may read it; gives its letters. */
  protected abstract List<Letter<S>> open(UUID id, Model model);

  /** Its page. */
  protected abstract String page(UUID id, Model model);

  /** Fields of its forms that are shown beside what stands now where an act was refused. */
  protected Map<String, TypedField> typedFields() {
    return Map.of();
  }

  /** Where the list was until there was one of all procedures. */
  @GetMapping
  String list(@RequestParam(defaultValue = "false") boolean closed) {
    return "redirect:/work?" + (closed ? "view=done&" : "") + "procedure=" + procedure;
  }

  @GetMapping("/{id}")
  String show(@PathVariable UUID id, Model model) {
    return page(id, model);
  }

  /** What was said at a step, to be read and printed by whoever may read the case. */
  @GetMapping({"/{id}/notices/{place}", "/{id}/notices/{place}/pdf"})
  String letter(
      @PathVariable UUID id,
      @PathVariable("place") int step,
      Model model,
      HttpServletRequest request) {
    Letter<S> letter = Letter.at(open(id, model), step);
    model.addAttribute("letter", letter);
    String title = place + ".letter." + letter.step().name();
    LetterHead.show(model, title, id, step, letter.step().at());
    return LetterViews.of(place + "/letter", request.getRequestURI());
  }

  /**
   * Begins a case and leads to it.
   *
   * @param again the page of the form, for what cannot be taken; what was typed stays
   */
  protected String begin(CaseForm form, Supplier<UUID> act, Supplier<String> again) {
    return form.act(() -> "/" + place + "/" + act.get(), again);
  }

  /**
   * Does what a form of a case asks for, and leads back to it. Where the case has moved on, its
   * page has another form or none: what was typed is shown beside what stands now.
   */
  protected String act(UUID id, CaseForm form, Runnable act) {
    return form.act(
        () -> {
          act.run();
          return "/" + place + "/" + id;
        },
        refused -> {
          String view = page(id, form.model());
          if (refused.problems().stream().anyMatch(problem -> problem.field().isEmpty())) {
            form.model().addAttribute("unsaved", UnsavedText.of(form, typedFields()));
          }
          return view;
        });
  }
}
