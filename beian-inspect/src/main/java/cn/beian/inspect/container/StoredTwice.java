package cn.beian.inspect.container;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.reader.Coverage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files that an archive holds twice under one name. Which of them is installed differs between
 * platforms (Android refuses such an archive, most take the last), so where their bytes differ none
 * is read: what the name may hold counts as not read. Bytes that are packed alike are one file.
 */
final class StoredTwice {
  /** Of these nothing is read but that they are there. */
  private static final Pattern MEDIA =
      Pattern.compile(
          "(?i).*\\.(?:png|jpe?g|gif|webp|bmp|ico|heic|avif|[ot]tf|woff2?|mp[34]|m4a|wav|aac|ogg|mov)");

  private long left;

  /**
   * For one archive.
   *
   * @param left bytes that may be compared in all; files beyond that count as different
   */
  StoredTwice(long left) {
    this.left = left;
  }

  /** Whether two ranges of bytes hold the same. */
  boolean same(ByteBuffer first, ByteBuffer second) {
    left -= first.remaining();
    return left >= 0 && first.equals(second);
  }

  /** Tells of a name under which different files lie. */
  static void tell(FactSink facts, String name) {
    facts.anomaly("duplicate_differs", Locator.entry(name), "none of them is read");
    if (!MEDIA.matcher(name).matches()) {
      for (Coverage kind : List.of(Coverage.PAGES, Coverage.TEXT, Coverage.CODE)) {
        kind.add(facts, 0, 1, Unread.STORED_TWICE);
      }
    }
  }
}
