package cn.beian.inspect.android.dex;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.binary.Uleb;
import java.util.List;

/**
 * The members of classes; see {@link DexFile} for the layout. Their numbers are not believed beyond
 * those of the tables.
 *
 * @param fields entries of the table of fields
 * @param methods entries of the table of methods
 */
record ClassData(Bytes bytes, int fields, int methods) {
  private static final int CODE_HEADER_BYTES = 16;
  private static final int NATIVE = 0x100;

  /** Adds the methods that have code; whether any is native. */
  boolean methods(long at, List<DexMethod> found) throws BrokenDataException {
    Uleb in = new Uleb(bytes, at);
    long allFields = unsigned(in) + unsigned(in);
    long direct = unsigned(in);
    long virtual = unsigned(in);
    if (allFields > fields || direct + virtual > methods) {
      throw new BrokenDataException(
          at,
          allFields
              + " fields and "
              + (direct + virtual)
              + " methods, the file has "
              + fields
              + " and "
              + methods);
    }
    bytes.look(2 * allFields + 3 * (direct + virtual));
    for (long i = 0; i < allFields; i++) {
      in.next();
      in.next();
    }
    boolean directNative = methods(in, direct, found);
    return methods(in, virtual, found) || directNative;
  }

  private static long unsigned(Uleb in) throws BrokenDataException {
    return Integer.toUnsignedLong(in.next());
  }

  private boolean methods(Uleb in, long count, List<DexMethod> found) throws BrokenDataException {
    int index = 0;
    boolean hasNative = false;
    for (long i = 0; i < count; i++) {
      long at = in.at();
      index += in.next();
      if (index < 0 || index >= methods) {
        throw new BrokenDataException(at, "method " + index + " of " + methods);
      }
      hasNative |= (in.next() & NATIVE) != 0;
      long code = unsigned(in);
      if (code != 0 && bytes.has(code, CODE_HEADER_BYTES)) {
        long units = bytes.u32(code + 12);
        if (bytes.has(code + CODE_HEADER_BYTES, 2 * units)) {
          found.add(new DexMethod(index, (int) code + CODE_HEADER_BYTES, (int) units));
        }
      }
    }
    return hasNative;
  }
}
