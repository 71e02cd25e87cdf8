package cn.beian.testkit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Builds the parts of an ELF shared library that show how it is hardened: 64 bits, little-endian.
 */
public final class ElfBytes {
  private static final int HEADER = 64;
  private static final int PROGRAM = 56;
  private static final int SECTION = 64;
  private static final int DYNAMIC = 16;
  private static final int SYMBOL = 24;

  private boolean relro;
  private boolean now;
  private boolean executableStack;
  private boolean symbols;
  private String imports = "";

  public ElfBytes relro() {
    relro = true;
    return this;
  }

  /** All symbols are bound at the start. */
  public ElfBytes bindNow() {
    now = true;
    return this;
  }

  public ElfBytes executableStack() {
    executableStack = true;
    return this;
  }

  /** Adds a symbol table, so that the library is not stripped. */
  public ElfBytes symbols() {
    symbols = true;
    return this;
  }

  /** Imports a function. */
  public ElfBytes imports(String name) {
    imports += name + "\0";
    return this;
  }

  public byte[] toBytes() {
    byte[] names = ("\0" + imports).getBytes(StandardCharsets.ISO_8859_1);
    int programs = relro ? 4 : 3;
    int dynamicAt = HEADER + programs * PROGRAM;
    int dynamicBytes = (now ? 4 : 3) * DYNAMIC;
    int namesAt = dynamicAt + dynamicBytes;
    int symbolsAt = namesAt + names.length;
    int imported = (int) imports.chars().filter(c -> c == 0).count();
    int sectionsAt = symbolsAt + SYMBOL * imported;
    int sections = imported == 0 ? 1 : 3;
    int size = sectionsAt + SECTION * sections;
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x464c457f).put((byte) 2).put((byte) 1);
    out.putShort(16, (short) 3);
    out.putLong(32, HEADER).putLong(40, sectionsAt);
    out.putShort(54, (short) PROGRAM).putShort(56, (short) programs);
    out.putShort(58, (short) SECTION).putShort(60, (short) sections);
    program(out, 0, 1, 5, 0, size);
    program(out, 1, 2, 6, dynamicAt, dynamicBytes);
    program(out, 2, 0x6474e551, executableStack ? 7 : 6, 0, 0);
    if (relro) {
      program(out, 3, 0x6474e552, 4, dynamicAt, dynamicBytes);
    }
    out.position(dynamicAt);
    out.putLong(5).putLong(namesAt).putLong(10).putLong(names.length);
    if (now) {
      out.putLong(0x6ffffffb).putLong(1);
    }
    out.putLong(0).putLong(0);
    out.put(names);
    out.putInt(sectionsAt + 4, symbols ? 2 : 0);
    if (imported > 0) {
      imported(out, symbolsAt, sectionsAt + SECTION, imported);
      section(out, sectionsAt + 2 * SECTION, 3, namesAt, names.length, 0);
    }
    return out.array();
  }

  /** The dynamic symbols, all of other libraries; their names are in the following section. */
  private void imported(ByteBuffer out, int at, int section, int count) {
    section(out, section, 11, at, SYMBOL * count, 2);
    int name = 1;
    for (int i = 0; i < count; i++) {
      out.putInt(at + SYMBOL * i, name);
      name = imports.indexOf('\0', name - 1) + 2;
    }
  }

  private static void section(ByteBuffer out, int at, int type, int offset, int size, int link) {
    out.putInt(at + 4, type).putLong(at + 24, offset).putLong(at + 32, size).putInt(at + 40, link);
  }

  /** One program header; addresses are offsets. */
  private static void program(ByteBuffer out, int index, int type, int flags, long at, long size) {
    int header = HEADER + index * PROGRAM;
    out.putInt(header, type).putInt(header + 4, flags);
    out.putLong(header + 8, at).putLong(header + 16, at).putLong(header + 32, size);
  }
}
