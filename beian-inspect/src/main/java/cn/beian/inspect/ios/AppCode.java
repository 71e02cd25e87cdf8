package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.ios.macho.ImageContent;
import cn.beian.inspect.ios.macho.MachOFile;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.ios.ui.InterfaceContext;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.CodeOrigin;
import cn.beian.inspect.shared.FactValues;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The executables of an app, gathered while its files are read, and what nibs ask of them. */
final class AppCode implements InterfaceContext {
  private static final String HIDDEN_BY = "App Store 加密 FairPlay";

  /** The first system whose tools know privacy manifests. */
  private static final int REASONS_SINCE = 17;

  /** So many bytes of code and what is known of them fit into a worker beside everything else. */
  private static final long KEPT_BYTES = 64L << 20;

  private final String app;
  private final IosOrigin origins;
  private final StringTables tables;
  private final InspectionContext context;
  private final FactSink facts;
  private final SortedMap<String, Executable> executables = new ConcurrentSkipListMap<>();
  private final CallGraph calls = new CallGraph();
  private final CodeInside inside;
  private final AtomicInteger broken = new AtomicInteger();
  private final AtomicInteger large = new AtomicInteger();
  private String main = "";
  private boolean keeps = true;

  AppCode(
      String app,
      IosOrigin origins,
      StringTables tables,
      CodeInside inside,
      InspectionContext context) {
    this.app = app;
    this.origins = origins;
    this.tables = tables;
    this.inside = inside;
    this.context = context;
    this.facts = context.facts();
  }

  /** Whether files of code of this size together are kept from one step to the next. */
  void room(long codeBytes) {
    keeps = codeBytes <= KEPT_BYTES;
  }

  /** Takes a file that may be code; false if it is none. */
  boolean read(FileTree.Entry file, byte[] data, Origin origin, boolean isMain) {
    return read(file, data, origin, isMain, keeps || isMain);
  }

  /** Takes code under a name that says nothing of it, for which no room was counted. */
  void hidden(FileTree.Entry file, byte[] data, Origin origin) {
    read(file, data, origin, false, false);
  }

  private boolean read(
      FileTree.Entry file, byte[] data, Origin origin, boolean isMain, boolean kept) {
    String entry = file.name();
    if (!MachOFile.is(data)) {
      if (isMain) {
        broken.incrementAndGet();
        facts.anomaly("macho-broken", Locator.entry(entry), "the executable is no Mach-O file");
      }
      return false;
    }
    if (isMain) {
      main = entry;
    }
    try {
      Executable.Loaded loaded = Executable.Loaded.of(data, context.limits());
      if (!isMain) {
        inside.look(entry, data, loaded.images());
      }
      executables.put(entry, new Executable(file, loaded, origin, kept, context.limits()));
    } catch (BrokenDataException e) {
      broken.incrementAndGet();
      facts.anomaly(
          "macho-broken",
          Locator.offset(entry, Math.max(0, e.offset())),
          String.valueOf(e.getMessage()));
    }
    return true;
  }

  /** A file that may be code is too large to be parsed. */
  void tooLarge(boolean isMain) {
    if (isMain) {
      large.incrementAndGet();
    }
  }

  /** Whether the App Store encrypted any of it. */
  boolean isEncrypted() {
    return executables.values().stream().anyMatch(Executable::isEncrypted);
  }

  /** Puts what the executables say. */
  void add(Plist info, Plist manifest, String sdk) throws PackageFormatException {
    Set<String> categories = new TreeSet<>();
    Set<String> controllers = controllers();
    boolean shares = sharesDocuments(info);
    for (Executable each : executables.values()) {
      Executable.Loaded loaded = each.load();
      ImageContent content = loaded.content();
      ExecutableFacts of = new ExecutableFacts(each.entry(), each.origin(), origins, facts);
      of.built(loaded.images(), content, loaded.data());
      of.add(content);
      RoutineFacts routines =
          new RoutineFacts(
              each.entry(), content, each.origin(), origins, controllers, calls, facts, shares);
      content.walk(routines);
      routines.end();
      of.uncalled(content, routines.told());
      if (each.origin() == Origin.APP) {
        for (Collection<String> names :
            List.of(content.functions(), content.usedClasses(), content.selectors())) {
          names.forEach(name -> categories.add(Catalogue.bundled().reasonCategoryOf(name)));
        }
      }
      each.release(loaded);
    }
    calls.addControls(facts);
    for (Plist type : manifest.get("NSPrivacyAccessedAPITypes").items()) {
      categories.remove(type.get("NSPrivacyAccessedAPIType").text());
    }
    categories.remove("");
    if (major(sdk) >= REASONS_SINCE) {
      for (String category : categories) {
        facts.anomaly(
            "required-reason-undeclared", Locator.entry(app + "PrivacyInfo.xcprivacy"), category);
      }
    }
  }

