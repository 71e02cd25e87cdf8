package cn.beian.inspect.hybrid;

import cn.beian.inspect.hybrid.hermes.ReactNativeBundle;
import cn.beian.inspect.markup.TextBytes;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.EntryContent;
import cn.beian.inspect.webapp.html.HtmlFile;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/**
 * Files that are code or pages by how they begin, whatever they are called: an app loads a bundle,
 * a page or a library under any name. Filled while entries are inflated, by several threads.
 */
public final class FoundByContent {
  private static final String BEFORE = "(?:\\s|<\\?[^>]*>|<!--.*?-->)*+";

  /** A page begins so, behind what may stand before it. */
  private static final Pattern PAGE =
      Pattern.compile(BEFORE + "<(?:!doctype\\s+html|html|head|body)\\b.*", Pattern.DOTALL);

  /** What a browser takes for a page, too (MIME Sniffing Standard, 7.1), unless its name says. */
  private static final Pattern PIECE =
      Pattern.compile(
          BEFORE
              + "<(?:(?:script|iframe|h1|div|font|table|a|style|title|b|br|p|meta)[\\s>/]|!--).*",
          Pattern.DOTALL);

  /** A vector graphic: a page where it has scripts, which web views run. */
  private static final Pattern VECTOR =
      Pattern.compile("(?:\\s|<!--.*?-->|<[?!][^>]*>)*+<svg\\b.*", Pattern.DOTALL);

  private static final Pattern VECTOR_NAME = Pattern.compile("(?i).*\\.svg");

  private static final Pattern NO_PAGE =
      Pattern.compile("(?i).*\\.(?:xml|svg|vue|[jt]sx?|md|json|css|txt)");

  /** What follows the sign of a first tag. */
  private static final String TAGS = "!hHbB";

  /** Texts of makers, which may well speak of pages. */
  private static final Pattern NO_MIXED =
      Pattern.compile(
          NO_PAGE.pattern()
              + "|(?i).*\\.(?:properties|java|kt|c|h|cpp|py|lua|sh|ya?ml|ini|conf|cfg|log|csv|tsv"
              + "|strings|sql|mjs|cjs|map|less|scss|ts|rst|toml|proto|version|license|notice)");

  private final Set<String> bundles = new ConcurrentSkipListSet<>();
  private final Set<String> pages = new ConcurrentSkipListSet<>();
  private final Set<String> vectors = new ConcurrentSkipListSet<>();
  private final Set<String> dart = new ConcurrentSkipListSet<>();

  /** Looks at how a file begins, behind what is blank. */
  public void note(String name, EntryContent content) {
    byte[] begin = content.begin();
    if (ReactNativeBundle.begins(content.head())) {
      bundles.add(name);
    } else if (begin.length > 0 && begin[0] == '<') {
      String text = TextBytes.of(begin).text().toLowerCase(Locale.ROOT);
      if (isPage(name, text)) {
        pages.add(name);
      } else if (VECTOR_NAME.matcher(name).matches() || VECTOR.matcher(text).matches()) {
        vectors.add(name);
      }
    } else if (hasPage(begin) && !NO_MIXED.matcher(name).matches()) {
      pages.add(name);
    }
  }

  /** Whether a page begins behind some text: bytes without controls, then its first tag. */
  private static boolean hasPage(byte[] begin) {
    for (int i = 0; i < begin.length; i++) {
      if (begin[i] >= 0 && begin[i] < '\t') {
        return false;
      }
      if (begin[i] == '<' && i + 1 < begin.length && TAGS.indexOf(begin[i + 1]) >= 0) {
        String text = new String(begin, i, begin.length - i, StandardCharsets.ISO_8859_1);
        if (PAGE.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Takes a library that holds code of Dart. */
  public void dart(String name) {
    dart.add(name);
  }

  private static boolean isPage(String name, String text) {
    return PAGE.matcher(text).matches()
        || (!NO_PAGE.matcher(name).matches() && PIECE.matcher(text).matches());
  }

  Set<String> bundles() {
    return new TreeSet<>(bundles);
  }

  /**
   * Files that are pages, among them vector graphics that run something.
   *
   * @throws PackageFormatException LIMIT
   */
  Set<String> pages(FileTree files) throws PackageFormatException {
    Set<String> found = new TreeSet<>(pages);
    for (String name : vectors) {
      Optional<FileTree.Entry> entry = files.entry(name);
      if (entry.isPresent() && HtmlFile.of(TextBytes.of(entry.get().bytes()).text()).runs()) {
        found.add(name);
      }
    }
    return found;
  }

  Set<String> dart() {
    return new TreeSet<>(dart);
  }
}
