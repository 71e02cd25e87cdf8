package cn.beian.inspect.hybrid;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.container.SlicedTree;
import cn.beian.inspect.container.TarArchive;
import cn.beian.inspect.container.ZipArchive;
import cn.beian.inspect.hybrid.hermes.ReactNativeBundle;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InflationBudget;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.shared.EntryContent;
import cn.beian.inspect.shared.EntryReading;
import cn.beian.inspect.shared.HiddenPart;
import cn.beian.inspect.shared.KeyFile;
import cn.beian.inspect.shared.Within;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Archives among the files that an app ships. Those in ZIP form (whatever they are called: {@code
 * .zip}, {@code .wgt}) are opened, and the web pages, the uni-app or the bundle of React Native in
 * them read like other assets; what is not opened counts as an entry that was not read, by its
 * reason. All of a package share one budget of what they may inflate to.
 */
public final class AssetArchives {
  /** How deep archives within archives are opened. */
  private static final int MAX_DEPTH = 3;

  /** Forms that are opened. */
  private static final Set<ArchiveForm> OPENED =
      EnumSet.of(ArchiveForm.ZIP, ArchiveForm.GZIP, ArchiveForm.TAR, ArchiveForm.OLD_TAR);

  private static final String GZ = ".gz";
  private static final int PIECE = 1 << 15;

  private static final String LICENCES = "flutter_assets/NOTICES.Z";
  private static final String ENCRYPTED_BIT = "zip-encryption-bit";
  private static final String ANDROID = "AndroidManifest.xml";

  /** What modules of HarmonyOS have beside their settings, whose names others use, too. */
  private static final List<String> HARMONY =
      List.of("resources.index", "ets/modules.abc", "pack.info");

  private static final Pattern IOS = Pattern.compile("Payload/[^/]+\\.app/Info\\.plist");

  private static final Pattern SCRIPT = Pattern.compile(".*\\.m?js");
  private static final Pattern BUNDLE =
      Pattern.compile(
          "(?:.*/)?(?:index\\.bundle|[^/]*\\.(?:(?:android|ios|harmony)\\.bundle|jsbundle|hbc))");
  private static final Pattern UNI_APP = Pattern.compile("(?:.*/)?app-(?:config-)?service\\.js");
  private static final Pattern INDEX = Pattern.compile("(?:.*/)?index\\.html?");

  private record Found(FileTree.Entry entry, long size, ArchiveForm form) {}

  /** What a file holds that nobody reads. */
  private record Hidden(String entry, Coverage kind, Unread.Said reason) {}

  private final Queue<Found> found = new ConcurrentLinkedQueue<>();
  private final Queue<Hidden> hidden = new ConcurrentLinkedQueue<>();
  private final Map<Unread.Said, Integer> unopened =
      new TreeMap<>(Comparator.comparing(Unread.Said::text));

  /**
   * Notes a file if it is an archive; several threads may.
   *
   * @param content what its bytes tell
   */
  public void note(FileTree.Entry entry, EntryContent content) {
    if (!entry.name().endsWith(LICENCES)) { // read with the code of Flutter
      Optional<ArchiveForm> form = ArchiveForm.of(content);
      form.ifPresent(of -> found.add(new Found(entry, content.size(), of)));
      hidden.addAll(hidden(entry.name(), content, form.isPresent()));
    }
  }

  /** Code that no reader is for, and what lies behind a picture. */
  private static List<Hidden> hidden(String entry, EntryContent content, boolean archive) {
    List<Hidden> all = new ArrayList<>();
    CodeForm.of(content.head())
        .ifPresent(
            code ->
                all.add(new Hidden(entry, Coverage.CODE, Unread.CODE_FORM.naming(code.label()))));
    for (HiddenPart part : content.parts()) {
      if (part.isCode()) {
        all.add(new Hidden(entry, Coverage.CODE, Unread.CODE_BEHIND.naming(part.label())));
      } else if (!archive) {
        all.add(new Hidden(entry, Coverage.ENTRIES, Unread.ARCHIVE_BEHIND.naming(part.label())));
      }
    }
    return all;
  }

  /**
   * Opens what was noted.
   *
   * @throws PackageFormatException never for what the archives hold; LIMIT where the package itself
   *     passes one
   */
  public void read(InspectionContext context) throws PackageFormatException {
    List<Found> all =
        found.stream().sorted(Comparator.comparing((Found f) -> f.entry.name())).toList();
    long bytes = all.stream().mapToLong(Found::size).sum();
    Opening opening = new Opening(new InflationBudget(context.limits(), bytes));
    for (Found each : all) {
      opening.open(each, 1, context);
    }
    hidden.stream()
        .sorted(Comparator.comparing(Hidden::entry).thenComparing(each -> each.reason.text()))
        .forEach(each -> tell(each, context.facts()));
    unopened.forEach((reason, n) -> Coverage.ENTRIES.add(context.facts(), 0, n, reason));
  }

