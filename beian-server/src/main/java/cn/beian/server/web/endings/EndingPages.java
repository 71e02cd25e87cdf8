package cn.beian.server.web.endings;

import cn.beian.filing.states.EndingState;
import cn.beian.server.endings.EndingCase;
import cn.beian.server.endings.EndingFile;
import cn.beian.server.endings.EndingReports;
import cn.beian.server.endings.EndingReports.OfflineReport;
import cn.beian.server.endings.Endings;
import cn.beian.server.endings.Reachability;
import cn.beian.server.endings.ShutDownPlan;
import cn.beian.server.endings.ShutDownPlan.Migration;
import cn.beian.server.endings.WrongNotings;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.ProcedurePages;
import cn.beian.server.web.cases.TypedField;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ending of a filed app, for its sponsor and for officials. */
@CasePages
@RequestMapping("/endings")
class EndingPages extends ProcedurePages<EndingState> {
  private static final List<String> TYPED =
      List.of(
          "lastDay",
          "announcement",
          "dataDisposal",
          "target",
          "informing",
          "offlineOn",
          "disposed",
          "evidence",
          "reason",
          "missing",
          "by");

  private final Endings endings;
  private final EndingReports reports;
  private final WrongNotings wrongNotings;
  private final Reachability reachability;

  EndingPages(
      Endings endings,
      EndingReports reports,
      WrongNotings wrongNotings,
      Reachability reachability,
      Letters letters) {
    super("endings", "ending", letters);
    this.endings = endings;
    this.reports = reports;
    this.wrongNotings = wrongNotings;
    this.reachability = reachability;
  }

  @GetMapping("/new")
  String form(@RequestParam(defaultValue = "") String number, Model model) {
    PublicRecord record = endings.record(number);
    model.addAttribute("record", record);
    model.addAttribute("possible", endings.possible(record));
    model.addAttribute("changing", endings.changing(record));
    Optional<ShutDownPlan> before = endings.before(record);
    model.addAttribute("before", before.isPresent());
    Form.show(model, before.map(EndingPages::planned).orElse(Map.of()));
    return "endings/new";
  }

  @PostMapping
  String plan(CaseForm form, Model model) {
    String number = form.text("number");
    return begin(form, () -> endings.plan(number, plan(form)), () -> form(number, model));
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

  @Override
  protected Map<String, TypedField> typedFields() {
    Map<String, TypedField> fields = new LinkedHashMap<>();
    for (String field : TYPED) {
      fields.put(field, TypedField.text("endings." + field));
    }
    fields.put("migration", new TypedField("endings.migration", "endings.migration."));
    fields.put("earlyReason", TypedField.text("endings.earlyReason.label"));
    return fields;
  }

  @Override
  protected void requireReadable(UUID id) {
    endings.file(id);
  }

  @Override
  protected Told<EndingState> told(UUID id) {
    EndingFile file = endings.told(id);
    return new Told<>(file, file.letters());
  }

  @Override
  protected String page(UUID id, Model model) {
    EndingFile file = endings.file(id);
    model.addAttribute("file", file);
    model.addAttribute("wrong", wrongNotings.of(file));
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

  @PostMapping("/{id}/plan")
  String change(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> endings.change(id, form.version(), plan(form)));
  }

  @PostMapping("/{id}/dropping")
  String drop(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> endings.drop(id, form.version()));
  }

  @PostMapping("/{id}/announcement")
  String announce(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> endings.announce(id, form.version()));
  }

  @PostMapping("/{id}/remark")
  String giveBack(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> endings.giveBack(id, form.version(), form.text("remark")));
  }

  @PostMapping("/{id}/withdrawal")
  String takeBack(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> endings.takeBack(id, form.version(), form.text("reason")));
  }

  @PostMapping("/{id}/offline")
  String wentOffline(@PathVariable UUID id, CaseForm form) {
    OfflineReport report =
        new OfflineReport(
            form.day("offlineOn"),
            form.text("earlyReason"),
            form.text("disposed"),
            form.text("evidence"));
    return act(id, form, () -> reports.wentOffline(id, form.version(), report));
  }

  @PostMapping("/{id}/online")
  String stillOnline(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> reports.stillOnline(id, form.version()));
  }

  @PostMapping("/{id}/report")
  String report(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> reports.report(id, form.version()));
  }

  @PostMapping("/{id}/return")
  String sendBack(@PathVariable UUID id, CaseForm form) {
    return act(
        id, form, () -> reports.sendBack(id, form.version(), form.text("missing"), form.day("by")));
  }

  @PostMapping("/{id}/noting")
  String note(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> reports.note(id, form.version()));
  }

  @PostMapping("/{id}/setting-aside")
  String proposeSettingAside(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> wrongNotings.propose(id, form.version(), form.text("reason")));
  }

  @PostMapping("/{id}/setting-aside/decision")
  String decideSettingAside(@PathVariable UUID id, CaseForm form) {
    boolean setAside = form.text("decision").equals("set-aside");
    return act(
        id, form, () -> wrongNotings.decide(id, form.version(), setAside, form.text("reason")));
  }

  @PostMapping("/{id}/reachability")
  String look(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> reachability.look(id));
  }
}
