package cn.beian.server.documents;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.documents.DrawnPages.Drawn;
import cn.beian.server.documents.DrawnPages.Place;
import cn.beian.server.testing.Inspection.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not drawn a second time. */
class DrawnPagesTest {
  private Instant now = Instant.parse("2026-11-28T02:00:00Z");
  private final InstantSource source = () -> now;
  private final DrawnPages pages = new DrawnPages(source.withZone(ZoneOffset.UTC));

  private static Drawn failed(Failure failure) {
    return new Drawn(failure, Optional.empty());
  }

  private static Drawn drawn(int bytes) {
    return new Drawn(Failure.NONE, Optional.of(new byte[bytes]));
  }

  private Optional<Failure> known(String document, int number) {
    return pages.find(new Place(document, number)).map(Drawn::failure);
  }

  @Test
  void page_isKept_drawnOrNot() {
    pages.put(new Place("a", 0), drawn(10));
    pages.put(new Place("a", 1), failed(Failure.UNREADABLE));
    assertThat(known("a", 0)).contains(Failure.NONE);
    assertThat(known("a", 1)).contains(Failure.UNREADABLE);
    assertThat(known("a", 2)).as("a damaged page says nothing of others").isEmpty();
    assertThat(known("b", 0)).isEmpty();
  }

  @Test
  void documentThatCostTooMuchTwice_isNotDrawnForAnHour() {
    pages.put(new Place("a", 0), drawn(10));
    pages.put(new Place("a", 1), failed(Failure.TOO_LONG));
    assertThat(known("a", 2)).isEmpty();
    pages.put(new Place("a", 2), failed(Failure.TOO_MUCH_MEMORY));
    assertThat(known("a", 3)).contains(Failure.LIMIT);
    assertThat(known("a", 0)).as("what was drawn before").contains(Failure.NONE);
    assertThat(known("b", 0)).isEmpty();
    now = now.plus(Duration.ofMinutes(61));
    assertThat(known("a", 1)).isEmpty();
    assertThat(known("a", 3)).isEmpty();
  }

  @Test
  void pages_takeNoMoreThanTheirShareOfMemory_andTheLatestStay() {
    for (int i = 0; i < 100; i++) {
      pages.put(new Place("a", i), drawn(1 << 20));
    }
    assertThat(known("a", 99)).isPresent();
    assertThat(known("a", 69)).isPresent();
    assertThat(known("a", 67)).isEmpty();
    pages.put(new Place("b", 0), drawn(33 << 20));
    assertThat(known("b", 0)).as("one that is larger than all room").isEmpty();
    for (int i = 0; i < 5_000; i++) {
      pages.put(new Place("c", i), failed(Failure.UNREADABLE));
    }
    assertThat(known("c", 4_999)).isPresent();
    assertThat(known("c", 2_000)).isEmpty();
  }
}
