package cn.beian.inspect.cache;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.cache.StoredInput.Damaged;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StoredTest {
  @Property(tries = 300)
  void anyTextsAndNumbers_readBack(@ForAll List<String> texts, @ForAll List<Integer> numbers)
      throws Damaged {
    StoredOutput out = new StoredOutput();
    out.list(texts, out::text);
    out.list(numbers, out::number);
    out.list(texts, out::text);
    StoredInput in = new StoredInput(out.toBytes());
    assertThat(in.list(in::text)).isEqualTo(texts);
    assertThat(in.list(in::number)).isEqualTo(numbers);
    assertThat(in.list(in::text)).isEqualTo(texts);
    in.end();
  }

  @Property(tries = 300)
  void chars_stayWhatTheyAre(@ForAll char c) throws Damaged { // lone surrogates included
    StoredOutput out = new StoredOutput();
    out.text("a" + c);
    assertThat(new StoredInput(out.toBytes()).text()).isEqualTo("a" + c);
  }

  @Property(tries = 1_000)
  void anyBytes_areReadOrDamaged(@ForAll byte[] bytes) {
    StoredInput in = new StoredInput(bytes);
    try {
      assertThat(in.list(in::text).size()).isLessThanOrEqualTo(bytes.length);
      in.end();
    } catch (Damaged e) {
      assertThat(e).hasMessageMatching(".{5,}");
    }
  }
}
