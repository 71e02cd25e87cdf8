package cn.beian.inspect.harmony.resource;

import java.util.List;

/**
 * A resource with a value for each configuration.
 *
 * @param id by which code and manifest refer to it
 * @param type as in {@link #STRING}
 * @param values in the order of the table
 */
public record Resource(int id, int type, String name, List<Configured> values) {
  public static final int STRING = 9;
  public static final int STRINGS = 10;
  public static final int PLURAL = 17;
  public static final int MEDIA = 19;
  public static final int PROFILE = 20;

  /**
   * The value for one configuration.
   *
   * @param locale BCP 47 language tag; empty for the default
   * @param texts one, or the items of an array; of a plural the texts without their quantities
   */
  public record Configured(String locale, List<String> texts) {
    public Configured {
      texts = List.copyOf(texts);
    }
  }

  /** Whether its values are texts. */
  public boolean isText() {
    return type == STRING || type == STRINGS || type == PLURAL;
  }
}
