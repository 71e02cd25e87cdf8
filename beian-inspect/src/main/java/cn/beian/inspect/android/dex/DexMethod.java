package cn.beian.inspect.android.dex;

/**
 * A method with code: the bytes from {@code code} on are there for all its 16-bit units.
 *
 * @param index into the table of methods
 * @param code offset of its instructions
 * @param units of 16 bits that they take
 */
public record DexMethod(int index, int code, int units) {}
