package cn.beian.testkit.harmony;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.Adler32;

/** Builds a file of Ark bytecode with one region. */
public final class AbcBytes {
  private static final int HEADER_BYTES = 60;
  private static final int NONE = -1;

  /** A value of a literal array: a text, a number, or a function by its name. */
  public record Function(String name) {}

  /** A module under construction. */
  public static final class Module {
    private final String record;
    private final Map<String, ArkCode> functions = new LinkedHashMap<>();
    private final List<String[]> imports = new ArrayList<>();
    private final List<String> exports = new ArrayList<>();
    private final List<String[]> passed = new ArrayList<>();
    private final List<String> all = new ArrayList<>();

    private Module(String record) {
      this.record = record;
    }

    /** Adds an import of a name; code refers to it by its position. */
    public Module imports(String request, String name) {
      imports.add(new String[] {request, name});
      return this;
    }

    /** Adds a local export; code refers to it by its position. */
    public Module exports(String name) {
      exports.add(name);
      return this;
    }

    /** Re-exports a name of another module under the same name. */
    public Module passes(String request, String name) {
      passed.add(new String[] {request, name});
      return this;
    }

    /** Re-exports everything of another module. */
    public Module passesAll(String request) {
      all.add(request);
      return this;
    }

    private List<String> requests() {
      List<String> requests = new ArrayList<>();
      imports.forEach(each -> requests.add(each[0]));
      passed.forEach(each -> requests.add(each[0]));
      requests.addAll(all);
      return requests;
    }

    /** Adds a function. */
    public Module function(String name, Consumer<ArkCode> code) {
      ArkCode made = new ArkCode();
      code.accept(made);
      functions.put(name, made);
      return this;
    }
  }

  private final byte[] version;
  private final List<Module> modules = new ArrayList<>();
  private final Map<String, List<Object>> literals = new LinkedHashMap<>();
  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<String, Integer> methods = new LinkedHashMap<>();
  private final Map<String, Integer> literalOffsets = new LinkedHashMap<>();
  private final Map<ArkCode.Reference, Integer> indexes = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A file of that version. */
  public AbcBytes(int major, int minor, int feature, int build) {
    this.version = new byte[] {(byte) major, (byte) minor, (byte) feature, (byte) build};
  }

  /** Adds a module, named as in the bytecode without {@code L} and {@code ;}. */
  public AbcBytes module(String record, Consumer<Module> described) {
    Module module = new Module(record);
    described.accept(module);
    modules.add(module);
    return this;
  }

  /** Adds a literal array of texts, integers and {@link Function}s. */
  public AbcBytes literal(String name, Object... values) {
    literals.put(name, List.of(values));
    return this;
  }

  /** The file. */
  public byte[] toBytes() {
    out.reset();
    strings.clear();
    out.writeBytes(new byte[HEADER_BYTES]);
    for (Module module : modules) {
      module.functions.forEach(
          (name, code) -> {
            string(name);
            for (ArkCode.Reference reference : code.references()) {
              indexes.putIfAbsent(reference, indexes.size());
              if (reference.kind() == ArkCode.Kind.STRING) {
                string(reference.name());
              }
            }
          });
      module.imports.forEach(each -> List.of(each).forEach(this::string));
      module.passed.forEach(each -> List.of(each).forEach(this::string));
      module.all.forEach(this::string);
      module.exports.forEach(this::string);
    }
    literals
        .values()
        .forEach(
            values ->
                values.forEach(
                    value -> {
                      if (value instanceof String text) {
                        string(text);
                      }
                    }));
    string("moduleRecordIdx");
    List<Integer> classes = new ArrayList<>();
    for (Module module : modules) {
      classes.add(module(module));
    }
    literals.forEach(this::literalArray);
    return finished(classes);
  }

  private int string(String text) {
    Integer known = strings.get(text);
    if (known != null) {
      return known;
    }
    int at = out.size();
    strings.put(text, at);
    boolean ascii = text.chars().allMatch(c -> c > 0 && c < 0x80);
    uleb(text.length() << 1 | (ascii ? 1 : 0));
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.write(0);
    return at;
  }

