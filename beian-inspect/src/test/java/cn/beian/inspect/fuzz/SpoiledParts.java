package cn.beian.inspect.fuzz;

import cn.beian.inspect.container.ZipArchive;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.ZipBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A package whose code, tables, scripts and libraries can be spoiled one at a time, as they are
 * once they are inflated: spoiling the archive would mostly spoil what inflates them.
 */
final class SpoiledParts {
  private static final Pattern PARSED =
      Pattern.compile(".*\\.(dex|arsc|pb|so|js|json|tar|html|xml|wxml|vue|ts|ux)");
  private static final List<Mutation> WAYS =
      List.of(Mutation.BIT_FLIPS, Mutation.LENGTH_FIELDS, Mutation.SPLICE);

  private final byte[] whole;
  private final Map<String, byte[]> entries;
  private final List<String> parsed = new ArrayList<>();

  private SpoiledParts(byte[] whole, Map<String, byte[]> entries) {
    this.whole = whole;
    this.entries = entries;
    entries.keySet().stream().filter(name -> PARSED.matcher(name).matches()).forEach(parsed::add);
  }

  /** Of an archive its entries; of anything else the bytes themselves. */
  static SpoiledParts of(byte[] bytes) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    InflationBudget budget = new InflationBudget(Limits.standard(), Integer.MAX_VALUE);
    try {
      List<FileTree.Entry> found =
          ZipArchive.open(ByteSource.of(bytes), budget, (kind, origin, screen, at, values) -> {})
              .map(ZipArchive::entries)
              .orElse(List.of());
      for (FileTree.Entry entry : found) {
        entries.put(entry.name(), entry.bytes());
      }
    } catch (PackageFormatException e) {
      entries.clear();
    }
    return new SpoiledParts(bytes, entries);
  }

  /** The package as the spoiled ones are put together, so that both cost the same to open. */
  byte[] intact() {
    return entries.isEmpty() ? whole : zip("", new byte[0]);
  }

  /** The package of that number, always the same. */
  byte[] spoiled(int number) {
    Random random = new Random(number);
    Mutation way = WAYS.get(number % WAYS.size());
    if (parsed.isEmpty()) {
      return way.applied(whole, random);
    }
    String chosen = chosen(random);
    byte[] content = entries.getOrDefault(chosen, new byte[1]);
    return content.length == 0 ? intact() : zip(chosen, way.applied(content, random));
  }

  /** The more bytes an entry has the likelier it is. */
  private String chosen(Random random) {
    long all = parsed.stream().mapToLong(this::size).sum();
    long at = Math.floorMod(random.nextLong(), Math.max(1, all));
    for (String name : parsed) {
      at -= size(name);
      if (at < 0) {
        return name;
      }
    }
    return parsed.get(0);
  }

  private long size(String name) {
    return entries.getOrDefault(name, new byte[0]).length;
  }

  private byte[] zip(String replaced, byte[] content) {
    ZipBytes zip = new ZipBytes();
    entries.forEach((name, bytes) -> zip.stored(name, name.equals(replaced) ? content : bytes));
    return zip.toBytes();
  }
}
