package cn.beian.filing.form;

import cn.beian.filing.states.ApplicationKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One field of the filing form.
 *
 * @param id dotted name; label under {@code field.<id>}
 * @param topic the step that shows it
 * @param origins where an answer may come from, in order of preference; with {@link Origin#SPONSOR}
 *     a person may be asked, otherwise only if its origins gave nothing
 * @param confirmed whether the sponsor must confirm proposed answers
 * @param repeat what it is repeated for
 * @param condition when it is required
 * @param offered whether it may be answered when it is not required
 * @param absent whether "none" with a reason is a valid answer
 * @param type the type of its value
 * @param days which days a {@link FieldType#DATE} may name; {@link DayRange#ANY} otherwise
 * @param longest maximum number of characters of a {@link FieldType#TEXT} or {@link
 *     FieldType#LONG_TEXT}
 * @param choices the options of a {@link FieldType#CHOICE}; empty otherwise
 * @param kinds the kinds of application that have the field
 */
public record FormField(
    String id,
    Topic topic,
    List<Origin> origins,
    boolean confirmed,
    Repeat repeat,
    Condition condition,
    boolean offered,
    boolean absent,
    FieldType type,
    DayRange days,
    int longest,
    List<String> choices,
    Set<ApplicationKind> kinds) {
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_LONG_TEXT = 10_000;

  public FormField {
    origins = List.copyOf(origins);
    choices = List.copyOf(choices);
    kinds = Set.copyOf(kinds);
    if (origins.isEmpty() || kinds.isEmpty()) {
      throw new IllegalArgumentException(id + ": no origin or no kind of application");
    }
    if ((type == FieldType.CHOICE) == choices.isEmpty()) {
      throw new IllegalArgumentException(id + ": choices belong to a CHOICE");
    }
    if (type != FieldType.DATE && days != DayRange.ANY) {
      throw new IllegalArgumentException(id + ": a range of days belongs to a DATE");
    }
  }

  /** The group of the form. */
  public Group group() {
    return topic.group();
  }

  /** Whether a document may answer it. */
  public boolean takesDocument() {
    return origins.contains(Origin.ATTACHMENT);
  }

  /** Whether either a text or a document may answer it. */
  public boolean textOrDocument() {
    return type != FieldType.DOCUMENT && takesDocument();
  }

  /** Whether a person may be asked for it directly. */
  public boolean askedOfSponsor() {
    return origins.contains(Origin.SPONSOR);
  }

  /**
   * Whether a person has to enter it, given the known origins: it is asked of the sponsor, no known
   * origin answers it, and it is more than a confirmation of a proposal.
   */
  public boolean typedWhenKnown(Set<Origin> known) {
    return askedOfSponsor()
        && !confirmed
        && origins.stream().noneMatch(origin -> origin != Origin.SPONSOR && known.contains(origin));
  }

  static Draft field(String id, Topic topic, FieldType type, Origin... origins) {
    return new Draft(id, topic, type, List.of(origins));
  }

  /** Builder of a field; the defaults fit most fields. */
  static final class Draft {
    private final String id;
    private final Topic topic;
    private final FieldType type;
    private final List<Origin> origins;
    private boolean confirmed;
    private Repeat repeat = Repeat.ONCE;
    private Condition condition = Condition.ALWAYS;
    private boolean offered;
    private boolean absent;
    private DayRange days = DayRange.ANY;
    private int longest;
    private List<String> choices = List.of();
    private Set<ApplicationKind> kinds =
        EnumSet.complementOf(EnumSet.of(ApplicationKind.DEREGISTRATION));

    private Draft(String id, Topic topic, FieldType type, List<Origin> origins) {
      this.id = id;
      this.topic = topic;
      this.type = type;
      this.origins = origins;
      this.longest = type == FieldType.LONG_TEXT ? LONGEST_LONG_TEXT : LONGEST_TEXT;
    }

    Draft confirmed() {
      confirmed = true;
      return this;
    }

    Draft per(Repeat each) {
      repeat = each;
      return this;
    }

    Draft when(Condition required) {
      condition = required;
      return this;
    }

    Draft offered() {
      offered = true;
      return this;
    }

    Draft absent() {
      absent = true;
      return this;
    }

    Draft days(DayRange allowed) {
      days = allowed;
      return this;
    }

    Draft longest(int characters) {
      longest = characters;
      return this;
    }

    Draft choices(String... words) {
      choices = List.of(words);
      return this;
    }

    Draft allKinds() {
      kinds = EnumSet.allOf(ApplicationKind.class);
      return this;
    }

    Draft only(ApplicationKind first, ApplicationKind... more) {
      kinds = EnumSet.of(first, more);
      return this;
    }

    FormField done() {
      return new FormField(
          id, topic, origins, confirmed, repeat, condition, offered, absent, type, days, longest,
          choices, kinds);
    }
  }
}