  private void uleb(int value) {
    int rest = value;
    while (rest > 0x7f) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private void u16(int value) {
    out.write(value);
    out.write(value >> 8);
  }

  private void u32(int value) {
    u16(value);
    u16(value >> 16);
  }

  private int module(Module module) {
    Map<String, Integer> codes = new LinkedHashMap<>();
    module.functions.forEach((name, code) -> codes.put(name, code(code)));
    int imports = moduleRecord(module);
    int at = out.size();
    String name = "L" + module.record + ";";
    uleb(name.length() << 1 | 1);
    out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    out.write(0);
    u32(0);
    uleb(1); // public
    uleb(1);
    uleb(module.functions.size());
    out.write(0);
    u16(0);
    u16(0);
    u32(strings.getOrDefault("moduleRecordIdx", 0));
    uleb(0);
    out.write(2);
    u32(imports);
    out.write(0);
    codes.forEach(
        (function, code) -> {
          methods.put(function, out.size());
          u16(0);
          u16(NONE);
          u32(strings.getOrDefault(function, 0));
          uleb(0);
          out.write(1);
          u32(code);
          out.write(0);
        });
    return at;
  }

  private int code(ArkCode code) {
    List<Integer> used = new ArrayList<>();
    code.references().forEach(reference -> used.add(indexes.getOrDefault(reference, 0)));
    byte[] instructions = code.bytes(used);
    int at = out.size();
    uleb(ArkCode.REGISTERS);
    uleb(ArkCode.ARGUMENTS);
    uleb(instructions.length);
    uleb(0);
    out.writeBytes(instructions);
    return at;
  }

  private int moduleRecord(Module module) {
    int at = out.size();
    u32(0);
    List<String> requests = module.requests();
    u32(requests.size());
    requests.forEach(each -> u32(strings.getOrDefault(each, 0)));
    u32(module.imports.size());
    for (int i = 0; i < module.imports.size(); i++) {
      int name = strings.getOrDefault(module.imports.get(i)[1], 0);
      u32(name);
      u32(name);
      u16(i);
    }
    u32(0);
    u32(module.exports.size());
    for (String export : module.exports) {
      u32(strings.getOrDefault(export, 0));
      u32(strings.getOrDefault(export, 0));
    }
    u32(module.passed.size());
    int request = module.imports.size();
    for (String[] each : module.passed) {
      u32(strings.getOrDefault(each[1], 0));
      u32(strings.getOrDefault(each[1], 0));
      u16(request++);
    }
    u32(module.all.size());
    for (int i = 0; i < module.all.size(); i++) {
      u16(request++);
    }
    return at;
  }

  private void literalArray(String name, List<Object> values) {
    literalOffsets.put(name, out.size());
    u32(2 * values.size());
    for (Object value : values) {
      if (value instanceof String text) {
        out.write(5);
        u32(strings.getOrDefault(text, 0));
      } else if (value instanceof Function function) {
        out.write(6);
        u32(methods.getOrDefault(function.name(), 0));
      } else {
        out.write(2);
        u32((Integer) value);
      }
    }
  }

  private byte[] finished(List<Integer> classes) {
    while (out.size() % 4 != 0) {
      out.write(0);
    }
    int classTable = out.size();
    classes.forEach(this::u32);
    int indexTable = out.size();
    indexes.forEach(
        (reference, index) ->
            u32(
                switch (reference.kind()) {
                  case STRING -> strings.getOrDefault(reference.name(), 0);
                  case METHOD -> methods.getOrDefault(reference.name(), 0);
                  case LITERAL -> literalOffsets.getOrDefault(reference.name(), 0);
                }));
    int region = out.size();
    u32(HEADER_BYTES);
    u32(region);
    u32(0);
    u32(0);
    u32(indexes.size());
    u32(indexTable);
    for (int i = 0; i < 4; i++) {
      u32(NONE);
    }
    byte[] file = out.toByteArray();
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {'P', 'A', 'N', 'D', 'A', 0, 0, 0}).putInt(0).put(version);
    header.putInt(file.length).putInt(0).putInt(0);
    header.putInt(classes.size()).putInt(classTable).putInt(0).putInt(0);
    header.putInt(NONE).putInt(NONE).putInt(1).putInt(region);
    Adler32 sum = new Adler32();
    sum.update(file, 12, file.length - 12);
    header.putInt(8, (int) sum.getValue());
    return file;
  }
}
