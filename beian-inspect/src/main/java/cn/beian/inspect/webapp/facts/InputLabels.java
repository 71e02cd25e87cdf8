package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The text that stands before each input among the children of one element, which may be its label.
 * A text before several inputs is a heading and the label of none; inputs of which only one is
 * shown at a time count as one.
 */
final class InputLabels {
  private static final Pattern OTHERWISE = Pattern.compile("(.*[:-])?(else|elif|else-if)");

  private final List<Markup> nodes;
  private final Predicate<Element> isInput;
  private final String[] labels;

  /**
   * @param isInput whether an element takes its label from the text before it
   */
  InputLabels(Element parent, Predicate<Element> isInput) {
    this.nodes = parent.children();
    this.isInput = isInput;
    this.labels = new String[nodes.size()];
    Arrays.fill(labels, "");
    String before = "";
    int from = 0;
    for (int i = 0; i < nodes.size(); i++) {
      String said = isInput(i) ? "" : said(nodes.get(i));
      if (!said.isBlank()) {
        label(from, i, before);
        before = said;
        from = i;
      }
    }
    label(from, nodes.size(), before);
  }

  /** The label of the child at an index; empty where it has none. */
  String at(int index) {
    return labels[index];
  }

  private boolean isInput(int index) {
    return nodes.get(index) instanceof Element element && isInput.test(element);
  }

  private static String said(Markup node) {
    return node instanceof Chars chars
        ? TemplateExpressions.of(chars.text()).text()
        : ControlFacts.said((Element) node);
  }

  private void label(int from, int to, String label) {
    int inputs = 0;
    for (int i = from; i < to; i++) {
      inputs += isInput(i) && (inputs == 0 || !isOtherwise((Element) nodes.get(i))) ? 1 : 0;
    }
    if (inputs <= 1) {
      Arrays.fill(labels, from, to, label);
    }
  }

  private static boolean isOtherwise(Element element) {
    return element.attributes().keySet().stream().anyMatch(key -> OTHERWISE.matcher(key).matches());
  }
}
