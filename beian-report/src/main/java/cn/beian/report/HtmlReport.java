package cn.beian.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;

/**
 * A report as one HTML file: no script, no link to anywhere, its own content security policy that
 * allows nothing but its style sheet (by digest). It is well-formed XML as well.
 */
final class HtmlReport {
  private static final String STYLE = resource("report.css");

  private final Html html = new Html();
  private final Report report;
  private final Messages messages;

  HtmlReport(Report report, Locale locale) {
    this.report = report;
    this.messages = Messages.in(locale);
  }

  String render() {
    html.raw("<!doctype html>\n<html lang=\"")
        .raw(messages.languageTag())
        .raw("\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>\n")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ")
        .raw(styleSource())
        .raw("; base-uri 'none'; form-action 'none'\"/>\n")
        .element("title", "", messages.text("html.title", report.appName(messages)))
        .raw("<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n<header><p><b>备</b>案 beian · ")
        .text(messages.text("html.brand"))
        .raw("</p>\n<nav>");
    for (ReportBody.Part part : ReportBody.Part.values()) {
      html.raw("<a href=\"#" + part.id() + "\">")
          .text(messages.text("part." + part.id()))
          .raw("</a>\n");
    }
    html.raw("</nav></header>\n<main>\n");
    new ReportBody(report, messages, html).write();
    return html.raw("</main>\n</body>\n</html>\n").toString();
  }

  static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The style sheet's own source expression; the policy allows no other style. */
  private static String styleSource() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
