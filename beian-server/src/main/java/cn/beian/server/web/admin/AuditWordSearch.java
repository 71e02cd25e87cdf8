package cn.beian.server.web.admin;

import cn.beian.server.audit.AuditSearch;
import cn.beian.server.audit.AuditSearch.Entry;
import cn.beian.server.audit.AuditSearch.Wanted;
import cn.beian.server.identity.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Rows of the trail by what is stored, however old, and by the words that pages show for it, as far
 * as {@value #LOOKED_AT} rows back.
 */
@Component
class AuditWordSearch {
  private static final int LOOKED_AT = 20_000;
  private static final int AT_ONCE = 1000;

  private final AuditSearch search;
  private final AuditNames names;
  private final AuditWords words;

  AuditWordSearch(AuditSearch search, AuditNames names, AuditWords words) {
    this.search = search;
    this.names = names;
    this.words = words;
  }

  /**
   * What was found.
   *
   * @param rows newest first
   * @param lookedBackTo until which row words were compared, where there are older ones
   */
  record Found(List<Entry> rows, Optional<Instant> lookedBackTo) {}

  /** So many rows, from before one on. */
  Found find(Wanted wanted, Optional<Long> before, int count, Person reader, Locale locale) {
    List<Entry> stored = search.find(wanted, before, count);
    if (wanted.object().isEmpty()) {
      return new Found(stored, Optional.empty());
    }
    TreeMap<Long, Entry> found = new TreeMap<>(Comparator.reverseOrder());
    stored.forEach(one -> found.put(one.id(), one));
    List<Entry> shown = new ArrayList<>();
    Optional<Long> last = before;
    Optional<Instant> lookedBackTo = Optional.empty();
    for (int looked = 0; shown.size() < count; looked += AT_ONCE) {
      if (looked == LOOKED_AT) {
        break;
      }
      List<Entry> some = search.find(anyObject(wanted), last, AT_ONCE);
      AuditNames.Known known = names.of(some);
      some.stream()
          .filter(one -> shows(one, known, wanted.object(), reader, locale))
          .forEach(shown::add);
      if (some.size() < AT_ONCE) {
        lookedBackTo = Optional.empty();
        break;
      }
      last = Optional.of(some.get(AT_ONCE - 1).id());
      lookedBackTo = Optional.of(some.get(AT_ONCE - 1).at());
    }
    shown.forEach(one -> found.put(one.id(), one));
    return new Found(
        found.values().stream().limit(count).toList(),
        shown.size() < count ? lookedBackTo : Optional.empty());
  }

  /** What is wanted, about any object. */
  static Wanted anyObject(Wanted wanted) {
    return new Wanted(
        wanted.actor(), wanted.action(), "", wanted.by(), wanted.from(), wanted.until());
  }

  /** Whether what is stored or shown of object and detail of a row has a text in it. */
  boolean shows(Entry one, AuditNames.Known known, String text, Person reader, Locale locale) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return List.of(
            one.subject(),
            one.detail(),
            words.subject(one.subject(), known, reader, locale).text(),
            words.detail(one.action(), one.detail(), locale))
        .stream()
        .anyMatch(shown -> shown.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
