package cn.beian.server.web;

import cn.beian.facts.VisibleText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Writes a page; what would mislead who reads it stands there by its number. */
public final class VisibleWriter extends FilterWriter {
  /** A writer before that of a page. */
  public VisibleWriter(Writer page) {
    super(page);
  }

  @Override
  public void write(int c) throws IOException {
    if (VisibleText.misleads((char) c)) {
      out.write(VisibleText.number((char) c));
    } else {
      out.write(c);
    }
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    int written = from;
    for (int i = from; i < from + length; i++) {
      if (VisibleText.misleads(text[i])) {
        out.write(text, written, i - written);
        out.write(VisibleText.number(text[i]));
        written = i + 1;
      }
    }
    out.write(text, written, from + length - written);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    write(text.toCharArray(), from, length);
  }
}
