package cn.beian.inspect.ios.macho;

/**
 * What is called.
 *
 * @param receiver class whose method it is, as far as the code shows; empty for a function
 * @param name selector of a method, or name of a function; empty for a routine of the image
 * @param method whether it is a method
 * @param routine address of a routine of the image; else 0
 * @param isKept whether it only hands back its first argument, as keeping an object does
 * @param makes what it hands back
 */
public record CalledCode(
    String receiver, String name, boolean method, long routine, boolean isKept, Argument makes) {
  static CalledCode function(String name) {
    return new CalledCode("", name, false, 0, false, Argument.NONE);
  }

  static CalledCode routine(long address) {
    return new CalledCode("", "", false, address, false, Argument.NONE);
  }

  static CalledCode kept() {
    return new CalledCode("", "", false, 0, true, Argument.NONE);
  }

  static CalledCode method(String receiver, String selector, Argument makes) {
    return new CalledCode(receiver, selector, true, 0, false, makes);
  }

  /** {@code Class.selector:} or the selector alone; the name of a function; empty for a routine. */
  public String fullName() {
    return receiver.isEmpty() ? name : receiver + "." + name;
  }
}
