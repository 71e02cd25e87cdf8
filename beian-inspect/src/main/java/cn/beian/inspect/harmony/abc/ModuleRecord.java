package cn.beian.inspect.harmony.abc;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a module imports and exports (ets_runtime, {@code js_pandafile_executor}, module literals),
 * little-endian:
 *
 * <pre>
 * u32 number of literals
 * u32 n   n x u32 offset of the name of a requested module
 * u32 n   n x {u32 local name, u32 imported name, u16 request}    imports of names
 * u32 n   n x {u32 local name, u16 request}                       imports of whole modules
 * u32 n   n x {u32 local name, u32 exported name}                 exports of its own
 * u32 n   n x {u32 exported name, u32 imported name, u16 request} exports of others' names
 * u32 n   n x {u16 request}                                       exports of whole modules
 * </pre>
 *
 * @param requests names of the modules that it asks for
 * @param names imports of names, in the order by which code refers to them
 * @param wholes imports of whole modules, by the request
 * @param exports names that it exports of its own, in the order by which code refers to them
 * @param passed what it exports of others, by the name under which it does
 * @param all modules of which it exports everything
 */
public record ModuleRecord(
    List<String> requests,
    List<Import> names,
    List<Import> wholes,
    List<String> exports,
    Map<String, Import> passed,
    List<String> all) {
  /** Of a module that neither imports nor exports. */
  static final ModuleRecord EMPTY =
      new ModuleRecord(List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());

  private static final int NAME_BYTES = 10;
  private static final int WHOLE_BYTES = 6;
  private static final int EXPORT_BYTES = 8;
  private static final int ALL_BYTES = 2;

  /**
   * One import.
   *
   * @param module as requested, {@code @ohos:net.http}
   * @param name that the other module exports; {@code default}, or empty for the whole module
   */
  public record Import(String module, String name) {}

  public ModuleRecord {
    requests = List.copyOf(requests);
    names = List.copyOf(names);
    wholes = List.copyOf(wholes);
    exports = List.copyOf(exports);
    passed = Map.copyOf(passed);
    all = List.copyOf(all);
  }

  static ModuleRecord read(AbcFile file, int offset) throws BrokenDataException {
    Bytes bytes = file.bytes();
    long at = offset + 4L;
    int count = count(bytes, at, 4);
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      requests.add(file.string(bytes.i32(at + 4 + 4L * i)));
    }
    at += 4 + 4L * count;
    count = count(bytes, at, NAME_BYTES);
    List<Import> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long one = at + 4 + (long) NAME_BYTES * i;
      names.add(new Import(request(requests, bytes.u16(one + 8)), file.string(bytes.i32(one + 4))));
    }
    at += 4 + (long) NAME_BYTES * count;
    count = count(bytes, at, WHOLE_BYTES);
    List<Import> wholes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      wholes.add(new Import(request(requests, bytes.u16(at + 8 + (long) WHOLE_BYTES * i)), ""));
    }
    at += 4 + (long) WHOLE_BYTES * count;
    count = count(bytes, at, EXPORT_BYTES);
    List<String> exports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      exports.add(file.string(bytes.i32(at + 8 + (long) EXPORT_BYTES * i)));
    }
    at += 4 + (long) EXPORT_BYTES * count;
    count = count(bytes, at, NAME_BYTES);
    Map<String, Import> passed = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long one = at + 4 + (long) NAME_BYTES * i;
      passed.putIfAbsent(
          file.string(bytes.i32(one)),
          new Import(request(requests, bytes.u16(one + 8)), file.string(bytes.i32(one + 4))));
    }
    at += 4 + (long) NAME_BYTES * count;
    count = count(bytes, at, ALL_BYTES);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(request(requests, bytes.u16(at + 4 + (long) ALL_BYTES * i)));
    }
    return new ModuleRecord(requests, names, wholes, exports, passed, all);
  }

  private static int count(Bytes bytes, long at, int size) throws BrokenDataException {
    long count = bytes.u32(at);
    bytes.require(at + 4, count * size, "module record");
    bytes.look(count * size);
    return (int) count;
  }

  private static String request(List<String> requests, int index) {
    return index < requests.size() ? requests.get(index) : "";
  }
}
