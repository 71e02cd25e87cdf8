package cn.beian.server.filings.filed;

import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordRevised;
import cn.beian.server.records.Records;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What was to be done for a record is over when the record is, or its end is announced: nobody
 * brings a launch build. It is to be done again where the announcement is taken back.
 */
@Component
class EndedRecords {
  private static final Set<String> ENDS =
      Stream.concat(
              Stream.of(RecordState.values())
                  .filter(
                      one -> RecordGraph.GRAPH.terminal(one) || one == RecordState.SHUTTING_DOWN)
                  .map(Enum::name),
              Stream.of("SHUTDOWN_TAKEN_BACK", "DEREGISTRATION_SET_ASIDE"))
          .collect(Collectors.toSet());

  private final Records records;
  private final ApplicationStore store;
  private final FilingProcedure procedure;

  EndedRecords(Records records, ApplicationStore store, FilingProcedure procedure) {
    this.records = records;
    this.store = store;
    this.procedure = procedure;
  }

  /** Does nothing for a record without an application. */
  @EventListener
  void ended(RecordRevised revised) {
    if (ENDS.contains(revised.event())) {
      records
          .find(revised.number())
          .map(PublicRecord::applicationId)
          .flatMap(store::find)
          .ifPresent(one -> procedure.touch(one.id()));
    }
  }
}
