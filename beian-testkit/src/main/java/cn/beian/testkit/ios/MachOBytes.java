package cn.beian.testkit.ios;

import cn.beian.testkit.TestSigner;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds small images for arm64: texts, Objective-C classes, imports, and a code signature.
 * Everything is mapped at its file offset plus a fixed address.
 */
public final class MachOBytes {
  static final long ADDRESS = 0x1_0000_0000L;
  static final int HEADER_ROOM = 0x1000;
  private static final int SIGNATURE_ROOM = 0x4000;
  private static final int CPU_ARM64 = 0x0100000c;
  private static final int FLAGS = 0x85;
  private static final int PIE = 0x200000;
  private static final int EXECUTABLE = 2;
  private static final int LIBRARY = 6;

  /**
   * A call: of a method, with the class of the receiver and a text as the first argument after the
   * selector, or of a function with a text or numbers.
   */
  public record Message(String receiver, String name, String text) {
    boolean isFunction() {
      return receiver.isEmpty();
    }
  }

  private record ObjcClass(String name, String superclass, List<String> selectors) {}

  private record Part(String segment, String name, int offset, int size) {}

  private final List<String> libraries = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> objectTexts = new ArrayList<>();
  private final List<ObjcClass> classes = new ArrayList<>();
  private final List<String> imports = new ArrayList<>();
  private final List<Arm64Bytes.Routine> routines = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean encrypted;
  private int type = EXECUTABLE;
  private int flags = FLAGS | PIE;

  /** Links a library. */
  public MachOBytes library(String path) {
    libraries.add(path);
    return this;
  }

  /** Adds a C string. */
  public MachOBytes text(String text) {
    texts.add(text);
    return this;
  }

  /** Adds an Objective-C string, in UTF-16. */
  public MachOBytes objectText(String text) {
    objectTexts.add(text);
    return this;
  }

  /** Adds a class; its superclass is one of another library. */
  public MachOBytes objcClass(String name, String superclass, String... selectors) {
    classes.add(new ObjcClass(name, superclass, List.of(selectors)));
    return this;
  }

  /** Adds code to a method of a class, which makes these calls in order. */
  public MachOBytes routine(String className, String selector, Message... calls) {
    routines.add(new Arm64Bytes.Routine(className, selector, List.of(calls)));
    return this;
  }

  /** Imports a function or class of another library, by its linker name. */
  public MachOBytes imports(String symbol) {
    imports.add(symbol);
    return this;
  }

  /** Makes it a library that is loaded at run time; its flags do not state its address. */
  public MachOBytes asLibrary() {
    type = LIBRARY;
    flags = FLAGS;
    return this;
  }

  /** Makes it an executable with a fixed address. */
  public MachOBytes atFixedAddress() {
    flags = FLAGS;
    return this;
  }

  /** Marks texts and code as encrypted by the App Store. */
  public MachOBytes encrypted() {
    encrypted = true;
    return this;
  }

  private int here() {
    return HEADER_ROOM + body.size();
  }

  private void align() {
    while (body.size() % 8 != 0) {
      body.write(0);
    }
  }

