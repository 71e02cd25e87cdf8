package cn.beian.rules.source;

import cn.beian.rules.Node;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML to {@link Node}s that know their file and line; only texts, integers, flags, lists, maps.
 */
final class NodeYaml {
  private final String file;

  /** By the node of the parser, so that what an anchor names is one node wherever it is used. */
  private final IdentityHashMap<org.yaml.snakeyaml.nodes.Node, Node> known =
      new IdentityHashMap<>();

  private NodeYaml(String file) {
    this.file = file;
  }

  /**
   * Reads one document.
   *
   * @throws Node.Refused where it is no YAML
   */
  static Node read(String file, String text) {
    try {
      org.yaml.snakeyaml.nodes.Node root =
          new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root == null) {
        throw new Node.Refused(file + ":1", "empty");
      }
      return new NodeYaml(file).node(root);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new Node.Refused(file + ":" + line, "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new Node.Refused(file + ":1", "not YAML: " + e.getMessage());
    }
  }

  private Node node(org.yaml.snakeyaml.nodes.Node yaml) {
    Node node = known.get(yaml);
    if (node == null) {
      node = read(yaml);
      known.put(yaml, node);
    }
    return node;
  }

  private Node read(org.yaml.snakeyaml.nodes.Node yaml) {
    String where = file + ":" + (yaml.getStartMark().getLine() + 1);
    if (yaml instanceof MappingNode mapping) {
      Map<String, Node> members = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        Node key = node(tuple.getKeyNode());
        if (members.put(key.scalar(), node(tuple.getValueNode())) != null) {
          throw key.refuse("member " + key.scalar() + " stands twice");
        }
      }
      return new Node(members, where);
    }
    if (yaml instanceof SequenceNode sequence) {
      List<Node> items = new ArrayList<>();
      for (org.yaml.snakeyaml.nodes.Node item : sequence.getValue()) {
        items.add(node(item));
      }
      return new Node(items, where);
    }
    return new Node(scalar((ScalarNode) yaml, where), where);
  }

  private static Object scalar(ScalarNode scalar, String where) {
    String text = scalar.getValue();
    if (Tag.INT.equals(scalar.getTag())) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new Node.Refused(where, "integer " + text + " is not plain decimal; quote a text");
      }
    }
    if (Tag.BOOL.equals(scalar.getTag())) {
      if (text.equals("true") || text.equals("false")) {
        return Boolean.valueOf(text);
      }
      throw new Node.Refused(where, "write true or false, or quote '" + text + "'");
    }
    if (Tag.NULL.equals(scalar.getTag())) {
      throw new Node.Refused(where, "nothing stands here; leave the member out");
    }
    return text;
  }
}
