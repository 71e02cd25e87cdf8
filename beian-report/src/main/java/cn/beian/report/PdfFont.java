package cn.beian.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Noto Sans SC, simplified Chinese subset with Latin letters (OFL-1.1). Its substitutions are left
 * out: the glyph of a ligature (ff) stands for no character, so a reader of the PDF, and PDF/UA-1
 * 7.21.7, could not tell what it says.
 */
final class PdfFont {
  static final String FAMILY = "Noto Sans SC";
  private static final String FILE = "font/noto-sans-sc-400.ttf";

  // OpenType table directory: numTables at 4; from 12 on records of tag, checksum, offset, length
  private static final int TABLE_COUNT = 4;
  private static final int TABLE_RECORDS = 12;
  private static final int RECORD_BYTES = 16;
  private static final int SUBSTITUTIONS = 0x47535542; // GSUB
  private static final int NO_TABLE = 0x67737562; // gsub, which no reader knows

  private PdfFont() {}

  static InputStream open() {
    try (InputStream in = Objects.requireNonNull(PdfFont.class.getResourceAsStream(FILE), FILE)) {
      ByteBuffer font = ByteBuffer.wrap(in.readAllBytes());
      int tables = font.getShort(TABLE_COUNT);
      for (int i = 0; i < tables; i++) {
        int record = TABLE_RECORDS + i * RECORD_BYTES;
        if (font.getInt(record) == SUBSTITUTIONS) {
          font.putInt(record, NO_TABLE);
        }
      }
      return new ByteArrayInputStream(font.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** The characters that the font lacks, in the order of the text. */
  private static Set<Integer> missing(String text) {
    return text.codePoints()
        .filter(c -> !Character.isISOControl(c) && Glyphs.LOOKUP.getGlyphId(c) == 0)
        .boxed()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The characters of the font, read once: parsing 2.5 MB for each text is slow. */
  private static final class Glyphs {
    static final CmapLookup LOOKUP = read();

    private static CmapLookup read() {
      try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(open()))) {
        return font.getUnicodeCmapLookup();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
