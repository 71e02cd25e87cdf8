package cn.beian.report;

import cn.beian.rules.Evidence;
import java.util.List;

/** Places of a package in HTML. */
final class PlaceList {
  private PlaceList() {}

  /** A list of places, each with what stands there. */
  static void write(Html html, Messages messages, List<Evidence> places) {
    if (places.isEmpty()) {
      return;
    }
    html.open("ul", "places");
    for (Evidence evidence : places) {
      String at = evidence.at().toString();
      html.raw("<li>").element("code", "", at.isEmpty() ? messages.text("evidence.package") : at);
      marked(html, EvidenceText.of(evidence, messages.locale()), evidence.term());
      if (!evidence.screen().isEmpty() && !at.contains(evidence.screen())) {
        html.raw(" ").element("span", "muted", messages.text("evidence.screen", evidence.screen()));
      }
      html.close("li");
    }
    html.close("ul");
  }

  /** The text with the matched term marked; the term may be folded, then nothing is marked. */
  private static void marked(Html html, String text, String term) {
    int at = term.isEmpty() ? -1 : text.indexOf(term);
    if (at < 0) {
      html.text(" " + text);
    } else {
      html.text(" " + text.substring(0, at))
          .raw("<mark>")
          .text(term)
          .raw("</mark>")
          .text(text.substring(at + term.length()));
    }
  }
}
