package cn.beian.server.notifications;

import cn.beian.facts.VisibleText;
import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.cases.Worklist;
import cn.beian.server.notifications.Notification.AskedHolidays;
import cn.beian.server.notifications.Notification.AskedParameter;
import cn.beian.server.notifications.Notification.AskedRoles;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;

/** What notifications say, on pages and in messages: what to do, by when and where. */
public final class NotificationText {
  private static final DateTimeFormatter CHINESE =
      DateTimeFormatter.ofPattern("yyyy年M月d日（EEEE）", Locale.SIMPLIFIED_CHINESE);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);

  /** Who of a unit may open a request about its people. */
  private static final Set<Role> SEE_CALENDAR =
      Set.of(Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR, Role.SUPERVISOR);

  private static final Set<Role> SEE_REQUESTS = Set.of(Role.APPROVER, Role.UNIT_ADMINISTRATOR);

  /** Kinds that call somebody to an act of his. */
  private static final Set<Notification.Kind> CALLS =
      EnumSet.of(Notification.Kind.TURN, Notification.Kind.DUE_SOON);

  private final MessageSource messages;
  private final Locale locale;
  private final Worklist worklist;

  /** Words in a language. */
  public NotificationText(MessageSource messages, Locale locale, Worklist worklist) {
    this.messages = messages;
    this.locale = locale;
    this.worklist = worklist;
  }

  /** What it is about: the app, or what else it concerns; in one line, whatever its name. */
  public String title(Notification one) {
    return worded(one).title();
  }

  /** The unit whose case it is, in one line. */
  public String sponsor(Notification one) {
    return worded(one).sponsor();
  }

  /** What happened, or is to be done. */
  public String sentence(Notification one) {
    return worded(one).sentence();
  }

  /** What was remarked, such as why it was sent back; may be empty. */
  public String said(Notification one) {
    return worded(one).said();
  }

  /** By when, where that was known and it still is his turn; empty otherwise. */
  public String due(Notification one) {
    return one.pending() ? worded(one).due() : "";
  }

  private Wording.Texts worded(Notification one) {
    return one.worded().map(wording -> wording.in(locale)).orElseGet(() -> wording(one));
  }

  /** How it is worded now, to be kept. */
  Wording.Texts wording(Notification one) {
    return new Wording.Texts(
        titleNow(one),
        VisibleText.of(one.sponsor().strip()),
        sentenceNow(one),
        one.dueOn().map(this::day).map(this::by).orElse(""),
        one.said());
  }

  private String titleNow(Notification one) {
    if (one.request().isPresent()) {
      return VisibleText.of(one.sponsor().strip());
    }
    if (one.parameter().isPresent()) {
      return Messages.in(locale).text(one.parameter().get().value().key());
    }
    if (one.caseId().isEmpty() && !one.kind().ofClaim()) {
      return text("notifications.title." + one.kind());
    }
    return one.appName().isBlank()
        ? text("filings.untitled")
        : VisibleText.of(one.appName().strip());
  }

  private String sentenceNow(Notification one) {
    return switch (one.kind()) {
      case TURN, DUE_SOON -> text("notifications.sentence." + one.kind(), act(one));
      case CONCLUDED -> concluded(one);
      case ROLES_ASKED -> one.request().map(this::asked).orElse("");
      case PARAMETER_ASKED, PARAMETER_CHANGED ->
          one.parameter().map(parameter -> parameter(one.kind(), parameter)).orElse("");
      case CALENDAR_ASKED, CALENDAR_CHANGED ->
          one.holidays().map(holidays -> holidays(one.kind(), holidays)).orElse("");
      default -> text("notifications.sentence." + one.kind());
    };
  }

  private String holidays(Notification.Kind kind, AskedHolidays asked) {
    return text(
        "notifications.sentence." + kind,
        String.valueOf(asked.year()),
        VisibleText.of(asked.citation().strip()),
        VisibleText.of(asked.by().strip()));
  }

  private String parameter(Notification.Kind kind, AskedParameter asked) {
    PolicyParameter value = asked.value();
    return text(
        "notifications.sentence." + kind,
        switch (value.key().unit()) {
          case WORKDAYS -> text("admin.policy.workdays", value.value());
          case MONTHS -> text("admin.policy.months", value.value());
          case CHOICE -> text("ParameterKey.Choice." + value.value());
          case DATE -> value.value();
        },
        value.since().toString(),
        VisibleText.of(value.source().strip()),
        text(value.verified() ? "admin.policy.isVerified" : "admin.policy.isUnverified"),
        VisibleText.of(asked.by().strip()));
  }

  private String asked(AskedRoles request) {
    String roles =
        request.roles().stream()
            .sorted()
            .map(Messages.in(locale)::text)
            .collect(Collectors.joining(text("list.separator")));
    return text(
        "notifications.sentence.ROLES_ASKED",
        VisibleText.of(request.person().strip()),
        roles,
        VisibleText.of(request.by().strip()));
  }

  /** How it ended: with the number where an application got one. */
  private String concluded(Notification one) {
    boolean accepted = one.procedure().equals("application") && one.state().equals("ACCEPTED");
    if (accepted && !one.number().isEmpty()) {
      return text("notifications.sentence.ACCEPTED", one.number());
    }
    return Arrays.stream(worklist.procedure(one.procedure()).states().getEnumConstants())
        .filter(state -> state.name().equals(one.state()))
        .findFirst()
        .map(state -> text("notifications.sentence.CONCLUDED", Messages.in(locale).text(state)))
        .orElseGet(() -> text("notifications.sentence.CLOSED"));
  }

  private String act(Notification one) {
    return text("work.act." + one.procedure() + '.' + one.state() + '.' + one.role());
  }

  /** All of it in one line, for a chat. */
  String line(Notification one) {
    String due = due(one);
    return text(
        "notifications.line",
        title(one),
        sponsor(one),
        sentence(one) + (due.isEmpty() ? "" : text("notifications.mail.due", due)));
  }

  private String by(String day) {
    return text("work.due", day);
  }

  private String day(LocalDate day) {
    return (locale.getLanguage().equals("en") ? ENGLISH : CHINESE).format(day);
  }

  /** Where its reader sees to it: the page of the act where it calls him to one. */
  public String path(Notification one) {
    if (one.kind().ofClaim()) {
      return "/known-apps";
    }
    if (one.request().isPresent()) {
      return SEE_REQUESTS.contains(one.role()) && one.own()
          ? "/requests/" + one.request().get().id()
          : "/inbox";
    }
    if (one.parameter().isPresent()) {
      return "/admin/policies/" + one.parameter().get().value().key().id();
    }
    if (one.holidays().isPresent()) {
      return SEE_CALENDAR.contains(one.role())
          ? "/admin/calendar/requests/" + one.holidays().get().id()
          : "/inbox";
    }
    if (one.caseId().isEmpty()) {
      return "/admin/webhook";
    }
    boolean own = one.procedure().equals("application") && one.own();
    String page = own ? "/applications" : worklist.procedure(one.procedure()).listPage();
    boolean signs = own && one.role() == Role.APPROVER && CALLS.contains(one.kind());
    return page + '/' + one.caseId().orElseThrow() + (signs ? "/check" : "");
  }

  String text(String key, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }
}
