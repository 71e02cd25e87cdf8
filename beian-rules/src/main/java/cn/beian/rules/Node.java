package cn.beian.rules;

import cn.beian.facts.JsonValues;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A tree read from YAML or JSON. One parser reads both, so that a rule file and its compiled form
 * cannot drift apart.
 *
 * @param value map of text to node, list of nodes, text, {@link Long} or {@link Boolean}
 * @param place where it stands
 */
public record Node(Object value, Place place) {
  /**
   * A step from the place of what a node stands in; told as text only where somebody asks.
   *
   * @param in the place of what it stands in; null where the step tells it all
   * @param step a name, the number of an item, or all of it: {@code file:line} or a JSON pointer
   */
  record Place(@Nullable Place in, Object step) {
    @Override
    public String toString() {
      return in == null ? step.toString() : in + "/" + JsonValues.escape(step.toString());
    }
  }

  /** A node at {@code file:line} or a JSON pointer. */
  public Node(Object value, String where) {
    this(value, new Place(null, where));
  }

  /** A node that is not what it should be. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String where;

    public Refused(String where, String message) {
      super(message);
      this.where = where;
    }

    public String where() {
      return where;
    }
  }

  /** {@code file:line} or JSON pointer. */
  public String where() {
    return place.toString();
  }

  public Refused refuse(String message) {
    return new Refused(where(), message);
  }

  @SuppressWarnings("unchecked")
  public Map<String, Node> members() {
    if (value instanceof Map<?, ?>) {
      return (Map<String, Node>) value;
    }
    throw refuse("expected an object, found " + kind());
  }

  @SuppressWarnings("unchecked")
  public List<Node> items() {
    if (value instanceof List<?>) {
      return (List<Node>) value;
    }
    throw refuse("expected a list, found " + kind());
  }

  /** The items of a list, or this node itself where it is no list. */
  public List<Node> oneOrMore() {
    return value instanceof List<?> ? items() : List.of(this);
  }

  public boolean isMap() {
    return value instanceof Map<?, ?>;
  }

  public String text() {
    if (value instanceof String text) {
      return text;
    }
    throw refuse("expected a text, found " + kind());
  }

  /** The text of any scalar. */
  public String scalar() {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      throw refuse("expected a single value, found " + kind());
    }
    return value.toString();
  }

  public int integer() {
    if (value instanceof Long number && number == number.intValue()) {
      return number.intValue();
    }
    throw refuse("expected an integer, found " + kind());
  }

  public long number() {
    if (value instanceof Long number) {
      return number;
    }
    throw refuse("expected an integer, found " + kind());
  }

  public boolean flag() {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw refuse("expected true or false, found " + kind());
  }

  public LocalDate date() {
    try {
      String text = text();
      if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
        throw new DateTimeException(text);
      }
      return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    } catch (DateTimeException e) {
      throw refuse("expected a date as 2026-01-25, found " + text());
    }
  }

  /** Digits only. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        throw new DateTimeException(text);
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }

  /** The constant of that name, written in lower case with hyphens or in upper case. */
  public <E extends Enum<E>> E constant(Class<E> type) {
    String name = text().toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw refuse("expected one of " + List.of(type.getEnumConstants()) + ", found " + text());
  }

  public Optional<Node> find(String key) {
    return Optional.ofNullable(members().get(key));
  }

  public Node get(String key) {
    return find(key).orElseThrow(() -> refuse("member " + key + " is missing"));
  }

  public String text(String key) {
    return get(key).text();
  }

  /** A text that says something. */
  public String filled(String key) {
    Node member = get(key);
    if (member.text().isBlank()) {
      throw member.refuse("member " + key + " is empty");
    }
    return member.text();
  }

  public String text(String key, String absent) {
    return find(key).map(Node::text).orElse(absent);
  }

  public List<Node> list(String key) {
    return find(key).map(Node::items).orElse(List.of());
  }

  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node item : list(key)) {
      texts.add(item.text());
    }
    return List.copyOf(texts);
  }

  /** Refuses members that are none of these. */
  public Node only(String... keys) {
    List<String> known = Arrays.asList(keys);
    for (String name : members().keySet()) {
      if (!known.contains(name)) {
        throw get(name).refuse("unknown member " + name + ", expected " + new TreeSet<>(known));
      }
    }
    return this;
  }

  private String kind() {
    if (value instanceof Map<?, ?>) {
      return "an object";
    }
    return value instanceof List<?> ? "a list" : "'" + value + "'";
  }
}
