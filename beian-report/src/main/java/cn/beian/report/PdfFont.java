package cn.beian.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** Noto Sans SC, simplified Chinese subset with Latin letters (OFL-1.1). */
final class PdfFont {
  static final String FAMILY = "Noto Sans SC";
  private static final String FILE = "font/noto-sans-sc-400.ttf";

  private PdfFont() {}

  static InputStream open() {
    return Objects.requireNonNull(PdfFont.class.getResourceAsStream(FILE), FILE);
  }

  /** Refuses a text that would be printed with holes in it. */
  static void requireGlyphs(String text) throws MissingGlyphException {
    Set<Integer> missing = missing(text);
    if (!missing.isEmpty()) {
      StringBuilder characters = new StringBuilder();
      missing.forEach(characters::appendCodePoint);
      throw new MissingGlyphException(characters.toString());
    }
  }

  /** The text with the number of each character that would leave a hole, in its place. */
  static String withoutMissing(String written) {
    String text = written.replace("→", "->"); // between a control and its handler
    Set<Integer> missing = missing(text);
    if (missing.isEmpty()) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (missing.contains(c)) {
                whole.append(String.format(Locale.ROOT, "[U+%04X]", c));
              } else {
                whole.appendCodePoint(c);
              }
            });
    return whole.toString();
  }

  /** The characters that the font lacks, in the order in which they stand. */
  private static Set<Integer> missing(String text) {
    try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(open()))) {
      CmapLookup glyphs = font.getUnicodeCmapLookup();
      return text.codePoints()
          .filter(c -> !Character.isISOControl(c) && glyphs.getGlyphId(c) == 0)
          .boxed()
          .collect(Collectors.toCollection(LinkedHashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
