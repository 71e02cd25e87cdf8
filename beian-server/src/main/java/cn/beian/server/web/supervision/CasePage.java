package cn.beian.server.web.supervision;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.revocations.Revocations;
import cn.beian.server.supervision.FindingResolution;
import cn.beian.server.supervision.SponsorAnswer;
import cn.beian.server.supervision.SponsorAnswers;
import cn.beian.server.supervision.SupervisedFinding;
import cn.beian.server.supervision.SupervisionCase;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.supervision.SupervisionFile;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.ConflictingInput;
import cn.beian.server.web.rulebooks.DifferenceView;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of a case reads: the case, and the one form that its reader may fill in. */
@Component
class CasePage {
  static final String VIEW = "supervision/case";

  private final SupervisionCases cases;
  private final SponsorAnswers answers;
  private final Revocations revocations;
  private final Identity identity;
  private final Clock clock;

  CasePage(
      SupervisionCases cases,
      SponsorAnswers answers,
      Revocations revocations,
      Identity identity,
      Clock clock) {
    this.cases = cases;
    this.answers = answers;
    this.revocations = revocations;
    this.identity = identity;
    this.clock = clock;
  }

  /** The case as its reader finds it. */
  String show(UUID id, Model model, Locale locale) {
    SupervisionFile file = fill(id, model, locale);
    Map<String, String> held = input(file);
    model.addAttribute("held", held);
    model.addAttribute("theirs", Map.of());
    Form.show(model, held);
    return VIEW;
  }

  /** The same after a form that could not be taken: what was typed stays, beside what is held. */
  String reject(
      UUID id,
      Map<String, String> typed,
      RejectedInput rejected,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    SupervisionFile file = fill(id, model, locale);
    Map<String, String> held = input(file);
    ConflictingInput again = ConflictingInput.of(typed, held);
    model.addAttribute("held", held);
    model.addAttribute("theirs", again.theirs());
    model.addAttribute("texts", again.texts());
    Form.reject(model, again.input(), rejected, response);
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return VIEW;
  }

  /** A page that asks for an act once more. */
  String confirm(String view, UUID id, Model model, Locale locale) {
    fill(id, model, locale);
    Form.show(model, Map.of());
    return view;
  }

  /** The same after an act that could not be done. */
  String rejectAct(
      String view,
      UUID id,
      Map<String, String> typed,
      RejectedInput rejected,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    fill(id, model, locale);
    Form.reject(model, typed, rejected, response);
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return view;
  }

  /** The case and who may do what to it, without a form. */
  SupervisionFile fill(UUID id, Model model, Locale locale) {
    SupervisionFile file = cases.file(id);
    SupervisionCase supervised = file.supervised();
    Person me = identity.current();
    LocalDate today = OfficialTime.dayOf(clock.instant());
    boolean own =
        me.organizationId().equals(supervised.organizationId())
            && (me.has(Role.HANDLER) || me.has(Role.APPROVER));
    boolean prepares = own && me.has(Role.HANDLER) && supervised.withSponsor();
    Map<Integer, DifferenceView.Line> lines = new LinkedHashMap<>();
    for (SupervisedFinding one : file.findings()) {
      one.change().ifPresent(change -> lines.put(one.place(), DifferenceView.line(change, locale)));
    }
    model.addAttribute("file", file);
    model.addAttribute("lines", lines);
    model.addAttribute("own", own);
    model.addAttribute("prepares", prepares);
    model.addAttribute("sends", own && me.has(Role.APPROVER) && supervised.withSponsor());
    model.addAttribute("decides", !prepares && cases.mayDecide(supervised));
    model.addAttribute("orderable", file.orderable(today));
    model.addAttribute("late", file.late(today));
    model.addAttribute(
        "revocable",
        AccessRules.opens(me, "/revocations/new") && revocations.mayPropose(supervised.number()));
    model.addAttribute(
        "remark", own && supervised.withSponsor() ? file.remark().orElse(null) : null);
    model.addAttribute(
        "prepared",
        file.asked().stream().anyMatch(one -> one.answer(supervised.round()).isPresent()));
    model.addAttribute("lastDay", prepares ? answers.lastDay(id) : null);
    return file;
  }

  /** What is held already stands in the fields: this round's answer, the last one, the filing. */
  private static Map<String, String> input(SupervisionFile file) {
    Map<String, String> input = new LinkedHashMap<>();
    for (SupervisedFinding one : file.findings()) {
      Optional<SponsorAnswer> last = one.lastAnswer();
      Optional<SponsorAnswer> now = one.answer(file.supervised().round());
      String place = "-" + one.place();
      input.put("kind" + place, now.flatMap(SponsorAnswer::kind).map(Enum::name).orElse(""));
      input.put("text" + place, last.map(SponsorAnswer::text).orElse(one.held("purpose")));
      input.put("basis" + place, last.map(SponsorAnswer::basis).orElse(one.held("legalBasis")));
      input.put(
          "by" + place, now.flatMap(SponsorAnswer::mendBy).map(LocalDate::toString).orElse(""));
      input.put(
          "outcome" + place,
          one.settlement().map(FindingResolution::outcome).map(Enum::name).orElse(""));
      input.put("reason" + place, one.settlement().map(FindingResolution::reason).orElse(""));
    }
    return input;
  }
}