  private int put(String text) {
    int at = here();
    body.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_8));
    return at;
  }

  private void put(long... words) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      bytes.putLong(word);
    }
    body.writeBytes(bytes.array());
  }

  private void end(String segment, String name, int start) {
    parts.add(new Part(segment, name, start, here() - start));
  }

  /** The image without a signature. */
  public byte[] toBytes() {
    return build(false);
  }

  /** The image signed together with Info.plist and the list of resources. */
  public byte[] signed(
      String identifier, byte[] info, byte[] resources, byte[] entitlements, TestSigner signer) {
    byte[] image = build(true);
    int end = image.length - SIGNATURE_ROOM;
    byte[] code = Arrays.copyOf(image, end);
    byte[] signature =
        SignedMessages.ofCode(code, identifier, info, resources, entitlements, signer);
    System.arraycopy(signature, 0, image, end, signature.length);
    return image;
  }

  private byte[] build(boolean room) {
    parts.clear();
    body.reset();
    Arm64Bytes code = new Arm64Bytes(routines);
    code.functions().stream().filter(f -> !imports.contains(f)).forEach(imports::add);
    int start = here();
    texts.forEach(this::put);
    end("__TEXT", "__cstring", start);
    start = here();
    Map<String, Integer> names = new LinkedHashMap<>();
    for (ObjcClass each : classes) {
      each.selectors.forEach(selector -> names.computeIfAbsent(selector, this::put));
    }
    code.selectors().forEach(selector -> names.computeIfAbsent(selector, this::put));
    end("__TEXT", "__objc_methname", start);
    start = here();
    classes.forEach(each -> names.computeIfAbsent(" " + each.name, n -> put(each.name)));
    end("__TEXT", "__objc_classname", start);
    align();
    start = here();
    int[] wide = new int[objectTexts.size()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = here();
      body.writeBytes((objectTexts.get(i) + "\0").getBytes(StandardCharsets.UTF_16LE));
    }
    end("__TEXT", "__ustring", start);
    align();
    start = here();
    code.place(start);
    body.writeBytes(new byte[code.size()]);
    end("__TEXT", "__text", start);
    align();
    start = here();
    code.stubs(start);
    body.writeBytes(new byte[Arm64Bytes.STUB * code.functions().size()]);
    end("__TEXT", "__stubs", start);
    align();
    int data = here();
    code.texts(objectTexts, data);
    for (int i = 0; i < wide.length; i++) {
      put(0, 0x7d0, ADDRESS + wide[i], objectTexts.get(i).length());
    }
    end("__DATA", "__cfstring", data);
    ByteArrayOutputStream binds = new ByteArrayOutputStream();
    start = here();
    code.selectorReferences(start);
    code.selectors().forEach(selector -> put(ADDRESS + names.getOrDefault(selector, 0)));
    end("__DATA", "__objc_selrefs", start);
    start = here();
    code.classReferences(start);
    for (String receiver : code.receivers()) {
      bind(binds, "_OBJC_CLASS_$_" + receiver, here() - data);
      put(0);
    }
    end("__DATA", "__objc_classrefs", start);
    long[] addresses = classes(names, data, binds, code);
    start = here();
    put(addresses);
    end("__DATA", "__objc_classlist", start);
    int link = here();
    int bindsAt = here();
    body.writeBytes(binds.toByteArray());
    align();
    int startsAt = here();
    body.writeBytes(code.starts());
    align();
    int indirectAt = here();
    for (String function : code.functions()) {
      ByteBuffer index = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      body.writeBytes(index.putInt(imports.indexOf(function)).array());
    }
    align();
    int symbolsAt = here();
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    strings.write(0);
    for (String symbol : imports) {
      ByteBuffer one = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      body.writeBytes(one.putInt(strings.size()).put((byte) 1).array());
      strings.writeBytes((symbol + "\0").getBytes(StandardCharsets.UTF_8));
    }
    int stringsAt = here();
    body.writeBytes(strings.toByteArray());
    while (body.size() % 16 != 0) {
      body.write(0);
    }
    int end = here();
    if (room) {
      body.writeBytes(new byte[SIGNATURE_ROOM]);
    }
    Commands commands = new Commands();
    commands.segment("__TEXT", 0, data, parts);
    commands.segment("__DATA", data, link - data, parts);
    commands.segment("__LINKEDIT", link, here() - link, parts);
    commands.binds(bindsAt, binds.size());
    commands.symbols(symbolsAt, imports.size(), stringsAt, strings.size());
    commands.pair(0x26, startsAt, code.starts().length);
    commands.indirect(indirectAt, code.functions().size());
    libraries.forEach(commands::library);
    commands.pair(0x2c, HEADER_ROOM, data - HEADER_ROOM, encrypted ? 1 : 0, 0);
    if (room) {
      commands.pair(0x1d, end, SIGNATURE_ROOM);
    }
    return commands.image(code.patched(body.toByteArray(), HEADER_ROOM), type, flags);
  }

  private long[] classes(
      Map<String, Integer> names, int data, ByteArrayOutputStream binds, Arm64Bytes code) {
    long[] addresses = new long[classes.size()];
    for (int i = 0; i < addresses.length; i++) {
      ObjcClass each = classes.get(i);
      int methods = here();
      put(24L | ((long) each.selectors.size() << 32));
      for (String selector : each.selectors) {
        put(ADDRESS + names.getOrDefault(selector, 0), 0, code.addressOf(each.name, selector));
      }
      int readOnly = here();
      put(0, 0, 0, ADDRESS + names.getOrDefault(" " + each.name, 0), ADDRESS + methods, 0, 0, 0, 0);
      addresses[i] = ADDRESS + here();
      bind(binds, "_OBJC_CLASS_$_" + each.superclass, here() + 8 - data);
      put(0, 0, 0, 0, ADDRESS + readOnly);
    }
    return addresses;
  }

  private static void bind(ByteArrayOutputStream binds, String symbol, int offset) {
    binds.write(0x40);
    binds.writeBytes((symbol + "\0").getBytes(StandardCharsets.UTF_8));
    binds.write(0x71);
    int rest = offset;
    while (rest >= 0x80) {
      binds.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    binds.write(rest);
    binds.write(0x90);
  }

  private static final class Commands {
    private final ByteArrayOutputStream commands = new ByteArrayOutputStream();
    private int count;

    private static ByteBuffer bytes(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] all(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.capacity()];
      buffer.duplicate().clear().get(bytes);
      return bytes;
    }

    private void add(ByteBuffer command) {
      commands.writeBytes(all(command));
      count++;
    }

    private static byte[] name(String name) {
      return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 16);
    }

    void segment(String segment, int offset, int size, List<Part> parts) {
      List<Part> own = parts.stream().filter(part -> part.segment.equals(segment)).toList();
      ByteBuffer command = bytes(72 + 80 * own.size());
      command.putInt(0x19).putInt(command.capacity()).put(name(segment));
      command.putLong(ADDRESS + offset).putLong(size).putLong(offset).putLong(size);
      command.putInt(7).putInt(3).putInt(own.size()).putInt(0);
      for (Part part : own) {
        command.put(name(part.name)).put(name(segment));
        command.putLong(ADDRESS + part.offset).putLong(part.size).putInt(part.offset);
        command.position(command.position() + 20);
        command.putInt(part.name.equals("__stubs") ? Arm64Bytes.STUB : 0).putInt(0);
      }
      add(command);
    }

    void binds(int offset, int size) {
      ByteBuffer command = bytes(48).putInt(0x80000022).putInt(48);
      add(command.putInt(16, offset).putInt(20, size));
    }

    void symbols(int offset, int many, int strings, int size) {
      add(bytes(24).putInt(2).putInt(24).putInt(offset).putInt(many).putInt(strings).putInt(size));
    }

    void indirect(int offset, int many) {
      add(bytes(80).putInt(0xb).putInt(80).putInt(56, offset).putInt(60, many));
    }

    void library(String path) {
      byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
      int size = (24 + name.length + 7) / 8 * 8;
      add(bytes(size).putInt(0xc).putInt(size).putInt(24).put(24, name));
    }

    void pair(int kind, int... values) {
      ByteBuffer command = bytes(8 + 4 * values.length).putInt(kind).putInt(8 + 4 * values.length);
      for (int value : values) {
        command.putInt(value);
      }
      add(command);
    }

    byte[] image(byte[] body, int type, int flags) {
      ByteBuffer image = bytes(HEADER_ROOM + body.length);
      image.putInt(0xfeedfacf).putInt(CPU_ARM64).putInt(0).putInt(type).putInt(count);
      image.putInt(commands.size()).putInt(flags).putInt(0).put(commands.toByteArray());
      image.position(HEADER_ROOM);
      return all(image.put(body));
    }
  }
}