  /** Whether others are let into the app's documents. */
  private static boolean sharesDocuments(Plist info) {
    return info.get("UIFileSharingEnabled").text().equals("true")
        || info.get("LSSupportsOpeningDocumentsInPlace").text().equals("true");
  }

  /** Version of {@code iphoneos17.2}; 0 where not stated. */
  private static int major(String sdk) {
    int start = 0;
    while (start < sdk.length() && !Character.isDigit(sdk.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < sdk.length() && Character.isDigit(sdk.charAt(end)) && end - start < 3) {
      end++;
    }
    return end == start ? 0 : Integer.parseInt(sdk.substring(start, end));
  }

  /** Puts what the signature of the app's own executable says. */
  void signature(
      byte[] info, Optional<byte[]> resources, List<Unread.Said> others, Set<String> certificates)
      throws PackageFormatException {
    Executable own = executables.get(main);
    if (own == null) {
      Coverage.signature(facts, false, Unread.EXECUTABLE.text());
    } else {
      Executable.Loaded loaded = own.load();
      new SignatureFacts(facts, context.limits())
          .add(main, loaded.data(), loaded.images(), info, resources, others, certificates);
    }
  }

  /** Puts the screens of which no nib is known: controllers that make their views in code. */
  void screens(Set<String> stated, Set<String> reached) {
    Set<String> first = firstMade();
    for (Executable each : executables.values()) {
      if (each.origin() == Origin.APP) {
        for (String controller : new TreeSet<>(each.controllers())) {
          if (origins.ofClass(controller, Origin.APP, each.entry(), facts) == Origin.APP
              && !stated.contains(controller)) {
            facts.add(
                FactKind.SCREEN,
                Origin.APP,
                controller,
                Locator.member(each.entry(), controller),
                FactValues.screen(
                    controller,
                    "",
                    first.contains(controller),
                    reached.contains(controller),
                    madeBy(controller)));
          }
        }
      }
    }
  }

  /** Says how much of the code was read. */
  void coverage() {
    for (Executable each : executables.values()) {
      boolean encrypted = each.isEncrypted();
      long total = Math.max(1, each.methods());
      if (encrypted) {
        CodeOrigin.encrypted(facts, HIDDEN_BY, each.entry(), Unread.ENCRYPTED_BY_APP_STORE.text());
      }
      boolean unfollowed = each.isWhole() && each.isUnfollowed();
      Unread reason =
          encrypted
              ? Unread.ENCRYPTED_BY_APP_STORE
              : unfollowed ? Unread.OTHER_PROCESSOR : Unread.DAMAGED;
      boolean read = !encrypted && each.isWhole() && !unfollowed;
      Coverage.CODE.add(facts, read ? total : 0, total, reason);
      if (encrypted && each.entry().equals(main)) {
        Coverage.PAGES.add(facts, 0, 1, Unread.ENCRYPTED_BY_APP_STORE);
        Coverage.TEXT.add(facts, 0, 1, Unread.ENCRYPTED_BY_APP_STORE);
      }
    }
    if (broken.get() > 0) {
      Coverage.CODE.add(facts, 0, broken.get(), Unread.DAMAGED);
    }
    if (large.get() > 0) {
      Coverage.CODE.add(facts, 0, large.get(), Unread.TOO_LARGE);
    }
    if (executables.isEmpty() && broken.get() == 0 && large.get() == 0) {
      Coverage.CODE.add(facts, 0, 1, Unread.NO_EXECUTABLE);
    }
  }

  @Override
  public Map<String, String> translations(String table, String key) {
    return tables.texts(table, key);
  }

  @Override
  public SortedSet<String> callsOf(String handler) {
    return calls.callsOf(handler);
  }

  @Override
  public SortedSet<String> madeBy(String className) {
    return calls.madeBy(className);
  }

  /** Controllers that the delegates of the app make: where it begins without a storyboard. */
  @Override
  public SortedSet<String> firstMade() {
    SortedSet<String> first = new TreeSet<>();
    Executable own = executables.get(main);
    if (own != null) {
      own.delegates().forEach(name -> first.addAll(calls.madeBy(name)));
    }
    return first;
  }

  @Override
  public Set<String> controllers() {
    Set<String> all = new TreeSet<>();
    executables.values().forEach(each -> all.addAll(each.controllers()));
    return all;
  }

  @Override
  public String readable(String className) {
    return ImageContent.readable(className);
  }
}
