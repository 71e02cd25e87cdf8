package cn.beian.server.web.admin;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.server.audit.NamedSubject;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Person;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.RegisterStandings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The audit trail in words: actions, persons, subjects, and the codes in its details. */
@Component
class AuditWords {
  /** Of which package or function an answer is: told by its name elsewhere. */
  private static final String ITEM = "(?:@[A-Za-z0-9-]+(?![A-Za-z0-9_.-]))?";

  private static final Pattern CODE =
      Pattern.compile(
          "(?<![A-Za-z0-9._-])([A-Z][A-Z0-9_]{2,}|[a-z][A-Za-z]*(?:\\.[A-Za-z][A-Za-z0-9]*)+)"
              + "(?![A-Za-z0-9_-])"
              + ITEM);

  /** Where the word of a code in a detail may stand, in the order of asking. */
  private static final List<String> WORDS =
      List.of(
          "admin.audit.word.",
          "Role.",
          "ApplicationState.",
          "ApplicationKind.",
          "SupervisionState.",
          "InquiryState.",
          "RevocationState.",
          "EndingState.",
          "ApprovalState.",
          "LevelExceptionState.",
          "OrganizationLevel.",
          "OrganizationKind.",
          "Route.",
          "JointDecision.Opinion.",
          "supervision.outcome.",
          "field.",
          "filings.judged.",
          "filings.hand.",
          "");

  /** From one state to another. */
  private static final Pattern STEP = Pattern.compile("[A-Z_]+ → [A-Z_]+");

  /** What a few actions write between their values. */
  private static final Pattern PHRASE =
      Pattern.compile(
          "cases handed over|open again|(?<=\\d )findings|(?<=\\S) since (?=\\d)|^version (?=\\d)| from (?=\\d{4}-)|facts sha256");

  private final MessageSource messages;

  AuditWords(MessageSource messages) {
    this.messages = messages;
  }

  /** What was done; commands on cases are named as in their history. */
  String action(String action, Locale locale) {
    String event = "filings.event." + action.replaceFirst("^filing\\.", "");
    return text("admin.audit." + action, locale)
        .or(() -> text(event, locale))
        .or(() -> text("admin.audit.any." + action.substring(action.lastIndexOf('.') + 1), locale))
        .orElse(action);
  }

  /** Who did it. */
  Named actor(String actor, AuditNames.Known names, Person reader, Locale locale) {
    if (actor.equals(AuditTrail.SYSTEM) || actor.equals(AuditTrail.PUBLIC)) {
      return new Named(text("admin.audit.actor." + actor, locale).orElse(actor), null);
    }
    return names
        .actor(actor)
        .map(person -> linked(AuditNames.Known.named(person), reader))
        .orElse(new Named(actor, null));
  }

  /** What it was done to. */
  Named subject(String subject, AuditNames.Known names, Person reader, Locale locale) {
    AuditNames.Subject parts = AuditNames.Subject.of(subject);
    String what = text("admin.audit.subject." + parts.kind(), locale).orElse(parts.kind());
    Named named =
        parts
            .uuid()
            .map(
                id ->
                    names
                        .subject(parts.kind(), id)
                        .map(one -> linked(one, reader))
                        .orElse(new Named(shortened(id), null)))
            .orElseGet(() -> withoutId(parts, reader, locale));
    return new Named((what + ' ' + named.text()).strip(), named.path());
  }

  private Named withoutId(AuditNames.Subject parts, Person reader, Locale locale) {
    String id = parts.id();
    return switch (parts.kind()) {
      case "policy" -> policy(id, reader, locale);
      case "page" -> new Named(id, null);
      default -> new Named(id.length() == 64 ? id.substring(0, 12) : id, null);
    };
  }

  /** The detail of a row; what rows of states hold is for a program that compares them. */
  String detail(String action, String detail, Locale locale) {
    return action.endsWith(".standing") || action.equals(RegisterStandings.ALL)
        ? text("admin.audit.standing", locale).orElse("")
        : detail(detail, locale);
  }

  /** A detail with words for its codes. */
  String detail(String detail, Locale locale) {
    String plain = detail.replace("->", "→").replace("[", "").replace("]", "");
    boolean step = STEP.matcher(plain).matches();
    String phrased =
        PHRASE
            .matcher(plain)
            .replaceAll(found -> Matcher.quoteReplacement(phrase(found.group(), locale)));
    return CODE.matcher(phrased)
        .replaceAll(found -> Matcher.quoteReplacement(word(found, step, locale)))
        .strip();
  }

  private String phrase(String found, Locale locale) {
    String key = "admin.audit.phrase." + found.strip().replace(' ', '-');
    return text(key, locale)
        .map(words -> found.startsWith(" ") ? " " + words + " " : words)
        .orElse(found);
  }

  private String word(MatchResult found, boolean step, Locale locale) {
    String code = found.group(1);
    Stream<String> states = WORDS.stream().filter(prefix -> step && prefix.endsWith("State."));
    return Stream.concat(states, WORDS.stream())
        .flatMap(prefix -> text(prefix + code, locale).stream())
        .findFirst()
        .orElse(found.group());
  }

  private static Named linked(NamedSubject.Named named, Person reader) {
    return new Named(named.title(), pathFor(reader, named.path()));
  }

  private Named policy(String id, Person reader, Locale locale) {
    return ParameterKey.of(id)
        .map(
            key ->
                new Named(
                    text("ParameterKey." + key, locale).orElse(id),
                    pathFor(reader, "/admin/policies/" + id)))
        .orElseGet(() -> new Named(retired(id, locale), null));
  }

  /** The last known name of a parameter that is there no more. */
  private String retired(String id, Locale locale) {
    return text("policy.retired." + id, locale).or(() -> text("policy.retired", locale)).orElse(id);
  }

  private static @Nullable String pathFor(Person reader, String path) {
    return AccessRules.opens(reader, path) ? path : null;
  }

  private static String shortened(UUID id) {
    return id.toString().substring(0, 8);
  }

  private Optional<String> text(String key, Locale locale) {
    return Optional.ofNullable(messages.getMessage(key, null, null, locale));
  }

  /**
   * Words, and where they lead.
   *
   * @param path null where the reader may open no page
   */
  record Named(String text, @Nullable String path) {}
}
