package cn.beian.server.web.facts;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Term;
import cn.beian.report.EvidenceText;
import cn.beian.rules.DeviceAccess;
import cn.beian.server.filings.answers.PermissionData;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;

/** What facts are called in the page's language. A package's own words stay as they are. */
public final class FactWords {
  static final int MOST_LINKS = 12;
  private static final int LONGEST = 240;
  private static final int MOST_PLACES = 3;

  /** Fields that say what a fact is about, the first that is there. */
  private static final List<Field> SUBJECTS =
      List.of(Field.TEXT, Field.LABEL, Field.NAME, Field.CODE, Field.PLACEHOLDER, Field.SUBJECT);

  /** Until when the profile of an app for iOS or HarmonyOS holds. */
  private static final Set<String> PROFILE_ENDS = Set.of("profile_expires", "profile_not_after");

  /** Properties that are moments, in the order of time. */
  static final List<String> MOMENTS =
      List.of("profile_created", "profile_not_before", "profile_expires", "profile_not_after");

  private static final List<Field> CODED = List.of(Field.ROLE, Field.TYPE);

  private final MessageSource messages;
  private final Locale locale;

  FactWords(MessageSource messages, Locale locale) {
    this.messages = messages;
    this.locale = locale;
  }

  /** A text that is not too long for a page; the rest is in the export. */
  public static String cut(String text) {
    String plain = text.strip();
    if (plain.length() <= LONGEST) {
      return plain;
    }
    int end = Character.isHighSurrogate(plain.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return plain.substring(0, end) + "…";
  }

  private String or(String key, String otherwise) {
    String text = messages.getMessage(key, null, otherwise, locale);
    return text == null ? otherwise : text;
  }

  /** A text of these pages, or what it is called in the package. */
  public String called(String group, String code) {
    return group.equals("anomaly")
        ? EvidenceText.anomaly(code, locale)
        : or("facts." + group + "." + code, code);
  }

  /**
   * What kind of input it is: {@code picker.date} and {@code van-checkbox} are what their last or
   * first part says, where nothing more exact is known.
   */
  public String input(String type) {
    String known = or("facts.code." + type, "");
    String element = type.substring(type.lastIndexOf('-') + 1).split("\\.", 2)[0];
    return known.isEmpty() ? called("code", element) : known;
  }

  /** What the form calls an item of personal data, in the page's language. */
  public String personal(String item) {
    return locale.getLanguage().equals("en") ? PermissionData.shown("data.personal", item) : item;
  }

  /** Several texts in one line. */
  public String joined(Collection<String> texts) {
    return cut(String.join(or("facts.comma", ", "), texts));
  }

  public String kind(FactKind kind) {
    return called("kind", kind.jsonName());
  }

  /** What an anomaly adds to what it is called. */
  public String named(Fact anomaly) {
    return cut(EvidenceText.named(anomaly.text(Field.CODE), anomaly.text(Field.DETAIL), locale));
  }

  public FactKind kindOf(String jsonName) {
    return FactKind.named(jsonName).orElseThrow();
  }

  /** What a kind is called, by its JSON name. */
  public String kindNamed(String jsonName) {
    return called("kind", jsonName);
  }

  /** A text of a fact as the package has it, by the JSON name of its field. */
  public String text(Fact fact, String field) {
    return fact.text(Field.named(field).orElseThrow());
  }

  /** What the line of a fact begins with; empty where it says nothing of itself. */
  public String subject(Fact fact) {
    return SUBJECTS.stream()
        .map(fact::text)
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(FactWords::cut)
        .orElse("");
  }

  /** The rest of a fact: what a field is called, and its value. */
  public List<String> rest(Fact fact) {
    List<String> rest = new ArrayList<>();
    String subject = subject(fact);
    for (Map.Entry<Field, Object> one : fact.values().entrySet()) {
      String value = value(fact.kind(), one.getKey(), one.getValue());
      if (!value.isBlank() && !value.equals(subject)) {
        rest.add(pair(called("field", one.getKey().jsonName()), value));
      }
    }
    return rest;
  }

  private String pair(String name, String value) {
    return name + or("facts.colon", ": ") + value;
  }

  private String value(FactKind kind, Field field, Object value) {
    if (value instanceof Collection<?> items) {
      return cut(
          items.stream()
              .limit(MOST_LINKS)
              .map(
                  item ->
                      field == Field.COLLECTS
                          ? dataItem(String.valueOf(item))
                          : String.valueOf(item))
              .collect(Collectors.joining(or("facts.comma", ", "))));
    }
    if (value instanceof Boolean yes) {
      return or(yes ? "facts.yes" : "facts.no", "");
    }
    String text = String.valueOf(value);
    if (field == Field.PURPOSE) {
      return purpose(text);
    }
    if (kind == FactKind.FORM_FIELD && field == Field.TYPE) {
      return input(text);
    }
    return CODED.contains(field) || (kind == FactKind.IDENTITY && field == Field.NAME)
        ? called(field == Field.NAME ? "identity" : "code", text)
        : cut(text);
  }

  /** The first places, as people name them. */
  public String places(Fact fact) {
    return fact.sites().stream()
        .limit(MOST_PLACES)
        .map(at -> cut(at.toString()))
        .filter(at -> !at.isEmpty())
        .collect(Collectors.joining(or("facts.comma", ", ")));
  }

  /** How many places are not named. */
  public int more(Fact fact) {
    return fact.count() - Math.min(MOST_PLACES, fact.sites().size());
  }

  /** Whose it is; empty where it is the app's own. */
  public String origin(Fact fact) {
    return fact.origin() == Origin.APP ? "" : called("origin", fact.origin().jsonName());
  }

  /** Whether it lies in the package and nothing leads to it. */
  public boolean unused(Fact library) {
    return !library.flag(Field.REACHABLE).orElse(true);
  }

  /** What an SDK is for. */
  public String purpose(String code) {
    return named(Catalogue.bundled().purposes(), code);
  }

  /** What an SDK collects, by its code. */
  public String dataItem(String code) {
    return named(Catalogue.bundled().dataItems(), code);
  }

  private String named(List<Term> terms, String code) {
    return terms.stream()
        .filter(term -> term.code().equals(code))
        .findFirst()
        .map(term -> chinese() ? term.zh() : term.en())
        .orElse(code);
  }

  /** What an SDK collects, in one line; empty where that is not known. */
  public String collects(Fact sdk) {
    return sdk.texts(Field.COLLECTS).stream()
        .map(this::dataItem)
        .collect(Collectors.joining(or("facts.comma", ", ")));
  }

  /** The value of a property of the package: what is said by a code is said in words. */
  public String identityValue(Fact property) {
    String name = property.text(Field.NAME);
    String value = cut(property.text(Field.VALUE));
    if (MOMENTS.contains(name)) {
      return moment(value).map(at -> OfficialTime.dayOf(at).toString()).orElse(value);
    }
    return switch (value) {
      case "true" -> or("facts.yes", value);
      case "false" -> or("facts.no", value);
      default -> or("facts.value." + name + "." + value, value);
    };
  }

  /** A signature scheme and whether it holds. */
  public String scheme(Fact scheme) {
    return messages.getMessage(
        "facts.scheme." + verified(scheme),
        new Object[] {called("signed", cut(scheme.text(Field.NAME)))},
        locale);
  }

  /** The days on which profiles ended, of those that did before a moment; each once. */
  public List<String> expired(List<Fact> identity, Instant now) {
    return identity.stream()
        .filter(one -> PROFILE_ENDS.contains(one.text(Field.NAME)))
        .flatMap(one -> moment(one.text(Field.VALUE)).stream())
        .filter(end -> end.isBefore(now))
        .map(end -> OfficialTime.dayOf(end).toString())
        .distinct()
        .toList();
  }

  private static Optional<Instant> moment(String written) {
    try {
      return Optional.of(ISO_OFFSET_DATE_TIME.parse(written, Instant::from));
    } catch (DateTimeException noMoment) {
      return Optional.empty();
    }
  }

  /** The mark of a signature scheme: whether it holds. */
  public String verified(Fact scheme) {
    return scheme.flag(Field.VERIFIED).map(holds -> holds ? "ok" : "stop").orElse("unk");
  }

  /** Algorithm and length of a key. */
  public String key(Fact certificate) {
    String bits =
        certificate.number(Field.KEY_BITS).stream()
            .mapToObj(length -> "，" + length + " bit")
            .findFirst()
            .orElse("");
    return certificate.text(Field.ALGORITHM) + (chinese() ? bits : bits.replace("，", ", "));
  }

  /** What a permission opens. */
  public String access(DeviceAccess access) {
    String title = access.title().in(locale);
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  /** Whole numbers of bytes, as people write them. */
  public String size(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
  }

  /** The day of an RFC 3339 moment. */
  public String day(String moment) {
    return moment.length() >= 10 ? moment.substring(0, 10) : moment;
  }

  private boolean chinese() {
    return locale.getLanguage().equals("zh");
  }
}
