package cn.beian.inspect.harmony.code;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.harmony.abc.AbcFile;
import cn.beian.inspect.harmony.abc.AbcModule;
import cn.beian.inspect.harmony.abc.AbcVersion;
import cn.beian.inspect.harmony.abc.CodeWalk;
import cn.beian.inspect.harmony.abc.ModuleCode;
import cn.beian.inspect.harmony.resource.ResourceIndex;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.Limits;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Reads files of bytecode, several at a time, and counts how much could be read. */
public final class ArkReader {
  private final Map<String, String> pages;
  private final Limits limits;
  private final Program program = new Program();
  private final AtomicLong functions = new AtomicLong();
  private final AtomicLong readable = new AtomicLong();

  /**
   * @param pages name of the screen by the path of its file, see {@link SourcePaths}
   */
  public ArkReader(Map<String, String> pages, Limits limits) {
    this.pages = Map.copyOf(pages);
    this.limits = limits;
  }

  Program program() {
    return program;
  }

  /**
   * Adds the facts of one file; what cannot be read is an anomaly and counted.
   *
   * @param resources of the package that it is in
   */
  public void read(FactSink facts, String entry, byte[] data, ResourceIndex resources) {
    Texts texts = new Texts(resources);
    try {
      AbcFile file = AbcFile.open(data, limits);
      if (!file.version().hasKnownCode()) {
        unknown(facts, entry, file.version());
        return;
      }
      if (!file.isIntact()) {
        facts.anomaly("abc-checksum", Locator.entry(entry), "not that of the content");
      }
      for (int offset : file.moduleOffsets()) {
        module(facts, entry, file, offset, texts);
      }
    } catch (BrokenDataException e) {
      broken(facts, entry, e);
      functions.incrementAndGet();
    }
  }

  private void unknown(FactSink facts, String entry, AbcVersion version) {
    String known = "bytecode " + version + "; read are " + AbcVersion.known();
    facts.anomaly("abc-version", Locator.entry(entry), known);
    Unread.Said why = Unread.BYTECODE_VERSION.naming(version.toString());
    Coverage.CODE.add(facts, 0, 1, why);
    Coverage.PAGES.add(facts, 0, 1, why);
    Coverage.TEXT.add(facts, 0, 1, why);
  }

  private static void broken(FactSink facts, String entry, BrokenDataException e) {
    facts.anomaly("abc-broken", Locator.offset(entry, Math.max(0, e.offset())), "");
  }

  private void module(FactSink facts, String entry, AbcFile file, int offset, Texts texts)
      throws BrokenDataException {
    AbcModule module;
    try {
      module = file.module(offset);
    } catch (BrokenDataException e) {
      broken(facts, entry, e);
      functions.incrementAndGet();
      file.checkWork();
      return;
    }
    functions.addAndGet(module.methods().size());
    ModuleCode code = CodeWalk.of(file, module);
    readable.addAndGet(module.methods().size() - code.broken());
    if (code.broken() > 0) {
      facts.anomaly(
          "abc-code-broken", Locator.member(entry, module.record()), code.broken() + " functions");
    }
    Owner owner = Owner.of(module);
    ArkHandlers handlers = new ArkHandlers(code);
    FactSink counted = file.counting(facts);
    String screen = owner.isApp() ? pages.getOrDefault(SourcePaths.of(module.record()), "") : "";
    new CodeFacts(code, handlers, owner, entry, screen, counted, texts).add();
    file.checkWork();
    if (owner.isApp()) {
      program.add(new Program.Part(code, handlers, entry, facts, texts));
    }
  }

  /**
   * Adds how much code was read.
   *
   * @param none whether to say so where there is none
   */
  public void coverage(FactSink facts, boolean none) {
    if (none || functions.get() > 0) {
      Coverage.CODE.add(facts, readable.get(), functions.get(), Unread.DAMAGED);
    }
  }
}
