package cn.beian.inspect.js;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.cache.CachedReadings;
import cn.beian.inspect.cache.EntryCache;
import cn.beian.inspect.js.ScriptReader.Syntax;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScriptFormTest {
  /** Everything that a script can hold. */
  private static final String FULL =
      """
      import api, { sign as s } from '../api'
      const u = require('./u')
      Vue.prototype.$api = api; export { sign as again } from '../api'
      Page({ data: { 积分: 'a\\ud800b' }, tap() {
        wx.showToast({ title: x == '已签到' ? 1 : `第${n}名` })
        list.sort((a, b) => a.score - b.score) } })
      const view = <View class="a" onClick={() => tap(1)}>签到<Text>{n}天</Text></View>
      """;

  /** Counts, and keeps in memory. */
  private static final class Memory implements EntryCache {
    final Map<String, byte[]> kept = new TreeMap<>();
    int hits;

    @Override
    public Optional<byte[]> get(String key) {
      hits += kept.containsKey(key) ? 1 : 0;
      return Optional.ofNullable(kept.get(key));
    }

    @Override
    public void put(String key, byte[] bytes) {
      kept.put(key, bytes);
    }
  }

  private final ScriptReader plain = ScriptReader.parsing(200);
  private final Memory memory = new Memory();
  private final ScriptReader reader = ScriptReader.parsing(200, new CachedReadings(memory, "x/1"));

  @Test
  void script_fromTheCache_isTheSame() {
    Script parsed = plain.read("a.js", FULL, Syntax.ELEMENTS);
    assertThat(parsed.parsed()).isTrue();
    assertThat(parsed).hasNoNullFieldsOrProperties();
    assertThat(parsed.elements()).isNotEmpty();
    assertThat(parsed.globals()).isNotEmpty();
    assertThat(parsed.exports()).isNotEmpty();
    assertThat(parsed.dataKeys()).isNotEmpty();
    assertThat(parsed.aliases()).isNotEmpty();
    assertThat(reader.read("a.js", FULL, Syntax.ELEMENTS)).isEqualTo(parsed);
    assertThat(memory.hits).isZero();
    Script known = reader.read("b.js", FULL, Syntax.ELEMENTS);
    assertThat(memory.hits).isEqualTo(1);
    assertThat(known).isEqualTo(parsed).isNotSameAs(parsed);
    assertThat(known.toString()).isEqualTo(parsed.toString()); // the order of maps, too
  }

  @Test
  void otherTextSyntaxOrVersion_isRead() {
    reader.read("a.js", "f(1)", Syntax.JAVASCRIPT);
    reader.read("a.js", "f(2)", Syntax.JAVASCRIPT);
    reader.read("a.js", "f(1)", Syntax.TYPESCRIPT);
    ScriptReader later = ScriptReader.parsing(200, new CachedReadings(memory, "x/2"));
    later.read("a.js", "f(1)", Syntax.JAVASCRIPT);
    assertThat(memory.hits).isZero();
    assertThat(memory.kept).hasSize(4);
  }

  @Test
  void whatWasNotParsed_isNotKept() {
    Script first = reader.read("a.js", "f('签到'", Syntax.JAVASCRIPT);
    assertThat(first.parsed()).isFalse();
    assertThat(memory.kept).isEmpty();
    assertThat(reader.read("b.js", "f('签到'", Syntax.JAVASCRIPT).problem()).contains("b.js");
  }

  @Test
  void spoiledForm_isReadAnewOrAScript() {
    Script parsed = reader.read("a.js", FULL, Syntax.ELEMENTS);
    String key = memory.kept.keySet().iterator().next();
    byte[] good = memory.get(key).orElseThrow();
    Random random = new Random(20261126);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = good.clone();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      memory.kept.put(key, bytes);
      assertThat(reader.read("a.js", FULL, Syntax.ELEMENTS)).isNotNull();
    }
    memory.kept.put(key, new byte[] {1});
    assertThat(reader.read("a.js", FULL, Syntax.ELEMENTS)).isEqualTo(parsed);
    assertThat(memory.get(key)).contains(good);
  }
}
