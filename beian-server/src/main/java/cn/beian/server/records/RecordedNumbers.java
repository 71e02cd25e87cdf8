package cn.beian.server.records;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.records.OfficialNumberStore.Holder;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which record has which number of the official system. A number that a unit typed gives way to a
 * list, one of a province to one of the nation; what does not give way is for a supervisor.
 */
@Service
public class RecordedNumbers {
  private final OfficialNumberStore store;
  private final PublicRecordStore reader;
  private final RevisionLog log;
  private final Clock clock;

  RecordedNumbers(
      OfficialNumberStore store, PublicRecordStore reader, RevisionLog log, Clock clock) {
    this.store = store;
    this.reader = reader;
    this.log = log;
    this.clock = clock;
  }

  /**
   * What a list says of a number, or a supervisor.
   *
   * @param batch the list; absent where a supervisor decided
   * @param certificateIn when the certificate is made
   */
  public record Said(
      String official,
      LocalDate day,
      OfficialNumberSource source,
      Optional<UUID> batch,
      Duration certificateIn) {}

  /**
   * Notes the number that a unit typed, as a revision; does nothing where it is noted with that
   * day. A number that differs has yet to be seen in the app.
   *
   * @return whether a revision was made
   * @throws OfficialNumberTakenException when another record has it
   */
  boolean enter(String number, String official, LocalDate day) {
    return note(
        number,
        new Said(
            official, day, OfficialNumberSource.ENTERED_BY_UNIT, Optional.empty(), Duration.ZERO));
  }

  /**
   * Gives a record the number that a list says it has, or a supervisor. Whatever record has it from
   * a source that this one outranks, or that the supervisor decided against, has it no more.
   *
   * @return the record that lost it; empty for none
   * @throws OfficialNumberTakenException when another record has it, and its source stands
   */
  @Transactional
  public Optional<String> give(String number, Said said) {
    store.lock(said.official());
    Optional<Holder> holder =
        store.holder(said.official()).filter(one -> !one.number().equals(number));
    if (holder.isPresent()) {
      boolean gives =
          said.source() == OfficialNumberSource.DECIDED
              || said.source().outranks(holder.get().source());
      if (!gives) {
        throw new OfficialNumberTakenException();
      }
      remove(holder.get().number(), said.certificateIn());
    }
    note(number, said);
    return holder.map(Holder::number);
  }

  /** Takes the number away that a record has, as a revision; it is to show its own again. */
  @Transactional
  public void remove(String number, Duration certificateIn) {
    if (reader.lockedAlone(number).orElseThrow().officialNumber().isEmpty()) {
      return;
    }
    store.remove(number, OfficialTime.dayOf(clock.instant()));
    log.append(
        number,
        log.next(number),
        "OFFICIAL_NUMBER_REMOVED",
        Optional.empty(),
        List.of(),
        List.of(),
        certificateIn);
  }

  private boolean note(String number, Said said) {
    PublicRecord before = reader.lockedAlone(number).orElseThrow();
    boolean same =
        before.officialNumber().equals(said.official())
            && before.officialNumberOn().filter(said.day()::equals).isPresent();
    boolean weaker = // a list that says what a better one said confirms nothing
        before.officialNumber().equals(said.official())
            && before.officialNumberSource().filter(said.source()::outranks).isEmpty()
            && said.source() != OfficialNumberSource.DECIDED;
    if (!same) {
      store.note(number, said.official(), said.day(), OfficialTime.dayOf(clock.instant()));
    }
    if (!weaker) {
      store.source(number, said.source(), said.batch());
    }
    if (same) {
      return false;
    }
    log.append(
        number,
        log.next(number),
        "OFFICIAL_NUMBER",
        Optional.empty(),
        List.of(),
        List.of(),
        said.certificateIn());
    return true;
  }

  /** The record that has a number, however it is written; empty for none. */
  public Optional<String> holder(String official) {
    return store.holder(official).map(Holder::number);
  }
}
