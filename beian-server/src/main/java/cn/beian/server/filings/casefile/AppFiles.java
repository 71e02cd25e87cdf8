package cn.beian.server.filings.casefile;

import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.cases.Worklist;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An app with everything that hangs on it, as far as the current person may read it. */
@Service
@Transactional(readOnly = true)
public class AppFiles {
  private final Apps apps;
  private final ApplicationStore store;
  private final Records records;
  private final Worklist worklist;
  private final Identity identity;

  AppFiles(
      Apps apps, ApplicationStore store, Records records, Worklist worklist, Identity identity) {
    this.apps = apps;
    this.store = store;
    this.records = records;
    this.worklist = worklist;
    this.identity = identity;
  }

  /**
   * An app.
   *
   * @param owner its sponsor; absent while nobody knows it
   * @param own whether the reader is of that unit
   * @param records the latest first; none before the first number
   * @param cases of every procedure, those that are open first, the reader's turn before others
   */
  public record AppFile(
      App app,
      Optional<Organization> owner,
      boolean own,
      List<PublicRecord> records,
      List<WorkItem> cases) {
    public AppFile {
      records = List.copyOf(records);
      cases = List.copyOf(cases);
    }

    /** Its sponsor, where that is known. */
    public Organization unit() {
      return owner.orElseThrow();
    }

    /** The latest record. */
    public Optional<PublicRecord> record() {
      return records.stream().findFirst();
    }

    /** What runs. */
    public List<WorkItem> open() {
      return cases.stream().filter(one -> !one.closed()).toList();
    }

    /** What is done. */
    public List<WorkItem> ended() {
      return cases.stream().filter(WorkItem::closed).toList();
    }
  }

  /**
   * An app of the reader's unit or of his region; of one that is nothing but a draft only its unit
   * knows, and of one whose unit nobody knows the officials of the region whose inventory names it.
   *
   * @throws NoSuchElementException if there is none
   * @throws AccessDeniedException if it is not for him
   */
  public AppFile of(UUID id) {
    App app = apps.find(id).orElseThrow();
    Person reader = identity.current();
    if (app.ownerId().isEmpty()) {
      AccessRules.requireRead(reader, id, app.inventory().orElse(""));
      return new AppFile(app, Optional.empty(), false, List.of(), List.of());
    }
    Organization unit = identity.organization(app.ownerId().get());
    AccessRules.requireRead(reader, unit.id(), unit.division());
    List<PublicRecord> numbered = records.ofApp(id);
    List<WorkItem> cases =
        worklist
            .about(store.ofApp(id), numbered.stream().map(PublicRecord::number).toList())
            .values()
            .stream()
            .sorted(WorkItem.NEXT_FIRST)
            .toList();
    boolean own = reader.organizationId().equals(unit.id());
    boolean known =
        !numbered.isEmpty() || !cases.isEmpty() || app.inventory().isPresent() || store.sentOf(id);
    if (!own && !known) {
      throw new AccessDeniedException("a draft is its sponsor's own");
    }
    return new AppFile(app, Optional.of(unit), own, numbered, cases);
  }
}
