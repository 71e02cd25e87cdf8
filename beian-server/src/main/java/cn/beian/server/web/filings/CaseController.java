package cn.beian.server.web.filings;

import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.EarlierDismissal;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.FunctionCard;
import cn.beian.server.filings.casefile.NewVersions;
import cn.beian.server.filings.casefile.Rectification;
import cn.beian.server.filings.casefile.ReferredCases;
import cn.beian.server.filings.casefile.SentSteps;
import cn.beian.server.filings.review.Abandonment;
import cn.beian.server.filings.review.LevelReview;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.filings.review.NationalReview.HumanTestReport;
import cn.beian.server.filings.review.NationalReview.Judged;
import cn.beian.server.filings.review.Restrictions;
import cn.beian.server.filings.review.SigningHandover;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The reviewers' side: queue, case, votes, judgements, decisions. */
@Controller
class CaseController {
  private static final Set<String> FINAL_ACTS =
      Set.of("acceptance", "refusal", "return", "abandonment");

  private final Cases cases;
  private final ReferredCases referred;
  private final NewVersions changes;
  private final ProvincePage province;
  private final NationPage nationPage;
  private final NationalReview national;
  private final LevelReview level;
  private final Restrictions restrictions;
  private final SigningHandover signing;
  private final Abandonment abandonment;
  private final FormUploads uploads;
  private final MessageSource messages;

  CaseController(
      Cases cases,
      ReferredCases referred,
      NewVersions changes,
      ProvincePage province,
      NationPage nationPage,
      NationalReview national,
      LevelReview level,
      Restrictions restrictions,
      SigningHandover signing,
      Abandonment abandonment,
      FormUploads uploads,
      MessageSource messages) {
    this.cases = cases;
    this.referred = referred;
    this.changes = changes;
    this.province = province;
    this.nationPage = nationPage;
    this.national = national;
    this.level = level;
    this.restrictions = restrictions;
    this.signing = signing;
    this.abandonment = abandonment;
    this.uploads = uploads;
    this.messages = messages;
  }

  /** Where the list was until there was one of all procedures. */
  @GetMapping("/cases")
  String queue() {
    return "redirect:/work";
  }

  @GetMapping("/cases/{id}")
  String show(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String finding,
      @RequestParam(defaultValue = "") String topic,
      @RequestParam(defaultValue = "") String document,
      @RequestParam(defaultValue = "1") int page,
      Locale locale,
      HttpServletRequest request,
      Model model) {
    CaseFile file = cases.file(id);
    model.addAttribute("file", file);
    model.addAttribute("history", SentSteps.of(file));
    model.addAttribute("online", cases.online(file));
    model.addAttribute("basis", referred.basis(file));
    model.addAttribute(
        "compared", changes.of(file).map(both -> ComparedView.of(file, both)).orElse(null));
    boolean nation =
        file.application().state() == ApplicationState.NATIONAL_REVIEW
            || file.application().state() == ApplicationState.RECTIFICATION_DUE;
    model.addAttribute("nation", nation);
    model.addAttribute("judgesLevel", level.mayJudge(file));
    model.addAttribute("restriction", restrictions.of(file));
    if (!nation) {
      province.fill(
          file,
          new ProvincePage.Opened(topic, document, page),
          new FilingText(messages, locale),
          request,
          model);
    }
    model.addAttribute("rectified", nation ? Rectification.note(file) : "");
    model.addAttribute("handed", signing.last(file).orElse(null));
    model.addAttribute("mayAbandon", abandonment.mayAbandon(file));
    Optional<CaseFinding> selected =
        file.findings().stream()
            .filter(one -> (one.testId() + "/" + one.finding().ruleId()).equals(finding))
            .findFirst()
            .or(() -> file.grave().stream().filter(CaseFinding::unjudged).findFirst())
            .or(() -> file.grave().stream().findFirst()); // advice waits for nobody
    model.addAttribute("selected", selected.orElse(null));
    if (nation) {
      nationPage.fill(file, model);
      addCards(file, selected, model);
    }
    model.addAttribute(
        "seen",
        selected
            .filter(one -> nation)
            .flatMap(one -> cases.screen(file, one, FindingWords.screenOf(one)))
            .orElse(null));
    model.addAttribute(
        "earlier",
        selected
            .filter(one -> nation)
            .map(one -> national.earlierJudgements(file, one.finding().ruleId()))
            .orElse(List.of()));
    return "filings/case";
  }

