package cn.beian.inspect.ios.macho;

/**
 * A method.
 *
 * @param selector its name, a colon for each argument
 * @param ofClass whether the class itself answers it
 * @param code address of its first instruction; 0 where it is not known
 */
public record MethodInfo(String selector, boolean ofClass, long code) {}
