package cn.beian.server.web.work;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.cases.WorkItem.Held;
import cn.beian.server.cases.Worklist;
import cn.beian.server.cases.Worklist.Neighbour;
import cn.beian.server.web.filings.FilingText;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;

/** What pages say of a row of the worklist. */
final class WorkWords {
  /** Where an act is done, behind the address of its case; others are done at {@code #act}. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("application.DRAFT.HANDLER", ""),
          Map.entry("application.DRAFT.APPROVER", "/check"),
          Map.entry("application.SUPPLEMENT_DUE.HANDLER", ""),
          Map.entry("application.SUPPLEMENT_DUE.APPROVER", "/check"),
          Map.entry("application.RECTIFICATION_DUE.HANDLER", ""),
          Map.entry("application.RECTIFICATION_DUE.APPROVER", "/check"),
          Map.entry("application.COMPLETENESS_REVIEW.COMPLETENESS_REVIEWER", "#items"),
          Map.entry("application.COMPLETENESS_REVIEW.GOVERNMENT_SERVICE_REVIEWER", "#items"),
          Map.entry("application.NATIONAL_REVIEW.NATIONAL_REVIEWER", "#items"),
          Map.entry("application.NATIONAL_REVIEW.SIGNER", "#judged"),
          Map.entry("application.ACCEPTED.HANDLER", "#launch"),
          Map.entry("supervision.OPEN.HANDLER", "#answers"),
          Map.entry("supervision.OPEN.APPROVER", "/answer"),
          Map.entry("supervision.RECTIFICATION_DUE.HANDLER", "#answers"),
          Map.entry("supervision.RECTIFICATION_DUE.APPROVER", "/answer"),
          Map.entry("supervision.ANSWERED.SUPERVISOR", "#settlements"),
          Map.entry("supervision.OPEN.SUPERVISOR", "#next"),
          Map.entry("supervision.RECTIFICATION_DUE.SUPERVISOR", "#next"));

  /** The procedure of filings. */
  private static final String APPLICATION = "application";

  private final MessageSource messages;
  private final Locale locale;
  private final FilingText words;
  private final Worklist worklist;

  WorkWords(MessageSource messages, Locale locale, Worklist worklist) {
    this.messages = messages;
    this.locale = locale;
    this.words = new FilingText(messages, locale);
    this.worklist = worklist;
  }

  /** The name of the app, or that it has none yet. */
  public String title(WorkItem one) {
    return title(one.appName());
  }

  String title(String appName) {
    return appName.isBlank() ? text("filings.untitled") : appName;
  }

  /** Where the reader works on it. */
  public String address(WorkItem one) {
    return address(one.procedure(), one.caseId(), one.own());
  }

  /** Where the reader does what is his to do next: the page of the act, or its place on a page. */
  public String actAddress(WorkItem one) {
    String role = one.mine().map(Held::role).orElse("");
    String act = one.procedure() + '.' + one.state() + '.' + role;
    return address(one) + PLACES.getOrDefault(act, "#act");
  }

  /** Where he works on another. */
  String address(Neighbour one) {
    return address(one.procedure(), one.caseId(), one.own());
  }

  private String address(String procedure, UUID caseId, boolean own) {
    String page = worklist.procedure(procedure).listPage();
    return (procedure.equals(APPLICATION) && own ? "/applications" : page) + '/' + caseId;
  }

  /** The procedure, and the kind of the case where it has kinds. */
  public String matter(WorkItem one) {
    String name = text("work.procedure." + one.procedure());
    return one.kind().isEmpty() ? name : text("work.kind." + one.procedure() + '.' + one.kind());
  }

  /** The state of a case in words; a draft that awaits a signature is none any more. */
  public String state(WorkItem one) {
    boolean signs =
        one.own()
            && one.procedure().equals(APPLICATION)
            && one.state().equals(ApplicationState.DRAFT.name())
            && one.turns().stream().anyMatch(held -> held.role().equals(Role.APPROVER.name()));
    if (signs) {
      return text("filings.state.ready");
    }
    return state(worklist.procedure(one.procedure()), one.state());
  }

  /** A state of a procedure in words. */
  public String state(Procedure<?, ?> procedure, String state) {
    for (Enum<?> each : procedure.states().getEnumConstants()) {
      if (each.name().equals(state)) {
        return words.name(each);
      }
    }
    return state;
  }

  /** What the reader does next in it. */
  public String act(WorkItem one) {
    String role = one.mine().map(Held::role).orElseThrow();
    return text("work.act." + one.procedure() + '.' + one.state() + '.' + role);
  }

  /** What an official looks at first; empty where nothing is known, and for the sponsor. */
  public String mark(WorkItem one) {
    String code = one.mark().code();
    if (code.isEmpty() || one.own()) {
      return "";
    }
    boolean mine = code.equals("ONE_VOTE") && one.mine().isPresent();
    return text("work.mark." + code + (mine ? ".mine" : ""), one.mark().count());
  }

  /**
   * Whose turn it is, by what they are called. A sponsor reads which office has his case; who took
   * it on there, which of two seats of an application has voted, and whether a review has gone to
   * the signer, is not told to him.
   */
  public String holders(WorkItem one) {
    boolean seats =
        one.own()
            && one.procedure().equals(APPLICATION)
            && one.turns().stream().anyMatch(WorkWords::ofSeat);
    Stream<Held> turns =
        seats
            ? Stream.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER)
                .map(seat -> new Held(seat.name(), "", "", ""))
            : one.turns().stream();
    return turns
        .map(held -> holder(held, one.own()))
        .distinct()
        .collect(Collectors.joining(text("list.separator")));
  }

  private static boolean ofSeat(Held held) {
    return held.role().equals(Role.COMPLETENESS_REVIEWER.name())
        || held.role().equals(Role.GOVERNMENT_SERVICE_REVIEWER.name());
  }

  private String holder(Held held, boolean toSponsor) {
    Role role = Role.valueOf(held.role());
    boolean masked = toSponsor && role == Role.SIGNER;
    String called = words.name(masked ? Role.NATIONAL_REVIEWER : role);
    String name =
        held.ofUnit().isEmpty() ? called : text("work.holder.ofUnit", held.ofUnit(), called);
    String claimed = toSponsor ? "" : held.claimedBy();
    String person = held.person().isEmpty() ? claimed : held.person();
    return person.isEmpty() ? name : text("work.holder", name, person);
  }

  private String text(String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
