package cn.beian.server.demo;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.cases.WorkFilter;
import cn.beian.server.cases.Worklist;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.retests.RetestRun;
import cn.beian.server.retests.Retests;
import cn.beian.server.rulebooks.RulebookDrafts;
import cn.beian.server.rulebooks.Rulebooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens in the demo after the numbers: a second version of the rules, by which all that is
 * filed is tested again, and a request for information.
 */
@Component
@ConditionalOnProperty("beian.demo")
class DemoSupervision {
  /** Whose location is read has to be explained from the second version on. */
  private static final String STRICTER = "PRIV-329";

  private static final String NATION = "100000";
  private static final int ANSWER_DAYS = 14;

  private final DemoDesk desk;
  private final Rulebooks rulebooks;
  private final RulebookDrafts drafts;
  private final Retests retests;
  private final Inquiries inquiries;
  private final Worklist worklist;
  private final FilingLookup lookup;
  private final JsonMapper json;
  private final Clock clock;

  DemoSupervision(
      DemoDesk desk,
      Rulebooks rulebooks,
      RulebookDrafts drafts,
      Retests retests,
      Inquiries inquiries,
      Worklist worklist,
      FilingLookup lookup,
      JsonMapper json,
      Clock clock) {
    this.desk = desk;
    this.rulebooks = rulebooks;
    this.drafts = drafts;
    this.retests = retests;
    this.inquiries = inquiries;
    this.worklist = worklist;
    this.lookup = lookup;
    this.json = json;
    this.clock = clock;
  }

  /** Drafts the second version and has it tried on what is filed; empty if it is signed already. */
  Optional<String> draftSecond() {
    if (rulebooks.versions().size() > 1) {
      return Optional.empty();
    }
    Rulebook second = stricter(Rulebook.bundled());
    desk.day(2);
    desk.official(Role.RULEBOOK_ADMINISTRATOR, NATION);
    if (drafts.find(second.version()).isEmpty()) {
      drafts.draft(second, "获取位置由建议改为须说明（演示）");
    }
    retests.preview(second.version());
    desk.leave();
    return Optional.of(second.version());
  }

  /** Whether a version has been tried on all that is filed. */
  boolean tried(String version) {
    return retests.previewOf(version).filter(RetestRun::ended).isPresent();
  }

  /** Signs it; it is in force since this morning. */
  void publish(String version) {
    desk.day(1);
    desk.official(Role.SIGNER, NATION);
    retests.publish(version, OfficialTime.dayOf(clock.instant()).plusDays(1));
    desk.leave();
  }

  /** Asks the unit of a filed app, which answers; the supervisor has not closed it yet. */
  void ask(DemoApp app) {
    desk.official(Role.SUPERVISOR, NATION);
    if (!asked(app)) {
      desk.day(2);
      desk.official(Role.SUPERVISOR, NATION);
      UUID id =
          inquiries.begin(
              Map.of(
                  "number",
                  lookup.search(app.name()).records().get(0).number(),
                  "question",
                  "有随访人员反映，同一次随访在本应用和省平台各填一遍。请说明两边的字段有哪些重复，什么时候可以只填一次。",
                  "by",
                  OfficialTime.dayOf(clock.instant()).plusDays(ANSWER_DAYS).toString()));
      desk.day(1);
      desk.own(app, Role.HANDLER);
      inquiries.act(
          id, version(id), "draft", Map.of("text", "重复的是血压、血糖和随访日期三项。接口已联调，从下月起由本应用报送，省平台不再填写。"));
      desk.own(app, Role.APPROVER);
      inquiries.act(id, version(id), "answer", Map.of("anyway", "yes"));
    }
    desk.leave();
  }

  private boolean asked(DemoApp app) {
    return Stream.of(WorkFilter.View.values())
        .map(view -> WorkFilter.of(view).finding(app.name()))
        .flatMap(filter -> worklist.page(filter, 1).stream())
        .anyMatch(item -> item.procedure().equals("inquiry"));
  }

  private int version(UUID id) {
    return inquiries.file(id).one().version();
  }

  /** The rulebook with one rule that asks for an explanation instead of giving advice. */
  private Rulebook stricter(Rulebook first) {
    try {
      ByteArrayOutputStream canonical = new ByteArrayOutputStream();
      first.write(canonical);
      ObjectNode book = (ObjectNode) json.readTree(canonical.toByteArray());
      book.get("rules")
          .forEach(
              rule -> {
                if (rule.get("id").asString().equals(STRICTER)) {
                  ((ObjectNode) rule.get("effect")).put("usual", "explain");
                }
              });
      return Rulebook.of(json.writeValueAsBytes(book));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
