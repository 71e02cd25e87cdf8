package cn.beian.inspect.android.ui;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.ResourceTable.Configured;
import cn.beian.inspect.android.resource.ResourceTable.Resource;
import cn.beian.inspect.android.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Texts behind references, of resources with as many values as are read. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ResourceTextsTest {
  private static Value reference(int id) {
    return new Value(Value.REFERENCE, id, "");
  }

  /** One after the other, each of so many texts, the last of which is the next one. */
  private static ResourceTable chain(int resources, int values) {
    Map<Integer, Resource> all = new TreeMap<>();
    for (int id = 1; id <= resources; id++) {
      List<Configured> each = new ArrayList<>();
      for (int i = 0; i < values; i++) {
        each.add(new Configured("", new Value(Value.STRING, 0, "text " + id), List.of()));
      }
      each.add(0, new Configured("zh", reference(id % resources + 1), List.of()));
      all.put(id, new Resource(id, "string", "a" + id, each));
    }
    return new ResourceTable(all, resources, 0);
  }

  @Test
  void textsOfAChain_areLookedForInABoundedNumberOfValues_andOnceForEachResource() {
    ResourceTable table = chain(400, 4_999);
    for (int i = 0; i < 100_000; i++) {
      assertThat(table.texts(reference(i % 400 + 1))).isNotNull();
    }
  }

  @Test
  void valueThatManyUse_isLookedForOnce() {
    Map<Integer, Resource> all = new TreeMap<>();
    List<Configured> values = new ArrayList<>();
    for (int i = 0; i < 4_999; i++) {
      values.add(new Configured("zh", new Value(Value.STRING, 0, "text"), List.of()));
    }
    all.put(1, new Resource(1, "string", "a", values));
    ResourceTable table = new ResourceTable(all, 1, 0);
    int found = 0;
    for (int i = 0; i < 3_000_000; i++) {
      found += table.resolved(reference(1)).string().length();
    }
    assertThat(found).isEqualTo(12_000_000);
  }

  @Test
  void textsOfAShortChain_areFoundInAllLanguages() {
    Map<Integer, Resource> all = new TreeMap<>();
    Configured english = new Configured("en", new Value(Value.STRING, 0, "Sign in"), List.of());
    Configured other = new Configured("", new Value(Value.STRING, 0, "签到"), List.of());
    Configured alias = new Configured("", reference(1), List.of());
    all.put(1, new Resource(1, "string", "a", List.of(english, other)));
    all.put(2, new Resource(2, "string", "b", List.of(alias)));
    ResourceTable table = new ResourceTable(all, 3, 0);
    assertThat(table.texts(reference(2))).isEqualTo(Map.of("en", "Sign in", "", "签到"));
    assertThat(table.texts(reference(3))).isEmpty();
  }
}
