package cn.beian.inspect.miniprogram;

import cn.beian.inspect.webapp.vue.VueParts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Templates of a packaged WeChat mini-program, which the compiler turned into statements that build
 * a tree:
 *
 * <pre>
 * function gz$gwx_1(){ … Z([3,'text']) … }        the constants and expressions of one template
 * var x=['./pages/a/a.wxml', …]                   the names of the templates
 * var m0=function(e,s,r,gg){ var z=gz$gwx_1()     the first of them
 * var A=_n('view')                                an element
 * var B=_mz(z,'button',['bindtap',1,'class',1],…  one with attributes: the first at that place among
 *                                                 the constants, the others that much further
 * _rz(z,A,'class',0,…)                            an attribute
 * var C=_oz(z,17,…)                               a text
 * _(A,B)                                          B becomes a child of A
 * var D=function(p,q,r,gg){ … } _2z(z,3,D,…,E,…)  what a loop adds to E, called r inside
 * </pre>
 *
 * <p>Older packages write the same without {@code z}. Conditions and loops are not restored, only
 * what may be shown. One pass over the statements; nothing is run.
 */
final class CompiledWxml {
  private static final String VARIABLE = "([A-Za-z_$][\\w$]{0,40}+)";

  /** No table has places beyond that; a longer number is none. */
  private static final String NUMBER = "(\\d{1,9}+)(?!\\d)";

  private static final Pattern STATEMENT =
      Pattern.compile(
          "function (gz\\$gwx\\w*)\\(\\)\\{"
              + "|\\bZ\\((?=[\\[z])"
              + "|var x=(\\[)"
              + "|var (m\\d+)=function\\("
              + "|var z=(gz\\$gwx\\w*)\\(\\)"
              + "|(?<![\\w$])(?:var )?"
              + VARIABLE
              + "=_n\\('([\\w-]+)'\\)"
              + "|(?<![\\w$])(?:var )?"
              + VARIABLE
              + "=_mz?\\((?:z,)?'([\\w-]+)',(\\[)"
              + "|\\b_rz?\\((?:z,)?"
              + VARIABLE
              + ",'([\\w:.-]+)',"
              + NUMBER
              + "|(?<![\\w$])(?:var )?"
              + VARIABLE
              + "=_oz?\\((?:z,)?"
              + NUMBER
              + "|(?<![\\w$])(?:var )?"
              + VARIABLE
              + "=_v\\(\\)"
              + "|\\b_\\("
              + VARIABLE
              + ","
              + VARIABLE
              + "\\)"
              + "|var "
              + VARIABLE
              + "=function\\(\\w+,\\w+,(\\w+),gg\\)"
              + "|\\b_2z?\\((?:z,)?\\d+,"
              + VARIABLE
              + ",\\w+,\\w+,gg,"
              + VARIABLE
              + "|e_\\[x\\["
              + NUMBER
              + "\\]\\]=\\{f:(m\\d+)"
              + "|\\b_ic\\(x\\[\\d+\\],e_,x\\["
              + NUMBER
              + "\\],\\w+,\\w+,"
              + VARIABLE);
  private static final Pattern NAME = Pattern.compile("'([^']*)'");
  private static final Pattern ATTRIBUTE = Pattern.compile("'([^']*)',(-?\\d{1,9}+)(?!\\d)");
  private static final Set<String> EMPTY = Set.of("block");
  private static final int MAX_DEPTH = 200;
  private static final long LEAST = 16 << 10;

  private static final class Node {
    String tag = "";
    String text = "";
    final Map<String, String> attributes = new LinkedHashMap<>();
    final List<Node> children = new ArrayList<>();
  }

  private final String text;
  private final Map<String, List<String>> constants = new HashMap<>();
  private final Map<String, String> found = new TreeMap<>();
  private List<String> filling = new ArrayList<>();
  private List<String> names = List.of();
  private List<String> z = List.of();
  private final Map<String, Node> roots = new HashMap<>();
  private Map<String, Node> nodes = new HashMap<>();
  private final Map<String, String> loops = new HashMap<>();
  private final List<String> tooLarge = new ArrayList<>();
  private boolean endlessLists;
  private long left;

  private CompiledWxml(String text, long left) {
    this.text = text;
    this.left = left;
  }

  /**
   * What was restored.
   *
   * @param files text of WXML by path
   * @param tooLarge paths of those that are not among them: written out, all together would be so
   *     many times what they were made of, since elements or constants are used again and again
   */
  record Restored(Map<String, String> files, List<String> tooLarge) {}

  /**
   * Restores what can be.
   *
   * @param passes how many times the length of the text may be written
   */
  static Restored restored(String text, int passes) {
    CompiledWxml all = new CompiledWxml(text, passes * Math.max(text.length(), LEAST));
    all.run();
    return new Restored(all.found, all.tooLarge);
  }

  private void run() {
    Matcher at = STATEMENT.matcher(text);
    int from = 0;
    while (from < text.length() && at.find(from)) {
      from = Math.max(at.end(), from + 1);
      if (at.group(1) != null) {
        filling = new ArrayList<>();
        constants.put(at.group(1), filling);
      } else if (at.group().startsWith("Z(")) {
        CompiledValue value = CompiledValue.read(text, at.end(), filling);
        filling.add(value.text());
        from = Math.max(value.end(), from);
      } else if (at.group(2) != null) {
        String list = list(at.end());
        names = strings(list);
        from = at.end() + list.length();
      } else if (at.group(3) != null) {
        nodes = new HashMap<>();
        loops.clear();
        Node root = node("r");
        roots.put(at.group(3), root);
      } else if (at.group(4) != null) {
        z = constants.getOrDefault(at.group(4), List.of());
      } else if (at.group(7) != null) {
        String list = list(at.end());
        Node node = fresh(at.group(7));
        node.tag = at.group(8);
        attributes(node, list);
        from = at.end() + list.length();
      } else {
        build(at);
      }
    }
  }

  /** What stands before the next bracket that closes; nothing where none does. */
  private String list(int from) {
    int end = endlessLists ? -1 : text.indexOf(']', from);
    endlessLists = end < 0;
    return end < 0 ? "" : text.substring(from, end);
  }

  private void build(Matcher at) {
    if (at.group(5) != null) {
      fresh(at.group(5)).tag = at.group(6);
    } else if (at.group(10) != null) {
      node(at.group(10)).attributes.put(at.group(11), constant(at.group(12), 0));
    } else if (at.group(13) != null) {
      fresh(at.group(13)).text = constant(at.group(14), 0);
    } else if (at.group(15) != null) {
      fresh(at.group(15));
    } else if (at.group(16) != null) {
      add(node(at.group(16)), node(at.group(17)));
    } else if (at.group(18) != null) {
      loops.put(at.group(18), at.group(19));
    } else if (at.group(20) != null) {
      add(node(at.group(21)), node(loops.getOrDefault(at.group(20), at.group(20))));
    } else if (at.group(22) != null) {
      finish(Integer.parseInt(at.group(22)), at.group(23));
    } else if (at.group(24) != null) {
      Node include = new Node();
      include.tag = "include";
      include.attributes.put("src", "/" + name(Integer.parseInt(at.group(24))));
      add(node(at.group(25)), include);
    }
  }

  private Node node(String variable) {
    return nodes.computeIfAbsent(variable, key -> new Node());
  }

  private Node fresh(String variable) {
    Node node = new Node();
    nodes.put(variable, node);
    return node;
  }

  private static void add(Node parent, Node child) {
    if (parent != child) {
      parent.children.add(child);
    }
  }

  private void attributes(Node node, String list) {
    Matcher each = ATTRIBUTE.matcher(list);
    int base = 0;
    boolean first = true;
    while (each.find()) {
      int offset = Integer.parseInt(each.group(2));
      if (first && offset >= 0) {
        base = offset;
        first = false;
        node.attributes.put(each.group(1), constant(each.group(2), 0));
      } else {
        node.attributes.put(each.group(1), offset < 0 ? "" : constant(each.group(2), base));
      }
    }
  }

  private String constant(String index, int base) {
    long at = Long.parseLong(index) + base;
    return at < z.size() ? z.get((int) at) : "";
  }

  private String name(int index) {
    String name = index < names.size() ? names.get(index) : "";
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private static List<String> strings(String list) {
    List<String> strings = new ArrayList<>();
    Matcher each = NAME.matcher(list);
    while (each.find()) {
      strings.add(each.group(1));
    }
    return strings;
  }

  private void finish(int index, String function) {
    Node root = roots.get(function);
    String path = name(index);
    if (root != null && path.endsWith(".wxml") && !found.containsKey(path)) {
      StringBuilder out = new StringBuilder();
      write(root, out, 0);
      if (left < 0) {
        tooLarge.add(path);
      } else {
        found.put(path, out.toString());
      }
    }
  }

  private void write(Node node, StringBuilder out, int depth) {
    left -= 1 + node.text.length();
    if (depth > MAX_DEPTH || left < 0) {
      return;
    }
    if (!node.text.isEmpty()) {
      out.append(node.text.replace("<", "&lt;")).append('\n');
    }
    boolean tagged = !node.tag.isEmpty() && !EMPTY.contains(node.tag);
    if (tagged) {
      out.append('<').append(node.tag);
      node.attributes.forEach((name, value) -> attribute(name, value, out));
      out.append(">\n");
    }
    for (Node child : node.children) {
      if (left >= 0) {
        write(child, out, depth + 1);
      }
    }
    if (tagged) {
      out.append("</").append(node.tag).append(">\n");
    }
  }

  private void attribute(String name, String value, StringBuilder out) {
    left -= name.length() + value.length();
    if (left >= 0) {
      out.append(' ').append(hyphened(name)).append("=\"");
      out.append(value.replace("\"", "&quot;")).append('"');
    }
  }

  /** The compiler writes {@code hover-class} as {@code hoverClass}. */
  private static String hyphened(String name) {
    return name.startsWith("bind") || name.startsWith("catch") ? name : VueParts.kebab(name);
  }
}
