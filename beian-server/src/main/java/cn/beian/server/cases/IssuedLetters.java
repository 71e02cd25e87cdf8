package cn.beian.server.cases;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Letters as they were issued: written in every language within the transaction of the act that
 * sends them, and only read ever after.
 */
@Service
public class IssuedLetters {
  /** In which every letter is written. */
  static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  private final IssuedLetterStore store;
  private final ObjectProvider<LetterWriter> writers;
  private final RegisterStandings standings;
  private final SchedulerClient scheduler;
  private final Clock clock;

  /**
   * Letters.
   *
   * @param writers a provider breaks the circle: who writes letters reads cases
   */
  IssuedLetters(
      IssuedLetterStore store,
      ObjectProvider<LetterWriter> writers,
      RegisterStandings standings,
      SchedulerClient scheduler,
      Clock clock) {
    this.store = store;
    this.writers = writers;
    this.standings = standings;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * A letter in a language; empty where there is none.
   *
   * @param language {@code zh} or {@code en}
   */
  public Optional<IssuedLetter> find(String procedure, UUID caseId, int place, String language) {
    return store.find(procedure, caseId, place, language);
  }

  /** Whether letters of a case from before letters were kept are still to be reconstructed. */
  public boolean awaited(String procedure, UUID caseId) {
    return store.awaited(procedure, caseId);
  }

  /**
   * Keeps the letters of a case that are not kept yet; the caller has locked it.
   *
   * @param fresh how many of the last ones belong to acts of this transaction; those before are
   *     from before letters were kept, and say that they were reconstructed today
   */
  <S extends Enum<S>> void issue(Procedure<S, ?> procedure, UUID id, int fresh) {
    List<CaseStep<S>> steps = procedure.steps(id);
    List<Integer> places = procedure.letterPlaces(steps);
    Set<Integer> kept = store.places(procedure.kind(), id);
    LocalDate today = OfficialTime.dayOf(clock.instant());
    for (int i = 0; i < places.size(); i++) {
      int place = places.get(i);
      if (!kept.contains(place)) {
        Optional<LocalDate> late =
            i < places.size() - fresh ? Optional.of(today) : Optional.empty();
        issue(procedure.kind(), id, place, steps.get(place - 1).at(), late);
      }
    }
  }

  /** Letters about something in a language ({@code zh} or {@code en}), the latest first. */
  public List<IssuedLetter> about(String procedure, UUID id, String language) {
    return store.about(procedure, id, language);
  }

  /**
   * The number of the last letter about a unit or the like, where a letter issued now would say the
   * same. Until the caller's transaction ends, no other transaction issues a letter about it.
   *
   * @param procedure of the writer of such letters
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<String> sameAsLast(String procedure, UUID about) {
    int place = store.nextPlace(procedure, about) - 1;
    Locale language = LANGUAGES.get(0);
    return store
        .find(procedure, about, place, language.getLanguage())
        .filter(
            last ->
                last.text()
                    .equals(writer(procedure).write(about, place, language, Optional.empty())))
        .map(IssuedLetter::number);
  }

  /**
   * Issues the next letter about what is no case, such as a unit; gives its number.
   *
   * @param procedure of the writer of such letters
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public String issueNext(String procedure, UUID about) {
    int place = store.nextPlace(procedure, about);
    issue(procedure, about, place, clock.instant(), Optional.empty());
    return LetterNumber.of(about, place);
  }

  private void issue(
      String procedure, UUID id, int place, Instant at, Optional<LocalDate> reconstructedOn) {
    LetterWriter writer = writer(procedure);
    for (Locale language : LANGUAGES) {
      LetterText text = writer.write(id, place, language, reconstructedOn);
      store.add(
          new IssuedLetter(
              procedure,
              id,
              place,
              language.getLanguage(),
              LetterNumber.of(id, place),
              text,
              at,
              Sha256Hex.of(text.html()),
              Optional.empty(),
              reconstructedOn));
    }
    standings.record(StandingKind.LETTER, LetterNumber.of(id, place));
    String named = LetterPdfs.named(procedure, id, place);
    scheduler.scheduleIfNotExists(
        LetterPdfs.TASK.instance(named).data(named).scheduledTo(clock.instant()));
  }

  private LetterWriter writer(String procedure) {
    return writers.stream()
        .filter(one -> one.procedure().equals(procedure))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody writes letters of " + procedure));
  }
}
