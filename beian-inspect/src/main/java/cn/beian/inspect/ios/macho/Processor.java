package cn.beian.inspect.ios.macho;

import java.util.List;

/** Kinds of processors (Apple, {@code mach/machine.h}). */
final class Processor {
  private static final int ARM = 12;
  private static final int X86 = 7;
  private static final int WIDE = 0x01000000;
  private static final int ARM64E = 2;
  private static final int ARMV7S = 11;
  private static final int SUBTYPE_MASK = 0x00ffffff;

  /** Those of phones, that which today's devices have first. */
  private static final List<String> PHONES = List.of("arm64", "arm64e", "armv7", "armv7s");

  private Processor() {}

  /** {@code arm64}, {@code armv7} … */
  static String name(int cpu, int subType) {
    int sub = subType & SUBTYPE_MASK;
    return switch (cpu) {
      case ARM | WIDE -> sub == ARM64E ? "arm64e" : "arm64";
      case ARM -> sub == ARMV7S ? "armv7s" : "armv7";
      case X86 | WIDE -> "x86_64";
      case X86 -> "i386";
      default -> "cpu-" + Integer.toUnsignedString(cpu);
    };
  }

  /** Which of several is read first. */
  static int rank(String name) {
    return PHONES.indexOf(name) & 0xff;
  }
}
