package cn.beian.testkit.ios;

import cn.beian.testkit.ios.MachOBytes.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Instructions of routines; addresses are supplied as they become known. */
final class Arm64Bytes {
  static final int STUB = 12;

  private static final int RETURN = 0xd65f03c0;
  private static final int MOST_STEPS = 6;
  private static final String SEND = "_objc_msgSend";

  /** A method and its calls. */
  record Routine(String className, String selector, List<Message> calls) {}

  private final List<Routine> routines;
  private final List<String> selectors = new ArrayList<>();
  private final List<String> receivers = new ArrayList<>();
  private final List<String> functions = new ArrayList<>();
  private final Map<String, Integer> textObjects = new LinkedHashMap<>();
  private int start;
  private int stubs;
  private int selectorReferences;
  private int classReferences;

  Arm64Bytes(List<Routine> routines) {
    this.routines = routines;
    for (Routine routine : routines) {
      for (Message call : routine.calls) {
        add(functions, call.isFunction() ? "_" + call.name() : SEND);
        if (!call.isFunction()) {
          add(selectors, call.name());
          add(receivers, call.receiver());
        }
      }
    }
  }

  private static void add(List<String> known, String name) {
    if (!known.contains(name)) {
      known.add(name);
    }
  }

  List<String> selectors() {
    return selectors;
  }

  List<String> receivers() {
    return receivers;
  }

  List<String> functions() {
    return functions;
  }

  private int sizeOf(Routine routine) {
    return 4 * (MOST_STEPS * routine.calls.size() + 1);
  }

  int size() {
    return routines.stream().mapToInt(this::sizeOf).sum();
  }

  void place(int at) {
    start = at;
  }

  void stubs(int at) {
    stubs = at;
  }

  void selectorReferences(int at) {
    selectorReferences = at;
  }

  void classReferences(int at) {
    classReferences = at;
  }

  /** Sets the address of the text objects, which follow one another. */
  void texts(List<String> texts, int at) {
    for (int i = 0; i < texts.size(); i++) {
      textObjects.putIfAbsent(texts.get(i), at + 32 * i);
    }
  }

  long addressOf(String className, String selector) {
    int at = start;
    for (Routine routine : routines) {
      if (routine.className.equals(className) && routine.selector.equals(selector)) {
        return MachOBytes.ADDRESS + at;
      }
      at += sizeOf(routine);
    }
    return MachOBytes.ADDRESS + MachOBytes.HEADER_ROOM;
  }

  /** Distances from one routine to the next, seven bits per byte. */
  byte[] starts() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int step = start;
    for (Routine routine : routines) {
      int rest = step;
      while (rest >= 0x80) {
        out.write((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      out.write(rest);
      step = sizeOf(routine);
    }
    return out.toByteArray();
  }

  byte[] patched(byte[] body, int base) {
    ByteBuffer bytes = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    int at = start;
    for (Routine routine : routines) {
      int here = at;
      for (Message call : routine.calls) {
        int[] steps = call.isFunction() ? function(call, here) : message(call, here);
        for (int step : steps) {
          bytes.putInt(here - base, step);
          here += 4;
        }
      }
      bytes.putInt(here - base, RETURN);
      at += sizeOf(routine);
    }
    return body;
  }

  private int branch(String function, int at) {
    int target = stubs + STUB * functions.indexOf(function);
    return 0x94000000 | (((target - at) >> 2) & 0x03ffffff);
  }

  /** A number as the first argument and its two bytes as the next, or a text, then the call. */
  private int[] function(Message call, int at) {
    Integer object = textObjects.get(call.text());
    if (object != null) {
      return call.name().startsWith("$s") ? swift(call, object, at) : text(call, object, at);
    }
    int algorithm = 0x52800000 | 1;
    int number = call.text().isEmpty() ? 0 : Integer.parseInt(call.text());
    return new int[] {
      0x52800000 | ((number & 0xffff) << 5),
      algorithm | ((number >> 8) << 5),
      0x52800000 | 2 | ((number & 0xff) << 5),
      branch("_" + call.name(), at + 12)
    };
  }

  private int[] text(Message call, int object, int at) {
    return new int[] {
      page(0, object, at), 0x91000000 | ((object & 0xfff) << 10), branch("_" + call.name(), at + 8)
    };
  }

  /** The text as a Swift object, which starts 32 bytes earlier and has its highest bit set. */
  private int[] swift(Message call, int object, int at) {
    return new int[] {
      page(1, object, at),
      0x91000000 | ((object & 0xfff) << 10) | (1 << 5) | 1,
      0xd1000000 | (32 << 10) | (1 << 5) | 1,
      0xb2410000 | (1 << 5) | 1,
      branch("_" + call.name(), at + 16)
    };
  }

  /** Receiver by a PC-relative load, selector and text by their pages. */
  private int[] message(Message call, int at) {
    int receiver = classReferences + 8 * receivers.indexOf(call.receiver());
    int selector = selectorReferences + 8 * selectors.indexOf(call.name());
    int text = textObjects.getOrDefault(call.text(), 0);
    return new int[] {
      0x58000000 | ((((receiver - at) >> 2) & 0x7ffff) << 5),
      page(1, selector, at + 4),
      0xf9400000 | (((selector & 0xfff) / 8) << 10) | (1 << 5) | 1,
      page(2, text, at + 12),
      0x91000000 | ((text & 0xfff) << 10) | (2 << 5) | 2,
      branch(SEND, at + 20)
    };
  }

  private static int page(int register, int target, int at) {
    int pages = (target >> 12) - (at >> 12);
    return 0x90000000 | ((pages & 3) << 29) | (((pages >> 2) & 0x7ffff) << 5) | register;
  }
}
