package cn.beian.inspect.hybrid;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Forms of compiled code that no reader is for, known by their first bytes; a scripting engine, a
 * web view or a loader of the app runs them.
 *
 * <pre>
 * vdex, cdex, odex, oat   "vdex0", "cdex0", "dey\\n0", "oat\\n" (Android, art/runtime)
 * WebAssembly             0 "asm", u32 1 (WebAssembly Core Specification, 5.5.16)
 * Lua, LuaJIT             1b "Lua", u8 0x51 to 0x54; 1b "LJ", u8 1 or 2
 * Python                  u16 magic, "\\r\\n"; then u32 flags of 3 or less, from 3.7 on (PEP 552)
 * PE (.NET)               "MZ", +0x3c u32 offset of "PE" 0 0 (Microsoft, PE format)
 * DEX, ELF in base64      "ZGV4CjAz", "f0VMRgEBAQ", "f0VMRgIBAQ"
 * </pre>
 */
enum CodeForm {
  VDEX("vdex", "vdex0"),
  CDEX("cdex", "cdex0"),
  ODEX("odex", "dey\n0"),
  OAT("oat", "oat\n"),
  WASM("WebAssembly", "\0asm\1\0\0\0"),
  LUA("Lua", "\u001bLua"),
  LUA_JIT("LuaJIT", "\u001bLJ"),
  DEX_TEXT("DEX", "ZGV4CjAz"),
  ELF_TEXT("ELF", "f0VMRgEBAQ"),
  ELF_64_TEXT("ELF", "f0VMRgIBAQ"),
  PYTHON("Python", "") {
    @Override
    boolean begins(byte[] head) {
      boolean lines = head.length > FLAGS_AT + 3 && head[2] == '\r' && head[3] == '\n';
      boolean three = lines && head[1] >= PYTHON_3_FIRST && head[1] <= PYTHON_3_LAST;
      boolean flags =
          three
              && head[FLAGS_AT] >= 0
              && head[FLAGS_AT] <= 3
              && head[FLAGS_AT + 1] == 0
              && head[FLAGS_AT + 2] == 0
              && head[FLAGS_AT + 3] == 0;
      return flags || (lines && head[0] == 3 && head[1] == (byte) PYTHON_2);
    }
  },
  PE("PE", "MZ") {
    @Override
    boolean begins(byte[] head) {
      if (!super.begins(head) || head.length <= PE_OFFSET_AT + 3) {
        return false;
      }
      int at = (head[PE_OFFSET_AT] & 0xff) | (head[PE_OFFSET_AT + 1] & 0xff) << Byte.SIZE;
      return head[PE_OFFSET_AT + 2] == 0
          && head[PE_OFFSET_AT + 3] == 0
          && new String(head, StandardCharsets.ISO_8859_1).startsWith("PE\0\0", at);
    }
  };

  private static final int FLAGS_AT = 4;
  private static final int PYTHON_2 = 0xf3;

  /** Upper bytes of the magic numbers of Python 3. */
  private static final int PYTHON_3_FIRST = 0x0b;

  private static final int PYTHON_3_LAST = 0x0e;
  private static final int PE_OFFSET_AT = 0x3c;

  private final String label;
  private final String magic;

  CodeForm(String label, String magic) {
    this.label = label;
    this.magic = magic;
  }

  /** As its makers call it. */
  String label() {
    return label;
  }

  /** The form of a file; empty where it is none of these. */
  static Optional<CodeForm> of(byte[] head) {
    for (CodeForm form : values()) {
      if (form.begins(head)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  boolean begins(byte[] head) {
    for (int i = 0; i < magic.length(); i++) {
      if (i >= head.length || (head[i] & 0xff) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
