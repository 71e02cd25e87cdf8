package cn.beian.inspect.harmony.abc;

/**
 * A function of a module.
 *
 * @param offset of its record, by which others refer to it
 * @param name as written, without what says where it is defined; empty for a nameless function
 * @param owner the class that it is a member of; empty for other functions
 * @param code offset of its code; 0 where it has none
 */
public record AbcMethod(int offset, String name, String owner, int code) {
  /** The function that runs when the module is loaded. */
  public static final String ENTRY = "func_main_0";

  /** For people: {@code Owner.name}. */
  public String shown() {
    String said = name.isEmpty() ? "?" : name;
    return owner.isEmpty() ? said : owner + "." + said;
  }
}
