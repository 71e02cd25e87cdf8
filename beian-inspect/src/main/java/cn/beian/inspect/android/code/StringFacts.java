package cn.beian.inspect.android.code;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.dex.DexFile;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.shared.LiteralFacts;
import cn.beian.inspect.shared.UrlFacts;

/**
 * URLs, hosts, paths and telling texts in the string table of a DEX file. The origin is the app's
 * where its code loads the text or nobody does.
 */
public final class StringFacts {
  static final byte BY_APP = 1;
  static final byte BY_SDK = 2;
  static final byte BY_FRAMEWORK = 4;

  private final String entry;
  private final DexFile dex;
  private final FactSink facts;

  StringFacts(String entry, DexFile dex, FactSink facts) {
    this.entry = entry;
    this.dex = dex;
    this.facts = facts;
  }

  /** Reads all strings; {@code loadedBy} says by the bits above who loads each. */
  void read(byte[] loadedBy) throws BrokenDataException {
    for (int i = 0; i < loadedBy.length; i++) {
      byte by = loadedBy[i];
      if (dex.bytes().isExhausted()) {
        facts.anomaly("dex-strings-broken", Locator.entry(entry), "");
        return;
      }
      if ((by & BY_APP) == 0 && !mayHoldAddress(i)) {
        continue;
      }
      String text = dex.string(i);
      if (by == 0 && !text.contains("://")) {
        continue;
      }
      Origin origin =
          by == 0 || (by & BY_APP) != 0
              ? Origin.APP
              : (by & BY_SDK) != 0 ? Origin.SDK : Origin.FRAMEWORK;
      Locator at = Locator.offset(entry, dex.stringOffset(i));
      if (!UrlFacts.add(facts, text, origin, at) && origin == Origin.APP) {
        LiteralFacts.add(facts, text, at);
      }
    }
  }

  private boolean mayHoldAddress(int string) {
    try {
      return dex.mayHoldAddress(string);
    } catch (BrokenDataException e) {
      return false; // reads as an empty text
    }
  }
}
