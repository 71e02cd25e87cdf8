package cn.beian.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a file of Hermes bytecode, version 96 or 99: one function, which calls global functions
 * with a string.
 */
public final class HermesBytes {
  private static final long MAGIC = 0x1f1903c103bc1fc6L;
  private static final int HEADER = 128;
  private static final int REGISTERS = 3;
  private static final int SHORT = 255;

  private final boolean shapes;
  private int version;
  private final List<String> strings = new ArrayList<>(List.of("global"));
  private final ByteArrayOutputStream code = new ByteArrayOutputStream();
  private boolean elsewhere;

  /** Version 96, or 99 with shapes. */
  public HermesBytes(boolean shapes) {
    this.shapes = shapes;
    this.version = shapes ? 99 : 96;
    op(Op.GLOBAL).write(0);
  }

  private enum Op {
    GLOBAL(48, 61),
    TRY_GET_BY_ID(57, 72),
    LOAD_STRING(115, 144),
    CALL2(83, 110),
    RET(92, 118);

    private final int older;
    private final int newer;

    Op(int older, int newer) {
      this.older = older;
      this.newer = newer;
    }
  }

  /** Declares a version other than the real one. */
  public HermesBytes version(int stated) {
    version = stated;
    return this;
  }

  /** Stores the function header outside the table, as for functions too large for it. */
  public HermesBytes elsewhere() {
    elsewhere = true;
    return this;
  }

  /** Calls a global function with a string. */
  public HermesBytes call(String name, String argument) {
    op(Op.TRY_GET_BY_ID).writeBytes(new byte[] {1, 0, 1, (byte) strings.size(), 0});
    strings.add(name);
    op(Op.LOAD_STRING).writeBytes(new byte[] {2, (byte) strings.size(), 0});
    strings.add(argument);
    op(Op.CALL2).writeBytes(new byte[] {1, 1, 0, 2});
    return this;
  }

  /** Appends raw bytes to the code. */
  public HermesBytes raw(byte[] bytes) {
    code.writeBytes(bytes);
    return this;
  }

  private ByteArrayOutputStream op(Op op) {
    code.write(shapes ? op.newer : op.older);
    return code;
  }

  public byte[] toBytes() {
    byte[] body = body();
    int functionBytes = shapes ? 12 : 16;
    ByteArrayOutputStream storage = new ByteArrayOutputStream();
    ByteBuffer table = little(4 * strings.size());
    ByteBuffer overflow = little(8 * strings.size());
    for (String string : strings) {
      boolean wide = string.chars().anyMatch(c -> c > 0xff);
      int length = string.length();
      boolean isLong = length >= SHORT;
      int offset = storage.size();
      table.putInt(
          (wide ? 1 : 0)
              | (isLong ? overflow.position() / 8 : offset) << 1
              | Math.min(length, SHORT) << 24);
      if (isLong) {
        overflow.putInt(offset).putInt(length);
      }
      storage.writeBytes(
          string.getBytes(wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1));
    }
    int overflows = overflow.position() / 8;
    int stringsAt = HEADER + functionBytes + 4 + 4 * strings.size() + 8 * overflows;
    int codeAt = stringsAt + (storage.size() + 3 & ~3);
    int largeAt = codeAt + (body.length + 3 & ~3);
    ByteBuffer out = little(largeAt + (elsewhere ? 40 : 0));
    out.putLong(MAGIC).putInt(version).position(32);
    out.putInt(out.capacity()).putInt(0).putInt(1).putInt(1).putInt(0);
    out.putInt(strings.size()).putInt(overflows).putInt(storage.size()).position(HEADER);
    function(out, codeAt, body.length, largeAt);
    out.putInt(strings.size()).put(table.flip()).put(overflow.flip());
    out.put(storage.toByteArray()).position(codeAt);
    out.put(body);
    if (elsewhere) {
      out.position(largeAt);
      out.putInt(codeAt).putInt(1);
      if (shapes) {
        out.putInt(0); // depth of loops
      }
      out.putInt(body.length).putInt(0);
    }
    byte[] bytes = new byte[out.capacity()];
    out.get(0, bytes);
    return bytes;
  }

  private byte[] body() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(code.toByteArray());
    whole.write(shapes ? Op.RET.newer : Op.RET.older);
    whole.write(0);
    return whole.toByteArray();
  }

  private void function(ByteBuffer out, int codeAt, int size, int largeAt) {
    int flags = elsewhere ? 0x20 : 0;
    int offset = elsewhere ? largeAt & (shapes ? 0xffffff : 0xffff) : codeAt;
    if (shapes) {
      out.putInt(offset | 1 << 25).putInt(elsewhere ? largeAt >>> 24 << 14 : size);
      out.put((byte) REGISTERS).put((byte) 0).put((byte) 0).put((byte) flags);
    } else {
      out.putInt(offset | 1 << 25).putInt(elsewhere ? 0 : size);
      out.putInt((elsewhere ? largeAt >>> 16 : 0) | REGISTERS << 25);
      out.put((byte) 0).put((byte) 0).put((byte) 0).put((byte) flags);
    }
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
