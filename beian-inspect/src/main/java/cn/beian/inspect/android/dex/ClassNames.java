package cn.beian.inspect.android.dex;

import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What classes were called before R8 or ProGuard shortened their names, as the mapping of an app
 * bundle says (r8.googlesource.com, doc/retrace.md; ProGuard manual, "ReTrace"). Lines of UTF-8:
 *
 * <pre>
 * # anything              a comment
 * cn.gov.App -&gt; a.b:      a class: its name, what it is called in the code
 *     1:2:int f(int) -&gt; a a member of the class above, by four blanks; not read
 * </pre>
 *
 * <p>Work is linear in the bytes, of which none but the names of classes are kept.
 */
public final class ClassNames {
  /** Where a bundle has its mapping. */
  public static final String ENTRY =
      "BUNDLE-METADATA/com.android.tools.build.obfuscation/proguard.map";

  /** Nothing was shortened. */
  public static final ClassNames NONE = new ClassNames(Map.of(), 0);

  private static final int CHUNK = 1 << 16;
  private static final int MAX_LINE = 2048;
  private static final int MAX_CLASSES = 300_000;
  private static final String ARROW = " -> ";

  private final Map<String, String> names;
  private final int unread;

  private ClassNames(Map<String, String> names, int unread) {
    this.names = names;
    this.unread = unread;
  }

  /**
   * Reads a mapping; of two lines for one class the first counts. Empty where its compressed data
   * is broken.
   *
   * @throws PackageFormatException LIMIT
   */
  public static Optional<ClassNames> read(FileTree.Entry entry) throws PackageFormatException {
    Lines lines = new Lines();
    try (InputStream in = entry.open()) {
      byte[] chunk = new byte[CHUNK];
      for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
        lines.take(chunk, length);
      }
      lines.end();
    } catch (EntryReadException e) {
      if (e.reason().code() == Code.LIMIT) {
        throw e.reason();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, entry.name(), -1, String.valueOf(e.getMessage()));
    }
    return Optional.of(new ClassNames(lines.names, lines.unread));
  }

  /** Lines that should name a class and could not be read, or are too many. */
  public int unread() {
    return unread;
  }

  /** The name that a class had; that which it has where nothing else is known. */
  public String of(String className) {
    return names.getOrDefault(className, className);
  }

  /** Puts lines together; what is longer than a name can be is no class. */
  private static final class Lines {
    private final Map<String, String> names = new HashMap<>();
    private final byte[] line = new byte[MAX_LINE];
    private int length;
    private int unread;

    void take(byte[] bytes, int count) {
      for (int i = 0; i < count; i++) {
        if (bytes[i] == '\n') {
          end();
        } else if (length < MAX_LINE) {
          line[length++] = bytes[i];
        }
      }
    }

    void end() {
      boolean ofClass = length > 0 && length < MAX_LINE && line[0] != ' ' && line[0] != '#';
      int size = length;
      length = 0;
      if (!ofClass) {
        return;
      }
      String text = new String(Arrays.copyOf(line, size), StandardCharsets.UTF_8).strip();
      int arrow = text.indexOf(ARROW);
      if (text.isEmpty()) {
        return;
      }
      if (arrow <= 0 || !text.endsWith(":") || names.size() >= MAX_CLASSES) {
        unread++;
        return;
      }
      String name = text.substring(0, arrow);
      String shortened = text.substring(arrow + ARROW.length(), text.length() - 1);
      if (!name.equals(shortened)) {
        names.putIfAbsent(shortened, name);
      }
    }
  }
}
