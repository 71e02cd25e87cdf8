package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Chars;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import cn.beian.inspect.webapp.vue.VueParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a template says by pictures: icons beside numbers, and pages drawn instead of written. */
final class Pictures {
  private static final Set<String> IMAGES =
      Set.of("image", "img", "cover-image", "van-image", "u-image", "u--image");

  /** What may show text that is no node of the template, or no text at all. */
  private static final Set<String> OPAQUE =
      Set.of("web-view", "rich-text", "map", "canvas", "video", "camera", "slot", "editor", "web");

  /** Attributes that hold what is shown; the text of compiled quick apps is a value. */
  private static final Set<String> SAYING =
      Set.of(
          "title", "label", "text", "value", "content", "desc", "placeholder", "alt", "aria-label");

  /**
   * Begins where a name or the search does, so that a picture written out as text takes one look.
   */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:(?<![A-Za-z0-9_@-])|\\G)([A-Za-z0-9_@-]++)\\.(?:png|jpe?g|gif|svg|webp)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ICON_CLASS =
      Pattern.compile("(?<![A-Za-z])[A-Za-z]*[iI]con(?:font)?-[A-Za-z0-9_-]+");

  private static final Pattern PRESS =
      Pattern.compile("(?:bind|catch):?tap|@(?:tap|click)(?:[.:].*)?|on-?click");

  /** A bound text that is no count. */
  private static final Pattern CAPTION =
      Pattern.compile("(?i)(?:title|name|label|text|content|desc|date|time|address|tag|type)$");

  static final Set<String> FIELDS = Set.of("input", "textarea", "picker");

  /** Bare controls: fewer may be arrows and crosses. */
  private static final int FEW = 3;

  private int pictures;
  private int words;
  private int bareControls;

  private Pictures() {}

  /**
   * The name of a picture or icon: its file, its class or what chooses it; empty where an element
   * is none.
   */
  static String icon(Element element) {
    String type = VueParts.kebab(element.name());
    List<String> names = new ArrayList<>();
    if (IMAGES.contains(type)) {
      String source = element.value("src");
      Matcher file = FILE.matcher(source);
      while (file.find()) {
        names.add(file.group(1));
      }
      names.addAll(TemplateExpressions.of(source).names());
    } else if (type.equals("icon") || type.endsWith("-icon") || type.endsWith("-icons")) {
      names.add(element.value("name"));
      names.add(element.value("type"));
    }
    String classes = element.value("class");
    if (classes.contains("con")) { // few do, and finding none is slow
      Matcher icon = ICON_CLASS.matcher(classes);
      boolean found = icon.find() && !says(element);
      while (found) {
        names.add(icon.group());
        found = icon.find();
      }
    }
    return String.join(" ", names).strip();
  }

  /** Whether a node stands between a picture and what it counts. */
  static boolean isIconOrBlank(Markup node) {
    return node instanceof Element element
        ? !icon(element).isEmpty()
        : ((Chars) node).text().isBlank();
  }

  /** Whether a text is a sign, as a heart, and one value: what its name says is counted. */
  static boolean signFirst(TemplateExpressions text) {
    return text.names().size() == 1
        && text.literals().isEmpty()
        && text.compared().isEmpty()
        && text.text().endsWith(TemplateExpressions.GAP)
        && Character.getType(text.text().codePointAt(0)) == Character.OTHER_SYMBOL
        && !TemplateExpressions.says(text.text());
  }

  /** Whether a node is a value that is only known at run time, or a number. */
  static boolean count(Markup node) {
    if (node instanceof Chars chars) {
      String text = TemplateExpressions.of(chars.text()).text();
      List<String> names = TemplateExpressions.of(chars.text()).names();
      return !text.isEmpty()
          && !TemplateExpressions.says(text)
          && names.stream().noneMatch(name -> CAPTION.matcher(name).find());
    }
    List<Markup> inner =
        ((Element) node)
            .children().stream()
                .filter(child -> !(child instanceof Chars chars && chars.text().isBlank()))
                .toList();
    return inner.size() == 1 && inner.get(0) instanceof Chars && count(inner.get(0));
  }

  /**
   * Whether a page shows pictures instead of text: pictures and neither a written nor a bound text,
   * or more controls that are only a picture than there are texts.
   *
   * @param templates of the page and of the components on it
   * @param launch whether the app starts there: a single picture is then a splash screen
   */
  static boolean insteadOfText(List<Pictures> templates, boolean launch) {
    Pictures seen = new Pictures();
    for (Pictures each : templates) {
      seen.pictures += each.pictures;
      seen.words += each.words;
      seen.bareControls += each.bareControls;
    }
    boolean onlyPictures = seen.words == 0 && seen.pictures > (launch ? 1 : 0);
    return onlyPictures || (seen.bareControls > FEW && seen.bareControls > seen.words);
  }

  /** What one template holds of either. */
  static Pictures of(Element template) {
    Pictures seen = new Pictures();
    seen.walk(template);
    return seen;
  }

  private void walk(Element element) {
    String type = VueParts.kebab(element.name());
    boolean alternative =
        element.attributes().keySet().stream().anyMatch(name -> name.endsWith("else"));
    if (OPAQUE.contains(type) || attributes(element)) {
      words++;
    }
    if (!alternative && IMAGES.contains(type)) {
      pictures++;
    }
    if (!alternative && pressed(element) && !says(element) && holdsPicture(element)) {
      bareControls++;
    }
    for (Markup child : element.children()) {
      if (child instanceof Element inner) {
        walk(inner);
      } else if (!((Chars) child).text().isBlank()) {
        words++;
      }
    }
  }

  private static boolean attributes(Element element) {
    return element.attributes().entrySet().stream()
        .anyMatch(
            each ->
                SAYING.contains(
                        each.getKey().startsWith(":") ? each.getKey().substring(1) : each.getKey())
                    && !each.getValue().value().isBlank());
  }

  static boolean pressed(Element element) {
    return element.attributes().keySet().stream().anyMatch(name -> PRESS.matcher(name).matches());
  }

  private static boolean says(Element element) {
    return attributes(element)
        || element.children().stream()
            .anyMatch(
                child ->
                    child instanceof Chars chars ? !chars.text().isBlank() : says((Element) child));
  }

  static boolean holdsPicture(Element element) {
    return IMAGES.contains(VueParts.kebab(element.name()))
        || element.children().stream()
            .anyMatch(child -> child instanceof Element inner && holdsPicture(inner));
  }
}
