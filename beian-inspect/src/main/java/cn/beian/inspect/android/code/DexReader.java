package cn.beian.inspect.android.code;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.dex.ClassNames;
import cn.beian.inspect.android.dex.CodeScan;
import cn.beian.inspect.android.dex.DexFile;
import cn.beian.inspect.android.dex.DexFile.ClassDef;
import cn.beian.inspect.android.dex.DexMethod;
import cn.beian.inspect.android.dex.References;
import cn.beian.inspect.android.manifest.Manifest;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.shared.CodeFindings;
import cn.beian.inspect.android.shared.LibraryFacts;
import cn.beian.inspect.android.shared.LibraryReachability;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.shared.CodeOrigin;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** The facts of DEX files; see {@link DexFile} and {@link CodeScan} for the layout. */
public final class DexReader {
  private final ResourceTable table;
  private final Manifest manifest;
  private final CodeOrigin origins;
  private final CodeFindings findings;
  private final LibraryReachability reach;
  private final LibraryFacts libraries;
  private final ClassNames names;
  private final Limits limits;
  private final Catalogue catalogue = Catalogue.bundled();
  private final AtomicInteger methods = new AtomicInteger();
  private final AtomicInteger readable = new AtomicInteger();

  public DexReader(
      ResourceTable table,
      Manifest manifest,
      CodeOrigin origins,
      CodeFindings findings,
      LibraryReachability reach,
      LibraryFacts libraries,
      ClassNames names,
      Limits limits) {
    this.table = table;
    this.manifest = manifest;
    this.origins = origins;
    this.findings = findings;
    this.reach = reach;
    this.libraries = libraries;
    this.names = names;
    this.limits = limits;
  }

  /** Methods with code, in all files so far. */
  public int methods() {
    return methods.get();
  }

  /** Methods whose instructions were walked to the end. */
  public int readable() {
    return readable.get();
  }

  /** Whether some code could not be read. */
  public boolean isDamaged() {
    return readable.get() < methods.get();
  }

  /** Notes an entry that should hold code and could not be inflated. */
  public void unreadable() {
    methods.incrementAndGet();
  }

  /** Reads the files in one entry; what contradicts the format is an anomaly. */
  public void read(FactSink facts, String entry, byte[] data) {
    try {
      for (DexFile dex : DexFile.read(data, limits, names)) {
        new One(facts, entry, dex).read();
      }
    } catch (BrokenDataException e) {
      methods.incrementAndGet();
      facts.anomaly("dex-broken", Locator.offset(entry, e.offset()), "");
    }
  }

  /** One file. */
  private final class One {
    private final FactSink facts;
    private final String entry;
    private final DexFile dex;
    private final CodeScan scan;
    private final References references;
    private final ClassFacts visitor;
    private final Set<Catalogue.CodeOwner> told = new HashSet<>();
    private final BitSet defined = new BitSet();
    private final Map<Integer, Walked> walked = new HashMap<>();
    private int all;
    private int whole;

    One(FactSink facts, String entry, DexFile dex) throws BrokenDataException {
      this.facts = facts;
      this.entry = entry;
      this.dex = dex;
      this.references = new References(dex, reach);
      this.scan = new CodeScan(dex, references);
      this.visitor = new ClassFacts(entry, dex, table, manifest, catalogue, findings);
    }

    void read() throws BrokenDataException {
      int classes = dex.classCount();
      for (int i = 0; i < classes; i++) {
        try {
          defined(i);
          classDef(i, dex.classDef(i));
        } catch (BrokenDataException e) {
          all++;
          facts.anomaly("dex-class-broken", Locator.offset(entry, Math.max(0, e.offset())), "");
        }
      }
      methods.addAndGet(all);
      readable.addAndGet(whole);
      references.finish();
      new StringFacts(entry, dex, facts).read(scan.loadedBy());
    }

    /** A file defines a class once. */
    private void defined(int index) throws BrokenDataException {
      int type = dex.definedType(index);
      if (type < 0 || type >= dex.typeCount() || defined.get(type)) {
        throw new BrokenDataException(0, "class of type " + type + " is defined again");
      }
      defined.set(type);
    }

    private void classDef(int index, ClassDef type) throws BrokenDataException {
      Catalogue.CodeOwner owner = origins.owner(type.name());
      Origin origin = CodeOrigin.of(owner);
      if (owner != null && told.add(owner)) {
        Locator at = Locator.member(entry, CodeFindings.outer(type.name()));
        CodeOrigin.tell(facts, owner, at);
      }
      boolean named = origin == Origin.APP && isNamed(type.name());
      if (named) {
        facts.add(
            FactKind.IDENTIFIER,
            Locator.member(entry, type.name()),
            Map.of(Field.NAME, type.name(), Field.ROLE, "class"));
        findings.refersTo(type.name(), type.superName());
      }
      boolean own = named && isOwn(type.name());
      boolean library = origin == Origin.SDK;
      visitor.begin(type.name(), origin, own, library ? libraries.of(type.name(), facts) : facts);
      references.begin(index, library);
      walked.clear();
      try {
        scan.constants(index, bit(origin));
        for (DexMethod method : type.methods()) {
          method(type.name(), method, origin, own);
        }
      } finally {
        visitor.end();
        references.end(type.name(), owner, type.hasNative());
      }
    }

    private void method(String className, DexMethod method, Origin origin, boolean own)
        throws BrokenDataException {
      all++;
      String name = dex.methodName(method.index());
      dex.bytes().look((long) className.length() + name.length());
      if (own && name.length() > 3 && name.charAt(0) != '<') {
        facts.add(
            FactKind.IDENTIFIER,
            Locator.member(entry, className + "." + name),
            Map.of(Field.NAME, name, Field.ROLE, "method"));
      }
      if (walk(method, name, origin)) {
        whole++;
      } else {
        facts.anomaly("dex-code-broken", Locator.member(entry, className + "." + name), "");
      }
    }

    /** Code that several methods of a class share is walked once, and counts for each of them. */
    private boolean walk(DexMethod method, String name, Origin origin) throws BrokenDataException {
      Walked before = walked.get(method.code());
      if (before != null) {
        visitor.sameAs(name, before.calls);
        return before.whole;
      }
      if (origin == Origin.FRAMEWORK) { // only its addresses count
        boolean skimmed = scan.skim(method, bit(origin));
        walked.put(method.code(), new Walked(skimmed, List.of()));
        return skimmed;
      }
      visitor.method(name);
      boolean all = false;
      try {
        all = scan.walk(method, visitor, bit(origin));
      } finally {
        walked.put(method.code(), new Walked(all, visitor.endMethod()));
      }
      return all;
    }
  }

  /**
   * A code item of the class that was walked.
   *
   * @param whole whether its instructions end where it ends
   * @param calls methods that it calls
   */
  private record Walked(boolean whole, Collection<String> calls) {}

  /** Whether a name says something: generated resource classes and shortened names do not. */
  private static boolean isNamed(String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return simple.length() > 2 && !simple.startsWith("R$") && !simple.equals("R");
  }

  private boolean isOwn(String className) {
    int second = manifest.appId().indexOf('.', manifest.appId().indexOf('.') + 1);
    String prefix = second > 0 ? manifest.appId().substring(0, second + 1) : manifest.appId();
    return className.startsWith(prefix) || manifest.activities().contains(className);
  }

  static byte bit(Origin origin) {
    return switch (origin) {
      case APP -> StringFacts.BY_APP;
      case SDK -> StringFacts.BY_SDK;
      case FRAMEWORK -> StringFacts.BY_FRAMEWORK;
    };
  }
}
