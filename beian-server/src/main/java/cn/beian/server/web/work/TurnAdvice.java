package cn.beian.server.web.work;

import cn.beian.filing.Role;
import cn.beian.server.cases.CaseNotes;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.WorkClaims;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.cases.Worklist;
import cn.beian.server.cases.Worklist.Neighbour;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.web.Moments;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The sentence above every case: whose turn it is, and where the reader's next one is. */
@ControllerAdvice(annotations = Controller.class)
class TurnAdvice {
  private static final Duration JUST_NOW = Duration.ofMinutes(15);

  private static final Pattern CASE =
      Pattern.compile("(/[a-z]+)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

  private final Worklist worklist;
  private final WorkClaims claims;
  private final CaseNotes notes;
  private final Identity identity;
  private final MessageSource messages;
  private final Clock clock;

  TurnAdvice(
      Worklist worklist,
      WorkClaims claims,
      CaseNotes notes,
      Identity identity,
      MessageSource messages,
      Clock clock) {
    this.worklist = worklist;
    this.claims = claims;
    this.notes = notes;
    this.identity = identity;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * What the layout shows.
   *
   * @param did what the reader did just now, and what comes of it; may be empty
   * @param mark how it is marked
   * @param act what the reader does next; empty where it is not his turn
   * @param actAddress where he does it
   * @param after until when; may be empty
   * @param fact what an official looks at first; may be empty
   * @param next name of the first case in which it is the reader's turn; empty where there is none,
   *     or it is in this one
   * @param previous address of the case before this one in the reader's list; empty where there is
   *     none
   * @param following address of the one after it
   * @param acts where the case is claimed and given on; empty where nobody claims it
   * @param claimed whether the reader has claimed it
   */
  record Line(
      String did,
      String mark,
      String text,
      String act,
      String actAddress,
      String after,
      String fact,
      String next,
      String address,
      String previous,
      String following,
      String acts,
      boolean claimed,
      List<Person> colleagues) {}

  /** It stands in the request, as all that the layout shows. */
  @ModelAttribute
  void turn(HttpServletRequest request, Locale locale) {
    Matcher path = CASE.matcher(request.getRequestURI());
    if (!"GET".equals(request.getMethod())
        || !path.matches()
        || identity.currentIfAny().isEmpty()) {
      return;
    }
    UUID id = UUID.fromString(path.group(2));
    procedure(path.group(1))
        .flatMap(procedure -> worklist.find(procedure, id))
        .ifPresent(
            one -> {
              request.setAttribute("turn", line(one, locale));
              notes(one, request);
            });
  }

  /** What officials wrote beside the case, for officials. */
  private void notes(WorkItem one, HttpServletRequest request) {
    if (!one.own() && notes.open(one.procedure(), one.caseId())) {
      request.setAttribute("notes", notes.of(one.procedure(), one.caseId()));
      String address = "/work/" + one.procedure() + '/' + one.caseId();
      request.setAttribute("notesAddress", address);
      request.setAttribute(
          "notesAdded",
          AccessRules.admits("POST", address + "/notes", Optional.of(identity.current().roles())));
      request.setAttribute("notesOpen", request.getParameter("notes") != null);
      request.setAttribute("notesMoment", Moments.MINUTE);
    }
  }

  private Optional<String> procedure(String page) {
    return page.equals("/applications")
        ? Optional.of("application")
        : worklist.procedures().stream()
            .filter(one -> one.listPage().equals(page))
            .map(Procedure::kind)
            .findFirst();
  }

  private String did(WorkItem one, Locale locale) {
    return worklist
        .procedure(one.procedure())
        .latestAct(one.caseId(), identity.current().id(), clock.instant().minus(JUST_NOW))
        .map(act -> "work.did." + one.procedure() + '.' + act)
        .map(key -> told(key, one, locale))
        .orElse("");
  }

  /** What was done, in words of its kind where there are such. */
  private String told(String key, WorkItem one, Locale locale) {
    Object[] number = {one.number()};
    String general = Objects.requireNonNullElse(messages.getMessage(key, number, "", locale), "");
    return Objects.requireNonNullElse(
        messages.getMessage(key + '.' + one.kind(), number, general, locale), general);
  }

  private String done(WorkItem one) {
    return worklist.procedure(one.procedure()).reads(one.caseId()) ? "reads" : "done";
  }

  /** On the page itself, where an address names no part of it, the act is its main button. */
  private static String here(String address) {
    return address.indexOf('#') < 0 && CASE.matcher(address).matches() ? address + "#act" : address;
  }

  private Line line(WorkItem one, Locale locale) {
    WorkWords work = new WorkWords(messages, locale, worklist);
    String due = one.dueOn().map(day -> new FilingText(messages, locale).day(day)).orElse("");
    String key = one.mine().isPresent() ? "mine" : one.turns().isEmpty() ? done(one) : "waits";
    boolean mine = one.mine().isPresent();
    String what = mine ? "" : one.turns().isEmpty() ? work.state(one) : work.holders(one);
    String text = messages.getMessage("work.turn." + key, new Object[] {what}, locale);
    String after =
        due.isEmpty() || one.turns().isEmpty()
            ? ""
            : messages.getMessage("work.turn.due", new Object[] {due}, locale);
    Optional<Neighbour> next = mine ? Optional.empty() : worklist.first(one.caseId());
    return new Line(
        did(one, locale),
        mine ? "mine" : "",
        text,
        mine ? work.act(one) : "",
        mine ? here(work.actAddress(one)) : "",
        after,
        work.mark(one),
        next.map(other -> work.title(other.appName())).orElse(""),
        next.map(work::address).orElse(""),
        mine ? worklist.beside(one, true).map(work::address).orElse("") : "",
        mine ? worklist.beside(one, false).map(work::address).orElse("") : "",
        claims.claimable(one) ? "/work/" + one.procedure() + '/' + one.caseId() : "",
        one.mine().filter(turn -> !turn.claimedBy().isEmpty()).isPresent(),
        one.mine().map(turn -> claims.colleagues(Role.valueOf(turn.role()))).orElse(List.of()));
  }
}