  private void tell(Hidden each, FactSink facts) {
    if (each.kind == Coverage.ENTRIES) {
      skip(each.reason);
    } else {
      facts.anomaly("dex-elsewhere", Locator.entry(each.entry), each.reason.text());
      each.kind.add(facts, 0, 1, each.reason);
    }
  }

  private void skip(Unread.Said reason) {
    unopened.merge(reason, 1, Integer::sum);
  }

  /** The archives of one package, opened one after the other. */
  private final class Opening {
    private final InflationBudget budget;
    private long held;
    private boolean spent;

    Opening(InflationBudget budget) {
      this.budget = budget;
    }

    void open(Found archive, int depth, InspectionContext context) throws PackageFormatException {
      if (!OPENED.contains(archive.form)) {
        skip(Unread.ARCHIVE_FORM.naming(archive.form.label()));
      } else if (depth > MAX_DEPTH) {
        skip(Unread.ARCHIVE_DEPTH.naming(String.valueOf(MAX_DEPTH)));
      } else if (spent) {
        skip(Unread.ARCHIVES_LARGE.naming(""));
      } else if (held + archive.size > context.limits().parsedBytes()) {
        skip(Unread.ARCHIVE_LARGE.naming(""));
      } else {
        opened(archive, depth, context);
      }
    }

    private void opened(Found archive, int depth, InspectionContext context)
        throws PackageFormatException {
      FileTree.Entry entry = archive.entry;
      Set<String> locked = new HashSet<>();
      FactSink within = noting(Within.entry(context.facts(), entry.name()), locked);
      long before = held;
      held += archive.size;
      try {
        Optional<ByteSource> stored = entry.stored();
        ByteSource source = stored.isPresent() ? stored.get() : ByteSource.of(entry.bytes());
        Optional<? extends FileTree> opened =
            switch (archive.form) {
              case GZIP -> gunzipped(entry.name(), source, context.limits(), within);
              case TAR, OLD_TAR -> Optional.of(TarArchive.open(source, context.limits(), within));
              default -> ZipArchive.open(source, budget, within);
            };
        if (opened.isEmpty()) {
          skip(Unread.ARCHIVE_DAMAGED.naming(""));
        } else if (isApp(opened.get())) {
          app(context.with(within));
        } else {
          FileTree files =
              WebFolders.without(opened.get(), name -> locked.contains(name) || name.endsWith("/"));
          entries(files, locked.size(), depth, context.with(within));
        }
      } catch (PackageFormatException e) {
        spent |= e.code() == Code.LIMIT;
        skip((spent ? Unread.ARCHIVES_LARGE : Unread.ARCHIVE_DAMAGED).naming(""));
      } finally {
        held = before;
      }
    }

    /** The one file in a gzip file, under the name without its ending. */
    private Optional<FileTree> gunzipped(
        String entry, ByteSource source, Limits limits, FactSink facts)
        throws PackageFormatException {
      byte[] packed = new byte[source.sizeBytes()];
      source.all().get(packed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] piece = new byte[PIECE];
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        for (int n = in.read(piece); n > 0; n = in.read(piece)) {
          out.write(piece, 0, n);
          budget.count(entry, out.size(), packed.length, n);
          if (held + out.size() > limits.parsedBytes()) {
            throw new PackageFormatException(Code.LIMIT, entry, -1, "too large");
          }
        }
      } catch (IOException e) {
        return Optional.empty();
      }
      held += out.size();
      String name = entry.substring(entry.lastIndexOf('/') + 1);
      name = name.endsWith(GZ) ? name.substring(0, name.length() - GZ.length()) : name;
      SlicedTree file = new SlicedTree(limits, facts);
      file.add(name.isEmpty() ? "content" : name, ByteSource.of(out.toByteArray()), 0, out.size());
      return Optional.of(file);
    }

    private static boolean isApp(FileTree files) {
      return files.entry(ANDROID).isPresent()
          || HARMONY.stream().anyMatch(name -> files.entry(name).isPresent())
          || files.entries().stream().anyMatch(each -> IOS.matcher(each.name()).matches());
    }

    /** What an app inside shows and does is not in what is read. */
    private void app(InspectionContext context) {
      skip(Unread.APP_INSIDE.naming(""));
      for (Coverage kind : List.of(Coverage.PAGES, Coverage.TEXT, Coverage.CODE)) {
        kind.add(context.facts(), 0, 1, Unread.APP_INSIDE);
      }
    }

