package cn.beian.rules;

import cn.beian.facts.JsonValues;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON in and out of {@link Node}s. */
public final class NodeJson {
  private static final int MAX_DEPTH = 100;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private static final Node.Place ROOT = new Node.Place(null, "");

  private NodeJson() {}

  /** A generator of UTF-8 that leaves the stream open. */
  public static JsonGenerator generator(OutputStream out) {
    return JSON.createGenerator(
        ObjectWriteContext.empty(),
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            out.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
          }

          @Override
          public void flush() throws IOException {
            out.flush();
          }
        },
        JsonEncoding.UTF8);
  }

  /** Reads one value and nothing after it; null and fractions are refused. */
  public static Node read(InputStream in) throws IOException {
    return read(in, true);
  }

  /** Reads one value of somebody else's making: null becomes an empty text, a fraction its text. */
  public static Node readForeign(InputStream in) throws IOException {
    return read(in, false);
  }

  private static Node read(InputStream in, boolean strict) throws IOException {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      if (json.nextToken() == null) {
        throw new JsonFormatException("", "empty, expected JSON");
      }
      Node node = node(strict ? JsonValues.read(json) : JsonValues.readForeign(json), ROOT);
      if (json.nextToken() != null) {
        throw new JsonFormatException("", "more than one value");
      }
      return node;
    } catch (JsonValues.Refused e) {
      throw new JsonFormatException(e.where(), String.valueOf(e.getMessage()));
    } catch (JacksonException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new JsonFormatException(
          "", "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage());
    }
  }

  /** Writes with members sorted by name. */
  public static void write(Node node, JsonGenerator json) {
    if (node.isMap()) {
      json.writeStartObject();
      new TreeMap<>(node.members())
          .forEach(
              (name, member) -> {
                json.writeName(name);
                write(member, json);
              });
      json.writeEndObject();
    } else if (node.value() instanceof List<?>) {
      json.writeStartArray();
      node.items().forEach(item -> write(item, json));
      json.writeEndArray();
    } else if (node.value() instanceof Long number) {
      json.writeNumber(number);
    } else if (node.value() instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString(node.text());
    }
  }

  /** The same tree with the place of each value, by its JSON pointer. */
  private static Node node(Object value, Node.Place place) {
    if (value instanceof Map<?, ?> members) {
      Map<String, Node> nodes = new LinkedHashMap<>();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        String name = (String) member.getKey();
        nodes.put(name, node(member.getValue(), new Node.Place(place, name)));
      }
      return new Node(nodes, place);
    }
    if (value instanceof List<?> items) {
      List<Node> nodes = new ArrayList<>(items.size());
      for (Object item : items) {
        nodes.add(node(item, new Node.Place(place, nodes.size())));
      }
      return new Node(nodes, place);
    }
    return new Node(value, place);
  }
}
