package cn.beian.inspect.hybrid.hermes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The instructions of one version of the bytecode, by opcode. The tables stand beside this class in
 * {@code opcodes-*.txt}, which say how they are written.
 */
final class Opcodes {
  /**
   * An instruction.
   *
   * @param operands a letter each, as in the tables
   * @param sizeBytes with its opcode
   */
  record Instruction(String name, Op op, String operands, int sizeBytes) {
    static Instruction of(String name, String operands) {
      int size = 1;
      for (int i = 0; i < operands.length(); i++) {
        size += width(operands.charAt(i));
      }
      return new Instruction(name, Op.named(name), operands, size);
    }
  }

  private static final String UNNUMBERED = "a";

  private static final Map<String, Opcodes> TABLES = new LinkedHashMap<>();

  static {
    read("opcodes-84-96.txt");
    read("opcodes-98-99.txt");
  }

  private final String table;
  private final List<Instruction> instructions = new ArrayList<>();

  private Opcodes(String table) {
    this.table = table;
  }

  /** The tables of a version, of which the code fits one; none where the version is not known. */
  static List<Opcodes> of(int version) {
    List<Opcodes> found = new ArrayList<>();
    for (String name : List.of(version + "", version + UNNUMBERED)) {
      Opcodes table = TABLES.get(name);
      if (table != null) {
        found.add(table);
      }
    }
    return found;
  }

  /** Names of all tables. */
  static List<String> tables() {
    return List.copyOf(TABLES.keySet());
  }

  /** Name of the table. */
  String table() {
    return table;
  }

  int size() {
    return instructions.size();
  }

  Instruction at(int opcode) {
    return instructions.get(opcode);
  }

  /** Bytes of an operand. */
  static int width(char operand) {
    return switch (operand) {
      case 'r', 'b', 'a' -> Byte.BYTES;
      case 'h' -> Short.BYTES;
      case 'R', 'w', 'A', 'i' -> Integer.BYTES;
      case 'd' -> Double.BYTES;
      default -> throw new IllegalStateException("operand " + operand);
    };
  }

  private static void read(String resource) {
    try (InputStream in = Opcodes.class.getResourceAsStream(resource)) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
      List<String> tables = List.of();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("tables ")) {
          tables = List.of(line.substring("tables ".length()).split(" ", -1));
          tables.forEach(name -> TABLES.put(name, new Opcodes(name)));
        } else if (!line.startsWith("#")) {
          add(tables, line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(List<String> tables, String line) {
    String[] parts = line.split(" {2}", -1);
    String[] words = parts[0].split(" ", -1);
    Instruction one = Instruction.of(words[0], words.length > 1 ? words[1] : "");
    int from = 0;
    int to = tables.size() - 1;
    if (parts.length > 1) {
      int dash = parts[1].indexOf('-');
      String first = dash < 0 ? parts[1] : parts[1].substring(0, dash);
      String last = dash < 0 ? "" : parts[1].substring(dash + 1);
      from = first.isEmpty() ? from : tables.indexOf(first);
      to = last.isEmpty() ? to : tables.indexOf(last);
    }
    for (String table : tables.subList(from, to + 1)) {
      Objects.requireNonNull(TABLES.get(table)).instructions.add(one);
    }
  }
}
