package cn.beian.inspect.ios.macho;

import java.util.List;

/**
 * A class that Objective-C sees, those of Swift included.
 *
 * @param name as people read it: {@code Module.Name} of a class of Swift
 * @param superclass the same; empty for a root or where it is not known
 * @param methods in the order of the image
 */
public record ClassInfo(String name, String superclass, List<MethodInfo> methods) {
  public ClassInfo {
    methods = List.copyOf(methods);
  }
}
