package cn.beian.server.web.admin;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.server.audit.NamedSubject;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The audit trail in words: actions, persons, subjects, and the codes in its details. */
@Component
class AuditWords {
  /** Of which package an answer is: told by its name elsewhere. */
  private static final Pattern ITEM =
      Pattern.compile("@[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern CODE =
      Pattern.compile(
          "(?<![A-Za-z0-9._-])([A-Z][A-Z0-9_]{2,}|[a-z]+(\\.[A-Za-z]+)+)(?![A-Za-z0-9_-])");

  /** Where the word of a code in a detail may stand, in the order of asking. */
  private static final List<String> WORDS =
      List.of(
          "admin.audit.word.",
          "Role.",
          "ApplicationState.",
          "ApplicationKind.",
          "SupervisionState.",
          "JointDecision.Opinion.",
          "supervision.outcome.",
          "field.",
          "filings.judged.",
          "");

  /** What a few actions write between their values. */
  private static final Pattern PHRASE =
      Pattern.compile(
          "cases handed over|open again|(?<=\\d )findings|(?<=\\S) since (?=\\d)|^version (?=\\d)| from (?=\\d{4}-)|facts sha256");

  private final MessageSource messages;
  private final Identity identity;
  private final Map<String, NamedSubject> subjects;

  AuditWords(MessageSource messages, Identity identity, Collection<NamedSubject> subjects) {
    this.messages = messages;
    this.identity = identity;
    this.subjects =
        subjects.stream().collect(Collectors.toMap(NamedSubject::kind, Function.identity()));
  }

  /** What was done; commands on cases are named as in their history. */
  String action(String action, Locale locale) {
    String event = "filings.event." + action.replaceFirst("^filing\\.", "");
    return text("admin.audit." + action, locale).or(() -> text(event, locale)).orElse(action);
  }

  /** Who did it. */
  Named actor(String actor, Person reader, Locale locale) {
    if (actor.equals(AuditTrail.SYSTEM) || actor.equals(AuditTrail.PUBLIC)) {
      return new Named(text("admin.audit.actor." + actor, locale).orElse(actor), null);
    }
    return identity
        .personByLogin(actor)
        .map(person -> person(person, reader))
        .orElse(new Named(actor, null));
  }

  /** What it was done to. */
  Named subject(String subject, Person reader, Locale locale) {
    if (UUID_FORM.matcher(subject).matches()) {
      return subject("package:" + subject, reader, locale);
    }
    int colon = subject.indexOf(':');
    String kind = colon < 0 ? "" : subject.substring(0, colon);
    String id = subject.substring(colon + 1);
    String what = text("admin.audit.subject." + kind, locale).orElse(kind);
    Named named =
        UUID_FORM.matcher(id).matches()
            ? identified(kind, UUID.fromString(id), reader)
            : switch (kind) {
              case "policy" -> policy(id, reader, locale);
              case "page" -> new Named(id, null);
              default -> new Named(id.length() == 64 ? id.substring(0, 12) : id, null);
            };
    return new Named((what + ' ' + named.text()).strip(), named.path());
  }

  /** A detail with words for its codes. */
  String detail(String detail, Locale locale) {
    String plain =
        ITEM.matcher(detail).replaceAll("").replace("->", "→").replace("[", "").replace("]", "");
    String phrased =
        PHRASE
            .matcher(plain)
            .replaceAll(found -> Matcher.quoteReplacement(phrase(found.group(), locale)));
    return CODE.matcher(phrased)
        .replaceAll(found -> Matcher.quoteReplacement(word(found, locale)))
        .strip();
  }

  private String phrase(String found, Locale locale) {
    String key = "admin.audit.phrase." + found.strip().replace(' ', '-');
    return text(key, locale)
        .map(words -> found.startsWith(" ") ? " " + words + " " : words)
        .orElse(found);
  }

  private String word(MatchResult found, Locale locale) {
    String code = found.group();
    return WORDS.stream()
        .flatMap(prefix -> text(prefix + code, locale).stream())
        .findFirst()
        .orElse(code);
  }

  private Named identified(String kind, UUID id, Person reader) {
    return switch (kind) {
      case "account" ->
          identity
              .person(id)
              .map(person -> person(person, reader))
              .orElse(new Named(shortened(id), null));
      case "organization" -> unit(id, reader);
      default ->
          Optional.ofNullable(subjects.get(kind))
              .flatMap(known -> known.named(id.toString()))
              .map(one -> new Named(one.title(), pathFor(reader, one.path())))
              .orElse(new Named(shortened(id), null));
    };
  }

  private Named unit(UUID id, Person reader) {
    try {
      Organization unit = identity.organization(id);
      return new Named(unit.name(), pathFor(reader, "/admin/organizations/" + id));
    } catch (java.util.NoSuchElementException e) {
      return new Named(shortened(id), null);
    }
  }

  private static Named person(Person person, Person reader) {
    return new Named(
        person.name() + " (" + person.login() + ")",
        pathFor(reader, "/admin/people/" + person.id()));
  }

  private Named policy(String id, Person reader, Locale locale) {
    return ParameterKey.of(id)
        .map(
            key ->
                new Named(
                    text("ParameterKey." + key, locale).orElse(id),
                    pathFor(reader, "/admin/policies/" + id)))
        .orElse(new Named(id, null));
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

  /** Names that were asked for once on a page are not asked for again. */
  static final class Remembered {
    private final Map<String, Named> names = new HashMap<>();

    Named of(String key, Function<String, Named> ask) {
      return names.computeIfAbsent(key, ask);
    }
  }
}
