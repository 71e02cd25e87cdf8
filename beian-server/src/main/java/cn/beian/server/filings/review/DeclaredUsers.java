package cn.beian.server.filings.review;

import cn.beian.filing.form.Question;
import cn.beian.server.apps.UsingUnits;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The units that use an app, as the list of an accepted application has them. */
@Component
class DeclaredUsers {
  private static final Question LIST = Question.once("app.userUnits");

  private final UsingUnits users;
  private final Records records;
  private final CaseStore cases;

  DeclaredUsers(UsingUnits users, Records records, CaseStore cases) {
    this.users = users;
    this.records = records;
    this.cases = cases;
  }

  /** Before the record is written, which still names the application that was accepted before. */
  void take(CaseFile file) {
    Application application = file.application();
    Optional<UUID> before =
        records.ofApp(application.appId()).stream().findFirst().map(PublicRecord::applicationId);
    users.declare(
        application.appId(),
        before.map(this::list).orElse(""),
        file.value(LIST.fieldId()),
        application.basis().map(filed -> application.createdAt()),
        application.handlerId());
  }

  private String list(UUID application) {
    return cases.answers(application).stream()
        .filter(one -> one.question().equals(LIST))
        .map(one -> one.answer().value())
        .findFirst()
        .orElse("");
  }
}
