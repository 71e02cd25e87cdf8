package cn.beian.inspect;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a folder; symbolic links and version-control folders are left out. */
final class FolderTree implements FileTree {
  private final Map<String, Entry> byName = new TreeMap<>();

  private FolderTree() {}

  static FolderTree of(Path folder, InflationBudget budget) throws PackageFormatException {
    FolderTree tree = new FolderTree();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          continue;
        }
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (name.startsWith(".git/")) {
          continue;
        }
        tree.byName.put(name, new FolderEntry(name, file, Files.size(file), budget));
        if (tree.byName.size() > budget.limits().entries()) {
          throw new PackageFormatException(
              Code.LIMIT, "", -1, "more than " + budget.limits().entries() + " files");
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new PackageFormatException(Code.UNREADABLE, "", -1, "cannot list the folder: " + e);
    }
    return tree;
  }

  @Override
  public List<Entry> entries() {
    return new ArrayList<>(byName.values());
  }

  @Override
  public Optional<Entry> entry(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private record FolderEntry(String name, Path file, long statedBytes, InflationBudget budget)
      implements Entry {
    @Override
    public byte[] bytes() throws PackageFormatException {
      if (statedBytes > budget.limits().parsedBytes()) {
        throw new PackageFormatException(
            Code.LIMIT, name, -1, "more than " + budget.limits().parsedBytes() + " bytes");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(budget.limits().parsedBytes());
        budget.count(name, bytes.length, bytes.length, bytes.length);
        return bytes;
      } catch (IOException e) {
        throw new PackageFormatException(Code.UNREADABLE, name, -1, "cannot read: " + e);
      }
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
