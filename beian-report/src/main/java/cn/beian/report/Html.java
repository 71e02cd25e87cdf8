package cn.beian.report;

import java.util.Locale;

/** Builds HTML; every text and attribute value is escaped, and made visible where it is not. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Markup that this program wrote itself. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** An element with a class (none if empty) that holds one text. */
  Html element(String name, String cssClass, String text) {
    return open(name, cssClass).text(text).close(name);
  }

  Html open(String name, String cssClass) {
    out.append('<').append(name);
    if (!cssClass.isEmpty()) {
      out.append(" class=\"").append(escape(cssClass)).append('"');
    }
    out.append('>');
    return this;
  }

  Html close(String name) {
    out.append("</").append(name).append(">\n");
    return this;
  }

  /** A term of a definition list and what it means. */
  Html term(String name, String value) {
    String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    return element("dt", "", capital).element("dd", "", value);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    Columns.visible(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
