package cn.beian.server.web.endings;

import cn.beian.server.cases.Letter;
import cn.beian.server.endings.EndingCase;
import cn.beian.server.endings.EndingReports;
import cn.beian.server.endings.EndingReports.OfflineReport;
import cn.beian.server.endings.Endings;
import cn.beian.server.endings.Endings.EndingFile;
import cn.beian.server.endings.Reachability;
import cn.beian.server.endings.ShutDownPlan;
import cn.beian.server.endings.ShutDownPlan.Migration;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ending of a filed app, for its sponsor and for officials. */
@CasePages
class EndingPages {
  private final Endings endings;
  private final EndingReports reports;
  private final Reachability reachability;

  EndingPages(Endings endings, EndingReports reports, Reachability reachability) {
    this.endings = endings;
    this.reports = reports;
    this.reachability = reachability;
  }

  /** The list is that of the worklist. */
  @GetMapping("/endings")
  String list(@RequestParam(defaultValue = "false") boolean closed) {
    return "redirect:/work?" + (closed ? "view=done&" : "") + "procedure=ending";
  }

  @GetMapping("/endings/new")
  String form(@RequestParam(defaultValue = "") String number, Model model) {
    PublicRecord record = endings.record(number);
    model.addAttribute("record", record);
    model.addAttribute("changing", endings.changing(record));
    Optional<ShutDownPlan> before = endings.before(record);
    model.addAttribute("before", before.isPresent());
    Form.show(model, before.map(EndingPages::planned).orElse(Map.of()));
    return "endings/new";
  }

  @PostMapping("/endings")
  String plan(CaseForm form, Model model) {
    String number = form.text("number");
    return form.act(
        () -> "/endings/" + endings.plan(number, plan(form)), () -> form(number, model));
  }

  private static ShutDownPlan plan(CaseForm form) {
    return new ShutDownPlan(
        form.day("lastDay"),
        form.text("announcement"),
        form.text("dataDisposal"),
        Arrays.stream(Migration.values())
            .filter(one -> one.name().equals(form.text("migration")))
            .findFirst(),
        form.text("target"),
        form.text("informing"));
  }

  @GetMapping("/endings/{id}")
  String show(@PathVariable UUID id, Model model) {
    EndingFile file = endings.file(id);
    model.addAttribute("file", file);
    model.addAttribute("reached", reachability.seen(file));
    model.addAttribute("looks", reachability.on() && file.checks());
    Form.show(model, entered(file.ending()));
    return "endings/ending";
  }

  private static Map<String, String> entered(EndingCase one) {
    Map<String, String> entered = new HashMap<>(planned(one.plan()));
    entered.put("earlyReason", one.earlyReason());
    entered.put("offlineOn", one.offlineOn().map(LocalDate::toString).orElse(""));
    entered.put("disposed", one.disposed());
    entered.put("evidence", one.evidence());
    return entered;
  }

  private static Map<String, String> planned(ShutDownPlan plan) {
    return Map.of(
        "lastDay", plan.lastDay().map(LocalDate::toString).orElse(""),
        "announcement", plan.announcement(),
        "dataDisposal", plan.dataDisposal(),
        "migration", plan.migration().map(Enum::name).orElse(""),
        "target", plan.target(),
        "informing", plan.informing());
  }

  /** What was said at a step, to be read and printed by whoever may read the ending. */
  @GetMapping({"/endings/{id}/notices/{place}", "/endings/{id}/notices/{place}/pdf"})
  String letter(
      @PathVariable UUID id, @PathVariable int place, Model model, HttpServletRequest request) {
    EndingFile file = endings.file(id);
    var letter = Letter.at(file.letters(), place);
    model.addAttribute("file", file);
    model.addAttribute("letter", letter);
    LetterHead.show(model, "endings.letter." + letter.step().name(), id, place, letter.step().at());
    return LetterViews.of("endings/letter", request.getRequestURI());
  }

  @PostMapping("/endings/{id}/plan")
  String change(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> endings.change(id, form.version(), plan(form)));
  }

  @PostMapping("/endings/{id}/dropping")
  String drop(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> endings.drop(id, form.version()));
  }

  @PostMapping("/endings/{id}/announcement")
  String announce(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> endings.announce(id, form.version()));
  }

  @PostMapping("/endings/{id}/withdrawal")
  String takeBack(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> endings.takeBack(id, form.version(), form.text("reason")));
  }

  @PostMapping("/endings/{id}/offline")
  String wentOffline(@PathVariable UUID id, CaseForm form, Model model) {
    OfflineReport report =
        new OfflineReport(
            form.day("offlineOn"),
            form.text("earlyReason"),
            form.text("disposed"),
            form.text("evidence"));
    return act(id, form, model, () -> reports.wentOffline(id, form.version(), report));
  }

  @PostMapping("/endings/{id}/online")
  String stillOnline(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> reports.stillOnline(id, form.version()));
  }

  @PostMapping("/endings/{id}/report")
  String report(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> reports.report(id, form.version()));
  }

  @PostMapping("/endings/{id}/return")
  String sendBack(@PathVariable UUID id, CaseForm form, Model model) {
    return act(
        id,
        form,
        model,
        () -> reports.sendBack(id, form.version(), form.text("missing"), form.day("by")));
  }

  @PostMapping("/endings/{id}/noting")
  String note(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> reports.note(id, form.version()));
  }

  @PostMapping("/endings/{id}/reachability")
  String look(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> reachability.look(id));
  }

  private String act(UUID id, CaseForm form, Model model, Runnable act) {
    return form.act(act, "/endings/" + id, () -> show(id, model));
  }
}
