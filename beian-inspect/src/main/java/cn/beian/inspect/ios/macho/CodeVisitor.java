package cn.beian.inspect.ios.macho;

import java.util.List;

/** Takes what code calls and names, routine by routine in the order of their addresses. */
public interface CodeVisitor {
  /** What follows is in the routine that begins at that address. */
  void routine(long address);

  /** A call, with the first eight registers. */
  void call(CalledCode called, List<Argument> arguments);

  /** A text or routine whose address is taken. */
  void names(Argument named);
}
