package cn.beian.server.web.cases;

import cn.beian.server.cases.Letter;
import cn.beian.server.cases.LetterNumber;
import cn.beian.server.cases.LetterText;
import cn.beian.server.cases.LetterWriter;
import cn.beian.server.web.filings.FilingText;
import cn.beian.server.web.filings.FindingWords;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterPages;
import cn.beian.server.web.letters.LetterPress;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.MessageSource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages that every procedure has alike: its list, which is that of the worklist, and its
 * letters. A subclass names its place by a {@code @RequestMapping}; its templates lie in the folder
 * of that name, and what its letters are called begins with it.
 */
public abstract class ProcedurePages<S extends Enum<S>> implements LetterWriter {
  private final String place;
  private final String procedure;
  private final Letters letters;

  /** What all procedures write and show their letters with. */
  @Component
  public record Letters(LetterPress press, LetterPages pages, MessageSource messages) {}

  /**
   * Pages.
   *
   * @param place {@code approvals}: of addresses, templates and texts
   * @param procedure as the worklist names it
   */
  protected ProcedurePages(String place, String procedure, Letters letters) {
    this.place = place;
    this.procedure = procedure;
    this.letters = letters;
  }

  /** Refuses whoever may not read a case. */
  protected abstract void requireReadable(UUID id);

  /**
   * A case as its letters tell of it: what all its parties may read, whoever acts now.
   *
   * @param file what the template of letters reads
   */
  protected record Told<S extends Enum<S>>(Object file, List<Letter<S>> letters) {
    public Told {
      letters = List.copyOf(letters);
    }
  }

  /** The case as its letters tell of it now. */
  protected abstract Told<S> told(UUID id);

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
  @GetMapping("/{id}/notices/{place}")
  String letter(
      @PathVariable UUID id, @PathVariable("place") int step, Locale locale, Model model) {
    requireReadable(id);
    return letters.pages().page(procedure, id, step, "/" + place + "/" + id, locale, model);
  }

  @GetMapping("/{id}/notices/{place}" + LetterPages.PDF)
  ResponseEntity<Resource> letterPdf(
      @PathVariable UUID id, @PathVariable("place") int step, Locale locale) {
    requireReadable(id);
    return letters.pages().pdf(procedure, id, step, locale);
  }

  @Override
  public String procedure() {
    return procedure;
  }

  @Override
  public LetterText write(UUID id, int step, Locale language, Optional<LocalDate> reconstructedOn) {
    Told<S> told = told(id);
    Letter<S> letter = Letter.at(told.letters(), step);
    FilingText words = new FilingText(letters.messages(), language);
    return letters
        .press()
        .write(
            place + "/letter",
            new LetterHead(
                place + ".letter." + letter.step().name(),
                LetterNumber.of(id, step),
                letter.step().at(),
                reconstructedOn),
            language,
            Map.of(
                "file",
                told.file(),
                "letter",
                letter,
                "words",
                words,
                "findingWords",
                new FindingWords(words)));
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
