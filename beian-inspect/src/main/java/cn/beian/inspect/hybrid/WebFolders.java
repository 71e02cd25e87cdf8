package cn.beian.inspect.hybrid;

import cn.beian.facts.FactSink;
import cn.beian.facts.Unread;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folders of a package that hold pages and scripts for a web view. Each is read as one app of
 * pages; HTML files outside of them are pages that something else opens.
 *
 * @param root matches the beginning of a path up to the slash behind such a folder
 * @param whole beginnings of the paths below which other HTML files are looked for
 * @param pages files that are HTML whatever they are called
 */
record WebFolders(Pattern root, List<String> whole, Set<String> pages) {
  WebFolders {
    pages = Set.copyOf(pages);
    whole = List.copyOf(whole);
  }

  private static final int MAX_FOLDERS = 100;

  /**
   * Reads all of them.
   *
   * @throws PackageFormatException LIMIT
   */
  void read(FileTree files, InspectionContext context) throws PackageFormatException {
    TreeSet<String> roots = new TreeSet<>();
    TreeSet<String> strays = new TreeSet<>();
    for (FileTree.Entry entry : files.entries()) {
      Matcher folder = root.matcher(entry.name());
      if (folder.lookingAt()) {
        roots.add(folder.group());
      } else if (ProjectFiles.isPage(entry.name()) || pages.contains(entry.name())) {
        place(entry.name()).ifPresent(strays::add);
      }
    }
    int read = 0;
    for (String each : roots) {
      if (read++ < MAX_FOLDERS) { // each looks at all files
        EmbeddedPages.read(files, each, true, pages, context);
      }
    }
    if (read > MAX_FOLDERS) {
      Coverage.PAGES.add(context.facts(), 0, read - MAX_FOLDERS, Unread.MANY_FOLDERS);
    }
    for (String each : strays) {
      Optional<String> place = Optional.of(each);
      EmbeddedPages.read(
          without(files, name -> isIn(name, roots) || !place(name).equals(place)),
          each,
          false,
          pages,
          context);
    }
  }

  private Optional<String> place(String name) {
    return whole.stream().filter(name::startsWith).findFirst();
  }

  private boolean isIn(String name, Set<String> folders) {
    Matcher folder = root.matcher(name);
    return folder.lookingAt() && folders.contains(folder.group());
  }

  /** The files but for some. */
  static FileTree without(FileTree files, Predicate<String> some) {
    return new Without(files, some);
  }

  /** The files, of which those with broken data are empty and count as not read. */
  static FileTree installed(FileTree files, FactSink facts) {
    return new Installed(files, facts);
  }

  /**
   * The files as they are installed: a system does not mind one whose compressed data is broken, so
   * such a file is empty here and counts as not read.
   */
  private record Installed(FileTree files, FactSink facts) implements FileTree {
    @Override
    public List<Entry> entries() {
      return files.entries().stream().map(this::installed).toList();
    }

    @Override
    public Optional<Entry> entry(String name) {
      return files.entry(name).map(this::installed);
    }

    private Entry installed(Entry entry) {
      return new InstalledFile(entry, facts);
    }
  }

  private record InstalledFile(FileTree.Entry entry, FactSink facts) implements FileTree.Entry {
    private static final Pattern SCRIPT = Pattern.compile(".*\\.(?:[mc]?js|[a-z]*bundle|hbc)");

    @Override
    public String name() {
      return entry.name();
    }

    @Override
    public long statedBytes() {
      return entry.statedBytes();
    }

    @Override
    public byte[] bytes() throws PackageFormatException {
      try {
        return entry.bytes();
      } catch (PackageFormatException e) {
        if (e.code() != PackageFormatException.Code.UNREADABLE) {
          throw e;
        }
        if (e.isStoredTwice()) {
          return new byte[0]; // counted where the archive was opened
        }
        Coverage kind = SCRIPT.matcher(name()).matches() ? Coverage.CODE : Coverage.TEXT;
        kind.add(facts, 0, 1, Unread.DAMAGED);
        return new byte[0];
      }
    }

    @Override
    public Optional<ByteSource> stored() {
      return entry.stored();
    }

    @Override
    public InputStream open() throws IOException {
      return entry.open();
    }
  }

  private record Without(FileTree files, Predicate<String> some) implements FileTree {
    @Override
    public List<Entry> entries() {
      return files.entries().stream().filter(entry -> !some.test(entry.name())).toList();
    }

    @Override
    public Optional<Entry> entry(String name) {
      return some.test(name) ? Optional.empty() : files.entry(name);
    }
  }
}
