package cn.beian.inspect.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PrefixTrieTest {
  @Test
  void find_wholeNameGoesBeforePrefix() {
    PrefixTrie<String> trie = new PrefixTrie<>();
    trie.add("lib*", "prefix");
    trie.add("libone.so", "whole");

    assertThat(trie.find("libone.so")).isEqualTo("whole");
    assertThat(trie.find("libone.so.2")).isEqualTo("prefix");
    assertThat(trie.find("li")).isNull();
    assertThat(trie.add("lib*", "again")).hasValue("prefix");
  }

  @Property(tries = 300)
  void find_sameAsTryingEachPattern(
      @ForAll("patterns") Set<String> patterns, @ForAll("names") String name) {
    PrefixTrie<String> trie = new PrefixTrie<>();
    patterns.forEach(pattern -> trie.add(pattern, pattern));

    assertThat(trie.find(name)).isEqualTo(oneByOne(patterns, name));
  }

  private static @Nullable String oneByOne(Set<String> patterns, String name) {
    if (patterns.contains(name)) {
      return name;
    }
    List<String> prefixes =
        patterns.stream()
            .filter(p -> p.endsWith("*") && name.startsWith(p.substring(0, p.length() - 1)))
            .sorted((one, other) -> other.length() - one.length())
            .toList();
    return prefixes.isEmpty() ? null : prefixes.get(0);
  }

  @Provide
  Arbitrary<Set<String>> patterns() {
    return Arbitraries.strings()
        .withChars('a', 'b', '.')
        .ofMinLength(1)
        .ofMaxLength(5)
        .flatMap(text -> Arbitraries.of(text, text + "*"))
        .set()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars('a', 'b', '.').ofMaxLength(8);
  }
}
