package cn.beian.inspect.js;

import cn.beian.inspect.cache.CachedReadings;
import java.util.Optional;

/**
 * Reads what was read before from the cache. Only what was parsed is kept: why a script was not may
 * tell its name, or come of the machine.
 */
record CachedScriptReader(ScriptReader reader, CachedReadings kept) implements ScriptReader {
  @Override
  public Script read(String name, String text, Syntax syntax) {
    String key = kept.key(ScriptForm.VERSION + ' ' + syntax, text);
    Optional<Script> known = kept.get(key, ScriptForm::read);
    if (known.isPresent()) {
      return known.get();
    }
    Script script = reader.read(name, text, syntax);
    if (script.parsed()) {
      kept.put(key, ScriptForm.of(script));
    }
    return script;
  }
}
