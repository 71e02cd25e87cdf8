package cn.beian.server.web.rulebooks;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookDifference;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.retests.RetestRun;
import cn.beian.server.retests.Retests;
import cn.beian.server.rulebooks.RulebookDraft;
import cn.beian.server.rulebooks.RulebookDrafts;
import cn.beian.server.rulebooks.RulebookVersion;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** From a draft to a signed version. */
@Controller
class DraftPages {

  private final RulebookPages pages;
  private final Rulebooks rulebooks;
  private final RulebookDrafts drafts;
  private final Retests retests;
  private final Identity identity;
  private final Clock clock;

  DraftPages(
      RulebookPages pages,
      Rulebooks rulebooks,
      RulebookDrafts drafts,
      Retests retests,
      Identity identity,
      Clock clock) {
    this.pages = pages;
    this.rulebooks = rulebooks;
    this.drafts = drafts;
    this.retests = retests;
    this.identity = identity;
    this.clock = clock;
  }

  @PostMapping("/rulebooks/drafts")
  String draft(
      @RequestParam MultipartFile file,
      @RequestParam(defaultValue = "") String note,
      Model model,
      HttpServletResponse response)
      throws IOException {
    try (InputStream in = file.getInputStream()) {
      return "redirect:/rulebooks/drafts/" + drafts.draft(in, note);
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of("note", note), rejected, response);
      pages.fill(model);
      return "rulebooks/list";
    }
  }

  @GetMapping("/rulebooks/drafts/{version}")
  String show(@PathVariable String version, Model model, Locale locale) {
    Form.show(model, Map.of("from", today().plusDays(1).toString()));
    fill(version, model, locale);
    return "rulebooks/draft";
  }

  /** The part of the page that changes while the preview runs. */
  @GetMapping("/rulebooks/drafts/{version}/preview")
  String preview(@PathVariable String version, Model model, Locale locale) {
    addPreview(version, model, locale);
    return "rulebooks/draft :: preview";
  }

  @PostMapping("/rulebooks/drafts/{version}/preview")
  String beginPreview(@PathVariable String version) {
    retests.preview(version);
    return "redirect:/rulebooks/drafts/" + version + "#preview";
  }

  @PostMapping("/rulebooks/drafts/{version}/signature")
  String sign(
      @PathVariable String version,
      @RequestParam(defaultValue = "") String from,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      return "redirect:/rulebooks/" + retests.publish(version, day(from)).number();
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of("from", from), rejected, response);
      fill(version, model, locale);
      return "rulebooks/draft";
    }
  }

  private static LocalDate day(String from) {
    try {
      return LocalDate.parse(from.strip());
    } catch (DateTimeException e) {
      throw new RejectedInput(List.of(Problem.of("from", "rulebooks.from.form")));
    }
  }

  private void fill(String version, Model model, Locale locale) {
    RulebookDraft draft = drafts.find(version).orElseThrow();
    Rulebook rulebook = rulebooks.find(version).orElseThrow();
    RulebookVersion now = rulebooks.versionInForce(today());
    model.addAttribute("draft", draft);
    model.addAttribute(
        "drafter", draft.draftedBy().flatMap(identity::person).map(Person::name).orElse(""));
    model.addAttribute("rules", rulebook.rules().size());
    model.addAttribute("now", now.number());
    model.addAttribute(
        "signedAs",
        rulebooks.versions().stream().filter(one -> one.version().equals(version)).findFirst());
    model.addAttribute(
        "difference",
        DifferenceView.of(RulebookDifference.of(rulebooks.of(now), rulebook), locale));
    addPreview(version, model, locale);
  }

  private void addPreview(String version, Model model, Locale locale) {
    Optional<RetestRun> run = retests.previewOf(version);
    model.addAttribute("version", version);
    model.addAttribute("run", run.orElse(null));
    model.addAttribute("results", run.map(retests::results).orElse(List.of()));
    run.ifPresent(one -> model.addAttribute("titles", Titles.of(rulebooks, one, locale)));
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