  /** The functions of the app, and the one that the finding in view is of. */
  private void addCards(CaseFile file, Optional<CaseFinding> selected, Model model) {
    List<FunctionCard> cards = FunctionCard.of(file);
    Optional<FunctionCard> card =
        selected
            .filter(CaseFinding::ofFunction)
            .flatMap(
                one -> cards.stream().filter(c -> c.ids().contains(one.rule().id())).findFirst());
    model.addAttribute("cards", cards);
    model.addAttribute("card", card.orElse(null));
    model.addAttribute("screens", cases.screens(file, cards));
    List<CaseFinding> inView =
        card.map(FunctionCard::findings).orElse(selected.map(List::of).orElse(List.of()));
    model.addAttribute(
        "proposals",
        inView.stream()
            .flatMap(one -> national.proposal(file, one).map(p -> new Proposed(one, p)).stream())
            .toList());
  }

  /** A finding with the earlier dismissal that is proposed for it. */
  record Proposed(CaseFinding finding, EarlierDismissal dismissal) {}

  @PostMapping("/cases/{id}/judgements")
  String judge(
      @PathVariable UUID id,
      Command command,
      @RequestParam(name = "finding", defaultValue = "") List<String> findings,
      @RequestParam Judgement.Outcome outcome) {
    national.judge(
        id,
        command.version(),
        findings.stream().map(CaseController::judged).toList(),
        outcome,
        command.reason());
    return "redirect:/cases/" + id;
  }

  /** A finding as pages name it: test and rule, with a stroke between. */
  private static Judged judged(String finding) {
    int stroke = finding.indexOf('/');
    try {
      return new Judged(
          UUID.fromString(finding.substring(0, Math.max(0, stroke))),
          finding.substring(stroke + 1));
    } catch (IllegalArgumentException none) {
      throw FilingProblem.refusal("noFinding", finding);
    }
  }

  @PostMapping("/cases/{id}/county-reason")
  String judgeCountyReason(@PathVariable UUID id, Command command, @RequestParam boolean accepted) {
    level.judge(id, command.version(), accepted, command.reason());
    return "redirect:/cases/" + id;
  }

  @PostMapping("/cases/{id}/human-tests")
  String humanTest(
      @PathVariable UUID id,
      @RequestParam int version,
      @RequestParam UUID subject,
      @RequestParam String rule,
      @RequestParam boolean passed,
      @RequestParam(defaultValue = "") String tester,
      @RequestParam LocalDate testedOn,
      @RequestParam(defaultValue = "") String note,
      @RequestParam("file") MultipartFile file)
      throws IOException {
    national.recordHumanTest(
        id,
        version,
        new HumanTestReport(subject, rule, passed, tester, testedOn, note),
        uploads.attachment(file));
    return "redirect:/cases/" + id;
  }

  /** A final act is asked again in words that name the consequence. */
  @GetMapping("/cases/{id}/decision")
  String confirm(@PathVariable UUID id, @RequestParam String act, Model model) {
    CaseFile file = cases.file(id);
    model.addAttribute("file", file);
    model.addAttribute("demanded", Rectification.demanded(file));
    model.addAttribute("restriction", restrictions.of(file));
    if (!FINAL_ACTS.contains(act)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    model.addAttribute("act", act);
    model.addAttribute("pause", cases.inForce(ParameterKey.REVIEW_PAUSE_WHILE_SUPPLEMENTING));
    return "filings/decision";
  }

  @PostMapping("/cases/{id}/acceptance")
  String accept(@PathVariable UUID id, Command command) {
    national.accept(id, command.version());
    return "redirect:/cases/" + id;
  }

  @PostMapping("/cases/{id}/refusal")
  String refuse(@PathVariable UUID id, Command command) {
    national.refuse(id, command.version(), command.reason());
    return "redirect:/cases/" + id;
  }

  @PostMapping("/cases/{id}/return")
  String sendBack(@PathVariable UUID id, Command command) {
    national.sendBack(id, command.version(), command.reason());
    return "redirect:/cases/" + id;
  }

  @PostMapping("/cases/{id}/signing")
  String handToSigner(
      @PathVariable UUID id, Command command, @RequestParam SigningHandover.Proposal proposal) {
    signing.hand(id, command.version(), proposal, command.reason());
    return "redirect:/cases/" + id;
  }

  @PostMapping("/cases/{id}/signing/return")
  String handBack(@PathVariable UUID id, Command command) {
    signing.back(id, command.version(), command.reason());
    return "redirect:/cases/" + id;
  }

  @PostMapping("/cases/{id}/extension")
  String extend(
      @PathVariable UUID id,
      Command command,
      @RequestParam LocalDate expected,
      @RequestParam Optional<Extension.Ground> ground) {
    national.extend(
        id,
        command.version(),
        expected,
        ground.orElseThrow(() -> FilingProblem.refusal("noGround")),
        command.reason());
    return "redirect:/cases/" + id;
  }

  @PostMapping("/cases/{id}/abandonment")
  String abandon(@PathVariable UUID id, Command command) {
    abandonment.abandon(id, command.version(), command.reason());
    return "redirect:/cases/" + id;
  }
}