    /** Inflates each entry once, then reads what is of the app. */
    private void entries(FileTree files, int locked, int depth, InspectionContext context)
        throws PackageFormatException {
      List<Found> nested = new ArrayList<>();
      byte[] window = new byte[EntryContent.WINDOW];
      int readable = 0;
      boolean code = false;
      FoundByContent contents = new FoundByContent();
      for (FileTree.Entry each : files.entries()) {
        EntryContent content;
        try (InputStream in = each.open()) {
          content = EntryContent.of(in, window, List.of());
          readable++;
        } catch (EntryReadException e) {
          if (e.reason().code() == Code.LIMIT) {
            throw e.reason();
          }
          context.facts().anomaly("entry-unreadable", Locator.entry(each.name()), "");
          continue;
        } catch (IOException e) {
          throw new PackageFormatException(
              Code.UNREADABLE, each.name(), -1, String.valueOf(e.getMessage()));
        }
        contents.note(each.name(), content);
        Optional<ArchiveForm> form = ArchiveForm.of(content);
        form.ifPresent(of -> nested.add(new Found(each, content.size(), of)));
        code |= ArchiveForm.isCode(content.head());
        hidden(each.name(), content, form.isPresent()).forEach(part -> tell(part, context.facts()));
        key(each, content, context.facts());
      }
      Coverage.ENTRIES.add(context.facts(), readable, files.entries().size(), Unread.DAMAGED);
      if (locked > 0) {
        Coverage.ENTRIES.add(context.facts(), 0, locked, Unread.ARCHIVE_LOCKED);
      }
      if (code) {
        context.facts().anomaly("dex-elsewhere", Locator.PACKAGE, "code in an archive");
        Coverage.CODE.add(context.facts(), 0, 1, Unread.ARCHIVE_CODE);
      }
      web(files, contents, context);
      for (Found each : nested) {
        open(each, depth + 1, context);
      }
    }
  }

  /** A key in an archive is a file of the app. */
  private static void key(FileTree.Entry entry, EntryContent content, FactSink facts)
      throws PackageFormatException {
    Optional<String> key = KeyFile.in(entry, content);
    if (key.isPresent()) {
      EntryReading.key(facts, entry.name(), entry.bytes(), key.get());
    }
  }

  /** The facts of an archive; entries that are encrypted are noted instead. */
  private static FactSink noting(FactSink facts, Set<String> locked) {
    return (kind, origin, screen, at, values) -> {
      if (kind == FactKind.ANOMALY && ENCRYPTED_BIT.equals(values.get(Field.CODE))) {
        locked.add(at.entry());
      } else {
        facts.add(kind, origin, screen, at, values);
      }
    };
  }

  /** Whether pages or scripts lie outside of a folder. */
  private static boolean outside(FileTree files, String folder) {
    return files.entries().stream()
        .map(FileTree.Entry::name)
        .filter(name -> ProjectFiles.isPage(name) || SCRIPT.matcher(name).matches())
        .anyMatch(name -> !name.startsWith(folder));
  }

  private static void web(FileTree files, FoundByContent contents, InspectionContext context)
      throws PackageFormatException {
    FileTree installed = WebFolders.installed(files, context.facts());
    Set<String> shown = contents.pages(installed);
    TreeSet<String> roots = new TreeSet<>();
    TreeSet<String> bundles = new TreeSet<>(contents.bundles());
    @Nullable String index = null;
    boolean pages = false;
    boolean scripts = false;
    for (FileTree.Entry entry : files.entries()) {
      String name = entry.name();
      String folder = name.substring(0, name.lastIndexOf('/') + 1);
      if (UNI_APP.matcher(name).matches()) {
        roots.add(folder);
      } else if (INDEX.matcher(name).matches()
          && (index == null || folder.length() < index.length())) {
        index = folder;
      }
      if (BUNDLE.matcher(name).matches()) {
        bundles.add(name);
      }
      pages |= ProjectFiles.isPage(name) || shown.contains(name);
      scripts |= SCRIPT.matcher(name).matches();
    }
    if (roots.isEmpty() && index != null) {
      roots.add(outside(files, index) ? "" : index);
    }
    if (!roots.isEmpty() || pages) {
      String pattern =
          roots.isEmpty()
              ? "(?!)"
              : roots.stream().map(Pattern::quote).collect(Collectors.joining("|"));
      new WebFolders(Pattern.compile(pattern), List.of(""), shown).read(installed, context);
    } else if (scripts) {
      EmbeddedPages.read(installed, "", false, Set.of(), context);
    }
    for (String bundle : bundles) {
      ReactNativeBundle.read(bundle, installed.entry(bundle).orElseThrow().bytes(), context);
    }
  }
}
